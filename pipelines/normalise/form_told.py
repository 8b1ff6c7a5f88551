"""The employer's legal form as its own presentation tells it: in apposition, as what it acts, how it was set up."""

from __future__ import annotations

import re
from functools import cache, partial
from itertools import islice
from typing import cast

from pipelines.model import LegalForm, Reading
from pipelines.normalise import vocabulary
from pipelines.normalise.document import Document
from pipelines.normalise.patterns import one_of
from pipelines.normalise.text import fold

_MOST, _LONGEST = 40, 320
#: So far behind its beginning a sentence comes to the name of who is told of.
_APPOSITION = 140
_SECTIONS = ("about", "context", "other", "conditions", "tasks")
_subject = partial(vocabulary.pattern, "form_told", "openings", "subjects")


@cache
def _own() -> re.Pattern[str]:
    """How a sentence about the employer begins that does not name it."""
    subjects, own = (vocabulary.either("form_told", "openings", key) for key in ("subjects", "own"))
    return re.compile(f"{subjects}|{own}")


_Forms = tuple[tuple[LegalForm, re.Pattern[str]], ...]


@cache
def _every_noun() -> str:
    """A noun for a body of any legal form."""
    return one_of(noun for words in vocabulary.load("form_told")["nouns"].values() for noun in words)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], _Forms, _Forms]:
    table = vocabulary.load("form_told")
    nouns, cues, every = table["nouns"], table["cues"], _every_noun()
    opening = re.compile(
        rf"(?:an? |une? |eine? |una |uma |een |un')?(?P<noun>{every})(?![a-z-])[^.;:!?]{{0,{_APPOSITION}}}?, "
    )
    stated = re.compile(rf"(?<![a-z'])(?:{one_of(cues['as'])}) ?(?:[a-z-]{{3,20}} ){{0,2}}?(?P<noun>{every})(?![a-z-])")
    others = re.compile(rf"(?<![a-z]){one_of(cues['others'])}")
    forms = tuple((cast("LegalForm", form), re.compile(one_of(words))) for form, words in nouns.items())
    alone = tuple(
        (cast("LegalForm", form), re.compile(rf"(?<![a-z]){one_of(words)}(?![a-z])"))
        for form, words in cues["alone"].items()
    )
    return opening, stated, others, forms, alone


@cache
def _begins() -> re.Pattern[str]:
    """A sentence that begins with the bare noun of a body: "Impresa sociale con un team di 18"."""
    table = vocabulary.load("form_told")
    article = "(?:an? |une? |eine? |una |uma |een |un')?"
    return re.compile(rf"{article}(?P<noun>{_every_noun()}) {one_of(table['cues']['goes_on'])}(?![a-z])")


@cache
def _shape() -> re.Pattern[str]:
    """The noun behind the words for a legal form: "Entreprise d'insertion sous forme de SCIC"."""
    table = vocabulary.load("form_told")
    return re.compile(rf"(?<![a-z]){one_of(table['cues']['shape'])} ?(?P<noun>{_every_noun()})(?![a-z])")


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z]){one_of(vocabulary.load('form_told')['cues']['others_before'])}")


def told_form(name: str, document: Document) -> Reading[LegalForm] | None:
    """Return the legal form that the ad's sentences about its employer tell.

    >>> from pipelines.normalise.document import read_document
    >>> tell = lambda text: (found := told_form("Rivages", read_document(f"<p>{text}</p>"))) and found.value
    >>> tell("Association créée en 1987, Rivages accueille des familles."), tell("Rivages wurde als Verein gegründet.")
    ('association', 'association')
    >>> tell("Rivages works with a charity as a partner.") is None
    True
    """
    key = fold(name)
    short = key.partition(" (")[0]
    for block in islice(document.blocks, _MOST):
        if block.kind == "heading" or block.section not in _SECTIONS:
            continue
        for start, end in block.spans[:_MOST]:
            folded = block.folded[start : min(end, start + _LONGEST)]
            form = _of_sentence(folded, short)
            if form is not None:
                return Reading(form, block.text[start : min(end, start + _LONGEST)], "told_form")
    return None


#: A longer name may hold a word that is about others elsewhere ("pour la sécurité").
_SHORT_NAME = 12


def _of_sentence(folded: str, name: str) -> LegalForm | None:
    opening, stated, others, forms, alone = _patterns()
    foreign = others.search(folded.replace(name, "", 1) if len(name) > _SHORT_NAME else folded) is not None
    begins = None if foreign else _begins().match(folded)
    if begins is not None:
        shaped = _shape().search(folded, begins.end("noun"))
        noun = (shaped or begins)["noun"]
        return next(form for form, nouns in forms if nouns.fullmatch(noun))
    found = opening.match(folded)
    subject = folded[found.end() :] if found is not None else ""
    first = name.partition(" ")[0]
    beside = _BESIDE.match(folded) if len(first) > 5 else None
    if beside is not None and beside["name"] == first:
        return next((form for form, nouns in forms if nouns.match(beside["noun"])), None)
    if found is None or not (_subject().match(subject) or _opens(subject, name)):
        about = not foreign and (_opens(folded, name) or _own().match(folded))
        found = stated.search(folded) if about else None
        if found is not None and _before().search(folded, 0, found.start("noun")):
            found = None
    if found is not None:
        return next(form for form, nouns in forms if nouns.fullmatch(found["noun"]))
    return None if foreign else next((form for form, words in alone if words.search(folded)), None)


#: "L'Observatoire, association de chercheurs": who has a longer name is called by its first word.
_BESIDE = re.compile(
    r"(?:l'|la |le |the |die |der |das |el |o |a |il |de |het )?(?P<name>[^ ,]{6,30}), "
    r"(?:une? |an? |eine? |una |uma |een )?(?P<noun>[a-z' -]{3,60})"
)

_ARTICLE = re.compile(r"(?:l'|la |le |les |the |die |der |das |el |o |a |il |lo |de |het )")


def _opens(folded: str, name: str) -> bool:
    """Whether a sentence begins with a name, its acronym, or another article before it."""
    article = _ARTICLE.match(folded)
    rest = folded[article.end() :] if article is not None else folded
    bare = _ARTICLE.sub("", name, count=1) if _ARTICLE.match(name) else name
    noun = rest.partition(" ")[0] if article is not None else ""
    called = len(noun) >= _NOUN and noun in bare.split(" ")
    return called or (len(bare) > 2 and (folded.startswith(name) or rest.startswith(bare)))


#: "The Secretariat": a word of the name that says as much has so many letters.
_NOUN = 7
