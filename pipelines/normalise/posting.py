"""RawPosting → Posting: every concern settled from all sources, with evidence for every value.

The one place that knows the order of concerns; the readers know nothing of each other.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from pipelines.model import Facts, Finding, Posting, RawPosting, Statement
from pipelines.normalise import chips
from pipelines.normalise.ad import Ad
from pipelines.normalise.document import Document, markdown_of, read_document
from pipelines.normalise.label_pairs import parted, with_ends
from pipelines.normalise.naming import is_announcement
from pipelines.normalise.organisations import read_legal_form, read_stated_size
from pipelines.normalise.reconcile import EXCERPT, Candidate, Columns
from pipelines.normalise.salary_grammar import leaves_pay_unsaid
from pipelines.normalise.settling.applying import settle_application
from pipelines.normalise.settling.calendar import settle_calendar
from pipelines.normalise.settling.pay import settle_benefits, settle_pay
from pipelines.normalise.settling.terms import (
    settle_contract,
    settle_education,
    settle_experience,
    settle_hours,
    settle_languages,
    settle_permits,
    settle_remote,
)
from pipelines.normalise.settling.where import settle_where
from pipelines.normalise.settling.who import settle_organisation, settle_sector
from pipelines.normalise.text import in_whole_words, is_blank

#: What settles a column or several, in this order; places and the title come after them.
CONCERNS = (
    settle_organisation,
    settle_sector,
    settle_contract,
    settle_hours,
    settle_remote,
    settle_pay,
    settle_benefits,
    settle_experience,
    settle_education,
    settle_languages,
    settle_permits,
    settle_calendar,
    settle_application,
)


def normalise(raw: RawPosting, facts: Facts) -> tuple[Posting, list[Finding]]:
    """Read a posting into the common schema, with findings for what could not be read.

    ``raw`` has a title statement (the spider rejects a page without one). Every column that is not ``None`` has a
    chosen evidence row; whatever a source said that was not taken is evidence too.
    """
    statements, unread = chips.assign(raw.statements, facts)
    whole = with_ends(read_document(raw.body), facts)
    document = _in_whole_words(whole)
    ad = Ad(raw, parted(statements, document, facts), document, facts)
    for chip in unread:
        ad.findings.append(Finding("unknown_chip", f"{chip.text[:100]!r} is not understood"))
    for statement in ad.stated("unknown"):
        ad.findings.append(Finding("unknown_label", statement.label[:100], posting=raw.external_id))
    columns = Columns()
    for settle_concern in CONCERNS:
        settle_concern(ad, columns)
    raw_title = _title(ad)
    settle_where(ad, columns, raw_title)
    _settle_text(ad, columns, whole)
    ad.findings.extend(_unread(ad, columns))
    columns.values.setdefault("title", raw_title)
    columns.values.setdefault("title_as_posted", raw_title)
    posting = Posting(
        board=raw.board,
        external_id=raw.external_id,
        url=raw.url,
        evidence=tuple(dict.fromkeys(columns.evidence)),
        statements=raw.statements,
        **columns.values,
    )
    return posting, list(dict.fromkeys(ad.findings))


def _in_whole_words(document: Document) -> Document:
    """A teaser's text without the word that its board cut in two: "you work in Stra…" names no town."""
    last = document.blocks[-1] if document.blocks else None
    if last is None or not last.text.rstrip().endswith(("…", "...")):
        return document
    cut = dataclasses.replace(last, text=in_whole_words(last.text), value=in_whole_words(last.value))
    return Document((*document.blocks[:-1], cut))


def _title(ad: Ad) -> str:
    """The title as posted: the first that names a post, where an announcement heads the page."""
    titles = [statement.text for statement in ad.stated("title")]
    return next((text for text in titles if not is_announcement(text)), titles[0] if titles else ad.raw.external_id)


#: Fields whose statements hold a value that some reader should understand.
_VALUES = frozenset(
    "place contract contract_length working_time remote salary experience education languages benefits licence "
    "work_permit posted deadline start end sector positions organisation_size organisation_form".split()
)


def _unread(ad: Ad, columns: Columns) -> Iterator[Finding]:
    """A finding for every label whose value nobody made anything of: it stands in no evidence of a value."""
    used = {e.excerpt for e in columns.evidence if e.rule != "as_posted"}
    for statement in ad.statements:
        if statement.field in _VALUES and statement.source == "label" and _states_something(statement):
            text = statement.text[:EXCERPT]
            if text not in used and not any(text in excerpt or excerpt in text for excerpt in used if len(excerpt) > 3):
                yield Finding("unread_value", f"{statement.text[:100]!r} is not understood", statement.field)


def _states_something(statement: Statement) -> bool:
    """Whether a label's value should be understood: "selon grille" as pay states no amount, and is kept as posted."""
    if statement.field == "organisation_form":
        return read_legal_form(statement.text) is None
    if statement.field == "organisation_size":
        return read_stated_size(statement.text) is None
    if statement.field == "salary":
        return not leaves_pay_unsaid(statement.text)
    return not is_blank(statement.text)


#: So much of a text has its first 120 letters, white space collapsed: no line of it begins with much.
_OPENING = 500


def _settle_text(ad: Ad, columns: Columns, whole: Document) -> None:
    """The language of the ad's text, and the text itself as Markdown."""
    if ad.language is not None:
        columns.derive("language", ad.language.value, Candidate.of("body", ad.language))
    text = markdown_of(whole)
    if text:
        opening = " ".join(text[:_OPENING].split())[:120]
        columns.derive("description", text, Candidate("body", text, opening, "text_of_the_ad"))
        # The value of this evidence would repeat the column.
        last = columns.evidence.pop()
        columns.evidence.append(type(last)(last.field, last.source, None, last.excerpt, last.rule))
