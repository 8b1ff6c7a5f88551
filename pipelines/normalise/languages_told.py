"""Whether an ad asks for a language that it names, by the words around it: who speaks it, what is written in it.

"Our team speaks French and Arabic", "The website is in English" and "GCSE English and maths" ask for nothing. A
question is completed by the sentence behind it: "Do you speak Turkish? That would be a bonus." The words are in
``vocabulary/languages_told.toml``.
"""

from __future__ import annotations

import re
from functools import cache, partial

from pipelines.normalise import vocabulary
from pipelines.normalise.patterns import alternatives, one_of
from pipelines.normalise.text import fold

#: So far from a name the words may stand by which it is a subject at school, or the language of an application.
_FAR = 60
#: A sentence that completes the one before is no longer.
_LONGEST = 90
_END = re.compile(r"[.!?;\n]")


_says = partial(vocabulary.whole_words, "languages_told")


@cache
def _right_before(table: str, name: str) -> re.Pattern[str]:
    words, another = one_of(vocabulary.load("languages_told")[table][name]), "or|and|ou|et|oder|und|o|y|e|of|en|,"
    return re.compile(rf"(?<![a-z0-9]){words} ?(?:(?:the )?[a-z]{{4,14}} ?(?:{another}) )?$")


def is_described(folded: str) -> bool:
    """Whether a sentence tells what others speak, or what something is written in, and asks for nothing.

    >>> is_described("our colleagues speak polish and somali"), is_described("you speak polish")
    (True, False)
    """
    told = any(_says("speakers", name).search(folded) is not None for name in ("any", "things", "served"))
    return told and _says("speakers", "asked").search(folded) is None


def is_aside(folded: str, start: int, end: int) -> bool:
    """Whether the name at ``start:end`` is a subject at school, or the language in which one applies.

    >>> is_aside("gcse english and maths", 5, 12), is_aside("fluent english", 7, 14)
    (True, False)
    """
    left = folded[max(0, start - _FAR) : start]
    if _right_before("subjects", "before").search(left) or _right_before("speakers", "applied").search(left):
        return True
    return _says("subjects", "behind").match(folded[end : end + _FAR].lstrip()) is not None


def completion(text: str, place: int) -> str | None:
    """The folded sentence behind ``place`` where it goes on with the one before, else ``None``.

    >>> completion("Spreek je Turks? Dat is mooi meegenomen. Je werkt veel.", 16)
    'dat is mooi meegenomen'
    """
    folded = fold(text[place : place + _LONGEST]).lstrip()
    sentence = _END.split(folded, maxsplit=1)[0]
    return sentence if _says("goes_on", "with").match(sentence) is not None else None


@cache
def _wished() -> re.Pattern[str]:
    words = alternatives(vocabulary.load("languages_needed")["words"]["wished"])
    lead = "les?|la|ce|qui|seraient|serait|would|be|is|das|ware|lo|que|o|it.s|as|als|auch"
    return re.compile(rf"\A[^a-z0-9]*(?:(?:{lead}) ){{0,3}}{words}[^a-z0-9]*\Z")


def is_wished(heading: str) -> bool:
    """Whether a whole folded heading stands over what is only wished for.

    >>> is_wished("nice to have"), is_wished("your profile")
    (True, False)
    """
    return _wished().search(heading) is not None


def is_further(folded: str, start: int, end: int) -> bool:
    """Whether ``folded[start:end]`` speaks of further languages: "anglais courant, autre langue appréciée"."""
    return vocabulary.whole_words("languages_needed", "words", "further").search(folded, start, end) is not None
