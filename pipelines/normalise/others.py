"""Sentences of an ad that tell of somebody else's terms: of clients, tenants, volunteers, former interns.

"Les bénéficiaires reçoivent des tickets restaurant" offers nothing to who applies, and "three of last year's interns
now have a permanent contract" says nothing of the post. No reader of terms is shown such a sentence. One that speaks
to the candidate, or names the post, stays: it may well tell of both.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import chain

from pipelines.normalise import vocabulary
from pipelines.normalise.document import Block, Document
from pipelines.normalise.languages_told import is_invitation
from pipelines.normalise.text import fold
from pipelines.normalise.topics import bits_of, blocks_on, may_speak_of, told_of

#: A sentence about somebody tells so within so many letters.
_FAR = 160
#: No sentence is read further.
_LONGEST = 1000
#: Volunteers of whom so many sentences tell may well be who is sought.
_OFTEN = 4
_MARKS = re.compile(r"[^a-z0-9.]+")
#: German tells "you" from "they" by its capital alone.
_POLITE = re.compile(r"(?<!^)\b(?:Sie|Ihnen|Ihre?[nrms]?)\b")
#: Words of a name that tell it from others.
_LONG = re.compile(r"[a-z]{4,}")


@cache
def _still() -> re.Pattern[str]:
    return re.compile(rf"(?:{vocabulary.either('others', 'still')})\b")


def _either(*names: str) -> str:
    table = vocabulary.load("others")
    return "(?:" + "|".join(piece for name in names for piece in table[name]) + ")"


@cache
def _subjects() -> re.Pattern[str]:
    """Those a sentence begins with; the group ``beside`` where they work along with who is sought."""
    return re.compile(
        rf"(?:{_either('before')} ){{0,6}}(?:{_either('served')}|(?P<beside>{_either('beside')}))"
        rf" (?!{_either('compounds')}\b)(?=[a-z])"
    )


@cache
def _colleagues() -> re.Pattern[str]:
    return re.compile(rf"{_either('colleague')}\b")


@cache
def _helped() -> re.Pattern[str]:
    given = rf"{_either('giving')} .{{0,80}}?\b{_either('to')} {_either('served')}"
    return re.compile(rf"(?:{_either('helping')} .{{0,60}}?\b{_either('served')}|{given}|{_either('fighting')})\b")


@cache
def _things() -> re.Pattern[str]:
    return re.compile(rf"(?:{_either('shown')}|(?:.{{0,{_FAR}}}? )?{_either('things')})\b")


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"{_either('opening')}\b")


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile(rf"{_either('bodies')}\b")


@cache
def _givers() -> re.Pattern[str]:
    """A foundation or a cooperative that gives something to those who speak."""
    return re.compile(
        rf"(?:[a-z]{{1,16}} ){{0,2}}{_either('givers')} (?:[a-z]{{2,16}} ){{0,4}}?"
        rf"(?:{_either('gives')} (?:[a-z]{{1,14}} ){{0,2}}?{_either('us')}|{_either('us')} {_either('gives')})\b"
    )


@cache
def _paid() -> re.Pattern[str]:
    """Somebody beside who is sought, with what they are paid behind them."""
    return re.compile(rf"\b{_either('beside')} {_either('paid')}\b")


@cache
def _to_candidates() -> re.Pattern[str]:
    return re.compile(rf"\b{_either('candidate')}\b")


@cache
def _own() -> re.Pattern[str]:
    return re.compile(rf"\b{_either('own')}")


def tells_of_another_body(sentence: str, names: str) -> bool:
    """Whether a folded sentence begins with an authority, a roof of many or a giver that is none of ``names``.

    >>> tells_of_another_body("die stadtverwaltung beschaftigt 4.500 menschen", "salbei e.v.")
    True
    >>> tells_of_another_body("la ville emploie 900 agents", "ville de clerieux")
    False
    """
    words = _MARKS.sub(" ", sentence).strip()
    found = _bodies().match(words)
    if found is not None:
        return found[0].rsplit(" ", 1)[-1] not in names
    return _givers().match(words) is not None and not any(word in words for word in _LONG.findall(names))


def without_others(document: Document, title: str) -> Document:
    """The document without the sentences that tell of somebody else; the same one where there are none.

    ``title`` is the ad's: where it names a volunteer, an intern or a course, what is said of such is said of the post.
    """
    own = _own().search(fold(title)) is not None or document.folded.count("volunt") > _OFTEN

    def are_others(sentence: str, folded: str, told: bool) -> bool:
        return told and _of_others(sentence, folded[:_LONGEST], own)

    return _without(document, are_others)


def without_bodies(document: Document, names: str) -> Document:
    """The document without the sentences about authorities and roofs of many that are none of the employer's names."""
    known = fold(names)
    return _without(document, lambda _, folded, __: tells_of_another_body(folded, known))


