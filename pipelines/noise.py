"""What changes on a page at every visit and says nothing about the job: counters, ages, badges, tokens, white space.

Candidates are found by their words (``vocabulary/noise.toml``); whether one is noise depends on where it stands, since
the same words can be content inside a sentence. What is doubtful stays.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import unquote

from pipelines.noise_grammar import Candidate, grammar
from pipelines.normalise.text import fold

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_QUERY = re.compile(r"\?[^\s#)\"'<>\]]+")
_SESSION = re.compile(r";jsessionid=[\w.!-]*", re.IGNORECASE)
_SEPARATORS = "|·•∙●▪–—-()[]*✨🔥🆕⭐"
_BETWEEN = re.compile(r"[ !|·•∙●▪–—\-()\[\]*✨🔥🆕⭐]*")
_TRIM = " |·•∙●▪–—-*!✨🔥🆕⭐\n"
_STOPS = ".,;:!?…"
#: Kinds whose words stand for themselves, wherever the phrase ends before something new begins.
_PLAIN = frozenset(("told", "ago", "left"))


def without_noise(text: str) -> str:
    """The text's own words in order, line by line, without what changes at every visit; never raises, idempotent.

    >>> without_noise("Nurse, Lyon\\n1 234 vues · publié il y a 3 jours")
    'Nurse, Lyon'
    >>> without_noise("Contrat de 3 jours par semaine, 3 candidatures attendues")
    'Contrat de 3 jours par semaine, 3 candidatures attendues'
    """
    return _cleaned(text, card=False)


def fingerprint(text: str, *parts: str) -> str:
    """A short hash of a listing's card and of what else is known of it; noise and white space do not change it.

    On a card everything is short and stands side by side, so that more of it is taken for noise than in a text.

    >>> fingerprint("Nurse Lyon 12 vues") == fingerprint("Nurse  Lyon 13 vues")
    True
    >>> fingerprint("Nurse Lyon 2 000 €") == fingerprint("Nurse Lyon 2 100 €")
    False
    """
    pieces = (" ".join(_cleaned(text, card=True).split()), *parts)
    joined = "\0".join(pieces).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(joined, digest_size=10).hexdigest()


def _cleaned(text: str, *, card: bool) -> str:
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    lines = (_line(" ".join(line.split()), card=card) for line in _without_tokens(text).split("\n"))
    return "\n".join(line for line in lines if line)


def _without_tokens(text: str) -> str:
    if "=" not in text:
        return text
    return _SESSION.sub("", _QUERY.sub(_kept_query, text))


def _kept_query(match: re.Match[str]) -> str:
    pairs = match[0][1:].split("&")
    kept = [pair for pair in pairs if not _is_token(pair)]
    if len(kept) == len(pairs):
        return match[0]
    return "?" + "&".join(kept).removeprefix("amp;") if any(kept) else ""


def _is_token(pair: str) -> bool:
    name, equals, _ = pair.replace("\\_", "_").removeprefix("amp;").partition("=")
    return bool(equals) and len(name) < 60 and grammar().parameter.fullmatch(unquote(name)) is not None


def _line(line: str, *, card: bool) -> str:
    """A squashed line without its noise; where words were cut out between words, a new line begins."""
    found = list(grammar().candidates(fold(line)))
    if not found:
        return line
    for each in found:
        if _edge_before(line, each.lead) and _edge_after(line, each.end):
            each.start = each.lead
    _judge(line, found, card=card)
    noise = [each for each in found if each.noise]
    return _cut(line, noise) if noise else line


def _judge(line: str, found: list[Candidate], *, card: bool) -> None:
    """Mark the noise; what stands beside noise stands at an edge, so a finding may settle its neighbours."""
    waiting = list(range(len(found)))
    while waiting:
        index = waiting.pop()
        if found[index].noise or not _is_noise(line, found, index, card=card):
            continue
        found[index].noise = True
        waiting += [near for near in (index - 1, index + 1) if 0 <= near < len(found)]


def _is_noise(line: str, found: list[Candidate], index: int, *, card: bool) -> bool:
    each = found[index]
    if each.kind == "posted":
        return True
    first = _edge_before(line, each.start) or (index > 0 and _touch(line, found[index - 1], each, 0))
    last = _edge_after(line, each.end) or (index + 1 < len(found) and _touch(line, each, found[index + 1], 1))
    apart = last or _ends_before(line, each.end)
    if each.kind in _PLAIN:
        return apart
    if each.kind == "seen":
        return apart and (first or last or card)
    if each.kind == "applied":
        return apart and ((first and last) or card)
    if each.kind == "badge" and card and line[each.start].isupper():
        return apart and (each.start == 0 or each.end == len(line) or (first and last))
    if each.kind == "today" and card:
        return last
    return first and last


def _touch(line: str, one: Candidate, two: Candidate, which: int) -> bool:
    return (one, two)[which].noise and _BETWEEN.fullmatch(line, one.end, two.start) is not None


def _edge_before(line: str, start: int) -> bool:
    before = line[:start].rstrip(" ") if start < 3 else line[start - 2 : start].rstrip(" ")
    return not before or (before[-1] in _SEPARATORS and (before[-1] != "-" or line[start - 1] == " "))


def _edge_after(line: str, end: int) -> bool:
    after = line[end : end + 3]
    stripped = after.lstrip(" !")
    if not stripped:
        return end + len(after) == len(line)
    return stripped[0] in _SEPARATORS and (stripped[0] != "-" or (after[0] == " " and stripped[1:2] in ("", " ")))


def _ends_before(line: str, end: int) -> bool:
    """Whether what follows begins anew: a stop, a bracket or a capital, but no unit, figure or small letter."""
    after = line[end : end + 2]
    if after[0] in _STOPS:
        return not after[1:].strip() or not after[1].isalnum()
    return after[0] == " " and (after[1].isupper() or after[1] in '"«“(')


def _cut(line: str, noise: list[Candidate]) -> str:
    """The line without the noise; the separators that parted it from the rest go with it, save one between words."""
    ends = [0, *(each.end for each in noise)]
    starts = [*(each.start for each in noise), len(line)]
    pieces = [line[first:last] for first, last in zip(ends, starts, strict=True)]
    kept = [pieces[0]]
    for piece in pieces[1:]:
        if piece.strip(_TRIM):
            kept += _joined(kept.pop(), piece)
    if not pieces[-1].strip(_TRIM):
        kept[-1] = kept[-1].rstrip(_TRIM)
    return "".join(kept)


def _joined(before: str, after: str) -> tuple[str, str]:
    left, right = before.rstrip(_TRIM), after.lstrip(_TRIM)
    gap, other = before[len(left) :], after[: len(after) - len(right)]
    apart = gap if gap.strip() and other.strip() else "\n"
    if left.endswith(("(", "[")) and right.startswith((")", "]")):
        left, right = left[:-1].rstrip(_TRIM), right[1:].lstrip(_TRIM)
    return (left + apart if left and right else left), right
