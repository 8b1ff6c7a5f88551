"""The phrases of a sentence that name where a job is: "poste basé à Metz", "two officers for Nairobi and Kampala"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice

from pipelines.normalise import gazetteer, vocabulary
from pipelines.normalise.countries import country_of
from pipelines.normalise.patterns import one_of
from pipelines.normalise.place_regions import region_of
from pipelines.normalise.text import fold, sentences

#: The capitals that a name may begin with, as the inside of a class.
UPPER = "A-ZÀ-ÖØ-ÞŒŠŽŁĐČŞİ"
_WORD = rf"(?:[{UPPER}][^\W\d_]{{0,30}}|[dlDL]['’][{UPPER}][^\W\d_]{{1,30}})(?:['’\-][^\W\d_]{{1,30}}){{0,6}}"
_SMALL = r"(?:de|du|des|la|le|les|las|los|sur|sous|of|on|upon|am|an|der|del|di|della|do|da|das|dos|al|en|lès|lez)"
_NAME = (
    rf"(?:\d{{4,5}} |Co\. )?{_WORD}(?:(?: {_SMALL}){{0,2}} {_WORD}){{0,4}}"
    rf"(?:/[A-Z][a-z]{{2,12}})?(?: ?\([^()\n]{{1,40}}\))?"
)
_JOIN = (
    r"(?:, ?| ou (?:à |au |aux |en )?| et (?:à |au |aux |en )?| or (?:in )?| and (?:in )?| und (?:in )?| oder (?:in )?"
    r"| o (?:en |a |ad |em )?| y (?:en )?| e (?:em |a |ad |in )?| of in | en in | / |/| - | – | & )"
)
_JOINED = re.compile(_JOIN)
_NOTE = re.compile(r" ?\([^()\n]{1,40}\)")
#: One name or a list of names, in their own capitals.
NAMES = re.compile(rf"{_NAME}(?:{_JOIN}{_NAME}){{0,9}}")
_LEAD = re.compile(
    r"[\s:,(]{0,4}(?:(?:est|is|ist|sera|will be|es|è)\s)?"
    r"(?:(?:à|À|en|En|in|In|at|At|em|te|dans|de|bei|im|a|ad|na|no|nella|nel|to)\s+)?"
    r"(?:(?:la |the )?(?:ville d(?:e |['’])|(?:ciudad|cidade) de |città di |city of )|Stadt )?"
)
_AU = re.compile(r"[\s:,(]{0,4}([Aa]ux?)\s+")
_WITHIN = re.compile(r"(?:\b(?:à|À|in|In|at|en)|[,:])\s+(?=[A-ZÀ-ÖØ-Þ])")
_OF = re.compile(r"\b(?:de|of|d['’])\s?(?=[A-ZÀ-ÖØ-Þ])")
_BEHIND_COMMA = re.compile(r",|/| - | – ")
_CLOSE = re.compile(r"(?:^|[.;:(•–|-]|\*)\s*$")
_SENTENCE_END = re.compile(r"[.;:!?\n]\s")
_STOP = re.compile(r"[;\n!?]|\.\s")
_FIRST_ENDS = re.compile(r"[,/(]| et | ou ")
_REACH = 170
_EXCERPT = 160
#: An honest block has a handful; more is bait.
_MOST_CUES = 60


@cache
def _cues() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    prose = vocabulary.load("places")["prose"]
    verb = re.compile(rf"\b(?:(?P<noun>{one_of(prose['nouns'])})|{one_of(prose['verbs'])})(?![\w])")
    job = re.compile(rf"(?<![\w'])(?:{'|'.join(prose['job'])})(?![\w])")
    employer = re.compile(rf"(?<![\w])(?:{'|'.join(prose['employer'])})(?![\w])")
    office = re.compile(rf"[\s,]{{0,3}}(?:[a-z]{{1,10}}['\s]){{0,3}}?(?:{'|'.join(prose['office'])})(?![\w])")
    return verb, job, employer, office


@cache
def _counted() -> re.Pattern[str]:
    prose = vocabulary.load("places")["prose"]
    number = rf"(?:\d{{1,2}}|{'|'.join(prose['numbers'])})(?: \(\d{{1,2}}\))?"
    posts, wants, aims = "|".join(prose["posts"]), one_of(prose["wants"]), "|".join(prose["for"])
    return re.compile(
        rf"\b{number} (?:{posts})(?:[^.;:()\n\d]{{0,40}}?(?: (?:{aims})|\s?[:,–-](?: (?:{aims}))?)|) (?=\w)"
        rf"|\b{wants}[^.;:\n\w]{{1,3}}(?:[^.;:\n\d]{{0,60}} )?{number} "
        rf"(?:[^.;:\n]|\.(?=\w)){{1,90}}? (?:{aims}) (?=\w)"
    )


#: "based in our Leeds office".
_HOUSE = (
    r"(?:office|headquarters|hub|branch|shelter|clinic|centre|center|store|shop|site|hostel|school|depot|base|warehouse"
    r"|depot|refuge|nursery|bakery|laundry|foodbank|library|garden|farm|team|service|kitchen|workshop|hospice|house|home)s?\b"
)
OUR_OFFICE = re.compile(rf"\b(?:in|from|at|of|for|[Jj]oin) (?:our|the) ({_WORD}(?: {_WORD}){{0,2}}) {_HOUSE}")
#: "Our Leeds office has a vacancy".
_OFFICE_SEEKS = re.compile(
    rf"\b[Oo]ur ({_WORD}(?: {_WORD}){{0,2}}) {_HOUSE} "
    r"(?:has (?:a|an|two|three) (?:\w{1,12} )?(?:vacanc|opening)|is (?:now )?(?:looking|hiring|recruiting|seeking)"
    r"|needs|seeks)"
)


#: Words of the two patterns: a text without them is no match.
_BEFORE_HOUSE, _BEHIND_HOUSE = (" our ", " the "), (" has ", " is ", " needs", " seeks")


#: "Geneva-based role".
_TOWN_BASED = re.compile(
    rf"({_WORD}(?: {_WORD}){{0,2}})[- ]based (?:[a-z-]{{2,12}} ){{0,2}}(?:role|post|position|job|contract)\b"
)


#: A town is larger where its name alone says that it is one: "our Community team" is none.
_TOWN = 3_000


def _names_a_town(ours: re.Match[str]) -> bool:
    name = ours.group(1)
    return fold(name) not in _words_too() and any(town.population >= _TOWN for town in gazetteer.find(name))


@cache
def _words_too() -> frozenset[str]:
    """Towns that are words too."""
    return frozenset(vocabulary.load("places")["words"]["not_alone"])


def _ours(text: str) -> Iterator[re.Match[str]]:
    """The towns of the employer's houses."""
    if "-based " in text:
        yield from _TOWN_BASED.finditer(text)
    if any(map(text.__contains__, _BEFORE_HOUSE)):
        yield from OUR_OFFICE.finditer(text)
    if any(map(text.__contains__, _BEHIND_HOUSE)):
        yield from _OFFICE_SEEKS.finditer(text)