#: Whether a sentence, as it is and folded, is about others, by whether any of their words stands in it.
_AreOthers = Callable[[str, str, bool], bool]


def _without(document: Document, are_others: _AreOthers) -> Document:
    telling = {id(block) for block in blocks_on("others", document.blocks) if block.kind != "heading"}
    if not telling:
        return document
    pieces = [_pieces(block, are_others) if id(block) in telling else (block,) for block in document.blocks]
    blocks = tuple(chain.from_iterable(pieces))
    return document if blocks == document.blocks else Document(blocks)


def _pieces(block: Block, are_others: _AreOthers) -> Iterator[Block]:
    """What is left of a block, cut where sentences go."""
    if block.label or block.field is not None:
        yield block
        return
    start, after, others = 0, False, bits_of("others")
    places = [place for place, bits in told_of(block)[1] if bits & others]
    for begin, end in block.spans:
        told = bisect_left(places, begin) < bisect_left(places, end)
        about = are_others(block.text[begin:end], block.folded[begin:end], told)
        after = (about and not _is_shared(block.folded, begin, end)) or (
            after and _still().match(block.folded, begin) is not None
        )
        if after:
            yield from _piece(block, start, begin)
            start = end
    if start == 0:
        yield block
    else:
        yield from _piece(block, start, len(block.text))


def _is_shared(folded: str, start: int, end: int) -> bool:
    """Whether the sentence at ``start:end`` says what others speak, and the next asks who reads for it too."""
    spoken = _SPEAK.search(folded, start, end) is not None
    return spoken and is_invitation(folded[end : end + _NEXT].lstrip(" .;\n"))


_SPEAK = re.compile(r"\b(?:speak|spoke|talk|parl|sprech|sprich|habl|fala|spre?ek)")
_NEXT = 60


def _piece(block: Block, start: int, end: int) -> Iterator[Block]:
    text = block.text[start:end].strip()
    if text:
        piece = Block(block.kind, text, block.level, block.section, block.heading, links=block.links)
        _know(piece, block, block.text.index(text, start))
        yield piece


def _within(every: Sequence[tuple[int, int]], since: int, until: int) -> Sequence[tuple[int, int]]:
    """Those that begin from ``since`` on and before ``until``; ``every`` is in order."""
    return every[bisect_left(every, (since,)) : bisect_left(every, (until,))]


def _know(piece: Block, block: Block, since: int) -> None:
    """What was worked out for a block holds for a piece of it that begins at ``since``."""
    until = since + len(piece.text)
    spans, hits = _within(block.spans, since, until), _within(told_of(block)[1], since, until)
    piece.folded = block.folded[since:until]
    piece.spans = [(start - since, stop - since) for start, stop in spans]
    piece.hits = tuple([(place - since, bits) for place, bits in hits])
    piece.topics = 0
    for _, bits in piece.hits:
        piece.topics |= bits


def tells_of_others(sentence: str, *, own: bool = False) -> bool:
    """Whether a sentence tells of others than the candidate; with ``own`` volunteers and learners are no others.

    >>> tells_of_others("Our volunteers give about four hours a week.")
    True
    >>> tells_of_others("You and our volunteers work four hours a week.")
    False
    """
    folded = fold(sentence[:_LONGEST])
    return may_speak_of("others", folded) and _of_others(sentence, folded, own)


def _of_others(sentence: str, folded: str, own: bool) -> bool:
    words = _MARKS.sub(" ", folded).strip()
    if _opening().match(words) is not None or (not own and _paid().search(words) is not None):
        return True
    subject = _subjects().match(words)
    if subject is not None:
        telling = not (own and subject["beside"])
    else:
        telling = any(pattern().match(words) is not None for pattern in (_colleagues, _helped, _things))
    return telling and _to_candidates().search(words) is None and _POLITE.search(sentence) is None
