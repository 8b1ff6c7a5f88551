"""The reference to apply with: of the ad as a whole, never of one of several posts."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from urllib.parse import unquote_plus

from pipelines.model import Facts, Reading
from pipelines.normalise import vocabulary
from pipelines.normalise.application import cue
from pipelines.normalise.document import Block, Document
from pipelines.normalise.post_lists import headed_posts, tabled_posts
from pipelines.normalise.post_references import clean_reference, conditions_of
from pipelines.normalise.text import fold
from pipelines.normalise.topics import bits_of, look_at

_EXCERPT = 160
#: An honest block has a handful; more is bait.
_MOST_CUES = 60
_TOKEN = re.compile(r"[^\s,;!?\"«»“”()\[\]]{1,60}")


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
    stated = _stated(document)
    first = next(stated, None)
    if first is None:
        return None
    own = {condition.reference for condition in conditions} | _of_single_posts(document)
    every = [first, *stated]
    own |= _repeated(document) | _of_several(document)
    listed = {found.value for found in every if found.rule == _LISTED}
    own |= listed if len(listed) > 1 else set()
    return next((found for found in every if found.value not in own), None)


#: A reference in one of several items of a list, each of which may be of a post of its own.
_LISTED = "reference_listed"


def read_titled_reference(title: str) -> Reading[str] | None:
    """Read the reference that a title ends or begins with.

    >>> read_titled_reference("Técnico de vivienda Ref. 26/07-VIV").value
    '26/07-VIV'
    >>> read_titled_reference("Référent·e famille") is None
    True
    """
    found = _TITLED.search(fold(title))
    token = None if found is None else _TOKEN.match(title, found.end(1))
    return None if token is None else read_reference(token[0])


def subject_of_mails(document: Document) -> Reading[str] | None:
    """The code in the subject that the ad's mail links bring with them, where it is one and the same in all."""
    found: dict[str, str] = {}
    for block in document.blocks:
        for _, href in block.links[:_MOST_LINKS]:
            subject = _SUBJECT_OF_LINK.search(href[:_LONGEST_LINK]) if href[:7].lower() == "mailto:" else None
            words = unquote_plus(subject[1]) if subject is not None else ""
            code = _CODED.search(words)
            if code is not None and (value := clean_reference(code[0])) is not None:
                found[value] = words
    return Reading(*found.popitem(), "subject_of_mail") if len(found) == 1 else None


#: A block has fewer links, and an honest link is shorter.
_MOST_LINKS, _LONGEST_LINK = 30, 1000
_SUBJECT_OF_LINK = re.compile(r"[?&]subject=([^&#]{1,300})", re.IGNORECASE)
#: A code of capitals and figures with a sign between them.
_CODED = re.compile(r"(?<![\w@./-])(?=[A-Z0-9/_.-]{0,30}[0-9])[A-Z]{2,10}(?:[-_/.][A-Z0-9]{1,12}){1,5}(?![\w@])")


def read_notice(text: str) -> Reading[str] | None:
    """Read the code of a line that is a notice's name and its code alone, letters and figures both.

    >>> read_notice("VACANCY NOTICE IORB/VN/2026/37").value, read_notice("Ricerca PR-2214").value
    ('IORB/VN/2026/37', 'PR-2214')
    >>> read_notice("Programme ERASMUS-2027") is None
    True
    """
    parted = _NOTICE.fullmatch(text.strip(" .:–-"))
    if parted is None or cue("reference", "notices").fullmatch(fold(parted["name"]).strip(" :.#-")) is None:
        return None
    return read_reference(parted["code"])


#: Words, and a code of capitals and figures with a sign between them.
_NOTICE = re.compile(
    r"(?P<name>[^\W\d_][^\d:]{1,40}?)[ :#]{1,3}"
    r"(?P<code>(?=\S{0,30}\d)[A-Z]{1,10}[-_/.]?[A-Z0-9]{1,12}(?:[-_/.][A-Z0-9]{1,12}){1,5})"
)


