"""The employer's name where no label stands before it: a line with a legal form, who recruits, whose site it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import cast
from urllib.parse import urlsplit

from pipelines.model import LegalForm, Reading
from pipelines.normalise import gazetteer, vocabulary
from pipelines.normalise.document import Block, Document
from pipelines.normalise.organisation_prose import is_name, word_set
from pipelines.normalise.organisations import form_of_name, names_one, read_legal_form
from pipelines.normalise.patterns import one_of
from pipelines.normalise.post_counts import is_role
from pipelines.normalise.text import fold, squash
from pipelines.normalise.topics import bits_of, look_at

_PIECES = re.compile(r"\s+[|•·–—/-]\s+|\s*[|•·]\s*|\s{3,}")
#: Without one of these signs nothing parts a line whose white space is single spaces.
_PARTED = re.compile("[|•·–—/-]")
_KEY = re.compile(r"[^a-z0-9]+")
_BRACKET = re.compile(r"\(([^()]{2,80})\)")
_LINKS = re.compile(r"['’\s]")
_LONGEST = 80
#: So many letters of a text say who recruits, and so many blocks open an ad.
_READ, _OPENING = 300, 8
#: A sentence is longer.
_LINE = 40
#: The forms that a line may name an employer by: a town hall or a company in a line is as often somebody else.
_FORMS = frozenset(("association", "foundation", "cooperative", "social_enterprise", "mutual"))


def name_with_form(line: str, host: str = "") -> Reading[str] | None:
    """Return the name with its legal form that stands in a line alone or beside other short things.

    ``host`` is the board's: its own name is no employer's.

    >>> name_with_form("La Chaufferie ASBL | Namur | Publiée le 20-04-2026").value
    'La Chaufferie ASBL'
    >>> [name_with_form(line) for line in ("Association loi 1901", "Fondation reconnue d'utilité publique")]
    [None, None]
    """
    if len(line) > 2 * _LONGEST:
        return None
    whole = squash(line)
    parts = _PIECES.split(whole) if _PARTED.search(whole) is not None else [whole]
    pieces = [_without_town(_DATED.sub("", piece)) for piece in parts]
    for piece in (*pieces, *(piece.partition(", ")[0] for piece in pieces if ", " in piece)):
        name = piece.strip(' ,;:«»"“”')
        name = name.rstrip(".") if "." not in name[-4:-1] else name
        form = form_of_name(name) if 3 < len(name) <= _LONGEST else None
        if form is None or form.value not in _FORMS or _is_form_alone(name):
            continue
        short = name.split()[0] if name.count(" ") == 1 else " ".join(name.split()[:2])
        if not is_name(name) and not is_name(short):
            continue
        if not is_of_host(name, host):
            return Reading(name, piece, "name_with_form")
    return None


#: What follows a name in a line that says when it was sent: "Verein Sonnhalde, Aussendung vom 8. Juni 2026".
_DATED = re.compile(r", [^\n]{0,60}\d[^\n]{0,20}$")


def _without_town(piece: str) -> str:
    """A piece of a line without the town behind its comma: "Fundación Caminos Lentos, Burgos"."""
    name, comma, town = piece.rpartition(", ")
    return name if comma and form_of_name(name) is not None and gazetteer.find(town.strip(" .")) else piece


def _is_form_alone(name: str) -> bool:
    """Whether words are a legal form and no name: "Cooperativa Cais de Todos" goes on with a capital."""
    words = name.split()
    named = len(words) > 1 and fold(words[0]) in word_set("recruiter", "nouns") and words[1][:1].isupper()
    return not (named or names_one(name)) and read_legal_form(name) is not None


def form_beside(words: str) -> Reading[LegalForm] | None:
    """Return the legal form that stands before a name or in brackets behind it.

    >>> form_beside("LES HAIES (association loi 1901, 6 permanents) cherche").value
    'association'
    """
    bracket = _BRACKET.search(words)
    parts = bracket[1].split(",") if bracket is not None else []
    return next((form for part in parts if (form := read_legal_form(part)) is not None), None) or form_of_name(words)


def host_of(url: str) -> str:
    """The letters and figures of a URL's host, empty where there is none."""
    try:
        return _KEY.sub("", (urlsplit(url).hostname or "").lower())
    except ValueError:
        return ""


def is_of_host(name: str, host: str) -> bool:
    """Whether a site's host is made of a name.

    >>> is_of_host("La Fabrique à mots", host_of("https://lafabrique-a-mots.example/1")), is_of_host("Rivages", "x")
    (True, False)
    """
    key = _KEY.sub("", fold(name))
    return len(key) > 3 and key in host


