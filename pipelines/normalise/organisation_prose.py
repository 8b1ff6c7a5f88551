"""The organisations that an ad's prose names: who introduces itself by name and kind."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import cast

from pipelines.model import Facts, LegalForm, Organisation, Reading
from pipelines.normalise import vocabulary
from pipelines.normalise.document import Block, Document
from pipelines.normalise.patterns import one_of
from pipelines.normalise.text import fold
from pipelines.normalise.topics import bits_of, look_at

_ELIDED = re.compile(r"\b([dlDL])['’]")
#: So much of a text says who introduces itself.
_INTRODUCTION = 260
#: Words in small letters that stand within a name.
SMALL_WORDS = r"&|d[eu]s?|la|le|les|d['’]\w{1,30}|of|the|for|für|und|et|and|y|e|en|do|da|dos|das|di|del|della|van|voor"
_BRACKETS = re.compile(r"\s*[(\[][^)\]]{1,40}[)\]]")


@cache
def word_set(section: str, key: str) -> frozenset[str]:
    """The words of a list of the vocabulary."""
    return frozenset(vocabulary.load("organisations")[section][key])


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
    name = _LONE_ARTICLE.sub("", name)
    if _led().match(fold(name)) is not None:
        return None
    if not is_name(name) or set(found["before"].split()) & word_set("names", "prepositions"):
        return None
    form = next(key for key, words in nouns.items() if words.fullmatch(found["noun"]))
    rule = "named_as" if found["link"].startswith(",") or found["link"].startswith(" (") else "name_is"
    legal = None if form == "unknown" else cast("LegalForm", form)
    return Reading(Organisation(name=name, legal_form=legal), text[: found.end()], rule)


#: The Portuguese article, which the French preposition looks like.
_LONE_ARTICLE = re.compile(r"^(?:A|O|As|Os) (?=[A-ZÀ-Ý])")

#: What leads to a name within a sentence, and is no part of it.
_led = partial(vocabulary.pattern, "organisations", "recruiter", "led")


def is_name(text: str) -> bool:
    """Whether most words but the small ones begin with a capital, and the first one or two do in any case."""
    words = _ELIDED.sub(r"\1' ", text).split()
    if not words or len(words) > 10 or words[0].isdigit():
        return False
    article = words[0] == "Il" and len(words) > 1 and words[1][:1].isupper()  # "Il Filo Teso"
    if not article and fold(words[0]) in word_set("names", "openers"):
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
            read = introduced_in(block.text) or introduced_in(_behind_heading(block))
            if read is not None:
                found.append((0 if block.section == "about" else 1, read))
    return [read for _, read in sorted(found, key=lambda pair: pair[0])]


def _behind_heading(block: Block) -> str:
    """The text behind the words that head it in its own line: "1. ANTECEDENTES. La Corporación …"."""
    spans = block.spans[:4] if block.text[:1].isdigit() or block.text[:_HEADING].isupper() else []
    begin = next((start for start, end in spans if end - start > _HEADING), 0)
    return block.text[begin:] if 0 < begin <= 2 * _HEADING else ""


#: Words that head a line are fewer letters.
_HEADING = 30


@cache
def _keywords() -> re.Pattern[str]:
    prose = vocabulary.load("organisations")["prose"]
    return re.compile(one_of(word for words in prose.values() if isinstance(words, list) for word in words))
