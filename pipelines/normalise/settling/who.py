"""Who employs, in which sector: the name first, then what the page says of it."""

from __future__ import annotations

import dataclasses
from typing import Any

from pipelines.model import Organisation, Reading, Source
from pipelines.normalise import organisation_prose, organisations, sectors
from pipelines.normalise.ad import Ad
from pipelines.normalise.reconcile import Candidate, Columns, settle


def settle_organisation(ad: Ad, columns: Columns) -> None:
    """Settle the employer's name and what is known of it.

    A board's constant applies where the page names nobody; on an employer's own board it goes before names that the
    prose mentions, which are as often partners.
    """
    stated = ad.stated("organisation")
    named = [s for s in stated if not _is_about(s.text, ad)] or stated
    candidates = [Candidate(s.source, " ".join(s.text.split()), s.text, "stated") for s in named]
    prose = organisation_prose.find_organisation(ad.document, ad.body_facts)
    behind = organisation_prose.find_employer(ad.document, ad.body_facts)
    if behind is not None:  # who posts the ad is not who employs
        candidates.insert(0, Candidate("label" if candidates else "body", behind.value, behind.excerpt, behind.rule))
    if not candidates:
        candidates = _labelled(ad)
    constant = ad.facts.organisation
    if constant is not None and not candidates:
        candidates.append(Candidate("board", constant, constant, "board_constant"))
    elif not candidates and prose:
        candidates.append(Candidate("body", prose[0].value.name, prose[0].excerpt, prose[0].rule))
    settled = settle("organisation", candidates, ad.order, _same)
    columns.take("organisation", settled)
    if settled.value is not None:
        columns.values["employer"] = _employer(ad, settled.value, prose)


def _labelled(ad: Ad) -> list[Candidate[str]]:
    """The employer under its label in the ad's own text ("Employeur : Rivages")."""
    values = (" ".join(block.value.split()) for block in ad.document.labelled("organisation"))
    return [
        Candidate("body", value, value, "labelled")
        for value in values
        if 1 < len(value) <= _LONGEST_NAME and not _is_about(value, ad)
    ][:1]


_LONGEST_NAME = 90


def _is_about(text: str, ad: Ad) -> bool:
    """Whether a line under "Structure" says what the employer is instead of its name ("Structure de l'ESS")."""
    stated = organisations.read_organisation_about([text], None, ad.facts)
    return any(column == "social_economy" or reading.rule == "legal_form_line" for column, reading in stated)


def _same(a: str, b: str) -> bool:
    return organisations.identity_key(a, None) == organisations.identity_key(b, None)


def _employer(ad: Ad, name: str, prose: list[Reading[Organisation]]) -> Organisation:
    lines = [s.text if not s.label else f"{s.label} : {s.text}" for s in ad.stated("organisation_about")]
    lines += [s.text for s in ad.stated("organisation") if s.text != name and _is_about(s.text, ad)]
    facts: dict[str, Any] = {}
    for statement in ad.stated("organisation_form"):
        if (form := organisations.read_legal_form(statement.text)) is not None:
            facts.setdefault("legal_form", form.value)
    for statement in ad.stated("organisation_size"):
        if (size := organisations.read_size(statement.text)) is not None:
            facts.setdefault("size_min", size[0])
            facts.setdefault("size_max", size[1])
    for column, reading in organisations.read_organisation_about(lines, name, ad.facts):
        facts.setdefault(column, reading.value)
    told = next((r.value for r in prose if _names(r.value.name, name)), None)
    if told is not None and told.legal_form is not None:
        facts.setdefault("legal_form", told.legal_form)
    if (named := organisations.form_of_name(name)) is not None:
        facts.setdefault("legal_form", named.value)
    website = next((s.text for s in ad.stated("organisation_website") if s.text.startswith("http")), None)
    country = ad.facts.country
    return dataclasses.replace(Organisation(name, website=website, country=country), **facts)


def _names(a: str, b: str) -> bool:
    """Whether one name is the other, or the other with a section or an acronym more."""
    first, second = (organisations.identity_key(n, None).partition("|")[0] for n in (a, b))
    return first == second or f"{second} ".startswith(f"{first} ") or f"{first} ".startswith(f"{second} ")


def settle_sector(ad: Ad, columns: Columns) -> None:
    """Settle the sector: the ad's own label, else what the page says of the employer."""
    candidates: list[Candidate[str]] = ad.read(("sector",), sectors.read_sector)
    employer: Organisation | None = columns.values.get("employer")
    if not candidates and employer is not None and employer.sector is not None:
        source: Source = "label"
        candidates.append(Candidate(source, employer.sector, employer.sector, "sector_of_the_employer"))
    if not candidates:
        candidates = ad.find(sectors.find_sectors)
    columns.take("sector", settle("sector", candidates[:1] or candidates, ad.order))