def based_phrases(text: str, folded: str) -> Iterator[tuple[str, str, bool]]:
    """Yield names that follow "based at" or "duty station", the words around them, and whether the job is the subject.

    >>> text = "CDD. Poste basé au siège, à Metz, puis en France."
    >>> [(names, sure) for names, _, sure in based_phrases(text, fold(text))]
    [('Metz', True)]
    >>> text = "Une association basée à Metz recrute."
    >>> list(based_phrases(text, fold(text)))
    []
    """
    verb, job, employer, office = _cues()
    for ours in filter(_names_a_town, islice(_ours(text), _MOST_CUES)):
        yield ours.group(1), text[max(0, ours.start() - 60) : ours.end()].strip(), True
    for cue in islice(verb.finditer(folded), _MOST_CUES):
        subject = folded[max(0, cue.start() - 90) : cue.start()]
        subject = _SENTENCE_END.split(subject)[-1]
        sure = bool(cue.group("noun")) or _last(job, subject) > _last(employer, subject)
        if not sure and not (_CLOSE.search(subject) and cue.start() == len(subject)) and subject.strip(" -•*(–"):
            continue
        names = _names_after(text, folded, cue.end(), office)
        if names and not sure and _is_of_employer(folded, cue, names, job):
            continue
        if names:
            start = cue.start() - len(subject.lstrip())
            yield names, text[start : start + _EXCERPT].split("\n", maxsplit=1)[0].strip(), sure


