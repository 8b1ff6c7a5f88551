"""How many posts a text offers: what a title, a label or a sentence counts, and which jobs or towns it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice

from pipelines.model import Facts, Reading
from pipelines.normalise import gazetteer, vocabulary
from pipelines.normalise.patterns import behind_no_letter, one_of
from pipelines.normalise.place_phrases import NAMES, split_names
from pipelines.normalise.place_shape import is_town
from pipelines.normalise.post_capacity import other_count, tells_capacity
from pipelines.normalise.post_sentences import Said, count_pattern, counted, numbers
from pipelines.normalise.text import fold

MOST = 50
_EXCERPT = 160
_REACH = 240
#: A word of some length between a count and a town's preposition ("2 begeleiders voor").
_SOMEONE = re.compile(r"[a-z*:/·.-]{5}")
_NUMBER_OR_WORD = re.compile(r"[a-z]+|\d+")
_LABEL_LENGTH = 80
_WORD, _NO_WORD = re.compile(r"\w+"), re.compile(r"\W")
_CLAUSE = re.compile(r"[.;:!?\n]\s|[.;:!?]$")
#: What a page draws before a line.
_SIGNS = re.compile(r"^[^\w(]{1,10}")


@dataclass(frozen=True)
class Named:
    """Some of the posts that a sentence counts: how many, under which name or in which town."""

    count: int
    words: str


def words(name: str) -> list[str]:
    """A list of patterns of the vocabulary."""
    found: list[str] = vocabulary.load("positions")["words"][name]
    return found


def any_of(name: str) -> str:
    """The alternatives of a list of words."""
    return "|".join(words(name))


@cache
def _number_pattern() -> str:
    return rf"(?<![\w.,/+-]){count_pattern()}(?:\s?\({count_pattern()}\))?"


@cache
def _title_patterns() -> tuple[re.Pattern[str], ...]:
    number, posts, not_posts = _number_pattern(), any_of("posts"), any_of("not_posts")
    several = "|".join(word for word, value in numbers().items() if value > 1)
    return (
        re.compile(rf"{number}\s(?:{posts})(?!\w)"),
        re.compile(
            r"\w(?:s|\.s|x|\(s\))\s?\(x?\s?([2-9]|1\d)\s?x?\)|[(\s]x\s?([2-9]|1\d)\b|(?<!\w)([2-9])\s?x\s(?=[a-z])"
        ),
        re.compile(
            rf"^\W{{0,4}}(?:(?:urgent|offre d'emploi|recrutement|vacancy|job)\W{{1,4}})?"
            rf"(0?[1-9]|[1-4]\d|{several})\s"
            rf"(?!(?:{not_posts}|to|a|et|and|x|or|ou|step|stars?|etoiles?|roues|wheels?|mains?)\b)(?=[a-z]{{4,}})"
        ),
        re.compile(
            rf"\s?[:–-]\s([2-9]|[1-4]\d|{several})"
            rf"\s(?=(?:{any_of('people')})\b)"
        ),
    )


@cache
def _open_posts() -> re.Pattern[str]:
    number, posts, opened = _number_pattern(), any_of("posts"), any_of("open")
    return re.compile(
        rf"{number}\s(?:(?:{any_of('alike')}) )?(?:{posts})(?: (?:de |d'|of |als |di |van )[a-z][^.;,:\d]{{2,50}})?\s"
        rf"(?:{opened})(?!\w)"
        rf"|^\W{{0,3}}{number}\s(?:{posts})(?:\W{{0,3}}$|,? (?:{any_of('at_once')}))"
        rf"|(?<!\w)(?:{posts})(?: [a-z]{{4,14}})? (?:sono|son|sao|sind|sont|are|zijn) (?:au nombre de )?{number}"
        rf"(?! [a-z])|(?:number of|numero d[ei]|nombre de|aantal|anzahl(?: der)?) (?:{posts})(?: [a-z]{{4,14}})? "
        rf"(?:is|es|est|e|ist)(?: d[ei])? {number}(?! [a-z])"
        rf"|{number} of (?:these|them) (?:{posts})(?!\w)"
        rf"|^\W{{0,3}}{number}\s(?:{any_of('alike')}) (?:{posts})"
        rf"|(?<!\w)(?:{one_of([*words('open'), *words('these')])})\s?:?\s{number}\s"
        rf"(?:(?:{any_of('alike')}) )?(?:{posts})(?!\w)"
    )


@cache
def _wanted() -> re.Pattern[str]:
    range_ = r"(?!\s?(?:a|to|-|ou|or|bis|oder|o|e)\s?\d)"
    return re.compile(
        rf"(?<!\w){one_of(words('wants'))}[\s:(]{{1,3}}(?:{any_of('between')})?{_number_pattern()}{range_}"
        rf"(?![\w.·(/]?[eas]\b\s?:)\s?(?!(?:{any_of('not_posts')})\b)(?=[\w:(])"
    )


@cache
def _habit() -> re.Pattern[str]:
    after = "(?<![a-z])"
    whole = [word.removeprefix(after) for word in words("habit") if word.startswith(after)]
    anywhere = one_of(word for word in words("habit") if not word.startswith(after))
    return re.compile(f"{behind_no_letter(whole)}|{anywhere}")


@cache
def _more() -> re.Pattern[str]:
    return re.compile(
        rf"(?:,|\s(?:et|and|und|y|e|en|sowie|ainsi que))\s{_number_pattern()}\s(?!(?:{any_of('not_posts')})\b)(?=\w)"
    )


@cache
def _role() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """How a job's word begins, what may stand anywhere in one, and how one ends."""
    opening = [word[1:] for word in words("roles") if word.startswith("^")]
    within = [word for word in words("roles") if not word.startswith("^")]
    ending = re.compile(rf"^[a-z'-]{{2,24}}?(?:{any_of('role_endings')})s?$")
    return re.compile(one_of(opening)), re.compile(one_of(within)), ending