@cache
def _recruiting(kind: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A verb of recruiting, which is quick to miss, and the name before one."""
    verb = rf" {one_of(vocabulary.load('organisations')['recruiter'][kind])}(?![a-z])"
    brackets, told = r"(?: ?\([^)\n]{1,80}\))?", r"(?:,|(?P<told>, [^,.;:!?\n]{3,100},))?"
    name = r"(?P<name>(?:[^,.;:!?()\n]|(?<=\be)\.|(?<=[. ]v)\.){2,70}?)"
    return re.compile(verb), re.compile(f"{name}{brackets}{told}{verb}")


def recruiter_of(text: str) -> Reading[str] | None:
    """Return who recruits, where a text opens with it: "NAME recrute …", "NAME (e.V.) sucht …".

    >>> recruiter_of("L'association Passerelles d'Azur recrute pour la rentrée").value
    "Passerelles d'Azur"
    >>> [recruiter_of(text) for text in ("Notre association recrute", "Wir suchen", "Crèche recrute")]
    [None, None, None]
    """
    return _subject_of(text, fold(text[:_READ]), "recruits")


#: The rules by which a name opens a text before a verb, each with its verbs.
_VERBS = {"recruits": "verbs", "tells_of_itself": "works"}


def _subject_of(text: str, folded: str, rule: str) -> Reading[str] | None:
    """The name that opens a text before a verb; ``folded`` is the folded text, or so much of it as counts."""
    verb, pattern = _recruiting(_VERBS[rule])
    found = pattern.match(folded) if verb.search(folded) is not None else None
    if found is None:
        return None
    named = text[: found.end("name")].strip(' «»"“”*')
    name = without_article(named)
    if found["told"] is not None and name == named and form_of_name(name) is None:
        return None  # a person's role stands so as well: only behind "the association" a name is one of a body
    if re.match(r"(?:depuis|since|seit|desde|dal|sinds|ha|hace|vous|join)\s", fold(name)):
        return None
    if rule == "tells_of_itself" and (opens_part(name) or is_for_post(folded, found.end() + 1)):
        return None
    return Reading(name, text[: found.end()], rule) if _is_certain(name, text) else None


def opens_part(name: str) -> bool:
    """Whether a name is that of a part of an employer, of a post, of a programme or of an authority."""
    folded = _ARTICLE.sub("", fold(name))
    return form_of_name(name) is None and (_parts().match(folded) is not None or is_role(folded.split(" ")[0]))


_ARTICLE = re.compile(r"^(?:(?:the|la|le|les|der|die|das|el|los|las|il|lo|i|gli|o|a|os|as|de|het|our|notre) |l'|un' ?)")


def is_for_post(folded: str, at: int) -> bool:
    """Whether what stands behind a verb is this very post or project: who pays for it does not employ by that."""
    return _for_post().match(folded, at) is not None


@cache
def _parts() -> re.Pattern[str]:
    return re.compile(rf"{one_of(vocabulary.load('organisations')['recruiter']['parts'])}(?![a-z])")


@cache
def _for_post() -> re.Pattern[str]:
    return re.compile(one_of(vocabulary.load("organisations")["recruiter"]["for_post"]))


@cache
def _compound() -> re.Pattern[str]:
    """A German noun for a body at the end of a word ("Kinderbund", "Jugendhilfe")."""
    return re.compile(rf".(?:{vocabulary.either('organisations', 'recruiter', 'compounds')})$")


def without_article(name: str) -> str:
    """A name without the article before a noun that says what it is, and without the noun "association" behind one.

    >>> without_article("O Instituto Igapé"), without_article("Les Toits Partagés"), without_article("The Kiln Trust")
    ('Instituto Igapé', 'Les Toits Partagés', 'The Kiln Trust')
    """
    words = name.split(" ")
    first = fold(words[0])
    if first.startswith("l'") and len(words[0]) > 2:
        words = [words[0][:2], words[0][2:], *words[1:]]
        first = "l'"
    if first in word_set("recruiter", "articles") and len(words) > 2:
        noun = fold(words[1])
        if words[1][:1].islower() and noun in word_set("recruiter", "nouns") | word_set("recruiter", "told_before"):
            large = next((at for at in range(2, min(len(words), 5)) if words[at][:1].isupper()), 0)
            return " ".join(words[large:]) if large else name
        if noun in word_set("recruiter", "dropped"):
            return " ".join(words[2:])
        if noun in word_set("recruiter", "nouns") or (first in ("der", "die", "das") and _compound().search(noun)):
            return " ".join(words[1:])
    return name


def _is_certain(name: str, text: str) -> bool:
    """Whether a capital in a name is not only that of a sentence's beginning, and it names more than a kind of body."""
    words = [word for word in _LINKS.split(name) if word]
    own = [word for word in words if fold(word) not in word_set("recruiter", "kinds")]
    large = [word for word in own if word[:1].isupper() and fold(word) not in word_set("names", "inner")]
    if not large or not is_name(name) or (name.isupper() and text.isupper()):
        return False
    return form_of_name(name) is not None or len(large) > 1 or (large[0] != words[0] and not text.startswith(large[0]))


@cache
def _offered() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z]){one_of(vocabulary.load('organisations')['recruiter']['offered'])} ")


def offered_by(line: str) -> Reading[str] | None:
    """Return the name at the end of a short line that says who offers a post.

    >>> offered_by("Mission bénévole proposée par Les Pages Tournées").value
    'Les Pages Tournées'
    """
    found = _offered().search(fold(line)) if len(line) <= 2 * _LONGEST else None
    name = line[found.end() :].strip(" .:") if found is not None else ""
    if not name or len(name) > _LONGEST or not is_name(name):
        return None
    return Reading(without_article(name), line.strip(), "offered_by")


