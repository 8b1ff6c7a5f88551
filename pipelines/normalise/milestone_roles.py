"""Which of the job's dates a date is: judged by the words to its left in the same sentence.

Either a cue stands there with nothing but filler between them ("prise de poste prévue le"), or a limiting word does
("jusqu'au", "by") and the last topical word before it says what is limited: applications, a contract, or something
that is no date of the job (an interview, a project). The words are in ``vocabulary/dates.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import Literal, NamedTuple

from pipelines.model import Facts
from pipelines.normalise import vocabulary
from pipelines.normalise.date_grammar import alternation
from pipelines.normalise.dates import Dated, dated_in, is_range
from pipelines.normalise.document import Section
from pipelines.normalise.milestone_answers import is_answer
from pipelines.normalise.milestone_behind import (
    begins_with_contract,
    goes_on_of_the_post,
    is_of_event,
    lasts_from,
    of_other_subject,
    starts_behind,
    works_with_us,
)
from pipelines.normalise.milestone_subjects import is_awaited, is_for_event, is_of_course, is_sent
from pipelines.normalise.patterns import one_of, uncaptured
from pipelines.normalise.text import fold

Milestone = Literal["posted", "deadline", "start", "end"]
Topic = Literal["contract", "hire", "application", "elsewhere"]

_LEFT, _RIGHT = 160, 80
_BREAK = re.compile(r"(?<![ 0-9.][ap]\.m)(?<!\bnr)(?<!\bn)[.!?;…] |(?<!:)(?<!: )\n")
#: The words of an address say nothing of a date ("emploi@...").
_ADDRESS = re.compile(r"(?<!\S)\S{1,80}@\S{1,80}")
_BARE_AND = re.compile(r"[ ,]*(?:et|and)(?: (?:le|the))? *")
_SENTENCE_END = re.compile(r"[.!?;…](?= |$)|\n")


@dataclass(frozen=True)
class Cues:
    """The vocabulary of milestones, compiled; every pattern ends where a date begins."""

    named: tuple[tuple[Milestone, re.Pattern[str]], ...]
    until: re.Pattern[str]
    never_end: re.Pattern[str]
    weak_start: re.Pattern[str]
    opener: re.Pattern[str]
    both_ends: re.Pattern[str]
    topic: re.Pattern[str]
    topics: dict[str, Topic]
    end_labels: frozenset[str]


def _clock(words: dict[str, list[str]]) -> str:
    """A time of day ("5:00 pm East Africa Time", "ore 12", "16h00"), as it may stand between a cue and its date."""
    before, behind, zone = (f"(?:{'|'.join(words[name])})" for name in ("before", "behind", "zone"))
    figures = r"[0-9]{1,2}(?:[:.h][0-9]{2})?"
    time = rf"(?:{before} {figures}(?: ?{behind})?|{figures} ?{behind}|[0-9]{{1,2}}[:.h][0-9]{{2}})"
    return rf"{time}(?: ?\(?{zone}\)?)?(?![a-z0-9])"


@cache
def cues() -> Cues:
    """The vocabulary of milestones, compiled on first use."""
    table = vocabulary.load("dates")
    clock = _clock(table["clock"])

    def before_date(patterns: list[str], words: list[str]) -> re.Pattern[str]:
        filler = rf"(?:[^a-z0-9.!?;]|{clock}|[dl]'|{alternation(words)}(?![a-z0-9]))"
        return re.compile(rf"(?<![a-z0-9]){one_of(map(uncaptured, patterns))}(?![a-z0-9]){filler}{{0,24}}$")

    fillers: list[str] = table["fillers"]["words"]
    cues = table["cue_patterns"]
    topics: dict[str, Topic] = {word: topic for topic, words in table["topics"].items() for word in words}
    until = table["until_patterns"]
    short = [word for word in fillers if len(word) <= 3] + table["fillers"]["hours"]
    return Cues(
        named=(
            ("posted", before_date(cues["posted"], fillers)),
            ("end", before_date(cues["end"], fillers)),
            ("deadline", before_date(cues["deadline"], [*fillers, *table["fillers"]["deadline"]])),
            ("start", before_date(cues["start"], fillers)),
        ),
        until=before_date([*until["any"], *until["never_end"]], [*short, "date"]),
        never_end=before_date(until["never_end"], [*short, "date"]),
        weak_start=before_date(table["weak_start_patterns"]["any"], short),
        opener=re.compile(rf"(?<![a-z]){alternation(table['links']['openers'])} (?:le |the )?$"),
        both_ends=re.compile(rf"(?<![a-z]){alternation(table['links']['both_ends'])} (?:le |the |el |il )?$"),
        topic=re.compile(rf"(?<![a-z0-9]){alternation(topics)}(?![a-z0-9])"),
        topics=topics,
        end_labels=frozenset(table["end_labels"]["words"]),
    )


# ---- one date and the words to its left ----------------------------------------------------------------------------


class Role(NamedTuple):
    """What a date is (``none`` where nothing says it), how that is known, and where the words that say it begin."""

    milestone: Milestone
    how: str
    since: int


def left_of(folded: str, dated: Dated) -> tuple[int, str]:
    """The words before a date in its own sentence, and where they begin."""
    low = max(0, dated.start - _LEFT)
    left = folded[low : dated.start]
    cut = 0
    for found in _BREAK.finditer(left):
        cut = found.end()
    return low + cut, left[cut:]


def posted_before(left: str) -> int | None:
    """Where the words begin that announce a day of publication at the end of a folded text; none where none do.

    >>> posted_before("publiee "), posted_before("vu ")
    (0, None)
    """
    found = dict(cues().named)["posted"].search(left)
    return None if found is None else found.start()


@cache
def _posted_behind() -> re.Pattern[str]:
    return re.compile(rf"[ ,]{{1,3}}{one_of(vocabulary.load('dates')['cue_patterns']['posted_behind'])}(?![a-z])")


def posted_behind(right: str) -> int:
    """How far words reach that stand behind a day and say that it is one of publication; 0 where none do.

    >>> posted_behind(" veroffentlicht"), posted_behind(" entdeckt")
    (15, 0)
    """
    found = _posted_behind().match(right)
    return 0 if found is None else found.end()


def topic_of(left: str) -> Topic | None:
    """The topic of the last topical word of ``left``."""
    last: Topic | None = None
    if "@" in left:
        left = _ADDRESS.sub("", left)
    for found in cues().topic.finditer(left):
        last = cues().topics[found[0]]
    return last


@cache
def _applying() -> re.Pattern[str]:
    """Nobody has these among the tasks: what tells how to apply, where the ad goes on without a heading."""
    return re.compile(rf"@|(?<![a-z])(?:{vocabulary.either('dates', 'closing', 'applying')})")


def _limited(left: str, low: int, section: Section, behind: str) -> Role | None:
    """The role of a date behind a limiting word, by what is limited."""
    until = cues().until.search(left)
    if until is None or (section == "tasks" and _applying().search(left) is None):
        return None
    topic = topic_of(left[: until.start()])
    if topic == "hire" and is_awaited(behind):
        topic = "application"  # "... und freuen uns bis zum 1. Mai über Ihren Lebenslauf"
    topic = topic or ("application" if section == "apply" or _ADDRESS.search(left) else None)
    if topic == "application" and is_for_event(left):
        return None
    if topic == "application" or (topic == "contract" and is_sent(left[: until.start()])):
        return Role("deadline", "until", low + until.start())
    if topic == "contract" and cues().never_end.search(left) is None:
        return Role("end", "until", low + until.start())
    return None


def _heads_hire(folded: str, dated: Dated, before: str) -> bool:
    """Whether a date opens a sentence that goes on to say who is looked for ("Ab dem 1. Mai suchen wir")."""
    closing = _SENTENCE_END.search(folded, dated.end, dated.end + 48)
    topic = cues().topic.search(folded, dated.end, closing.start() if closing else dated.end + 48)
    if before.strip() or topic is None:
        return False
    listed = folded[dated.end : dated.end + 1] == ","  # "Per 1 februari 2027, voor bepaalde tijd"
    return cues().topics[topic[0]] == "hire" or (listed and cues().topics[topic[0]] == "contract")


def _weakly_started(folded: str, dated: Dated, section: Section) -> Role | None:
    low, left = left_of(folded, dated)
    weak = cues().weak_start.search(left)
    before = left[: weak.start()] if weak else left
    until = cues().until.search(left)
    if section in {"tasks", "profile"} or (weak and until and until.start() < weak.start()):
        return None  # "bis zum 1. Mai": the limit holds the word for a start
    if dated.moment.precision == "asap" and " " in folded[dated.start : dated.end] and topic_of(left) == "hire":
        return Role("start", "weak", low)  # "Wir besetzen zum nächstmöglichen Zeitpunkt"
    opens = (weak is not None or dated.moment.precision == "asap") and _heads_hire(folded, dated, before)
    if opens or (weak and dated.moment.precision != "asap" and topic_of(before) in {"contract", "hire"}):
        return Role("start", "weak", low + len(before))
    return None


@cache
def _ended() -> re.Pattern[str]:
    return re.compile(rf" ?{alternation(vocabulary.load('dates')['stretch']['ended'])}(?![a-z])")


def _started_behind(folded: str, dated: Dated, section: Section) -> Role | None:
    """The start where the words behind a day say so: "Am 1. Mai geht es los"."""
    low, left = left_of(folded, dated)
    if section == "tasks" or not starts_behind(left, folded[dated.end : dated.end + _RIGHT]):
        return None
    return Role("start", "cue", low)


_closing = partial(vocabulary.pattern, "dates", "closing", "closes")
_last_day = partial(vocabulary.pattern, "dates", "closing", "last_day")


@cache
def _premises() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{vocabulary.either('dates', 'closing', 'premises')})\b[^,;]{{0,20}}$")


@cache
def _post() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{vocabulary.either('dates', 'closing', 'posts')})\b[^,;]{{0,20}}$")


@cache
def _not_of_post() -> re.Pattern[str]:
    """What one enrols in or holds that is no post: activities, approvals."""
    enrolments, enrolled_in, approvals = (
        vocabulary.either("dates", "closing", key) for key in ("enrolments", "enrolled_in", "approvals")
    )
    return re.compile(
        rf"\b(?:{enrolments}) (?:{enrolled_in}) (?!postes?|posts?)|\b(?:notre reponse|reponses? a tou(?:s|tes))\b"
        rf"|\b(?:{approvals})\b[^,;.]{{0,30}}\b(?:valables?|valid|gultig)"
    )


def _closes(before: str, cue: str) -> Topic | None:
    """What else than the time to apply it is that closes: the contract, or a place; none where neither is named."""
    if (
        _not_of_post().search(f"{before} {cue}") is not None
        or is_of_course(before, cue)
        or is_for_event(f"{before}{cue}")
    ):
        return "elsewhere"
    if _closing().match(cue) is None:
        return None
    if cues().opener.search(cue):  # "La cucina chiude dal 24 dicembre al 2 gennaio"
        return "elsewhere"
    return "contract" if _post().search(before) else "elsewhere" if _premises().search(before) else None


def _role_of(folded: str, dated: Dated, section: Section) -> Role | None:
    low, left = left_of(folded, dated)
    if _ended().match(folded, dated.end) is not None and (until := cues().until.search(left)) is not None:
        return Role("end", "until", low + until.start())  # "bis zum 31.12.2027 befristet"
    for milestone, pattern in cues().named:
        cue = pattern.search(left)
        if cue is not None:
            # "Prise de poste avant le 1er mai" limits the start, it does not state it.
            limited = milestone == "start" and cues().until.search(left) is not None
            limited = limited or (milestone == "start" and is_of_event(left[: cue.start()]))
            limited = limited or (milestone != "posted" and of_other_subject(left[: cue.start()], cue[0]))
            if milestone == "end" and cues().opener.search(left) is not None:
                break  # "Der Vertrag läuft vom 1. März 2027 bis zum 28. Februar 2029": the first begins it
            if milestone == "deadline" and (other := _closes(left[: cue.start()], cue[0])) is not None:
                return Role("end", "cue", low + cue.start()) if other == "contract" else None
            how = "last" if milestone == "deadline" and _last_day().match(cue[0]) is not None else "cue"
            return None if limited else Role(milestone, how, low + cue.start())
    behind = folded[dated.end : dated.end + _RIGHT]
    limited_role = _limited(left, low, section, behind) if dated.moment.precision != "asap" else None
    return limited_role or _started_behind(folded, dated, section) or _weakly_started(folded, dated, section)


def _told_before(folded: str, dated: Dated, opener: re.Match[str]) -> str:
    """The words before the one that opens a range, those of the sentence before among them."""
    end = dated.start - len(opener.string) + opener.start()
    return folded[max(0, end - _LEFT) : end]


def _opened(folded: str, dated: Dated, section: Section, behind: str, *, of_work: bool) -> Milestone | None:
    """What a range that begins at ``dated`` is about: a contract's start, or the time in which to apply."""
    _, left = left_of(folded, dated)
    opener = cues().opener.search(left)
    if section == "tasks" and not begins_with_contract(left):
        return None
    if opener is None:  # "Contrat à durée déterminée, 1er mai 2026 au 30 avril 2027"
        return "start" if left.rstrip().endswith((",", ":", "(")) and topic_of(left) == "contract" else None
    topic = topic_of(left[: opener.start()])
    if topic != "contract" and goes_on_of_the_post(_told_before(folded, dated, opener)):
        return "start"
    if topic == "contract" or (topic is None and (of_work or lasts_from(left))):
        return "start"
    if topic in (None, "hire") and works_with_us(left[: opener.start()], behind):
        return "start"
    return "deadline" if topic == "application" else None


