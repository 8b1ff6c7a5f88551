"""Who employs, in which sector: the name first, then what the page says of it."""

from __future__ import annotations

import dataclasses
import re
from itertools import pairwise
from typing import Any

from pipelines.model import LegalForm, Organisation, Reading, Source
from pipelines.normalise import employer_beside, employer_names, organisation_prose, organisations, sectors
from pipelines.normalise.ad import Ad
from pipelines.normalise.organisation_sizes import find_size
from pipelines.normalise.reconcile import Candidate, Columns, settle


def settle_organisation(ad: Ad, columns: Columns) -> None:
    """Settle the employer's name and what is known of it.

    A board's constant applies where the page names nobody; on an employer's own board it goes before names that the
    prose mentions, which are as often partners.
    """
    stated = ad.stated("organisation")
    named = [s for s in stated if not _is_about(s.text)] or stated
    candidates = [Candidate(s.source, " ".join(s.text.split()), s.text, "stated") for s in named]
    prose = organisation_prose.find_organisation(ad.document, ad.body_facts)
    behind = organisation_prose.find_employer(ad.document, ad.body_facts)
    if behind is not None:  # who posts the ad is not who employs
        candidates.insert(0, Candidate("label" if candidates else "body", behind.value, behind.excerpt, behind.rule))
    if not candidates:
        candidates = _labelled(ad) or _in_lines(ad)
    constant = ad.facts.organisation
    if constant is not None and not any(_same(constant, candidate.value) for candidate in candidates):
        candidates = [c for c in candidates if c.rule not in _WEAK]
    if constant is not None and not candidates:
        candidates = [
            Candidate("label", n, n, "full_name") for n in _of_site(ad, "head") if n != constant and _same(n, constant)
        ]
        candidates = candidates[:1]
    if constant is not None and not candidates:
        candidates.append(Candidate("board", constant, constant, "board_constant"))
    if not candidates:
        candidates = _told(ad, prose)
    settled = settle("organisation", candidates, ad.order, _same)
    columns.take("organisation", settled)
    if settled.value is not None:
        excerpt = settled.chosen.excerpt if settled.chosen is not None else ""
        columns.values["employer"] = _employer(ad, settled.value, excerpt, prose)


def _labelled(ad: Ad) -> list[Candidate[str]]:
    """The employer under its label in the ad's own text ("Employeur : Rivages")."""
    values = (" ".join(block.value.split()) for block in ad.document.labelled("organisation"))
    return [
        Candidate("body", value, value, "labelled")
        for value in values
        if 1 < len(value) <= _LONGEST_NAME and not _is_about(value)
    ][:1]


_LONGEST_NAME = 90
#: Rules that name an employer without a label: a board's constant goes before them, if it is not the same name.
_WEAK = frozenset(("name_with_form", "offered_by", "name_on_card", "name_over_badge"))


def _in_lines(ad: Ad) -> list[Candidate[str]]:
    """The employer in the short lines around an ad: on its card, over a badge that says what it is, by its form."""
    host = employer_names.host_of(ad.raw.url) if ad.facts.kind != "employer" else ""
    card = employer_names.named_in_card([s.text for s in ad.stated("organisation_about") if not s.label])
    if card is not None:
        return [Candidate("label", card.value, card.excerpt, card.rule)]
    chips = [s.text for s in ad.raw.statements if s.field == "chip"]
    badge = _over_badge(ad, chips)
    if badge is not None:
        return [Candidate("label", badge, badge, "name_over_badge")]
    read = employer_names.named_in_lines([*chips[:_NEAR], *employer_names.opening_lines(ad.document)], host)
    read = read or employer_beside.name_in_both(chips[:_NEAR], ad.document, _title(ad))
    return [] if read is None else [Candidate("label", read.value, read.excerpt, read.rule)]


#: So many short lines stand near the title.
_NEAR = 10


def _over_badge(ad: Ad, chips: list[str]) -> str | None:
    """The name that stands right over the words for what it is ("Rivages", "Nonprofit organization")."""
    for name, badge in pairwise(chips):
        if len(name) <= _LONGEST_NAME and organisation_prose.is_name(name) and _is_badge(badge):
            unread = name not in {s.text for s in ad.statements}
            if unread and not _is_about(name):
                return name
    return None


def _is_badge(line: str) -> bool:
    return _is_about(line) or employer_beside.opens_with_form(line)


def _title(ad: Ad) -> str:
    return next((s.text for s in ad.stated("title")), "")


def _told(ad: Ad, prose: list[Reading[Organisation]]) -> list[Candidate[str]]:
    """The employer as the title or the ad's first sentences tell it, else as its own site is called."""
    title = next((s.text for s in ad.stated("title")), "")
    read = employer_names.recruiter_of(title)
    if read is not None:
        return [Candidate("title", read.value, read.excerpt, read.rule)]
    if prose:
        return [Candidate("body", prose[0].value.name, prose[0].excerpt, prose[0].rule)]
    read = employer_names.find_recruiter(ad.document)
    if read is not None:
        return [Candidate("body", read.value, read.excerpt, read.rule)]
    read = employer_beside.says_it_employs(ad.document)
    if read is not None and not (ad.facts.kind != "employer" and _is_board(read.value, ad)):
        return [Candidate("body", read.value, read.excerpt, read.rule)]
    site = _own_site(ad)
    return [] if site is None else [Candidate("structured", site, site, "site_of_the_employer")]


def _is_board(name: str, ad: Ad) -> bool:
    return employer_names.is_of_host(name, employer_names.host_of(ad.raw.url))


