"""The documents an application needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from pipelines.model import Facts, Reading
from pipelines.normalise.application import cue
from pipelines.normalise.document import Document
from pipelines.normalise.text import fold
from pipelines.normalise.topics import bits_of, look_at

_EXCERPT = 160
#: An ad that asks for papers in more sentences than this is none.
_MOST = 400
#: … and one kind of paper more often than this.
_MOST_NAMED = 20
#: A sentence on papers is shorter than this.
_READ = 2000


@cache
def _documents() -> tuple[tuple[str, re.Pattern[str]], ...]:
    kinds = ("cv", "cover_letter", "diplomas", "references", "portfolio", "form", "other")
    return tuple((kind, cue("documents", kind)) for kind in kinds)


def read_documents(text: str) -> Reading[tuple[str, ...]] | None:
    """Read which documents a label asks for, in its order.

    >>> read_documents("CV + lettre de motivation + Diplômes").value
    ('cv', 'cover_letter', 'diplomas')
    """
    kinds, _ = _kinds_in(fold(text))
    return Reading(kinds, text.strip()[:_EXCERPT], "documents") if kinds else None


def read_request(text: str) -> Reading[tuple[str, ...]] | None:
    """Read which documents a line asks for; one that only names them asks for none.

    >>> read_request("Please attach a CV and a cover letter.").value, read_request("CV workshop")
    (('cv', 'cover_letter'), None)
    """
    folded = fold(text)
    if cue("documents", "asks").search(folded) is None or cue("documents", "tasks").search(folded) is not None:
        return None
    kinds, sure = _kinds_in(folded)
    return Reading(kinds, text.strip()[:_EXCERPT], "documents_asked_for") if sure else None


def _kinds_in(folded: str) -> tuple[tuple[str, ...], bool]:
    """The kinds of documents named, in order, and whether they include what every application has."""
    folded = folded[:_READ]
    first: dict[str, int] = {}
    taken: list[tuple[int, int]] = []
    for kind, pattern in _documents():
        for match in islice(pattern.finditer(folded), _MOST_NAMED):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            before, after = _right_before(folded, match.start()), folded[match.end() : match.end() + 40]
            if not _is_refused(folded, before, after, match.start()) and not (
                kind == "form" and cue("documents", "through").search(before)
            ):
                first.setdefault(kind, match.start())
    if "cv" in first and "cover_letter" not in first and (letter := _bare_letter(folded, taken)) is not None:
        first["cover_letter"] = letter
    return tuple(sorted(first, key=first.__getitem__)), bool({"cv", "cover_letter"} & set(first))


def _right_before(folded: str, start: int) -> str:
    """The whole words right before a paper: the end of "une" is no "ne"."""
    first = max(0, start - _BEFORE)
    while 0 < first < start and folded[first - 1].isalnum() and folded[first].isalnum():
        first += 1
    return folded[first:start]


_BEFORE = 22


def _is_refused(folded: str, before: str, after: str, start: int) -> bool:
    """Whether a paper is not wanted, or only if one likes."""
    told = cue("documents", "not_wanted").search(before) or cue("documents", "optional").match(after)
    return told is not None or bool(_told_not_to(folded, start))


def _bare_letter(folded: str, taken: list[tuple[int, int]]) -> int | None:
    """Where beside a CV a letter is named that is of no other kind and wanted: "curriculum, diplomi e lettera"."""
    for letter in islice(cue("documents", "letter").finditer(folded), _MOST_NAMED):
        before, after = _right_before(folded, letter.start()), folded[letter.end() : letter.end() + 40]
        within = any(start < letter.end() and letter.start() < end for start, end in taken)
        refused = _is_refused(folded, before, after, letter.start())
        if not within and not refused and cue("documents", "letter_of_others").match(after) is None:
            return letter.start()
    return None


def _told_not_to(folded: str, start: int) -> bool:
    """Whether the clause before a paper says that it need not be sent."""
    clause = _MARKS.split(folded[max(0, start - _CLAUSE) : start])[-1]
    return cue("documents", "told_not_to").search(clause) is not None


#: What ends a clause, and how far back it is looked at.
_MARKS = re.compile(r"[.;:,()]| (?:mais|but|just|only|sondern|sino|pero|ma|mas|maar) ")
_CLAUSE = 70


def find_apply_documents(document: Document, facts: Facts) -> Reading[tuple[str, ...]] | None:  # noqa: ARG001
    """Find the documents an application needs, in the ad's order; a diploma of the profile is none of them."""
    for block in document.labelled("documents"):
        if (found := read_documents(block.value)) is not None:
            return found
    kinds: list[str] = []
    excerpts: list[str] = []
    for folded, excerpt, in_section in islice(_asking_sentences(document), _MOST):
        if not in_section and (excerpts or cue("documents", "asks").search(folded) is None):
            continue
        named, sure = _kinds_in(folded)
        if sure:
            kinds += [kind for kind in named if kind not in kinds]
            excerpts.append(excerpt)
    if not kinds:
        return _form_alone(document)
    return Reading(tuple(kinds), excerpts[0][:_EXCERPT], "documents_asked_for")


#: The address of a page without its scheme: "forms.example.org/apply".
_PAGE = re.compile(r"[a-z0-9]\.[a-z]{2,12}/[a-z0-9]")


def _form_alone(document: Document) -> Reading[tuple[str, ...]] | None:
    """The form that has to be filled in, where an ad asks for no other paper."""
    for block in document.blocks:
        leads = block.topics & bits_of("address") or "http" in block.folded or block.links or _PAGE.search(block.folded)
        told = block.section == "apply" or (leads and block.section not in ("about", "legal", "context"))
        found = cue("documents", "completed").search(block.folded[:_READ]) if told else None
        if found is not None:
            return Reading(("form",), block.text[found.start() : found.start() + _EXCERPT], "form_alone")
    return None


def _is_to_the_reader(folded: str) -> bool:
    """Whether a sentence among those on the work or the employer speaks of the reader's papers or where they go."""
    return "@" in folded or "http" in folded or cue("documents", "yours").search(folded) is not None


def _asking_sentences(document: Document) -> Iterator[tuple[str, str, bool]]:
    """Folded sentences that may ask for documents, with their excerpt and whether they are on applying, those first.

    The items of a list count as one sentence.
    """
    items: list[str] = []
    later: list[tuple[str, str, bool]] = []
    look_at(document.blocks)
    documents = bits_of("documents")
    if not [block for block in document.blocks if block.topics & documents]:
        return
    for block in document.blocks:
        applies = block.section == "apply" and block.kind != "heading"
        if applies and block.kind == "item":
            items.append(block.text)
            continue
        if items:
            yield fold(", ".join(items)), items[0], True
            items = []
        if applies:
            yield from ((block.folded[start:end], block.text[start:end], True) for start, end in block.spans)
        elif block.topics & documents and block.section != "legal":
            told = ((block.folded[start:end], block.text[start:end]) for start, end in block.spans)
            if block.section in ("about", "context", "tasks"):
                told = ((folded, text) for folded, text in told if _is_to_the_reader(folded))
            later += [(folded, text, False) for folded, text in told if not cue("documents", "tasks").search(folded)]
    if items:
        yield fold(", ".join(items)), items[0], True
    yield from later