@cache
def _contract_behind() -> re.Pattern[str]:
    """Right behind a range these say that it is the time of a contract: "du 13 avril au 30 octobre, CDD saisonnier"."""
    words = vocabulary.either("dates", "closing", "contract_behind")
    return re.compile(rf" ?[,(:–-] ?(?:[a-z]{{1,4}} )?(?:{words})(?![a-z])")


def _of_a_contract(folded: str, following: Dated | None) -> bool:
    """Whether the words right behind a range are about a contract."""
    return following is not None and _contract_behind().match(folded, following.end) is not None


def ends_range(between: str) -> bool:
    """Whether the folded words between two dates make the second the last day of what began at the first.

    >>> ends_range(" au "), ends_range(" et le ")
    (True, False)
    """
    return is_range(between) and _BARE_AND.fullmatch(between) is None


def runs(folded: str, dated: Dated, following: Dated) -> bool:
    """Whether two dates are the two ends of one stretch: "du 1er au 30 avril", "entre le 1er et le 30 avril"."""
    between = folded[dated.end : following.start]
    return ends_range(between) or (is_range(between) and cues().both_ends.search(folded, 0, dated.start) is not None)


@cache
def _stretch() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z]){one_of(vocabulary.load('dates')['stretch']['headings'])}(?![a-z])")


