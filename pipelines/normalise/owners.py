"""Whose terms a sentence states: those of who is sought, or of somebody else of whom the ad tells.

"Notre coordinateur, en CDI à 30 heures, part à la retraite" states nothing of the post. A sentence is walked through
from one word for a person to the next: what stands behind a colleague, those a team is made of or who was there before
is theirs, until the post or who is sought is spoken of again. The words are in ``vocabulary/owners.toml``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import cache, lru_cache

from pipelines.normalise import vocabulary
from pipelines.normalise.document import Block, Document
from pipelines.normalise.patterns import one_of
from pipelines.normalise.topics import may_speak_of

#: No sentence that people write is longer.
_LONGEST = 1200
#: In longer blocks nobody looks back.
_LONGEST_BLOCK = 20_000
#: Sentences kept ready: pay, contract and hours often stand in one.
_KEPT = 64
#: What stands for words of others: no letter, no digit and no mark that parts pieces.
_BLANK = "#"
#: Who is sought may be named so far behind the words that seek.
_SOUGHT = 60


def _any(*keys: str) -> str:
    return one_of(words for key in keys for words in vocabulary.load("owners")[key])


def _along() -> str:
    """Words that go with the one for a person behind them; small words join it to something else."""
    return rf"(?:(?!{_any('small')} )[a-z-]{{3,16}} ){{0,2}}?"


def _theirs() -> str:
    """Somebody else for as long as the sentence speaks of nobody new."""
    own = rf"{_any('our')} (?!{_any('new')} ){_along()}{_any('colleague', 'role', 'people')}"
    named = rf"{_any('the', 'a')} ?(?!{_any('new')} ){_any('colleague')}"
    unless = rf"(?! {_any('chosen')})"
    many = rf"(?:\A|(?<=[,;] )){_any('the')} {_along()}{_any('people')}{unless}"
    told = rf"{_any('the', 'a')} {_along()}{_any('role')}, {_any('relative', 'employed')}"
    return f"{own}|{named}|{many}|{told}|{_any('others')}|{_any('always')}"


def _many() -> str:
    """Many people at the head of a sentence."""
    return rf"\A{_any('a')} {_along()}{_any('people')}(?! {_any('chosen')})"


def _head() -> str:
    """Where a clause may begin, told at a glance."""
    joins = "|".join(f"(?<=[ ]{word}[ ])" for word in vocabulary.load("owners")["joins"])
    return rf"(?:\A|(?<=[(\"«-])|(?<=[,;:(–—.!?-][ ])|{joins})"


def _named() -> str:
    """Somebody of a trade."""
    one = rf"{_any('the', 'one')} ?(?!{_any('new')} ){_along()}(?!{_any('anyone')}(?![a-z])){_any('role', 'trade')}"
    some = rf"{_any('one')} {_along()}{_any('learner')}"
    bare = rf"(?<=, ){_any('role', 'trade')}(?= {_any('at')} )"
    near = rf"(?:[a-z-]{{2,14}} ){{0,3}}?(?:{_any('chosen', 'sought')})"
    return f"{_head()}(?:{one}|{some}|{bare})(?! (?:{_any('described')}(?![a-z])|{near}))"


def _beside() -> str:
    """Somebody beside who is sought, for no longer than a comma."""
    joined = rf"{_any('with')} ?{_any('a')} {_along()}{_any('role', 'people')}"
    return rf"{joined}|{_any('a')} {_along()}{_any('people')}(?! {_any('chosen')})"


@cache
def _cues() -> re.Pattern[str]:
    """Everything that says of whom the words behind it tell, one named group for each way to do so."""
    return re.compile(
        rf"(?<![a-z])(?:(?P<theirs>{_theirs()})|(?P<many>{_many()})|(?P<named>{_named()})|(?P<beside>{_beside()})|(?P<past>{_any('past')})"
        rf"|(?P<pronoun>{_any('pronoun')})|(?P<post>{_any('post')})|(?P<you>{_any('noun', 'you')}))(?![a-z])"
        rf"|(?P<comma>,(?! {_any('relative')}(?![a-z])))|(?P<cut>[;»”]| [–—-] )|(?P<close>\))"
    )


@cache
def _under() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z]){_any('under')} ?(?:[a-z']{{1,4}} )?$")


@cache
def _clause() -> re.Pattern[str]:
    """Where a clause begins, at the end of what stands before it."""
    return re.compile(rf"(?:\A|[,;:(–—.!?\"«»-]|[.!?]'|(?<![a-z]){_any('joins')}) ?$")


def _turn(found: re.Match[str], owner: str, since: int, told: Callable[[], bool], title: str) -> str:
    """Who owns the words behind a cue, where ``owner`` has those before it, from ``since`` on."""
    kind, others = _kind(found, title), owner in _OTHERS
    if kind == "close":
        return "" if others and "(" not in found.string[since : found.start()] else owner
    if kind == "cut":
        return ""
    if kind is None:
        return owner
    if kind == "comma":
        return "" if owner == "beside" else owner
    if kind == "you":
        return owner if others and not _begins_anew(found, since) else "you"
    if kind == "pronoun":
        return "theirs" if not owner and told() else owner
    if kind == "theirs":
        return owner if _is_sought(found, owner, since) else "theirs"
    if kind == "beside":
        return owner if owner in ("post", "theirs") else "beside"
    return "theirs" if kind == "past" else "post"


def _kind(found: re.Match[str], title: str) -> str | None:
    """The way of a cue; somebody of a trade is one of others where the title is of another trade."""
    kind = found.lastgroup
    if kind not in _TRADES:
        return kind
    if not title or _stem(found[0]) in _stems(title):
        return _TRADES[kind]
    return "theirs"


#: People whose words may be the post's, and how they are taken where the ad's title may be theirs.
_TRADES = {"named": None, "many": "beside"}
#: Words of one trade begin with the same letters, in all genders and numbers.
_SAME = 4


def _stem(words: str) -> str:
    return words.rpartition(" ")[2].rpartition("'")[2][:_SAME].replace("k", "c")


@cache
def _stems(title: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in re.findall(r"[a-z]+", title))


#: Who owns words that are not the post's.
_OTHERS = ("theirs", "beside")


def _begins_anew(found: re.Match[str], since: int) -> bool:
    """Whether a word for who is sought begins a clause, or stands right behind others ("les enfants vous …")."""
    start = found.start()
    return start <= since + 1 or _clause().search(found.string, max(0, start - 8), start) is not None


def _is_sought(found: re.Match[str], owner: str, since: int) -> bool:
    """Whether a person is the one who is sought, or one whom the post answers to or stands in for."""
    text, start = found.string, found.start()
    if owner == "post" and start - since < _SOUGHT and "," not in text[since:start]:
        return True
    return _under().search(text, max(0, start - 40), start) is not None


@lru_cache(maxsize=_KEPT)
def own_words(folded: str, before: str = "", title: str = "") -> str:
    """The folded sentence, as long, with ``#`` for what it tells of others; ``before`` is the sentence before it.

    Whose trade is not in the folded ``title`` is somebody else.

    >>> own_words("notre secretaire, en cdi, part en mai")
    '#####################################'
    >>> own_words("vous travaillez 30 heures par semaine avec notre secretaire").rstrip("#")
    'vous travaillez 30 heures par semaine avec '
    """
    if not _may_tell(folded):
        return folded
    return _blanked(folded, lambda: _speaks_last_of_others(before, title), title)


def _may_tell(folded: str) -> bool:
    return len(folded) <= _LONGEST and may_speak_of("owners", folded)


def _blanked(folded: str, told: Callable[[], bool], title: str) -> str:
    pieces, place, owner, since = [], 0, "", 0
    for found in _cues().finditer(folded):
        turned = _turn(found, owner, since, told, title)
        if turned != owner:
            pieces.append(_piece(folded[place : found.start()], owner))
            place = found.start()
        if turned != owner or found.lastgroup == "post":
            since = found.end()
        owner = turned
    pieces.append(_piece(folded[place:], owner))
    return "".join(pieces)


def _piece(words: str, owner: str) -> str:
    return _BLANK * len(words) if owner in _OTHERS else words


#: Hours beside a sum may be those of the full post that the sum is for.
_MONEY = re.compile(r"[€£$]|euro|chf")


def is_said_of_the_post(folded: str, end: int) -> bool:
    """Whether the words of a sentence up to ``end`` speak at last to who is sought, or of the post itself.

    >>> is_said_of_the_post("as warden you would work 24 hours", 33), is_said_of_the_post("he works 24 hours", 17)
    (True, False)
    """
    said = [found.lastgroup for found in _cues().finditer(folded[:_LONGEST], 0, end) if found.lastgroup != "comma"]
    return said[-1:] == ["you"] and _MONEY.search(folded, 0, end) is None


def _speaks_last_of_others(folded: str, title: str) -> bool:
    """Whether a sentence speaks of somebody else."""
    return _may_tell(folded) and _BLANK in _blanked(folded, lambda: True, title)


def _before(block: Block, folded: str) -> str:
    """The sentence of ``block`` before one of its own, folded; empty before the first and in a vast block."""
    place = block.folded.find(folded) if len(block.folded) <= _LONGEST_BLOCK else 0
    number = bisect_left(block.spans, (place, 0))
    return block.folded[block.spans[number - 1][0] : place] if number else ""


def entitle(document: Document, title: str) -> None:
    """From now on the blocks of ``document`` know the folded title of the ad."""
    for block in document.blocks:
        block.entitled = title


def own_of(block: Block, folded: str) -> str:
    """What :func:`own_words` leaves of a folded sentence of ``block``."""
    return own_words(folded, _before(block, folded), block.entitled) if _may_tell(folded) else folded


def is_of_another(document: Document, excerpt: str) -> bool:
    """Whether the words ``excerpt``, where ``document`` has them first, tell of somebody else than who is sought."""
    block = next((block for block in document.blocks if excerpt in block.text), None)
    if block is None or not excerpt:
        return False
    place = block.text.find(excerpt)
    start, stop = next(((a, b) for a, b in block.spans if a <= place < b), (0, len(block.text)))
    return own_of(block, block.folded[start:stop])[place - start : place - start + 1] == _BLANK