def _is_of_employer(folded: str, cue: re.Match[str], names: str, job: re.Pattern[str]) -> bool:
    """Whether a sentence that begins with a seat goes on to tell of what its employer does ("Con sede en X, …")."""
    if cue.group() not in ("con sede", "com sede", "mit sitz"):
        return False
    told = _STOP.split(folded[cue.end() : cue.end() + len(names) + _SUBJECT])[0].partition(" ")[2][len(names) :]
    return len(told.strip(" .")) > _NOTHING and job.search(told) is None and not seeks(told)


_NOTHING = 12
#: So far behind a name its sentence is looked at.
_SUBJECT = 60


@cache
def _seeks() -> tuple[re.Pattern[str], re.Pattern[str]]:
    prose = vocabulary.load("places")["prose"]
    houses = "|".join(prose["houses"])
    where = re.compile(
        rf"(?<![\w/])(?:(?:a|in|en|em|te|bei|sur|fur|pour|para|per|voor|for)\s(?=\w)"
        rf"|(?:{houses})(?: [a-z'-]{{2,20}}){{0,2}}? (?:de |d'|of |in |a |di |em |en |te )(?=\w))"
    )
    return re.compile(rf"(?<![\w]){one_of(prose['seeks'])}(?![\w])"), where


@cache
def _for_house() -> re.Pattern[str]:
    # "Für unseren Standort in Hamburg suchen wir": the house goes before the word for the search.
    return re.compile(rf"(?:fur|pour|for|para|per|voor) (?:{vocabulary.either('places', 'prose', 'whose')})")


def seeks(folded: str) -> bool:
    """Whether a folded text says that somebody is looked for.

    >>> seeks("la maison d'albi cherche un chef"), seeks("chef de service")
    (True, False)
    """
    return _seeks()[0].search(folded) is not None


def sought_at(text: str, folded: str) -> Iterator[str]:
    """The names behind "à", "in" or a house in a sentence that looks for somebody: what they are is still open.

    >>> text = "La Maison recrute pour son internat de Vierzon un éducateur."
    >>> list(sought_at(text, fold(text)))
    ['Vierzon']
    """
    seeks, where = _seeks()
    cue = seeks.search(folded)
    if cue is None:
        return
    start = 0 if _for_house().match(folded) else cue.end()
    for lead in islice(where.finditer(folded, start, cue.end() + _REACH), _MOST_CUES):
        names = NAMES.match(text, lead.end())
        if names:
            yield names.group()


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _names_after(text: str, folded: str, start: int, office: re.Pattern[str]) -> str | None:
    """The names right after a cue, or after the office that stands between them."""
    end = min(len(text), start + _REACH)
    stop = _STOP.search(text, start, end)
    end = stop.start() if stop else end
    seat = office.match(folded, start, end)
    if seat is not None:
        away = _away().search(folded, seat.end(), end)
        return _names_in(text[seat.end() : away.start() if away is not None else end])
    au = _AU.match(text, start, end)
    if au is not None:
        return _after_au(text, au, end)
    lead = _LEAD.match(text, start, end)
    names = NAMES.match(text, lead.end() if lead else start, end)
    return names.group() if names else None


#: "From Leeds to Hull": all over a country.
_RANGE = re.compile(
    rf"(?:\b(?:[Dd]e|[Ff]rom|[Vv]on|[Vv]an|[Dd]a|[Dd]esde) |\b[Dd]['’])(?:the )?{_NAME}"
    rf" (?:à|a|ad|to|bis|tot|hasta|até|au)(?: nach)? {_NAME}"
)
_TO = (" à ", " a ", " ad ", " to ", " bis ", " tot ", " hasta ", " até ", " au ")


def spans_country(sentence: str, start: int = 0) -> bool:
    """Whether a sentence tells of all that lies between two names.

    >>> spans_country("Our volunteers come from Leeds to Hull."), spans_country("You will move to Hull.")
    (True, False)
    """
    return any(map(sentence.__contains__, _TO)) and _RANGE.search(sentence, start) is not None


@cache
def _away() -> re.Pattern[str]:
    # "Based in our Leeds office, travelling to York": what follows is no place of work.
    return re.compile(rf"(?<![a-z])(?:{vocabulary.either('places', 'prose', 'away')})")


