"""The employer's name in the first sentences of an ad: where one works, whom one joins, who came to be when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain, islice

from pipelines.model import Reading
from pipelines.normalise import vocabulary
from pipelines.normalise.countries import country_of
from pipelines.normalise.document import Document
from pipelines.normalise.employer_names import is_for_post, opens_part, without_article
from pipelines.normalise.organisation_prose import SMALL_WORDS, is_name, word_set
from pipelines.normalise.organisations import form_of_name
from pipelines.normalise.patterns import one_of
from pipelines.normalise.place_regions import region_of
from pipelines.normalise.text import fold

_BLOCKS, _SENTENCES, _LONGEST = 10, 4, 260
_LARGE = r"[A-ZÀ-Ý][\w&'’·-]{0,30}"
_SMALL = rf"{SMALL_WORDS}|l['’]\w{{1,30}}|il|in|am|degli|delle|dei"
_NAME = re.compile(
    rf"(?:(?:the|la|le|les|l['’]|der|die|das|el|los|il|lo|o|a|os|as|O|A|Os|As|Der|Die|Das|de|het|association|asociación|associação)\s?(?<=[\s'’]))*"
    rf"(?P<name>{_LARGE}(?: (?:(?:{_SMALL}) ){{0,2}}{_LARGE}){{0,6}}"
    r"(?: (?:e\. ?V\.|gGmbH|gUG|vzw|asbl|ets|odv|aps|onlus))?)"
)
_ARTICLES = re.compile(r"(?:the|la|le|les|der|die|das|el|il|lo|o|a|de|het) |l'")


@cache
def _leads(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z]){one_of(vocabulary.load('employer_prose')['leads'][key])}(?![a-z])")


#: What opens a sentence.
_FIRST = "(?:^|(?<=[.!?] ))"
_OPENS = re.compile(r"[.!?] ")


@cache
def _at() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What leads to a name where a sentence opens with it, and what does anywhere: no word is of both."""
    words: list[str] = vocabulary.load("employer_prose")["leads"]["at"]
    first = "|".join(word.removeprefix(_FIRST) for word in words if word.startswith(_FIRST))
    anywhere = one_of(word for word in words if not word.startswith(_FIRST))
    return re.compile(rf"(?:{first})(?![a-z])"), re.compile(rf"{anywhere}(?![a-z])")


def _led(folded: str) -> re.Match[str] | None:
    """The first words that lead to a name."""
    first, anywhere = _at()
    opened = (first.match(folded, at) for at in chain((0,), (mark.end() for mark in _OPENS.finditer(folded))))
    opening = next((found for found in opened if found is not None), None)
    if opening is not None and opening.start() == 0:
        return opening
    within = anywhere.search(folded)
    return min(filter(None, (opening, within)), key=lambda found: found.start(), default=None)


@cache
def _works() -> re.Pattern[str]:
    return re.compile(rf"{one_of(vocabulary.load('organisations')['recruiter']['works'])}(?![a-z])")


def employer_in_prose(document: Document, title: str, german: bool = False) -> Reading[str] | None:
    """Return the name to which the ad's first sentences lead; in German only one with its legal form.

    >>> from pipelines.normalise.document import read_document
    >>> tell = lambda text: (r := employer_in_prose(read_document(f"<p>{text}</p>"), "")) and r.value
    >>> tell("Chez Toits Partagés, on croit au logement."), tell("Since 1987, Harbour Nights has kept beds open.")
    ('Toits Partagés', 'Harbour Nights')
    >>> tell("En Bretagne, nous gérons six foyers.") is None
    True
    """
    for block in islice((b for b in document.blocks if b.kind != "heading" and not b.label), _BLOCKS):
        if block.section in ("profile", "apply", "legal"):
            continue
        for start, end in block.spans[:_SENTENCES]:
            text, folded = block.text[start:end][:_LONGEST], block.folded[start:end][:_LONGEST]
            for name in _names(text, folded):
                if _may_employ(name, title) and (not german or form_of_name(name) is not None):
                    return Reading(without_article(name), text, "led_to_in_prose")
    return None


def _names(text: str, folded: str) -> Iterator[str]:
    """The names to which a sentence leads."""
    lead = _led(folded)
    if lead is not None and (found := _NAME.match(text, lead.end() + 1)) is not None:
        words = lead[0].strip()
        alone = " " not in words and not words.startswith(("rejoi", "join"))
        place = words in _LOCATIVE and not _is_body(found["name"])
        we = words in vocabulary.load("employer_prose")["leads"]["we"]
        speaks = not place and _leads("speaks").search(folded[found.end() : found.end() + 30])
        if we and not (_is_body(found["name"]) or _A_KIND.match(folded, found.end())):
            return
        if not alone or speaks or words in _AT or we:
            yield found["name"]
    since = _leads("since").match(folded)
    at = len(since[0]) if since is not None else 0
    at = len(folded) - len(folded[at:].lstrip(", "))
    verb = _leads("verb_first").match(folded, at) if since is not None else None
    at = verb.end() + 1 if verb is not None else at
    found = _NAME.match(text, at)
    if found is None:
        return
    came = _leads("came").match(folded, found.end() + 1)
    works = _works().match(folded, found.end() + 1)
    if verb is not None or came is not None or (works is not None and not is_for_post(folded, works.end() + 1)):
        yield found["name"]


#: Behind these a name needs nothing that speaks of it.
_AT = ("chez", "about", "uber", "over")
_A_KIND = re.compile(r", (?:une? |an? |the |eine? |una |uma |un'|een )")
#: Behind these a name is as often a place.
_LOCATIVE = ("en", "in", "na", "no", "em", "da", "presso")


def _is_body(name: str) -> bool:
    """Whether a name has a legal form or a noun for a body in it."""
    kinds = word_set("recruiter", "nouns") | word_set("recruiter", "kinds")
    return form_of_name(name) is not None or any(fold(word) in kinds for word in name.split())


@cache
def _public() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{words})" for words in vocabulary.load("employer_client")["cues"]["never"]))


def _may_employ(name: str, title: str) -> bool:
    """Whether a name is one of a body: of two words or more with capitals, no place, no job, no part of the title."""
    words = [word for word in re.split(r"[\s'’]", name) if word and fold(word) not in word_set("names", "inner")]
    form = form_of_name(name)
    if len(words) < 2 or not is_name(name) or opens_part(name):
        return False
    if any(_public().fullmatch(fold(word)) for word in words) or (form is not None and form.value == "public"):
        return False
    bare = _ARTICLES.sub("", fold(name), count=1)
    if country_of(name) or region_of(name) or country_of(bare) or (title and bare in fold(title)):
        return False
    return not {fold(word) for word in words} & word_set("beside", "generic")
