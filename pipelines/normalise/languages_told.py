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


@cache
def _wish() -> re.Pattern[str]:
    words = one_of(vocabulary.load("languages_told")["speakers"]["wish"])
    return re.compile(rf"(?<![a-z0-9])(?P<wish>{words}) ?$")


def is_wished_before(before: str) -> bool:
    """Whether the folded words before a name, of its own clause, make a wish of it by a condition.

    >>> [is_wished_before(words) for words in ("et si vous parlez ", "si vous ne parlez pas ", "vous parlez ")]
    [True, False, False]
    """
    found = _wish().search(before[-_FAR:])
    return found is not None and _says("speakers", "denied").search(found["wish"]) is None


def completion(text: str, place: int) -> str | None:
    """The folded sentence behind ``place`` where it goes on with the one before, else ``None``.

    >>> completion("Spreek je Turks? Dat is mooi meegenomen. Je werkt veel.", 16)
    'dat is mooi meegenomen'
    """
    folded = fold(text[place : place + _LONGEST]).lstrip()
    sentence = _END.split(folded, maxsplit=1)[0]
    return sentence if _says("goes_on", "with").match(sentence) is not None else None


def is_invitation(folded: str) -> bool:
    """Whether a sentence asks the reader for what the one before tells of others: "If you do too, tell us".

    >>> is_invitation("if you do too, tell us"), is_invitation("if you do not, we help you")
    (True, False)
    """
    invited = _says("goes_on", "you_too").match(folded) is not None
    return invited and _says("speakers", "denied").search(folded[:_INVITED]) is None


#: A denial so near the beginning makes it no invitation.
_INVITED = 28


@cache
def _wished() -> re.Pattern[str]:
    words = alternatives(vocabulary.load("languages_needed")["words"]["wished"])
    lead, behind = (vocabulary.either("languages_told", "phrases", name) for name in ("before_wish", "behind_wish"))
    return re.compile(rf"\A[^a-z0-9]*(?:(?:{lead}) ){{0,3}}{words}(?:,? (?:{behind}))?[^a-z0-9]*\Z")


def is_wished(heading: str) -> bool:
    """Whether a whole folded heading stands over what is only wished for.

    >>> is_wished("nice to have"), is_wished("desirable criteria"), is_wished("your profile")
    (True, True, False)
    """
    return _wished().search(heading) is not None


def is_further(folded: str, start: int, end: int) -> bool:
    """Whether ``folded[start:end]`` speaks of further languages: "anglais courant, autre langue appréciée"."""
    return vocabulary.whole_words("languages_needed", "words", "further").search(folded, start, end) is not None


@cache
def _opening(name: str) -> re.Pattern[str]:
    return re.compile(rf"[^a-z0-9]*{one_of(vocabulary.load('languages_told')['phrases'][name])}(?![a-z0-9])")


def is_lead(phrase: str) -> bool:
    """Whether a folded phrase is nothing but a wish for what stands behind it.

    >>> is_lead(" si possible"), is_lead(" serait un plus")
    (True, False)
    """
    found = _opening("leads").match(phrase)
    return found is not None and not phrase[found.end() :].strip()


def is_likewise(phrase: str) -> bool:
    """Whether a folded phrase begins with words by which what was said before holds for it too.

    >>> is_likewise(" as would ukrainian"), is_likewise(" ukrainian")
    (True, False)
    """
    return _opening("likewise").match(phrase) is not None


#: A word that a phrase on something else begins with, and articles before it.
_FIRST = re.compile(
    r"[^a-z0-9]*(?:(?:une?|le|la|les|des|du|an?|the|eine?n?|der|die|das|el|los|las|una?|il|lo|gli|os?|as|een|het|de"
    r"|uma) |l')?([a-z]{4,})"
)


#: What offers the choice of another.
OR = re.compile(r" (?:or|ou|oder|o|of) |/")


def is_of_another(folded: str, before: int, start: int, end: int) -> bool:
    """Whether the phrase ``folded[start:end]``, which names no language, is on another or on something else.

    ``before`` is the end of the phrase before it: what it is only an alternative to shares what is said of it.

    >>> is_of_another("anglais, permis b souhaite", 7, 8, 26), is_of_another("anglais, ce serait un plus", 7, 8, 26)
    (True, False)
    """
    first = _FIRST.match(folded, start, end)
    told = first is not None and _opening("others").match(first[1]) is not None
    return (told or is_further(folded, start, end)) and OR.fullmatch(folded, before, start) is None


def is_led_by_wish(folded: str) -> bool:
    """Whether a sentence begins with a wish for all of it: "Desirable: knowledge of housing; spoken Irish"."""
    colon = folded.find(":", 0, _LEAD)
    return colon > 0 and is_wished(folded[:colon])


#: What leads a sentence is no longer than this.
_LEAD = 40
