"""Who employs, in which sector: the name first, then what the page says of it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from functools import cache
from html import escape
from itertools import pairwise
from typing import Any

from pipelines.model import LegalForm, Organisation, Reading, Source
from pipelines.normalise import employer_beside, employer_names, organisation_prose, organisations, sectors, vocabulary
from pipelines.normalise.acronyms import spelled_out
from pipelines.normalise.ad import Ad
from pipelines.normalise.document import Document, read_document
from pipelines.normalise.employer_client import find_client
from pipelines.normalise.employer_prose import employer_in_prose
from pipelines.normalise.form_told import told_form
from pipelines.normalise.labels import field_of
from pipelines.normalise.naming import names_kind as is_kind
from pipelines.normalise.organisation_sizes import find_size
from pipelines.normalise.others import tells_of_another_body, without_bodies
from pipelines.normalise.reconcile import Candidate, Columns, settle
from pipelines.normalise.run_on import split_run_on
from pipelines.normalise.text import fold


def settle_organisation(ad: Ad, columns: Columns) -> None:
    """Settle the employer's name and what is known of it.

    A board's constant applies where the page names nobody; on an employer's own board it goes before names that the
    prose mentions, which are as often partners.
    """
    stated = ad.stated("organisation")
    named = [s for s in stated if not _is_about(s.text)] or stated
    named.sort(key=lambda s: s.source == "label" and s.text not in ad.document.text)
    candidates = [Candidate(s.source, " ".join(s.text.split()), s.text, "stated") for s in named]
    prose = organisation_prose.find_organisation(ad.document, ad.body_facts)
    behind = find_client(ad.document)
    if behind is not None:  # who posts the ad is not who employs
        candidates.insert(0, Candidate("label" if candidates else "body", behind.value, behind.excerpt, behind.rule))
    if not candidates:
        candidates = _labelled(ad) or _in_lines(ad)
    constant = ad.facts.organisation
    candidates = _without_platform(candidates, ad, prose)
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
    candidates = [_as_in_line(_without_facts(candidate), ad) for candidate in candidates]
    settled = settle("organisation", candidates, ad.order, _same)
    columns.take("organisation", settled)
    if settled.value is not None:
        excerpt = settled.chosen.excerpt if settled.chosen is not None else ""
        columns.values["employer"] = _employer(ad, settled.value, excerpt, prose)


def _without_platform(
    candidates: list[Candidate[str]], ad: Ad, prose: list[Reading[Organisation]]
) -> list[Candidate[str]]:
    """The names without that of the site which its own data state, where somebody else is known to employ."""
    host = employer_names.host_of(ad.raw.url)
    of_site = [c for c in candidates if c.source == "structured" and employer_names.is_of_host(_core(c.value), host)]
    if not of_site:
        return candidates
    known = [name for name in (ad.facts.organisation, *(read.value.name for read in prose[:1])) if name]
    others = [name for name in known if not any(_names(name, c.value) for c in of_site)]
    return [c for c in candidates if c not in of_site] if others else candidates


def _core(name: str) -> str:
    return organisations.identity_key(name, None).partition("|")[0]


def _without_facts(candidate: Candidate[str]) -> Candidate[str]:
    """A name without its address, and without the figures told in brackets behind it: "Rivages (SCOP, 35 salariés)"."""
    bare = _FACTS.sub("", _address().sub("", candidate.value[:_LONGEST_VALUE]))
    bare = _without_form(_LETTERS.sub(r"\g<0>.", bare))
    return dataclasses.replace(candidate, value=bare) if bare and bare != candidate.value else candidate


def _without_form(name: str) -> str:
    """A name without the words for its legal form in apposition: "Rivages, association loi 1901"."""
    core, comma, form = name.partition(", ")
    told = comma and form[:1].islower() and " " in form and organisations.read_legal_form(form) is not None
    return core if told else name


#: "Rivages e. V" has lost its last full stop.
_LETTERS = re.compile(r"\be\. ?V\Z")


def _as_in_line(candidate: Candidate[str], ad: Ad) -> Candidate[str]:
    """A name of the prose as a line near the title has it, without the noun before it: "Verein Nachtlicht Kassel"."""
    noun, _, name = candidate.value.partition(" ")
    if (
        candidate.source != "body"
        or not name
        or not any(s.text == name for s in ad.raw.statements if s.field == "chip")
    ):
        return candidate
    return dataclasses.replace(candidate, value=name) if is_kind(noun) else candidate


_LONGEST_VALUE = 300
#: What ends one of the short sentences of a card: "Founded in 1999. 19 staff."
_STOPS = re.compile(r"(?<=\w{4})\. (?=[A-ZÀ-Ý\d])")


@cache
def _address() -> re.Pattern[str]:
    return re.compile(rf"[,;]?\s(?:[-–] )?(?:{vocabulary.either('organisations', 'addresses', 'streets')}).{{0,200}}$")


_FACTS = re.compile(r"\s*\([^()]{0,80}\d+ [^\W\d_]{3,}[^()]{0,60}\)$")


def _labelled(ad: Ad) -> list[Candidate[str]]:
    """The employer under its label in the ad's own text ("Employeur : Rivages")."""
    told = (" ".join(block.value[:_LONGEST_VALUE].split()) for block in ad.document.labelled("organisation"))
    values = [split_run_on(value)[0] for value in told]
    values += [
        " ".join(block.value.split())
        for block in ad.document.blocks[:_NEAR]
        if block.label and fold(block.label) in _SENT_BY and organisations.form_of_name(block.value) is not None
    ]
    return [
        Candidate("body", value, value, "labelled")
        for value in values
        if 1 < len(value) <= _LONGEST_NAME and not _is_about(value)
    ][:1]