def heads_a_stretch(heading: str) -> bool:
    """Whether a folded heading says that what stands under it tells when the work is done.

    >>> heads_a_stretch("quand et ou ?"), heads_a_stretch("profil")
    (True, False)
    """
    return _stretch().search(heading) is not None and topic_of(heading) not in ("application", "elsewhere")


def _answered(folded: str, dated: Dated) -> bool:
    """Whether a day is one by which those who apply are answered."""
    return is_answer(left_of(folded, dated)[1], folded[dated.end : dated.end + _RIGHT])


def roles(folded: str, dates: list[Dated], section: Section, *, of_work: bool = False) -> Iterator[tuple[Dated, Role]]:
    """Each date that is one of the job's, with its role; a range gives its role to both of its ends.

    ``of_work`` says that a heading announces when the work is done, so that a range needs no other words.
    """
    previous: tuple[Dated, Role | None] | None = None
    for index, dated in enumerate(dates):
        role: Role | None = None
        following = dates[index + 1] if index + 1 < len(dates) else None
        if previous and runs(folded, previous[0], dated):
            before = previous[1]
            if before and before.milestone in {"start", "deadline"}:
                end: Milestone = "end" if before.milestone == "start" else "deadline"
                role = Role(end, "range", before.since)
        else:
            role = _role_of(folded, dated, section)
            opens = following is not None and runs(folded, dated, following)
            if opens and following is not None and (role is None or role.how == "weak"):
                behind = folded[following.end : following.end + _RIGHT]
                milestone = _opened(
                    folded, dated, section, behind, of_work=of_work or _of_a_contract(folded, following)
                )
                role = Role(milestone, "range", dated.start) if milestone else role
        if role and role.milestone == "deadline" and role.how != "range" and _answered(folded, dated):
            role = None
        if role and not (role.milestone == "deadline" and following and runs(folded, dated, following)):
            yield dated, role
        previous = (dated, role)


@lru_cache(maxsize=256)
def roles_in(
    text: str, section: Section, facts: Facts, anchor: str | None, of_work: bool
) -> tuple[tuple[Dated, ...], tuple[tuple[Dated, Role], ...]]:
    """The dates of a text, and those that are the job's with their roles; several readers ask for the same."""
    dates = dated_in(text, facts, anchor=anchor)
    return tuple(dates), tuple(roles(fold(text), dates, section, of_work=of_work))
