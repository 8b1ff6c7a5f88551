"""The employer's name where two places of a page say it together, and the legal form that stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import cast

from pipelines.model import LegalForm, Reading
from pipelines.normalise import gazetteer, vocabulary
from pipelines.normalise.countries import country_of
from pipelines.normalise.document import Block, Document
from pipelines.normalise.naming import is_announcement
from pipelines.normalise.organisation_prose import is_name, word_set
from pipelines.normalise.organisations import form_of_name, read_legal_form
from pipelines.normalise.patterns import one_of
from pipelines.normalise.place_regions import region_of
from pipelines.normalise.post_counts import is_role
from pipelines.normalise.text import fold, squash
from pipelines.normalise.topics import blocks_on

_LONGEST = 80
_MOST = 40
#: How much of a sentence before and behind a name may say what it is.
_BEFORE, _BEHIND = 40, 60
_ARTICLE = re.compile(r"(?:l'|la |le |les |the |die |der |das |el |los |las |o |a |os |as |il |lo |i |de |het )?")
#: What parts the words of a line, and those of a name.
_LINKS, _APART = re.compile(r"[\s'’-]"), re.compile(r"[\s'’]")
#: A name with its article at the beginning of a clause: "Association fondée en 1987, la Compagnie …".
_CLAUSE = re.compile(r", (?:l'|la |le |les |the |die |der |das |el |il |lo |de |het |o |a )$")
#: What parts a form from what else a line says.
_PIECES = re.compile(r"\s+[-–—·•|/]\s+|\s*[·•|,;]\s*")


def name_in_both(chips: Iterable[str], document: Document, title: str) -> Reading[str] | None:
    """Return the name in a short line near the title with which a sentence of the text opens.

    >>> from pipelines.normalise.document import read_document
    >>> told = read_document("<p>Konbit Lakay relève les maisons que les cyclones couchent.</p>")
    >>> name_in_both(["Jacmel, Haiti", "Konbit Lakay", "On-site"], told, "Logistician").value
    'Konbit Lakay'
    """
    names = [chip for chip in islice(chips, _MOST) if _may_name(chip, title)]
    for name in names:
        key = fold(name)
        for start, block in _opened_with(key, document):
            behind = block.folded[start + len(key) : start + len(key) + 1]
            if behind in (" ", ",") and not behind.isdigit():
                return Reading(name, block.text[start : start + _LONGEST], "name_in_line_and_text")
    return None


def name_in_page_title(chips: Iterable[str], pieces: Iterable[str], title: str) -> Reading[str] | None:
    """Return the name in a short line near the title that the page's own title has too; a town is none.

    >>> name_in_page_title(["La Rochelle", "Marlow Carers Trust"], ["Marlow Carers Trust"], "Grants Manager").value
    'Marlow Carers Trust'
    >>> name_in_page_title(["La Rochelle"], ["La Rochelle"], "Grants Manager") is None
    True
    """
    told = {fold(piece) for piece in pieces}
    for chip in islice(chips, _MOST):
        if fold(chip) in told and _may_name(chip, title) and is_site_name(chip) and not gazetteer.find(chip):
            return Reading(chip, chip, "name_in_line_and_page_title")
    return None


def _opened_with(key: str, document: Document) -> Iterator[tuple[int, Block]]:
    """Where sentences begin with a name, after an article."""
    for block in document.blocks:
        if key not in block.folded or block.kind == "heading" or block.section == "profile":
            continue
        for start, _ in block.spans:
            article = _ARTICLE.match(block.folded, start)
            begin = article.end() if article is not None and not block.folded.startswith(key, start) else start
            if block.folded.startswith(key, begin) and len(block.folded) > begin + len(key):
                yield begin, block
        behind = block.folded.find(key)
        if _CLAUSE.search(block.folded, max(0, behind - 6), behind) is not None:
            yield behind, block


def as_without_article(name: str, document: Document) -> str:
    """A name as a line or a bracket of the ad has it without its article ("Proposé par Ressourcerie du Clain").

    >>> from pipelines.normalise.document import read_document
    >>> as_without_article("La Ressourcerie du Clain", read_document("<p>CV à : Ressourcerie du Clain, Vivonne</p>"))
    'Ressourcerie du Clain'
    """
    article = _ARTICLE.match(fold(name))
    bare = name[article.end() :] if article is not None and article.end() else ""
    if len(bare.split()) < 2 or not bare[:1].isupper():
        return name
    for block in document.blocks:
        start = block.text.find(bare)
        if start >= 0 and _BARE.search(block.folded, max(0, start - 12), start) is not None:
            return bare
    return name


#: What stands before a name that has no article there.
_BARE = re.compile(r"(?:^|[(:„«\"–]|(?<![a-z])(?:par|by|por|von|door|presso|chez)) ?$")


def _may_name(chip: str, title: str) -> bool:
    words = chip.split()
    if len(words) < 2 or len(chip) > _LONGEST or not is_name(chip) or any(map(str.isdigit, chip)):
        return False
    generic = {fold(word) for word in _LINKS.split(chip)} & word_set("beside", "generic")
    if generic or (is_role(words[0]) and form_of_name(chip) is None):
        return False
    return not (fold(chip) in fold(title) or is_announcement(chip) or country_of(chip) or region_of(chip))


@cache
def _careers() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = vocabulary.load("organisations")["beside"]
    return re.compile(rf"{one_of(table['careers'])} "), re.compile(rf" {one_of(table['employs'])}(?![a-z])")


def name_of_careers(site: str) -> str:
    """The name in what a page of posts is called.

    >>> name_of_careers("Careers at Harbor Light"), name_of_careers("Werken bij Stichting Avondrood")
    ('Harbor Light', 'Stichting Avondrood')
    """
    found = _careers()[0].match(fold(site))
    return site[found.end() :].strip() if found is not None else site


def is_site_name(site: str) -> bool:
    """Whether a name is one of a body: two words or more, most of them with a capital, and no call.

    >>> is_site_name("Caisse solidaire des Abers"), is_site_name("on embauche"), is_site_name("Nos offres")
    (True, False, False)
    """
    words = [word for word in _APART.split(site) if word and fold(word) not in word_set("names", "inner")]
    capitals = sum(word[:1].isupper() for word in words)
    generic = {fold(word) for word in words} & word_set("beside", "generic")
    return len(words) > 1 and capitals > 1 and site[:1].isupper() and not generic and not is_announcement(site)


def says_it_employs(document: Document) -> Reading[str] | None:
    """Return the name that opens a sentence about equal chances: "NAME is an equal opportunity employer".

    >>> from pipelines.normalise.document import read_document
    >>> says_it_employs(read_document("<p>Harbor Light is an equal opportunity employer.</p>")).value
    'Harbor Light'
    """
    employs = _careers()[1]
    for block in blocks_on("equality", document.blocks[-_MOST:]):
        for start, end in block.spans[:_MOST]:
            found = employs.search(block.folded, start, min(end, start + 2 * _LONGEST))
            name = block.text[start : found.start()].strip(" ,") if found is not None else ""
            if name and len(name) <= _LONGEST and len(name.split()) > 1 and is_name(name) and name[:1].isupper():
                return Reading(squash(name), block.text[start:end][: 2 * _LONGEST], "equal_chances")
    return None


@cache
def _forms() -> tuple[re.Pattern[str], re.Pattern[str], tuple[tuple[LegalForm, re.Pattern[str]], ...]]:
    prose = vocabulary.load("organisations")["prose"]
    nouns = {form: words for form, words in prose.items() if isinstance(words, list) and form != "unknown"}
    every = one_of(word for words in nouns.values() for word in words)
    before = re.compile(rf"(?<![a-z-])(?P<noun>{every}) (?:[a-z-]{{3,20}} )?$")
    behind = re.compile(
        rf"(?: ?\(|, | - | – | (?:est|is|ist|es|e|is een|ist eine?|er?) )(?:{prose['articles']} ?)?"
        rf"(?:[a-z'-]{{3,20}} ){{0,2}}?(?P<noun>{every})(?![a-z-])"
    )
    return before, behind, tuple((cast("LegalForm", form), re.compile(one_of(words))) for form, words in nouns.items())


def form_around(name: str, document: Document) -> Reading[LegalForm] | None:
    """Return the legal form that stands right before the employer's name in the text, or right behind it.

    >>> from pipelines.normalise.document import read_document
    >>> tell = lambda text: form_around("Les Terrasses", read_document(f"<p>{text}</p>")).value
    >>> tell("La SCIC Les Terrasses livre des paniers."), tell("Depuis, Les Terrasses, association locale, livre.")
    ('cooperative', 'association')
    """
    key = fold(name)
    before, behind, forms = _forms()
    for block in document.blocks if len(key) > 3 else ():
        for start in islice(_places_of(key, block.folded), _MOST):
            first, end = max(0, start - _BEFORE), start + len(key)
            told = before.search(block.folded[first:start]) or behind.match(block.folded, end, end + _BEHIND)
            if told is not None:
                form = next(form for form, nouns in forms if nouns.fullmatch(told["noun"]))
                return Reading(form, block.text[first : end + _BEHIND], "form_beside_name")
    return None


def _places_of(key: str, folded: str) -> Iterator[int]:
    """Where a name stands in a text."""
    start = folded.find(key)
    while start >= 0:
        yield start
        start = folded.find(key, start + len(key))


@cache
def _definite() -> tuple[re.Pattern[str], tuple[tuple[LegalForm, re.Pattern[str]], ...]]:
    table: dict[str, list[str]] = vocabulary.load("organisations")["beside"]["definite"]
    every = one_of(word for words in table.values() for word in words)
    others = one_of(vocabulary.load("organisations")["beside"]["not_own"])
    pattern = re.compile(rf"(?<![a-z'-])(?P<noun>{every})(?![a-z'-])(?! ?{others})")
    return pattern, tuple((cast("LegalForm", form), re.compile(one_of(words))) for form, words in table.items())


#: "Desde a fundação".
_SINCE = re.compile(r"\b(?:desde|depuis|since|seit|sinds|dalla|apos) $")


def definite_form(document: Document) -> Reading[LegalForm] | None:
    """Return the one form by which the ad goes on to call its employer ("payée par l'association"), if it is one only.

    >>> from pipelines.normalise.document import read_document
    >>> definite_form(read_document("<p>La mutuelle est payée par l'association.</p>")).value
    'association'
    >>> definite_form(read_document("<p>La coopérative d'éleveuses vous accueillera.</p>")) is None
    True
    """
    pattern, forms = _definite()
    told: dict[LegalForm, Reading[LegalForm]] = {}
    for block in document.blocks:
        if block.kind == "heading" or block.section in ("profile", "legal"):
            continue
        for found in islice(pattern.finditer(block.folded), _MOST):
            if block.text[found.end() + 1 : found.end() + 2].isupper():
                continue  # the noun of a name
            if _WITH.search(block.folded, max(0, found.start() - 6), found.start()) is not None:
                continue  # somebody one works with
            if _SINCE.search(block.folded, max(0, found.start() - 8), found.start()) is not None:
                continue  # the day on which it was founded
            form = next(form for form, nouns in forms if nouns.fullmatch(found["noun"]))
            told.setdefault(form, Reading(form, block.text[found.start() : found.end()], "definite_form"))
    return next(iter(told.values())) if len(told) == 1 else None


_WITH = re.compile(r"(?:avec|with|mit|con|com|met) $")


def opens_with_form(line: str) -> bool:
    """Whether the first of a line's parts is a legal form alone ("association loi 1901 - festival - 19e édition")."""
    pieces = _PIECES.split(squash(line))
    return len(line) <= 2 * _LONGEST and read_legal_form(pieces[0]) is not None