@lru_cache(maxsize=8192)
def _begins_like_role(folded: str) -> bool:
    opening, within, _ = _role()
    return opening.match(folded) is not None or within.search(folded) is not None


@lru_cache(maxsize=8192)
def _ends_like_role(folded: str) -> bool:
    return _role()[2].search(folded) is not None


def is_role(word: str) -> bool:
    """Whether a word beside a town's name is a job and not part of it: by how it begins, or a short acronym.

    >>> is_role("coordinateur"), is_role("Officer"), is_role("Nancy")
    (True, True, False)
    """
    return _begins_like_role(fold(word)) or (word.isupper() and len(word) <= 4)


def names_job(word: str) -> bool:
    """The same in small letters, where a job's usual endings tell too."""
    return is_role(word) or _ends_like_role(fold(word))


def number_of(match: re.Match[str]) -> int | None:
    """The first number among the groups of a match, where it can count posts."""
    for group in match.groups():
        if group is not None:
            value = counted(group)
            return value if 1 <= value <= MOST else None
    return None


def count_in_title(title: str) -> int | None:
    """How many posts a title counts.

    >>> [count_in_title(t) for t in ("Animateurs (2)", "03 postes", "2x Juriste", "2 DATA ANALYST", "1 to 1 Tutor")]
    [2, 3, 2, 2, None]
    """
    folded = fold(title)
    for pattern in _title_patterns():
        match = pattern.search(folded)
        if match is not None and (value := number_of(match)):
            return value
    return _recruited(folded)


@cache
def _labelled() -> tuple[re.Pattern[str], ...]:
    """A number, a count of something else, what may follow the number under a label, and a count in so many words."""
    return (
        re.compile(rf"{count_pattern()}(?![\w/.,%€])(?!\s?(?:a|to|-|–|ou|or|bis)?\s?\d)"),
        re.compile(rf"\S{{1,8}}\s?(?:{any_of('not_posts')})\b"),
        re.compile(rf"(?:\d|{'|'.join(numbers())}|{any_of('posts')}|[-:;,=+]|{any_of('open')}|[a-z]*s\b)"),
        re.compile(rf"{_number_pattern()}\s(?:{any_of('posts')})(?:\s(?:{any_of('open')}))?"),
    )


def read_count(text: str, facts: Facts) -> Reading[int] | None:  # noqa: ARG001 - every reader takes the facts
    """Read how many posts a label's value states.

    >>> facts = Facts(board="b", today="2026-01-01")
    >>> read_count("Three (3)", facts).value, read_count("03 postes", facts).value, read_count("plusieurs", facts)
    (3, 3, None)
    """
    folded = _SIGNS.sub("", fold(text)).strip()
    if len(folded) > _LABEL_LENGTH:
        return None
    number, not_posts, behind, _ = _labelled()
    match = number.match(folded)
    if match is None or not_posts.match(folded):
        return None
    rest = folded[match.end() :].strip(" ().-")
    if rest and not behind.match(rest):
        return None
    value = number_of(match)
    return None if value is None else Reading(value, text.strip()[:_EXCERPT], "count_label")


def read_counted_posts(text: str, facts: Facts) -> Reading[int] | None:
    """Read how many posts a chip states, in so many words.

    >>> facts = Facts(board="b", today="2026-01-01")
    >>> read_counted_posts("🙋 2 postes", facts).value, read_counted_posts("2 jours", facts)
    (2, None)
    """
    reading = read_count(text, facts)
    bare = _SIGNS.sub("", fold(text)).strip(" :.!")
    told = _labelled()[3].fullmatch(bare)
    return Reading(reading.value, text.strip(), "count_chip") if reading is not None and told is not None else None


def counts_in(counting: Iterable[Said]) -> Iterator[Reading[int]]:
    """What sentences count: posts that are open first, then people whom the employer looks for."""
    recruits: list[Reading[int]] = []
    for said in counting:
        if said.section in ("about", "legal"):
            continue
        sought = other_count(said) or _open_count(said)
        found = sought or _recruits(said)
        if found is None or _habit().search(said.folded) or tells_capacity(said.folded):
            continue
        if sought is not None:
            yield sought
        else:
            recruits.append(found)
    yield from recruits