_TITLED = re.compile(
    r"(?<![a-z0-9])((?:job |vacancy |our )?(?:ref(?:erence|erencia|erenz)?\.?|rif\.?|kennziffer|cod\.|codice)"
    r"(?: ?(?:n[o°]\.?|number|nr\.?))? ?[:#]? ?)(?=[^\s,;!?\"()\[\]]{0,30}[0-9])"
)


def _stated(document: Document) -> Iterator[Reading[str]]:
    """Every reference that the ad states, those under a label first."""
    for block in document.labelled("reference"):
        if "|" not in block.value and (labelled := read_reference(block.value)) is not None:
            yield Reading(labelled.value, block.text[:_EXCERPT], "reference_label")
    blocks, reference = document.blocks, bits_of("reference")
    look_at(blocks)
    for index in [index for index, block in enumerate(blocks) if block.topics & reference]:
        block = blocks[index]
        if block.section in ("about", "legal", "context"):
            continue
        follower = blocks[index + 1].text if index + 1 < len(blocks) else ""
        if (found := _reference_in(block, follower)) is not None:
            listed = block.kind in ("item", "row") and block.section != "apply"
            yield dataclasses.replace(found, rule=_LISTED) if listed else found


def _of_single_posts(document: Document) -> set[str | None]:
    """The references that stand beside one of several posts."""
    posts = (*headed_posts(document), *tabled_posts(document))
    return {post.reference for post in posts} if len(posts) > 1 else set()


def _repeated(document: Document) -> set[str | None]:
    """The references under one label that stands several times, each time with another one: each is of a post."""
    found: dict[str, set[str | None]] = {}
    for block in document.labelled("reference"):
        if (labelled := read_reference(block.value)) is not None:
            found.setdefault(fold(block.label), set()).add(labelled.value)
    return {value for values in found.values() if len(values) > 1 for value in values}


#: The word before a code that is no reference is no longer than this.
_KIND = 18


def _of_several(document: Document) -> set[str | None]:
    """The codes of posts: in parentheses behind one word, or told in one block, several times with another each."""
    found: dict[str, set[str | None]] = {}
    for block in document.blocks:
        if block.section == "apply" or "(" not in block.text or not block.topics & bits_of("reference"):
            continue
        for named in islice(_IN_PARENTHESES.finditer(block.text), _MOST_CUES):
            found.setdefault(fold(named[1]), set()).add(clean_reference(named[2]))
    told = (_named_in(block) for block in document.blocks if block.topics & bits_of("reference"))
    own = {value for values in told if len(values) > 1 for value in values}
    return own | {value for values in found.values() if len(values) > 1 for value in values}


def _named_in(block: Block) -> set[str | None]:
    """The different codes that one block gives behind words for the reference: each is of a post of its own."""
    marks = list(islice(cue("reference", "named").finditer(block.folded), _MOST_CUES))
    values = {_reference_after(block, mark.end(), "named", "") for mark in marks} if len(marks) > 1 else set()
    return {value for value in values if value is not None and _CODE.fullmatch(value)}


_IN_PARENTHESES = re.compile(r"\(([^\W\d_]{2,14}\.?)(?: n[°º.])?[ :]{1,2}(?=\S{0,30}\d)([A-Z0-9][^\s()]{1,40})\)")


def _reference_in(block: Block, follower: str) -> Reading[str] | None:
    for name in ("named", "subject", "plain"):
        if name == "plain" and block.section not in ("apply", "post", "other", "conditions"):
            continue
        for mark in islice(cue("reference", name).finditer(block.folded), _MOST_CUES):
            if block.folded[mark.start() - 1 : mark.start()] in ("?", "&", "/"):
                continue  # a part of an address
            if cue("reference", "other_codes").search(block.folded, max(0, mark.start() - _KIND), mark.start()):
                continue
            value = _reference_after(block, mark.end(), name, follower) or _reference_before(block, mark.start(), name)
            if value is not None and (_looks_like_a_code(value) or not _of_subject(name, mark)):
                return Reading(
                    value, block.text[max(0, mark.start() - 20) : mark.start() + 140].strip(), f"reference_{name}"
                )
    return None


def _of_subject(name: str, mark: re.Match[str]) -> bool:
    return name == "subject" or cue("reference", "subject").search(mark[0]) is not None


