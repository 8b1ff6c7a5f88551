"""Years of experience asked for.

A stretch of time counts where it stands with a word for experience in one sentence, or where it is the value of the
label. Of several in one ad the order is: required before desired; one that says "total" first; the first of its
sentence before a part of it ("dont 2 ans", "or 7 years"); then the largest minimum, since all that are required hold
at once. An organisation's age is none of it. The words are in ``vocabulary/experience.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, partial
from itertools import islice
from typing import NamedTuple

from pipelines.model import Experience, Facts, Necessity, Reading
from pipelines.normalise import vocabulary
from pipelines.normalise.document import Block, Document
from pipelines.normalise.experience_lived import is_lived
from pipelines.normalise.experience_told import is_given, is_told, one_year
from pipelines.normalise.quantities import Duration, durations, rounded
from pipelines.normalise.text import fold, sentences
from pipelines.normalise.topics import bits_of, blocks_of, may_speak_of, sentences_of

_LONGEST = 160
_READ = 2000
#: No block of an ad asks for experience in more sentences than this, and no ad in more blocks.
_ENOUGH = 200
_NEAR_AFTER = 60
_NEAR_BEFORE = 110
#: More than this is the age of an organisation, not what a candidate must bring.
_MOST_MONTHS = Decimal(240)


class _Found(NamedTuple):
    reading: Reading[Experience]
    secondary: bool
    total: bool

    @property
    def order(self) -> tuple[bool, bool, bool, Decimal]:
        """Best first when sorted; the rule is stated at the top of this module."""
        value = self.reading.value
        return value.necessity == "desired", not self.total, self.secondary, -(value.minimum or Decimal(0))


_words = partial(vocabulary.whole_words, "experience")


@cache
def _adjectives() -> tuple[re.Pattern[str], dict[str, int]]:
    years: dict[str, int] = vocabulary.load("experience")["adjectives"]
    return re.compile(rf"(?<![a-z])esperienza,?(?: [a-z]{{2,14}}){{0,2}},? ({'|'.join(years)})(?![a-z])"), years


def _necessity(folded: str) -> Necessity:
    return "desired" if _words("desired").search(folded) and not _words("required").search(folded) else "required"


#: What parts a word for experience from years that are not its own; "mind. 3 Jahre" is one phrase.
_STOP = re.compile(r"[;\n]|(?<!min)(?<!mind)(?<!max)(?<!env)(?<!ca)\. ")


@cache
def _at_least() -> re.Pattern[str]:
    """What may stand between commas behind years and before the word for experience: "dos años, como mínimo, de"."""
    return re.compile(rf"\A, (?:{vocabulary.either('experience', 'bare', 'at_least')}), ")


def _linked(folded: str, span: Duration) -> tuple[int, int] | None:
    """Where the duration and the word for experience it belongs to begin and end; ``None`` if there is no such word."""
    word = _words("word")
    after = word.search(folded, span.end, span.end + _NEAR_AFTER)
    between = _at_least().sub(" ", folded[span.end : after.start()]) if after is not None else ""
    if after is not None and not re.search(r"[,;:.](?!\w)", between):
        return span.start, after.end()
    every = list(word.finditer(folded, max(0, span.start - _NEAR_BEFORE), span.start))
    before = every[-1] if every else None
    if before is None or _STOP.search(folded, before.end(), span.start):
        return None
    other = _words("contract").search(folded, before.end(), span.start)
    return (before.start(), span.end) if other is None else None


def _experience(folded: str, span: Duration, necessity: Necessity) -> Experience:
    low, high = rounded(span.months_min / 12), rounded(span.months_max / 12)
    before = folded[max(0, span.start - 16) : span.start]
    if span.ranged:
        return Experience(low, high, necessity)
    if before.rstrip().endswith(("<", "moins d'")) or _words("maximum").match(folded[span.end :].lstrip()[:16]):
        return Experience(None, high, necessity)
    found = list(_words("maximum").finditer(_words("minimum").sub("", before)))  # "no less than"
    if found and not folded[max(0, span.start - 30) : span.start].strip().endswith("minimum"):
        return Experience(None, high, necessity)
    return Experience(low, None, necessity)


def _stated(sentence: str, folded: str, spans: list[Duration], *, labelled: bool) -> Iterator[_Found]:
    """Every stretch of experience in one sentence."""
    first = True
    necessity: Necessity | None = None
    for span in spans:
        linked = _linked(folded, span) or ((span.start, span.end) if labelled else None)
        if linked is None or span.months_max > _MOST_MONTHS:
            continue
        clause = max(span.start - 60, folded.rfind(";", 0, span.start), 0)
        if _words("others").search(folded, clause, span.start):
            continue
        necessity = necessity or _necessity(folded)
        nearby = folded[max(0, span.start - 20) : span.start]
        start, end = linked
        for bound in (_words("minimum"), _words("maximum")):
            lead = list(bound.finditer(folded, max(0, start - 20), start))
            start = lead[0].start() if lead and len(folded[lead[0].end() : start].strip()) <= 3 else start
        excerpt = sentence[start : min(end, start + _LONGEST)]
        value = _experience(folded, span, necessity)
        total = _words("total").search(folded) is not None and first
        yield _Found(
            Reading(value, excerpt, "labelled" if labelled else "with_experience"),
            not first or _words("part").search(nearby) is not None,
            total,
        )
        first = False


#: Longer years without a word for experience are an age.
_MOST_WORKED, _LEAST_WORKED = Decimal(180), Decimal(6)
_CLAUSE = re.compile(r"[,;:(–•*]| - ")


def _worked(sentence: str, folded: str, spans: list[Duration], *, asked: bool) -> Iterator[_Found]:
    """Years of work without a word for experience ("cinq ans de pratique"); more is ``asked`` in a profile."""
    first = True
    for span in spans:
        if not _LEAST_WORKED <= span.months_min <= span.months_max <= _MOST_WORKED:
            continue
        behind = span.end + len(folded[span.end :]) - len(folded[span.end :].lstrip(" "))
        minimum = _words("minimum").match(folded, behind)
        behind = minimum.end() + 1 if minimum else behind
        theirs = _words("others").search(folded, max(0, span.start - 60), span.start)
        if theirs or _words("no_work").match(folded, behind):
            continue
        work = _words("worked").match(folded, behind)
        told = work is not None or (asked and _words("field").match(folded, behind) and _opens_clause(folded, span))
        if not told and not is_lived(folded, span):
            continue
        end = work.end() if work else behind
        value = _experience(folded, span, _necessity(folded))
        yield _Found(Reading(value, sentence[span.start : end].strip(), "years_of_work"), not first, total=False)
        first = False


#: No sentence that asks for years counts more stretches of time than this.
_MOST_SPANS = 12


def _told(sentence: str, folded: str, spans: list[Duration], asked: bool) -> Iterator[_Found]:
    """The first years of a sentence that the words of their clause ask for."""
    span = next((span for span in spans if is_told(folded, span, asked=asked)), None)
    if span is not None:
        value = _experience(folded, span, _necessity(folded))
        yield _Found(Reading(value, sentence[span.start : span.end], "years_told"), secondary=True, total=False)


def _opens_clause(folded: str, span: Duration) -> bool:
    """Whether nothing but words that ask stands between the last comma and a stretch of years."""
    before = folded[max(0, span.start - 60) : span.start]
    lead = _CLAUSE.split(before)[-1]
    for name in ("minimum", "maximum", "asks"):
        lead = _words(name).sub("", lead)
    return not lead.strip(" .'")


def _open_to_all(sentence: str, folded: str) -> Reading[Experience] | None:
    found = _words("none_needed").search(folded)
    if found is None or _words("refused").search(folded):
        return None
    return Reading(Experience(Decimal(0), None), sentence[found.start() : found.end()], "open_to_all")


def _readings(text: str, *, labelled: bool) -> Iterator[_Found]:
    for sentence in sentences(text[:_READ]):
        folded = fold(sentence)
        if labelled or may_speak_of("experience", folded):
            spans = list(durations(folded)) or one_year(folded)
            yield from _of_sentence(sentence, folded, spans, labelled=labelled)


def _of_sentence(sentence: str, folded: str, spans: list[Duration], *, labelled: bool) -> list[_Found]:
    found = list(_stated(sentence, folded, spans, labelled=labelled)) or list(_in_an_adjective(sentence, folded))
    open_to_all = None if found else _open_to_all(sentence, folded)
    return [_Found(open_to_all, secondary=True, total=False)] if open_to_all is not None else found


def _in_an_adjective(sentence: str, folded: str) -> Iterator[_Found]:
    """The years of "esperienza almeno triennale"."""
    if "esperienza" not in folded:
        return
    pattern, years = _adjectives()
    if (found := pattern.search(folded)) is not None:
        value = Experience(Decimal(years[found[1]]), None, _necessity(folded))
        yield _Found(Reading(value, sentence[found.start() : found.end()], "years_in_an_adjective"), False, False)


@cache
def _only_a_span() -> re.Pattern[str]:
    table: dict[str, list[str]] = vocabulary.load("experience")
    lead = "|".join([*table["minimum"], *table["maximum"], "de", "entre", "between", "d'", "moins d'"])
    return re.compile(rf"(?:(?:{lead}|[<>≥+])[ :]{{0,2}}){{0,3}}")


def _is_a_span(folded: str) -> bool:
    """Whether a text begins with a stretch of years and says little else ("2 An(s) - en mécanique")."""
    first = next(durations(folded), None)
    if first is None or not re.fullmatch(r"\s*", _only_a_span().sub("", folded[: first.start], count=1)):
        return False
    rest = folded[first.end :].strip(" .")
    return not rest or rest.startswith(
        ("-", "minim", "dans", "en ", "in ", "as ", "sur", "(", *vocabulary.load("experience")["bare"]["or_more"])
    )


def read_experience(text: str, facts: Facts) -> Reading[Experience] | None:  # noqa: ARG001 - every reader takes the same two
    """Return the years of experience that ``text``, a label's value or a chip, asks for.

    >>> value = read_experience("De 3 à 5 année(s) d'exp.", Facts("b", "2026-01-01")).value
    >>> str(value.minimum), str(value.maximum)
    ('3', '5')
    >>> read_experience("Expérience exigée", Facts("b", "2026-01-01")) is None
    True
    """
    found = sorted(_readings(text, labelled=_is_a_span(fold(text[:_READ]))), key=lambda item: item.order)
    return found[0].reading if found else None


#: A label's value as short as this is about what the label says.
_SHORT = 40
_BARE = re.compile(r"(?P<sign>[<>])? ?(?P<low>\d{1,2})(?: ?(?:-|a|to|bis|/) ?(?P<high>\d{1,2}))?(?P<more> ?\+)?")


def read_labelled_experience(text: str, facts: Facts) -> Reading[Experience] | None:
    """Return what the value of a label for experience asks for, where a bare number is years.

    >>> facts = Facts("b", "2026-01-01")
    >>> [str(read_labelled_experience(t, facts).value.minimum) for t in ("2-5", "Débutant", "6 Mois")]
    ['2', '0', '0.5']
    """
    folded = fold(text[:40]).strip()
    bare = _BARE.fullmatch(folded)
    if bare is not None:
        low, high = Decimal(bare["low"]), Decimal(bare["high"]) if bare["high"] else None
        if max(low, high or low) * 12 > _MOST_MONTHS or (high is not None and high < low):
            return None
        value = Experience(None, low) if bare["sign"] == "<" else Experience(low, high)
        return Reading(value, text.strip(), "bare_years")
    if _words("beginner").fullmatch(folded):
        return Reading(Experience(Decimal(0), None), text.strip(), "open_to_all")
    reading = read_experience(text, facts)
    if reading is not None or not (len(text) <= _SHORT or _begins_with_a_span(fold(text[:_READ]))):
        return reading
    found = sorted(_readings(text, labelled=True), key=lambda item: item.order)
    return found[0].reading if found else None


def _begins_with_a_span(folded: str) -> bool:
    first = next(durations(folded), None)
    return first is not None and not _only_a_span().sub("", folded[: first.start], count=1).strip()


def _relevant(block: Block) -> bool:
    return block.section not in ("about", "context", "legal", "apply") and block.kind != "heading"


def _in_prose(block: Block) -> Iterator[_Found]:
    """What the sentences of a block ask for: with a word for experience, or else years that are plainly work."""
    telling = (one for one in sentences_of(bits_of("experience", "years"), block, _READ) if one[2])
    named, asked = bits_of("experience"), block.section == "profile"
    for sentence, folded, told in islice(telling, _ENOUGH):
        spans = list(islice(durations(folded), _MOST_SPANS)) or one_year(folded)
        found = _of_sentence(sentence, folded, spans, labelled=False) if spans or told & named else []
        yield from found or list(_worked(sentence, folded, spans, asked=asked)) or _told(sentence, folded, spans, asked)


def find_experiences(document: Document, facts: Facts) -> list[Reading[Experience]]:  # noqa: ARG001 - every reader takes the same two
    """Return the experience that the ad's prose asks for, in the order this module's rule gives."""
    found: list[_Found] = []
    for block in document.labelled("experience"):
        found.extend(_readings(block.value, labelled=True))
    for block in islice(blocks_of(bits_of("experience", "years"), document.blocks), _ENOUGH):
        if block.field != "experience" and _relevant(block):
            given = is_given(block)
            found.extend(each for each in _in_prose(block) if not given or each.reading.rule != "years_of_work")
    return [item.reading for item in sorted(found, key=lambda item: item.order)]