def _open_count(said: Said) -> Reading[int] | None:
    match = _open_posts().search(said.folded) if said.names_posts else None
    value = number_of(match) if match is not None else None
    return Reading(value, said.sentence[:_EXCERPT], "count_of_open_posts") if value else None


def _recruits(said: Said) -> Reading[int] | None:
    value = _recruited(said.folded)
    return None if value is None else Reading(value, said.sentence[:_EXCERPT], "count_recruited")


@cache
def _past() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{any_of('past')})(?![a-z])")


def is_past(folded: str) -> bool:
    """Whether a folded sentence tells of somebody who was hired, not of whom one looks for.

    >>> is_past("nous avons recrute trois salaries"), is_past("nous recrutons trois salaries")
    (True, False)
    """
    match = _wanted().search(folded)
    return match is not None and _past().search(folded, max(0, match.start() - _PAST), match.start()) is not None


#: So far before the words for a search the past is told.
_PAST = 30


def _recruited(folded: str) -> int | None:
    """ "recrute trois animateurs et 1 coordinateur" is four."""
    named = _enumerated(folded)
    return sum(item.count for item in named) if named else None


def _enumerated(folded: str) -> list[Named]:
    """What a sentence says is looked for, each with its words: "trois animateurs", "1 coordinateur"."""
    match = _wanted().search(folded)
    first = number_of(match) if match else None
    if match is None or first is None or is_past(folded):
        return []
    marks = [(match.end(), match.end(), first)]
    # Behind a colon it says what those are who were counted.
    stop = folded.find(": ", match.end(), match.end() + _REACH)
    reach = match.end() + _REACH if stop < 0 else stop
    for other in islice(_more().finditer(folded, match.end(), reach), MOST):
        value = number_of(other)
        following = _WORD.match(folded, other.end())
        if value is not None and (value > 1 or (following and names_job(following.group()))):
            marks.append((other.start(), other.end(), value))
    ends = [start for start, _, _ in marks[1:]] + [reach]
    return [
        Named(value, _CLAUSE.split(folded[start:end])[0].strip())
        for (_, start, value), end in zip(marks, ends, strict=True)
    ]


def named_posts(sentence: str) -> list[Named]:
    """The different jobs a sentence looks for, verbatim; empty where it looks for one kind only.

    >>> named_posts("L'association recrute deux animateurs et 1 coordinateur.")
    [Named(count=2, words='animateurs'), Named(count=1, words='coordinateur')]
    """
    folded = fold(sentence)
    found: list[Named] = []
    position = 0
    for item in _enumerated(folded):
        start = folded.find(item.words, position) if item.words else -1
        if start < 0:
            return []
        position = start + len(item.words)
        found.append(Named(item.count, sentence[start:position]))
    jobs = all(names_job(_NO_WORD.split(named.words)[0]) for named in found)
    return found if len(found) > 1 and jobs else []


def counted_towns(text: str) -> list[Named]:
    """The towns for each of which a text counts its posts, verbatim.

    >>> counted_towns("8 positions (3 in Herat and 5 in Kabul)")
    [Named(count=3, words='Herat'), Named(count=5, words='Kabul')]
    """
    found: list[Named] = []
    folded = fold(text)
    if sum(map(_may_count_town, _NUMBER_OR_WORD.findall(folded))) < 2:
        return []
    for match in islice(_at_town().finditer(folded), MOST):
        names = NAMES.match(text, match.end())
        value = 1 if match.group(match.re.groups) is not None else number_of(match)
        if names is None or value is None:
            continue
        town = split_names(names.group())[0]
        if is_town(town, labelled=True) and (gazetteer.find(town) or not _SOMEONE.search(match.group())):
            found.append(Named(value, town))
    for match in islice(_town_count().finditer(text), MOST):
        town = match.group(1).strip()
        if is_town(town, labelled=True) and not is_role(town.split()[0]):
            found.append(Named(int(match.group(2)), town))
    return found if len({fold(item.words) for item in found}) > 1 else []


@lru_cache(maxsize=8192)
def _may_count_town(word: str) -> bool:
    """Whether a folded word is a number, or one for another person."""
    return word in numbers() or word.isdigit() or _other().fullmatch(word) is not None


@cache
def _other() -> re.Pattern[str]:
    return re.compile(any_of("other"))


@cache
def _at_town() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{_number_pattern()}|(?<![a-z])(?:the |l'|der |die |het |de |el |la |o |a |l')?({any_of('other')}))"
        rf"\s(?:(?:{any_of('posts')}|{any_of('someone')}|[a-z][a-z*:/·.-]{{4,24}}|autres?|others?)\s)?(?:(?:ist|sind|est|is|es|e)\s)?(?:(?:base[es]*|based|situe[es]*)\s)?(?:a|in|at|for|pour|en|bei|te|em|fur|para|per|auf)\s(?=\w)"
    )


@cache
def _town_count() -> re.Pattern[str]:
    return re.compile(
        rf"([A-ZÀ-Þ][\w'’-]{{1,30}}(?: [A-ZÀ-Þ][\w'’-]{{1,30}}){{0,3}})\s?\((\d{{1,2}})(?:\s(?i:{any_of('posts')}))?\)"
    )