#: Who posts a message, where the name has its legal form.
_SENT_BY = ("da", "de", "von", "from", "van", "por", "par", "by")
_LONGEST_NAME = 90
#: Rules that name an employer without a label: a board's constant goes before them, if it is not the same name.
_WEAK = frozenset(("name_with_form", "offered_by", "name_on_card", "name_over_badge"))


def _in_lines(ad: Ad) -> list[Candidate[str]]:
    """The employer in the short lines around an ad: on its card, over a badge that says what it is, by its form."""
    host = employer_names.host_of(ad.raw.url) if ad.facts.kind != "employer" else ""
    card = employer_names.named_in_card([s.text for s in ad.stated("organisation_about") if not s.label])
    if card is not None:
        return [Candidate("label", card.value, card.excerpt, card.rule)]
    chips = [s.text for s in ad.raw.statements if s.field == "chip" and _TRAIL.search(s.text) is None]
    badge = _over_badge(ad, chips)
    if badge is not None:
        return [Candidate("label", badge, badge, "name_over_badge")]
    read = employer_names.named_in_lines([*chips[:_NEAR], *employer_names.opening_lines(ad.document)], host)
    read = read or employer_beside.name_in_both(chips[:_NEAR], ad.document, _title(ad))
    pieces = [s.text for s in ad.stated("page_title")]
    read = read or employer_beside.name_in_page_title(chips[:_NEAR], pieces, _title(ad))
    return [] if read is None else [Candidate("label", read.value, read.excerpt, read.rule)]


#: Where a page says where it stands in its site: "Jobs › New Mexico › Albuquerque".
_TRAIL = re.compile(r"\s[›»>→▸]\s")
#: So many short lines stand near the title.
_NEAR = 10


