"""The organisations that an ad's prose names: who introduces itself, and for whom somebody else posts the ad."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from pipelines.model import Facts, LegalForm, Organisation, Reading
from pipelines.normalise import vocabulary
from pipelines.normalise.document import Document
from pipelines.normalise.patterns import one_of
from pipelines.normalise.text import fold
from pipelines.normalise.topics import bits_of, look_at

_ELIDED = re.compile(r"\b([dlDL])['’]")
#: So much of a text says who introduces itself.
_INTRODUCTION = 260
_BRACKETS = re.compile(r"\s*[(\[][^)\]]{1,40}[)\]]")


@cache
def word_set(section: str, key: str) -> frozenset[str]:
    """The words of a list of the vocabulary."""
    return frozenset(vocabulary.load("organisations")[section][key])


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{'|'.join(vocabulary.load('organisations')['employer']['behind'])})")


_LARGE = r"[A-ZÀ-Ý0-9][\w&'’.·-]{0,30}"
_SMALL = r"&|d[eu]s?|la|le|les|d['’]\w{1,30}|of|the|für|und|et|sans"
_NAME = re.compile(rf"(?:l['’])?({_LARGE}(?: (?:{_LARGE}|{_SMALL})){{0,8}})")


def find_employer(document: Document, facts: Facts) -> Reading[str] | None:  # noqa: ARG001
    """Return the employer for whom somebody else posts the ad, where the ad names it."""
    for block in document.blocks[:_OPENING_BLOCKS]:
        text = block.text[:_READ]
        if not any(map(block.folded.__contains__, _BEHIND_HINTS)):
            continue
        for found in _behind().finditer(block.folded[:_READ]):
            name = _NAME.match(text, found.end())
            if name is not None and _names_employer(name[1]):
                words = name[1].rstrip(" .,")
                while words.rsplit(" ", 1)[-1] in word_set("names", "prepositions"):
                    words = words.rsplit(" ", 1)[0]
                return Reading(words, text[found.start() : name.end()], "posted_for")
    return None


def _names_employer(name: str) -> bool:
    """Whether a capital after "on behalf of" opens a name: no pronoun, no job ("the Manager"), no lone letter."""
    first = fold(name).split()[0]
    return (
        len(name) > 1 and fold(name) not in word_set("names", "openers") and first not in word_set("employer", "people")
    )


_BEHIND_HINTS = (" compte ", "pour ", "behalf", "auftrag", "cuenta", "conto", "nome de", "opdracht")
#: The employer is named where the ad opens.
_OPENING_BLOCKS = 12
_READ = 1500


@cache
def _sentence() -> tuple[re.Pattern[str], dict[str, re.Pattern[str]]]:
    prose = vocabulary.load("organisations")["prose"]
    nouns = {name: "|".join(words) for name, words in prose.items() if isinstance(words, list)}
    every = "|".join(nouns.values())
    whole = re.compile(
        rf"(?P<name>[^,.;:!?\n]{{2,90}}?)\s?(?P<link>, |,| \([^)\n]{{1,20}}\), | {prose['verbs']} )"
        rf"(?:{prose['articles']} ?)?(?P<before>(?:[a-z'-]{{2,20}} ){{0,3}}?)(?P<noun>{every})(?![a-z-])"
    )
    return whole, {name: re.compile(words) for name, words in nouns.items()}


def introduced_in(text: str) -> Reading[Organisation] | None:
    """A sentence that opens with a name and says what it is: "NAME, association …", "NAME est une fondation …"."""
    folded = fold(text[:_INTRODUCTION])
    pattern, nouns = _sentence()
    found = pattern.match(folded) if _keywords().search(folded) is not None else None
    if found is None:
        return None
    name = _BRACKETS.sub("", text[: found.end("name")]).strip(' «»"“”*')
    if not is_name(name) or set(found["before"].split()) & word_set("names", "prepositions"):
        return None
    form = next(key for key, words in nouns.items() if words.fullmatch(found["noun"]))
    rule = "named_as" if found["link"].startswith(",") or found["link"].startswith(" (") else "name_is"
    legal = None if form == "unknown" else cast("LegalForm", form)
    return Reading(Organisation(name=name, legal_form=legal), text[: found.end()], rule)


def is_name(text: str) -> bool:
    """Whether most words but the small ones begin with a capital, and the first one or two do in any case."""
    words = _ELIDED.sub(r"\1' ", text).split()
    if not words or len(words) > 10 or words[0].isdigit() or fold(words[0]) in word_set("names", "openers"):
        return False
    if not word_set("names", "never").isdisjoint(map(fold, words)):
        return False
    small = word_set("names", "inner")
    large = [word for word in words if fold(word) not in small]
    capital = sum(word[:1].isupper() for word in large)
    return bool(large) and large[0][:1].isupper() and 2 * capital > len(large) and words[0][:1].isupper()


def find_organisation(document: Document, facts: Facts) -> list[Reading[Organisation]]:  # noqa: ARG001
    """Return the organisations that the ad introduces by name and kind, the likeliest employer first.

    Only sentences that open the ad or a paragraph outside its tasks are read; partners in lists are left out. An NGO
    has a name and no legal form, since none is stated.
    """
    found: list[tuple[int, Reading[Organisation]]] = []
    look_at(document.blocks)
    opening = next((block for block in document.blocks if block.kind != "heading"), None)
    for block in document.blocks:
        early = block is opening or block.section in ("about", "context", "other")
        if block.kind == "paragraph" and early and block.topics & bits_of("introduction"):
            read = introduced_in(block.text)
            if read is not None:
                found.append((0 if block.section == "about" else 1, read))
    return [read for _, read in sorted(found, key=lambda pair: pair[0])]


@cache
def _keywords() -> re.Pattern[str]:
    prose = vocabulary.load("organisations")["prose"]
    return re.compile(one_of(word for words in prose.values() if isinstance(words, list) for word in words))