#: A code has a figure, an underscore, or capitals with a sign between them.
_FIGURED = re.compile(r"[\d_]|[A-Z]{2}[-/.][A-Z]{2}|[A-Z]{2}[-/.]?\d")
#: … or is of short words in capitals: "CP EDU LIB".
_SHORT_CAPITALS = re.compile(r"[A-Z]{1,6}(?:[ -/.&+][A-Z]{1,6}){0,4}")


def _looks_like_a_code(value: str) -> bool:
    """Whether the words for the subject of a mail are a reference; the plain name of the post is none."""
    return _FIGURED.search(value) is not None or _SHORT_CAPITALS.fullmatch(value) is not None


@cache
def _between() -> re.Pattern[str]:
    words = vocabulary.either("application", "reference", "between")
    return re.compile(rf"(?:\s(?:{words}))*\s*(?P<mark>[:=#]?)\s*(?P<quote>[\"«“']?)\s*")


def _reference_before(block: Block, start: int, name: str) -> str | None:
    """The code right before the words for the subject: "Escreva PLA-GAIA no assunto"."""
    if name != "subject":
        return None
    lead = block.text[max(0, start - 60) : start]
    if (quoted := _QUOTED_BEFORE.search(lead)) is not None:
        return clean_reference(quoted["words"])
    found = _CODE_BEFORE.search(lead)
    within = found is not None and (found["within"] or _IN_SUBJECT.match(block.folded, start) is not None)
    return found[1] if found is not None and within else None


_CODE_BEFORE = re.compile(
    r"(?<![\w@./-])([A-Z]{2,10}(?:[-_/.][A-Z0-9]{1,12}){1,5}) ?[\"»”']? "
    r"(?P<within>(?:no|en el|in the|in|dans l'|en|nell'|im|in het|als|as the|como|come|comme) ?)?$"
)
#: Words in quotation marks right before "in the subject line".
_QUOTED_BEFORE = re.compile(
    r"(?:\s|^)[\"“„«»'‘] ?(?P<words>[^\"“”„«»]{3,60}?) ?[\"”“»«'’] ?"
    r"(?:(?:no|en el|in the|in|dans l'|en|nell'|im|als|as the|as|como|come|comme|op|in de|in het) ?)?$"
)
_IN_SUBJECT = re.compile(r"(?:no|en el|in the|in|dans l'|en|nell'|im|in het|als|as the|como|come|comme) ?")


@cache
def _subject_filler() -> re.Pattern[str]:
    # "Im Betreff steht bitte nur", "the subject line should read": what stands before the reference, which is a code.
    return re.compile(rf"(?: (?:{vocabulary.either('application', 'reference', 'fillers')})(?![a-z])){{1,6}} ?[:=]? ?")


#: What can be nothing but a reference, so that no colon is needed before it: "con oggetto EDU-12".
_CODE = re.compile(r"[A-Z]{2,10}(?:[-_/.][A-Z0-9]{1,12}){1,5}(?![\w@])")


#: The same in capitals with a figure at its end: "com o assunto ESTAGIO COM 02/2026".
_SHOUTED = re.compile(r"(?:[A-ZÀ-Ý][A-ZÀ-Ý/._-]{1,20} ){1,5}[0-9][0-9A-Z/._-]{0,12}(?![\w@])")


def _reference_after(block: Block, start: int, name: str, follower: str) -> str | None:
    between = _between().match(block.folded, start)
    end = between.end() if between else start
    gap = block.folded[start:end]
    quoted = bool(between and between.group("quote"))
    rest = block.text[end:]
    marked = quoted or ":" in gap or "=" in gap or (name == "plain" and "." in block.folded[start - 1 : start])
    if name == "subject" and not marked and (told := _subject_filler().match(block.folded, start)) is not None:
        end = told.end()
        rest = block.text[end:]
    if name != "named" and not (marked or (name == "subject" and (_CODE.match(rest) or _SHOUTED.match(rest)))):
        return None
    if quoted:
        closing = re.search(r"[\"»”“']", rest)
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