def _over_badge(ad: Ad, chips: list[str]) -> str | None:
    """The name that stands right over the words for what it is ("Rivages", "Nonprofit organization")."""
    for name, badge in pairwise(chips):
        if len(name) <= _LONGEST_NAME and organisation_prose.is_name(name) and _is_badge(badge):
            unread = name not in {s.text for s in ad.statements}
            if unread and not _is_about(name) and field_of(name) is None:
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
    around = [s.text for s in ad.stated("chip", "site_name", "organisation_about")]
    if prose:
        name = employer_beside.as_without_article(employer_names.without_article(prose[0].value.name), ad.document)
        return [Candidate("body", spelled_out(name, around, ad.document.text) or name, prose[0].excerpt, prose[0].rule)]
    read = employer_names.find_recruiter(ad.document)
    if read is not None:
        return [Candidate("body", read.value, read.excerpt, read.rule)]
    read = employer_in_prose(ad.document, title, german=ad.language is not None and ad.language.value == "de")
    if read is not None and not (ad.facts.kind != "employer" and _is_board(read.value, ad)):
        name = employer_beside.as_without_article(read.value, ad.document)
        return [Candidate("body", spelled_out(name, around, ad.document.text) or name, read.excerpt, read.rule)]
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
    if "@" not in ad.document.text or not employer_names.is_of_host(site, employer_names.host_of(ad.raw.url)):
        return False
    mails = (f"http://{mail.partition('@')[2]}" for mail in _MAIL.findall(ad.document.text))
    return any(employer_names.is_of_host(site, employer_names.host_of(mail)) for mail in mails)


_MAIL = re.compile(r"[\w.+-]{1,64}@[\w.-]{3,80}")


def _is_about(text: str) -> bool:
    """Whether a line under "Structure" says what the employer is instead of its name ("Structure de l'ESS")."""
    return organisations.says_what_it_is(text)


def _same(a: str, b: str) -> bool:
    return organisations.identity_key(a, None) == organisations.identity_key(b, None)


def _employer(ad: Ad, name: str, excerpt: str, prose: list[Reading[Organisation]]) -> Organisation:
    about = [s.text if not s.label else f"{s.label} : {s.text}" for s in ad.stated("organisation_about")]
    lines = [piece for line in about for piece in (_STOPS.split(line) if len(line) <= _LONGEST_VALUE else [line])]
    lines += [s.text for s in ad.stated("organisation") if s.text != name and _is_about(s.text)]
    facts: dict[str, Any] = {}
    for statement in ad.stated("organisation_form"):
        if (stated := organisations.read_legal_form(statement.text)) is not None:
            facts.setdefault("legal_form", stated.value)
    for statement in ad.stated("organisation_size"):
        if (size := organisations.read_stated_size(statement.text)) is not None:
            facts.setdefault("size_min", size[0])
            facts.setdefault("size_max", size[1])
    facts |= _labelled_in_text(ad, facts)
    for column, reading in organisations.read_organisation_about(lines, name, ad.facts):
        facts.setdefault(column, reading.value)
    its_own = cache(lambda: without_bodies(ad.document, name))
    if not {"size_min", "size_max"} & facts.keys() and (size := find_size(its_own())) is not None:
        facts["size_min"], facts["size_max"] = size[:2]
    if not {"size_min", "size_max"} & facts.keys():
        facts |= _size_of_site(ad, name)
    told = next((r.value for r in prose if _names(r.value.name, name)), None)
    if told is not None and told.legal_form is not None and not _is_kind_of_its_own(name):
        facts.setdefault("legal_form", told.legal_form)
    if (form := _form(ad, name, excerpt, facts.get("legal_form"), its_own)) is not None:
        facts["legal_form"] = form
    website = next((s.text for s in ad.stated("organisation_website") if s.text.startswith("http")), None)
    country = ad.facts.country
    return dataclasses.replace(Organisation(name, website=website, country=country), **facts)


def _is_kind_of_its_own(name: str) -> bool:
    """Whether a name has a form that says more than that nobody profits."""
    form = organisations.form_of_name(name)
    return form is not None and form.value in ("foundation", "cooperative", "mutual")


def _labelled_in_text(ad: Ad, known: dict[str, Any]) -> dict[str, Any]:
    """The size and legal form that stand under their labels in the ad's own text, where nothing else states them."""
    facts: dict[str, Any] = {}
    sizes = (organisations.read_stated_size(block.value) for block in ad.document.labelled("organisation_size"))
    size = next((size for size in sizes if size is not None), None)
    if size is not None and not {"size_min", "size_max"} & known.keys():
        facts["size_min"], facts["size_max"] = size[:2]
    forms = (organisations.read_legal_form(block.value) for block in ad.document.labelled("organisation_form"))
    form = next((form for form in forms if form is not None), None)
    if form is not None and "legal_form" not in known:
        facts["legal_form"] = form.value
    return facts