def opening_lines(document: Document) -> Iterator[str]:
    """The short lines before an ad's first long one."""
    for block in document.blocks[:_OPENING]:
        if len(block.text) > 2 * _LONGEST or block.section != "other":
            return
        if not block.label:
            yield block.text


def tells_of(text: str) -> Reading[str] | None:
    """Return who a sentence tells of that opens with a name and a verb of what organisations do."""
    return recruiter_of(text) or _subject_of(text, fold(text[:_READ]), "tells_of_itself")


def find_recruiter(document: Document) -> Reading[str] | None:
    """Return who recruits, where one of the ad's first sentences opens with it; else who is told of in the very first.

    >>> from pipelines.normalise.document import read_document
    >>> find_recruiter(read_document("<p>Rivages Solidaires accompagne des familles depuis 1987.</p>")).value
    'Rivages Solidaires'
    """
    blocks = [block for block in document.blocks[:_OPENING] if block.kind != "heading" and not block.label]
    for block in blocks:
        for start, end in block.spans[:4]:
            aim = _aims().match(block.folded, start, min(end, start + _READ))
            at = start if aim is None else aim.end()
            read = _subject_of(block.text[at:end], block.folded[at : min(end, at + _READ)], "recruits")
            if read is not None:
                return read
    first = next((block for block in blocks if len(block.text) > _LINE), None)
    at = _opening_at(first) if first is not None else 0
    return None if first is None else _subject_of(first.text[at:], first.folded[at : at + _READ], "tells_of_itself")


def _opening_at(block: Block) -> int:
    """Where a text's first sentence begins, behind a question that heads it or the day it was posted."""
    asked = _QUESTION.match(block.text)
    if asked is not None:
        return asked.end()
    start, end = block.spans[0] if len(block.spans) > 1 else (0, len(block.text))
    dated = end - start <= _LINE and any(map(str.isdigit, block.text[start:end]))
    return block.spans[1][0] if dated else 0


#: What a part of an ad is headed with in its own line: "Qui ?", "Who are we?"
_QUESTION = re.compile(r"[^.?!:\n]{2,30}\?\s+")


@cache
def _aims() -> re.Pattern[str]:
    """The clause before a subject that says what one recruits for."""
    return re.compile(rf"{one_of(vocabulary.load('organisations')['recruiter']['aims'])} [^,.;:!?]{{3,140}}, ")


@cache
def _own_forms() -> tuple[re.Pattern[str], tuple[tuple[LegalForm, re.Pattern[str]], ...]]:
    table = vocabulary.load("organisations")
    forms: dict[str, list[str]] = table["own_form"]["nouns"]
    every = one_of(noun for nouns in forms.values() for noun in nouns)
    lead = one_of(table["own_form"]["leads"])
    opening = one_of(table["own_form"]["opening"])
    other = one_of(table["own_form"]["others"])
    whole = re.compile(
        rf"(?:(?<![a-z]){lead}(?: |(?<='))(?:[a-z-]{{3,20}},? ){{0,2}}?|(?:^|(?<=[.!?] )){opening})"
        rf"(?P<noun>{every})(?![a-z-])(?! {other})"
    )
    return whole, tuple((cast("LegalForm", form), re.compile(one_of(nouns))) for form, nouns in forms.items())


def own_form(document: Document) -> Reading[LegalForm] | None:
    """Return the legal form by which the ad calls its employer: "notre association", "we are a charity".

    >>> from pipelines.normalise.document import read_document
    >>> own_form(read_document("<p>Notre association existe depuis 12 ans.</p>")).value
    'association'
    >>> own_form(read_document("<p>Avec notre association partenaire.</p>")) is None
    True
    """
    look_at(document.blocks)
    pattern, forms = _own_forms()
    for block in document.blocks:
        if not block.topics & bits_of("introduction"):
            continue
        found = pattern.search(block.folded[:2000])
        if found is not None:
            form = next(form for form, nouns in forms if nouns.fullmatch(found["noun"]))
            return Reading(form, block.text[found.start() : found.end()], "own_form")
    return None


def named_in_lines(lines: Iterable[str], host: str = "") -> Reading[str] | None:
    """Return the employer that one of several short lines names: by its form, or as who offers the post."""
    for line in lines:
        read = recruiter_of(line) if form_of_name(line[:_LONGEST]) is not None else None
        read = read or name_with_form(line, host) or offered_by(line)
        if read is not None:
            return read
    return None


def named_in_card(lines: Sequence[str]) -> Reading[str] | None:
    """Return the employer's name on a card about it: under a heading that announces one, or with its form."""
    for heading, line in pairwise(lines):
        if (
            fold(heading).strip(" :") in word_set("recruiter", "card_headings")
            and is_name(line)
            and len(line) <= _LONGEST
        ):
            return Reading(line.strip(), line, "name_on_card")
    return named_in_lines(lines[:4])
