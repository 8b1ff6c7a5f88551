"""How one applies: the address, the link, the reference of the ad as a whole, and the documents asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from pipelines.model import Facts, Reading
from pipelines.normalise import vocabulary
from pipelines.normalise.document import Block, Document
from pipelines.normalise.positions import clean_reference, conditions_of
from pipelines.normalise.text import fold

_EXCERPT = 160
#: An honest block has a handful; more is bait.
_MOST_CUES = 60
_DOMAIN = r"(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24}(?![A-Za-z0-9])"
_MAIL = re.compile(rf"(?<![\w.+%-])([A-Za-z0-9][\w.+%-]{{0,63}})@({_DOMAIN})")
_HIDDEN = re.compile(
    r"(?<![\w.+%-])([A-Za-z0-9][\w.+%-]{0,63}) ?(?:[\[({<] ?(?:at|arobase|arobas|@|ät) ?[\])}>]| (?:AT|arobase) ) ?"
    r"([A-Za-z0-9-]{1,63}(?:(?:\.| ?[\[({] ?(?:dot|point|punkt|\.) ?[\])}] ?| (?:DOT|point) )[A-Za-z0-9-]{1,63}){1,5})"
    r"(?![\w-])"
)
_DOT = re.compile(r" ?[\[({] ?(?:dot|point|punkt|\.) ?[\])}] ?| (?:DOT|point) ")
_URL = re.compile(r"https?://[^\s<>\"'«»|\\^`{}]{4,500}", re.IGNORECASE)
_TOKEN = re.compile(r"[^\s,;!?\"«»“”()\[\]]{1,60}")
_HAS_MAIL = re.compile(r"@|\bat\b|arobase|\[a\]|mailto", re.IGNORECASE)


class _Found(NamedTuple):
    """A candidate with how sure its context is; the surest wins, the first of equals."""

    score: int
    value: str
    excerpt: str
    rule: str


@cache
def _cue(table: str, name: str) -> re.Pattern[str]:
    patterns = vocabulary.load("application")[table][name]
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(patterns)})")


@cache
def _documents() -> tuple[tuple[str, re.Pattern[str]], ...]:
    kinds = ("cv", "cover_letter", "diplomas", "references", "portfolio", "form", "other")
    return tuple((kind, _cue("documents", kind)) for kind in kinds)


def _addresses(text: str) -> Iterator[tuple[int, int, str]]:
    """Mail addresses as written or as hidden from robots, with where they stand."""
    if not _HAS_MAIL.search(text):
        return
    for match in _MAIL.finditer(text):
        yield match.start(), match.end(), match.group()
    for match in _HIDDEN.finditer(text):
        yield match.start(), match.end(), f"{match.group(1)}@{_DOT.sub('.', match.group(2))}"


def _is_mailbox_for_applying(address: str) -> bool:
    local = fold(address.partition("@")[0])
    return not any(
        part in vocabulary.load("application")["cues"]["mailboxes"] for part in (local, *re.split(r"[._-]", local))
    )


def read_apply_email(text: str) -> Reading[str] | None:
    """Read the mail address that a label gives, escapes and disguises undone; a mailto's headers are dropped.

    >>> read_apply_email("emploi [at] asso.example").value, read_apply_email("par courrier")
    ('emploi@asso.example', None)
    """
    text = text.replace("\\_", "_").strip()
    if text.lower().startswith("mailto:"):
        text = unquote(text[7:]).partition("?")[0]
    for start, end, address in _addresses(text):
        if _is_mailbox_for_applying(address):
            return Reading(address, text[start:end], "email")
    return None


def read_apply_url(text: str) -> Reading[str] | None:
    """Read the http(s) address that a label gives; any other scheme, and one with a name in it, is refused.

    >>> read_apply_url("https://asso.example/postuler.").value, read_apply_url("javascript:alert(1)")
    ('https://asso.example/postuler', None)
    """
    match = _URL.search(text)
    address = _safe_url(match.group()) if match else None
    return None if address is None else Reading(address, address, "url")


def _safe_url(text: str) -> str | None:
    address = text.strip().rstrip(".,;:!?)]}*'\"»")
    if not _URL.fullmatch(address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.hostname and "." in parts.hostname and "@" not in parts.netloc else None


def find_apply_email(document: Document, facts: Facts) -> Reading[str] | None:  # noqa: ARG001
    """Find the address applications go to; never one for questions, privacy, complaints, or in a signature."""
    best: _Found | None = None
    previous = ""
    for block in document.blocks:
        for found in _mail_candidates(block, previous):
            if best is None or found.score > best.score:
                best = found
        previous = block.folded[-200:]
    return None if best is None else Reading(best.value, best.excerpt[:_EXCERPT], best.rule)


def _mail_candidates(block: Block, previous: str) -> Iterator[_Found]:
    spans = sorted(_addresses(block.text))
    for text, href in block.links:
        if href.lower().startswith("mailto:") and not list(_addresses(text)):
            found = read_apply_email(href)
            start = block.text.find(text) if text else -1
            if found is not None and start >= 0:
                spans.append((start, start + len(text), found.value))
    for start, end, address in spans[:20]:
        before = max((other_end for _, other_end, _ in spans if other_end <= start), default=0)
        score = _mail_score(block, before, start, end, previous) if _is_mailbox_for_applying(address) else 0
        if score:
            left = max(block.text.rfind(". ", 0, start) + 2, start - 110) if start > 110 else 0
            yield _Found(
                score,
                address,
                block.text[left : max(end, left + 1)],
                ("", "section", "label", "cue", "cue_in_section")[score],
            )


def _mail_score(block: Block, before: int, start: int, end: int, previous: str) -> int:
    """How sure it is that an address is for applying: 0 not at all, 4 where a cue and the section agree."""
    lead = block.folded[max(before, start - 400) : start]
    around = lead + " " + block.folded[end : end + 60].split(". ")[0]
    apply_at, other_at = _last(_cue("cues", "apply"), lead), _last(_cue("cues", "other"), lead)
    in_section = block.section == "apply"
    if other_at > apply_at:
        return 0
    if block.field == "apply_email":
        return 4 if in_section else 3
    if apply_at >= 0 or (_cue("cues", "apply").search(around) and block.section not in ("about", "legal")):
        return 0 if block.section == "legal" else 4 if in_section else 3
    if len(lead.strip()) <= 45 and _last(_cue("cues", "apply"), previous) > _last(_cue("cues", "other"), previous):
        return 4 if in_section else 3
    return 1 if in_section and not _cue("cues", "other").search(previous[-120:] if len(lead) < 20 else "") else 0


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def find_apply_url(document: Document, facts: Facts) -> Reading[str] | None:  # noqa: ARG001
    """Find the http(s) link to apply by: its own words say so, or the sentence it stands in does."""
    best: _Found | None = None
    previous = ""
    for block in document.blocks:
        for found in _link_candidates(block, previous):
            if best is None or found.score > best.score:
                best = found
        previous = block.folded[-160:]
    return None if best is None else Reading(best.value, best.excerpt[:_EXCERPT], best.rule)


def _link_candidates(block: Block, previous: str) -> Iterator[_Found]:
    links = [(text, href) for text, href in block.links if href.lower().startswith("http")]
    known = {href for _, href in links}
    links += [(match.group(), match.group()) for match in _URL.finditer(block.text) if match.group() not in known]
    for text, href in links[:30]:
        address = _safe_url(href)
        if address is None or _cue("cues", "not_link").search(f"{fold(text)} {fold(href)}"):
            continue
        at = max(block.text.find(text), 0)
        lead = block.folded[max(0, at - 200) : at]
        lead = previous if not lead.strip() else re.split(r"[.!?]\s", lead)[-1]
        if _cue("cues", "link").search(fold(text)) and block.section not in ("about", "legal"):
            yield _Found(3, address, text, "link_text")
        elif _last(_cue("cues", "link"), lead) > _last(_cue("cues", "other"), lead) and block.section not in (
            "about",
            "legal",
        ):
            yield _Found(
                2 if block.section == "apply" else 1, address, block.text[max(0, at - 100) : at + len(text)], "link_cue"
            )


def read_reference(text: str) -> Reading[str] | None:
    """Read the reference that a label gives.

    >>> read_reference("2026/12-A.").value, read_reference("à rappeler dans votre courrier de candidature")
    ('2026/12-A', None)
    """
    value = clean_reference(text)
    if value is None or not re.search(r"\d|_|[A-Z]{2}", value):
        return None
    return Reading(value, _verbatim(text, value), "reference")


def _verbatim(text: str, value: str) -> str:
    return value if value in text else text.strip()[:_EXCERPT]


def find_apply_reference(document: Document, facts: Facts) -> Reading[str] | None:  # noqa: ARG001
    """Find the reference to apply with for the ad as a whole; never one that is for one of several posts only."""
    conditions = conditions_of(document)
    for condition in conditions:
        if condition.for_all:
            return Reading(condition.reference, condition.excerpt, "for_all_posts")
    own = {condition.reference for condition in conditions}
    for block in document.labelled("reference"):
        if (found := read_reference(block.value)) is not None and found.value not in own:
            return Reading(found.value, block.text[:_EXCERPT], "reference_label")
    for index, block in enumerate(document.blocks):
        if block.section in ("about", "legal", "context") or not re.search(
            r"ref|obje|subj|mention|kennz|betr|asunto|ogg|codig|vermeld", block.folded
        ):
            continue
        follower = document.blocks[index + 1].text if index + 1 < len(document.blocks) else ""
        found = _reference_in(block, follower)
        if found is not None and found.value not in own:
            return found
    return None


def _reference_in(block: Block, follower: str) -> Reading[str] | None:
    for name in ("named", "subject", "plain"):
        if name == "plain" and block.section not in ("apply", "other", "conditions"):
            continue
        for cue in islice(_cue("reference", name).finditer(block.folded), _MOST_CUES):
            value = _reference_after(block, cue.end(), name, follower)
            if value is not None:
                return Reading(
                    value, block.text[max(0, cue.start() - 20) : cue.start() + 140].strip(), f"reference_{name}"
                )
    return None


_BETWEEN = re.compile(
    r"(?:\s(?:suivante?|following|en objet|dans l'objet|du poste|de l'offre|de l'annonce|number|code"
    r"|in the subject(?: line)?|du mail|of (?:the|your) e-?mail|:|=|n°|no\.?))*"
    r"\s*(?P<mark>[:=#]?)\s*(?P<quote>[\"«“]?)\s*"
)


def _reference_after(block: Block, start: int, name: str, follower: str) -> str | None:
    between = _BETWEEN.match(block.folded, start)
    end = between.end() if between else start
    gap = block.folded[start:end]
    quoted = bool(between and between.group("quote"))
    if name != "named" and not (
        quoted or ":" in gap or "=" in gap or (name == "plain" and "." in block.folded[start - 1 : start])
    ):
        return None
    rest = block.text[end:]
    if quoted:
        closing = re.search(r"[\"»”]", rest)
        return clean_reference(rest[: closing.start()]) if closing else None
    if not rest.strip(" .:"):
        return _reference_run(follower) if ":" in gap and len(follower) <= 110 else None
    return _reference_run(rest)


def _reference_run(text: str) -> str | None:
    """The words at the start of ``text`` that have the shape of a reference: capitals, figures, underscores."""
    words: list[str] = []
    end = 0
    for token in _TOKEN.finditer(text):
        word = token.group().rstrip(".:")
        if text[end : token.start()].strip() or len(words) > 12 or "@" in word:
            break
        if not (
            word[:1].isupper()
            or word[:1].isdigit()
            or "_" in word
            or (words and word in ("et", "and", "&", "-", "–", "/"))
        ):
            break
        words.append(word)
        end = token.end()
        if token.group().endswith("."):
            break
    while words and words[-1] in ("et", "and", "&", "-", "–", "/"):
        words.pop()
    value = " ".join(words).replace("\\_", "_").strip("*_ -–")
    return value if 2 <= len(value) <= 110 and re.search(r"\d|_|\b[A-Z]{2}", value) else None


def read_documents(text: str) -> Reading[tuple[str, ...]] | None:
    """Read which documents a label asks for, in its order.

    >>> read_documents("CV + lettre de motivation + Diplômes").value
    ('cv', 'cover_letter', 'diplomas')
    """
    kinds, _ = _kinds_in(fold(text))
    return Reading(kinds, text.strip()[:_EXCERPT], "documents") if kinds else None


def _kinds_in(folded: str) -> tuple[tuple[str, ...], bool]:
    """The kinds of documents named, in order, and whether they include what every application has."""
    first: dict[str, int] = {}
    taken: list[tuple[int, int]] = []
    for kind, pattern in _documents():
        for match in pattern.finditer(folded):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            if not _cue("documents", "not_wanted").search(folded[max(0, match.start() - 22) : match.start()]):
                first.setdefault(kind, match.start())
    return tuple(sorted(first, key=first.__getitem__)), bool({"cv", "cover_letter"} & set(first))


def find_apply_documents(document: Document, facts: Facts) -> Reading[tuple[str, ...]] | None:  # noqa: ARG001
    """Find the documents an application needs, in the ad's order; a diploma of the profile is none of them."""
    for block in document.labelled("documents"):
        if (found := read_documents(block.value)) is not None:
            return found
    kinds: list[str] = []
    excerpts: list[str] = []
    for text, excerpt, in_section in _asking_sentences(document):
        named, sure = _kinds_in(fold(text))
        asked = _cue("documents", "asks").search(fold(text)) is not None
        if sure and (asked or in_section) and not (excerpts and not in_section):
            kinds += [kind for kind in named if kind not in kinds]
            excerpts.append(excerpt)
    if not kinds:
        return None
    return Reading(tuple(kinds), excerpts[0][:_EXCERPT], "documents_asked_for")


def _asking_sentences(document: Document) -> Iterator[tuple[str, str, bool]]:
    """Sentences that may ask for documents: those on applying first; the items of a list count as one sentence."""
    items: list[str] = []
    later: list[str] = []
    for block in document.blocks:
        applies = block.section == "apply" and block.kind != "heading"
        if applies and block.kind == "item":
            items.append(block.text)
            continue
        if items:
            yield ", ".join(items), items[0], True
            items = []
        if applies:
            yield from ((sentence, sentence, True) for sentence in block.sentences)
        elif block.section not in ("about", "legal", "context") and re.search(
            r"\bcv\b|curriculum|resume|lettre|letter", block.folded
        ):
            later += [s for s in block.sentences if not _cue("documents", "tasks").search(fold(s))]
    if items:
        yield ", ".join(items), items[0], True
    yield from ((sentence, sentence, False) for sentence in later)
