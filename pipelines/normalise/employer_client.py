"""For whom an agency recruits: the name behind the words for a client, where the sentence looks for somebody."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from pipelines.model import Reading
from pipelines.normalise import vocabulary
from pipelines.normalise.document import Document
from pipelines.normalise.organisation_prose import SMALL_WORDS
from pipelines.normalise.organisations import form_of_name
from pipelines.normalise.patterns import one_of

_OPENING_BLOCKS, _READ, _MOST = 12, 1500, 12
_LARGE = r"[A-ZÀ-Ý0-9][\w&'’·-]{0,30}(?:\.(?=\w)[\w.]{1,8})?"
_FORM = r"e\. ?V\.|gGmbH|gUG|eG|v\.z\.w\."
_SMALL = (
    rf"el|los|{SMALL_WORDS}|sans|ohne|sin|delle|dei|zonder|het|der|im|am|degli|von|(?:l|dell)['’][A-ZÀ-Ý]\w{{1,30}}"
)
_NAME = re.compile(
    rf",?\s?(?:(?:the|la|le|les|l['’]|der|die|das|den|dem|des|el|los|il|lo|gli|i|o|a|os|as|de|het)\s?(?<=[\s'’]))?"
    rf"(?:(?:association|asociación|associação|associazione|organisation|organización|ong|ONG|NGO|ngo)\s)?"
    rf"(?P<name>{_LARGE}(?: (?:{_LARGE}|{_FORM}|(?:{_SMALL})(?!\w))){{0,8}})"
)


@cache
def _hints() -> tuple[str, ...]:
    return tuple(vocabulary.load("employer_client")["cues"]["hints"])


@cache
def _words(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z']){one_of(vocabulary.load('employer_client')['cues'][key])}(?![a-z])")


#: After these a capital opens any noun: only a name with its form is one.
_OF_CAPITALS = ("fur", "voor")


def find_client(document: Document) -> Reading[str] | None:
    """Return the employer for whom an agency posts the ad, where one of its first sentences names it.

    >>> from pipelines.normalise.document import read_document
    >>> tell = lambda text: (found := find_client(read_document(f"<p>{text}</p>"))) and found.value
    >>> tell("Voor onze opdrachtgever Stichting De Wegwijzer werven wij een coach.")
    'Stichting De Wegwijzer'
    >>> tell("Our client, a national charity, is looking for a manager.") is None
    True
    """
    for block in document.blocks[:_OPENING_BLOCKS]:
        if block.kind == "heading" or not any(map(block.folded[:_READ].__contains__, _hints())):
            continue
        for start, end in block.spans[:_MOST]:
            if start > _READ or _words("recruiting").search(block.folded, start, end) is None:
                continue
            name = _named(block.text[start:end], block.folded[start:end])
            if name is not None:
                return Reading(name, block.text[start:end][:200], "posted_for")
    return None


def _named(text: str, folded: str) -> str | None:
    if _words("forbids").search(folded) is not None:
        return None
    for cue in islice(_words("words").finditer(folded), _MOST):
        if _words("weak").fullmatch(cue[0]) and _words("weak_with").search(folded) is None:
            continue
        found = _NAME.match(text, cue.end())
        name = _trimmed(found["name"]) if found is not None else ""
        if cue[0] in _OF_CAPITALS and form_of_name(name) is None:
            continue
        if len(name) > 2 and _words("never").match(folded, cue.end() + text[cue.end() :].index(name)) is None:
            return name
    return None


def _trimmed(name: str) -> str:
    """A name without the small words at its end, nor an article of English at its beginning."""
    words = name.removeprefix("The ").rstrip(" .,").split(" ")
    while words and not any(map(str.isupper, words[-1])) and re.fullmatch(_SMALL, words[-1]):
        words.pop()
    name = " ".join(words)
    return f"{name}." if name.endswith(("e.V", "e. V")) else name