def _names_in(text: str) -> str | None:
    """The first names after "à" in what follows an office ("au siège de l'association, à Metz"), else after "de"."""
    for pattern in (_WITHIN, _OF):
        for lead in pattern.finditer(text[:90]):
            names = NAMES.match(text, lead.end())
            if names:
                return names.group()
    return None


def _after_au(text: str, au: re.Match[str], end: int) -> str | None:
    """ "au Tchad" is a country; "au Mans" is the town Le Mans, "aux Lilas" is Les Lilas."""
    names = NAMES.match(text, au.end(), end)
    if names is None:
        return None
    first = _FIRST_ENDS.split(names.group())[0].strip()
    if country_of(first) or region_of(first):
        return names.group()
    article = "Les" if au.group(1).lower() == "aux" else "Le"
    return f"{article} {names.group()}"


def wanted_towns(text: str) -> list[str]:
    """The phrases that name a town for each of several posts, verbatim.

    >>> wanted_towns("La mission recherche deux Coordinateur.ice.s projet pour Metz et Nancy")
    ['Metz et Nancy']
    >>> wanted_towns("Animateur (2 postes : Metz et Nancy) F/H"), wanted_towns("recrute un juriste pour Metz")
    (['Metz et Nancy'], [])
    """
    said = sentences(text) if len(text) > 200 else [text]
    return [phrase for sentence in said for phrase in towns_of(sentence, fold(sentence))]


def towns_of(sentence: str, folded: str) -> Iterator[str]:
    """The same for one sentence and its folded form."""
    return (phrase for phrase in places_of_posts(sentence, folded) if _are_several(phrase))


@lru_cache(maxsize=256)
def places_of_posts(sentence: str, folded: str) -> tuple[str, ...]:
    """The names, two or more, that a sentence says its posts are for: several towns, or a town and its region."""
    cues = islice(_counted().finditer(folded), _MOST_CUES)
    named = (names for cue in cues if (names := _counted_names(sentence, folded, cue)) is not None)
    return tuple(names for names in named if len(split_names(names)) > 1)


def _counted_names(sentence: str, folded: str, cue: re.Match[str]) -> str | None:
    """The names right behind a count of posts, or behind a preposition a little later."""
    names = NAMES.match(sentence, cue.end())
    if names is not None:
        return names.group()
    later = (NAMES.match(sentence, lead.end()) for lead in _aims().finditer(folded, cue.end(), cue.end() + _LATER))
    return next((found.group() for found in later if found is not None), None)


#: So far behind a count its towns may stand ("deux postes sont à pourvoir, à Lyon et à Metz").
_LATER = 40


@cache
def _aims() -> re.Pattern[str]:
    return re.compile(rf" (?:{'|'.join(vocabulary.load('places')['prose']['for'])}) (?=\w)")


def _are_several(phrase: str) -> bool:
    """Whether a phrase names more than one town: "Andover, Hampshire" and "Metz (Moselle)" are one each."""
    names = split_names(phrase)
    if len(names) < 2:
        return False
    wider = [bool(region_of(name) or country_of(name)) for name in names]
    return all(wider) or wider.count(False) > 1 or not _BEHIND_COMMA.search(phrase)


def split_names(text: str) -> list[str]:
    """The single names of a list of names.

    >>> split_names("Metz, Nancy et Toul")
    ['Metz', 'Nancy', 'Toul']
    """
    pieces = _JOINED.split(_NOTE.sub("", text))
    return [piece.strip() for piece in pieces if piece.strip()]


#: A title that is longer is none.
_TITLE = 240
_LIST_IN_TITLE = re.compile(r"(?:[(\[–—|:,-]|\s(?:à|in|en|em|te|a|für|for|pour|para|per|voor|nach))\s?(?=[^\W\d_a-z])")


def titled_towns(title: str, country: str | None) -> list[str]:
    """The known towns of the last list of names in a title; empty where another name stands among them.

    >>> titled_towns("Two Support Workers (Leeds and York)", "GB"), titled_towns("Support Worker, Leeds", "GB")
    (['Leeds', 'York'], ['Leeds'])
    """
    for lead in reversed(list(_LIST_IN_TITLE.finditer(title[:_TITLE]))):
        names = NAMES.match(title, lead.end())
        towns = split_names(names.group()) if names is not None else []
        if towns and all(gazetteer.find(town, country=country) for town in towns):
            return towns
    return []