def _own_site(ad: Ad) -> str | None:
    """The name of the site where it is the employer's own: its host or its legal form proves that it is a name."""
    site = next((s.text for s in ad.stated("site_name")), None)
    if site is None or not (ad.facts.kind == "employer" or _applies_at_home(ad, site)):
        return None
    if employer_names.is_of_host(site, employer_names.host_of(ad.raw.url)):
        return site
    if organisations.form_of_name(site) is not None and organisation_prose.is_name(site):
        return site
    named = employer_beside.name_of_careers(site)
    return named if ad.facts.kind == "employer" and employer_beside.is_site_name(named) else None


def _applies_at_home(ad: Ad, site: str) -> bool:
    """Whether one applies to an address of the very site, and both are made of the site's name."""
    host = employer_names.host_of(ad.raw.url)
    mails = [f"http://{mail.partition('@')[2]}" for mail in _MAIL.findall(ad.document.text)]
    return employer_names.is_of_host(site, host) and any(
        employer_names.is_of_host(site, employer_names.host_of(mail)) for mail in mails
    )


_MAIL = re.compile(r"[\w.+-]{1,64}@[\w.-]{3,80}")


def _is_about(text: str) -> bool:
    """Whether a line under "Structure" says what the employer is instead of its name ("Structure de l'ESS")."""
    return organisations.says_what_it_is(text)


def _same(a: str, b: str) -> bool:
    return organisations.identity_key(a, None) == organisations.identity_key(b, None)


def _employer(ad: Ad, name: str, excerpt: str, prose: list[Reading[Organisation]]) -> Organisation:
    lines = [s.text if not s.label else f"{s.label} : {s.text}" for s in ad.stated("organisation_about")]
    lines += [s.text for s in ad.stated("organisation") if s.text != name and _is_about(s.text)]
    facts: dict[str, Any] = {}
    for statement in ad.stated("organisation_form"):
        if (stated := organisations.read_legal_form(statement.text)) is not None:
            facts.setdefault("legal_form", stated.value)
    for statement in ad.stated("organisation_size"):
        if (size := organisations.read_stated_size(statement.text)) is not None:
            facts.setdefault("size_min", size[0])
            facts.setdefault("size_max", size[1])
    for column, reading in organisations.read_organisation_about(lines, name, ad.facts):
        facts.setdefault(column, reading.value)
    if not {"size_min", "size_max"} & facts.keys() and (size := find_size(ad.document)) is not None:
        facts["size_min"], facts["size_max"] = size[:2]
    told = next((r.value for r in prose if _names(r.value.name, name)), None)
    if told is not None and told.legal_form is not None:
        facts.setdefault("legal_form", told.legal_form)
    if (form := _form(ad, name, excerpt, facts.get("legal_form"))) is not None:
        facts["legal_form"] = form
    website = next((s.text for s in ad.stated("organisation_website") if s.text.startswith("http")), None)
    country = ad.facts.country
    return dataclasses.replace(Organisation(name, website=website, country=country), **facts)


def _form(ad: Ad, name: str, excerpt: str, stated: LegalForm | None) -> LegalForm | None:
    """The legal form: as stated, as the name or what stands beside it says, else as the site or the ad calls itself."""
    if stated is not None:
        return stated
    named = organisations.form_of_name(name) or employer_names.form_beside(excerpt)
    if named is not None:
        return named.value
    own = employer_beside.form_around(name, ad.document) or employer_names.own_form(ad.document)
    if (form := _form_of_site(ad, name)) is not None or own is not None:
        return form or (own.value if own is not None else None)
    definite = employer_beside.definite_form(ad.document)
    return definite.value if definite is not None else None


def _of_site(ad: Ad, *labels: str) -> list[str]:
    """What the employer's own site calls itself at its head and foot."""
    own = ad.facts.kind == "employer" or _own_site(ad) is not None
    return [s.text for s in ad.stated("site_about") if not labels or s.label in labels] if own else []


def _form_of_site(ad: Ad, name: str) -> LegalForm | None:
    """The legal form at the head or foot of the employer's own site, alone or behind the employer's name."""
    for text in _of_site(ad):
        form = organisations.read_legal_form(text) or (organisations.form_of_name(text) if _names(text, name) else None)
        if form is not None and form.value != "company":
            return form.value
    return None


def _names(a: str, b: str) -> bool:
    """Whether one name is the other, or the other with a section or an acronym more."""
    first, second = (organisations.identity_key(n, None).partition("|")[0] for n in (a, b))
    return first == second or f"{second} ".startswith(f"{first} ") or f"{first} ".startswith(f"{second} ")


def settle_sector(ad: Ad, columns: Columns) -> None:
    """Settle the sector: the ad's own label, else what the page says of the employer."""
    candidates: list[Candidate[str]] = ad.read(("sector",), sectors.read_sector)
    if not candidates or not any(s.label for s in ad.stated("sector")):
        values = (block.value.split(" | ")[0] for block in ad.document.labelled("sector"))
        labelled = (sectors.read_sector(value, ad.body_facts) for value in values)
        candidates = [Candidate.of("body", read) for read in labelled if read is not None][:1] or candidates
    employer: Organisation | None = columns.values.get("employer")
    if not candidates and employer is not None and employer.sector is not None:
        source: Source = "label"
        candidates.append(Candidate(source, employer.sector, employer.sector, "sector_of_the_employer"))
    if not candidates:
        candidates = ad.find(sectors.find_sectors)
    columns.take("sector", settle("sector", candidates[:1] or candidates, ad.order))
