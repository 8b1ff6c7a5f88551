"""Text as the readers see it: folded letter by letter, so that a match in folded text cuts the original verbatim."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from pipelines.normalise import vocabulary

_QUOTES = dict.fromkeys("’‘ʼ´`′‛", "'") | dict.fromkeys("«»“”„", '"')
_DASHES = dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
_FRACTIONS = dict(zip("½¼¾", "½¼¾", strict=True))
_INVISIBLE = dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f", " ")


class _FoldTable(dict[int, str]):
    """Maps a code point to exactly one folded character, worked out once per character ever seen."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = _QUOTES.get(char) or _DASHES.get(char) or _INVISIBLE.get(char) or _FRACTIONS.get(char)
        if folded is None:
            base = unicodedata.normalize("NFKD", char)[:1] or char
            lowered = base.lower()
            folded = lowered if len(lowered) == 1 else lowered[:1] or " "
            if folded.isspace():
                folded = " "
        self[code] = folded
        return folded


_FOLD = _FoldTable()


def _folded_bytes(code_page: str) -> bytes:
    letters = (bytes([code]).decode(code_page, "replace") for code in range(256))
    return b"".join(letter.translate(_FOLD).encode(code_page, "replace") for letter in letters)


#: Code pages that nearly all ads can be written in, with what each byte folds to: many times quicker than letters.
_CODE_PAGES = tuple((name, _folded_bytes(name)) for name in ("latin-1", "cp1252"))
#: A shorter text is folded letter by letter where the first of them does not do: the second takes longer.
_SHORT = 100
#: The one letter of theirs that folds to a letter outside them.
_OUTSIDE = "\u00b5"


def fold(text: str) -> str:
    """Lower case without accents, typographic quotes, dashes or odd spaces; always as long as ``text``.

    Because lengths agree, ``text[m.start():m.end()]`` is the original of any match in ``fold(text)``.

    >>> fold("Été à l’Haÿ – 3\\u202f500 €")
    "ete a l'hay - 3 500 €"
    >>> len(fold("İŒuf")) == len("İŒuf")
    True
    """
    if _OUTSIDE not in text:
        for code_page, folded in _CODE_PAGES if len(text) >= _SHORT else _CODE_PAGES[:1]:
            try:
                return text.encode(code_page).translate(folded).decode(code_page)
            except UnicodeEncodeError:
                continue
    return text.translate(_FOLD)


def fold_lines(lines: Sequence[str]) -> list[str]:
    """``fold`` of every line; many are folded at once, which is quicker.

    >>> fold_lines(["Été", "", "Œuf ➔ 2"])
    ['ete', '', 'œuf ➔ 2']
    """
    whole = fold("\n".join(lines))
    found: list[str] = []
    start = 0
    for line in lines:
        found.append(whole[start : start + len(line)])
        start += len(line) + 1
    return found


def squash(text: str) -> str:
    r"""Compose to NFC, unescape Markdown underscores and collapse white space to single spaces.

    >>> squash("A \n B\\_C\u00a0\u202fD")
    'A B_C D'
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if "\\" in text:
        text = text.replace("\\_", "_")
    # What can be printed holds no white space but plain spaces; most lines are as they should be.
    squashed = text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " "
    return text if squashed else " ".join(text.split())


@cache
def _abbreviations() -> re.Pattern[str]:
    """Abbreviations whose full stop ends no sentence, folded."""
    return re.compile(rf"(?:\b(?:{vocabulary.either('sentence_ends', 'ends', 'abbreviations')})|\b[a-z])\.$")


@cache
def _month_of_pay() -> re.Pattern[str]:
    """An ordinal and the month of pay that it counts ("13. Monatsgehalt")."""
    return re.compile(rf"(?<!\d)1[345]\.\s{{1,3}}(?:{vocabulary.either('sentence_ends', 'ends', 'months_of_pay')})")


@cache
def _day_of_month() -> re.Pattern[str]:
    """A German day before its month ("bis zum 15. November")."""
    return re.compile(rf"\d\.\s{{1,3}}(?:{vocabulary.either('sentence_ends', 'ends', 'months')})\b")


_SENTENCE_END = re.compile(r"[.!?;…\n](?:(?<=\n)|(?=\s+[^\sa-zà-öø-ÿ]))")


def sentence_spans(text: str, folded: str | None = None) -> list[tuple[int, int]]:
    """Where the sentences of ``text`` begin and end, white space around them left out; see :func:`sentences`.

    ``folded`` is the folded text, where it is known already.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for end in _SENTENCE_END.finditer(text):
        stop = end.end()
        if text[stop - 1] in ".…":
            folded = fold(text) if folded is None else folded
            if _abbreviations().search(folded, max(start, stop - 12), stop) is not None:
                continue
            if text[stop - 2 : stop - 1].isdigit() and (
                _month_of_pay().match(folded, max(stop - 3, 0)) or _day_of_month().match(folded, stop - 2)
            ):
                continue
        _keep_words(text, start, stop, found)
        start = stop
    _keep_words(text, start, len(text), found)
    return found


def _keep_words(text: str, start: int, stop: int, found: list[tuple[int, int]]) -> None:
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    if start < stop:
        found.append((start, stop))


def sentences(text: str) -> list[str]:
    """Split at full stops that end a sentence; figures, abbreviations and initials do not.

    >>> sentences("Salaire brut : 3.503.28€. 22 jours de RTT par an. Env. 35 h.")
    ['Salaire brut : 3.503.28€.', '22 jours de RTT par an.', 'Env. 35 h.']
    """
    return [text[start:stop] for start, stop in sentence_spans(text)]


def letters(text: str) -> int:
    """How many letters and digits ``text`` has."""
    return sum(char.isalnum() for char in text)


def is_blank(text: str | None) -> bool:
    """Whether ``text`` says nothing: none, white space, or a lone dash or dot."""
    return not text or not text.strip(" \t\n\r\u00a0\u202f-–—.…:")


def in_whole_words(text: str) -> str:
    """A text without the word that a board cut in two before its dots.

    >>> in_whole_words("We look for a coordi…"), in_whole_words("We cook, sing, dance ...")
    ('We look for a', 'We cook, sing, dance ...')
    """
    bare = text.rstrip()
    head = bare.rstrip(".…")
    if len(bare) - len(head) < (1 if bare.endswith("…") else 3) or not head or head[-1].isspace():
        return text
    return " ".join(head.rsplit(maxsplit=1)[:-1])