def _size_of_site(ad: Ad, name: str) -> dict[str, int | None]:
    """The head count that a page states beside the ad, of its own site or beside the employer's name, if one only."""
    named = [s.text for s in ad.stated("site_about") if s.label == "staff" and fold(name) in fold(s.text)]
    told = (
        organisations.read_size(text) or find_size(read_document(f"<p>{escape(text)}</p>"))
        for text in _of_site(ad, "staff") or named
        if not tells_of_another_body(fold(text), fold(name))
    )
    sizes = {size[:2] for size in told if size is not None}
    return dict(zip(("size_min", "size_max"), sizes.pop(), strict=True)) if len(sizes) == 1 else {}


def _form(
    ad: Ad, name: str, excerpt: str, stated: LegalForm | None, its_own: Callable[[], Document]
) -> LegalForm | None:
    """The legal form: as stated, as the name or what stands beside it says, else as the site or the ad calls itself.

    ``its_own`` is the ad's text without what it tells of authorities, roofs and givers.
    """
    if stated == "social_enterprise":  # says what it does; the body behind it may have a form as well
        form = _form_of_site(ad, name)
        return form if form in _LABELLED else stated
    if stated is not None:
        return stated
    named = organisations.form_of_name(name) or employer_names.form_beside(excerpt)
    if named is not None:
        return named.value
    own = employer_beside.form_around(name, ad.document) or employer_names.own_form(its_own())
    if (form := _form_of_site(ad, name)) is not None or own is not None:
        return form or (own.value if own is not None else None)
    told = told_form(name, ad.document) or _of_acronym(name, ad)
    if told is not None:
        return told.value
    if (labelled := _form_of_label(ad)) is not None:
        return labelled
    definite = employer_beside.definite_form(its_own())
    return definite.value if definite is not None else None


def _of_acronym(name: str, ad: Ad) -> Reading[LegalForm] | None:
    """The form told of the acronym that stands in brackets behind the employer's name."""
    texts = [s.text for s in ad.stated("organisation")] + [b.value for b in ad.document.labelled("organisation")]
    held = (_ACRONYM.search(text) for text in texts)
    acronym = next((found[1] for found in held if found is not None and found[1] != name), None)
    return told_form(acronym, ad.document) if acronym is not None else None


_ACRONYM = re.compile(r"\(([A-Z][\w&.-]{1,12})\)")


def _form_of_label(ad: Ad) -> LegalForm | None:
    """The form that the label of the employer's name is ("Association : La Souplesse")."""
    labels = [s.label for s in ad.stated("organisation")] + [b.label for b in ad.document.labelled("organisation")]
    forms = (organisations.form_of_name(f"{label.strip(' :')} X") for label in labels if label)
    return next((form.value for form in forms if form is not None and form.value in _LABELLED), None)


_LABELLED = ("association", "foundation", "cooperative", "mutual")


def _of_site(ad: Ad, *labels: str) -> list[str]:
    """What the employer's own site calls itself at its head and foot."""
    own = ad.facts.kind == "employer" or _own_site(ad) is not None
    return [s.text for s in ad.stated("site_about") if not labels or s.label in labels] if own else []


def _form_of_site(ad: Ad, name: str) -> LegalForm | None:
    """The legal form at the head or foot of the employer's own site, alone or behind the employer's name."""
    for text in _of_site(ad, "foot", "head"):
        own = _names(text, name) or fold(text).endswith(f" {fold(name)}")
        form = organisations.read_legal_form(text) or (organisations.form_of_name(text) if own else None)
        form = form or told_form(name, read_document(f"<p>{escape(text)}</p>"))
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
        text = ad.document
        candidates = ad.find(sectors.find_in_lines, within=text) or ad.find(sectors.find_sectors, within=text)
    columns.take("sector", settle("sector", candidates[:1] or candidates, ad.order))
