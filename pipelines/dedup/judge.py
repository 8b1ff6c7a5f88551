"""Whether two ads are the same job, and why: certain links first, then what contradicts, then words with facts.

Pure and symmetric. A copy beside the other and the same job posted again are one offer; the next round of hiring is
another. docs/offers.md tells the rules in words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.dedup import facts, period
from pipelines.dedup.ad import MIN_WORDS, JobAd
from pipelines.dedup.evidence import common_anchors
from pipelines.dedup.pair import Pair
from pipelines.dedup.thresholds import DEFAULT, Thresholds
from pipelines.dedup.vetoes import objection_to, veto_of
from pipelines.dedup.weight import chance

#: Kinds of being the same.
SAME = ("copy", "repost", "renumbered", "twin", "listed_twice")
#: So many precise facts are hardly those of two jobs.
_MANY = 3
#: Most of a shorter text.
_MOST = 0.6
#: Kinds of being told apart by a contradiction, which keeps two postings out of one offer whoever else is like both.
CONTRADICTED = (
    *("place", "reference", "address", "employer", "rehire", "title", "together", "contract", "hours", "sister"),
    "unlike",
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """``kind`` says which way the two are the same or what tells them apart; ``little`` where only evidence lacks.

    ``score`` orders links, 0–1: certain ones have 1. ``reasons`` are for people.
    """

    same: bool
    score: float
    reasons: tuple[str, ...]
    kind: str

    @property
    def contradicted(self) -> bool:
        """Whether something states that these are two jobs, rather than nothing that they are one."""
        return self.kind in CONTRADICTED


def judge(a: JobAd, b: JobAd, thresholds: Thresholds = DEFAULT) -> Judgement:
    """Says whether two ads are one job, with its reasons; the same for ``judge(b, a)``."""
    pair = Pair(a, b, thresholds)
    return _vetoed(pair) or _weighed(pair)


def judge_many(pairs: Iterable[tuple[JobAd, JobAd]], thresholds: Thresholds = DEFAULT) -> list[Judgement]:
    """Says of each pair what :func:`judge` does, step by step for all: what a step needs then stays at hand."""
    sides = [Pair(a, b, thresholds) for a, b in pairs]
    vetoed = [_vetoed(pair) for pair in sides]
    for veto, pair in zip(vetoed, sides, strict=True):
        if veto is None:
            pair.read()
    return [veto or _weighed(pair) for veto, pair in zip(vetoed, sides, strict=True)]


def _vetoed(pair: Pair) -> Judgement | None:
    veto = veto_of(pair)
    return None if veto is None else Judgement(False, 0.0, (veto[1],), veto[0])


def _weighed(pair: Pair) -> Judgement:
    """What is said of a pair without a veto."""
    thresholds = pair.thresholds
    objection = objection_to(pair)
    certain = _certain(pair) if objection is None else None
    if certain is not None:
        return Judgement(True, 1.0, (certain, *_beside(pair)), _kind(pair))
    likely = chance(pair, thresholds.hopeless)
    found = _alike(pair) if objection is None and likely >= thresholds.doubtful else None
    filled_in = objection is not None and objection[0] == "place"
    if found is None and likely >= thresholds.likely and not filled_in:
        found = likely, _retold(pair)
    if found is not None:
        score, reason = found
        return Judgement(True, round(min(score, 0.999), 3), (reason, *_beside(pair)), _kind(pair))
    if objection is not None:
        return Judgement(False, 0.0, (objection[1],), objection[0])
    unlike = likely < thresholds.hopeless and _is_unlike(pair)
    return Judgement(False, 0.0, (_lacking(pair),), "unlike" if unlike else "little")


def _alike(pair: Pair) -> tuple[float, str] | None:
    """Score and main reason where one text is the other's, edited, cut or translated, and facts agree."""
    return _translation(pair) if pair.translated else _likely(pair)


def _is_unlike(pair: Pair) -> bool:
    """Whether two whole texts under two titles have little in common; a piece of a text is like nothing but itself."""
    text, bounds = pair.text, pair.thresholds
    if pair.titles.likeness != "apart" or pair.translated or text.words < MIN_WORDS or text.ratio < bounds.cut:
        return False
    return text.tail < bounds.weak and text.contained < bounds.weak


def _certain(pair: Pair) -> str | None:
    """The link that needs no likeness of words, in words."""
    if pair.exact:
        return "the same title, employer, place and text, word for word"
    telling = pair.titles.likeness != "apart" or pair.translated or pair.text.tail >= pair.thresholds.weak
    if pair.twins and pair.a.language != pair.b.language:
        return "one address in two languages"
    if not telling:
        return None
    if pair.same_reference and pair.employers != "unknown":
        return f"same reference {pair.a.reference_as_posted}"
    named = pair.titles.likeness in ("equal", "part")
    if pair.same_reference and named:
        return f"same reference {pair.a.reference_as_posted}"
    if pair.same_address and (named or pair.text.tail >= pair.thresholds.good or _one_page(pair)):
        return pair.same_address
    return None


def _one_page(pair: Pair) -> bool:
    """Whether all beside the title agrees with one address: a copy under another title, cut, or in another language."""
    employed, placed, _ = _known(pair)
    told = pair.translated and not pair.concepts_differ
    return employed and placed and bool(facts.agreements(pair)) and (told or pair.text.contained >= _MOST)


def _likely(pair: Pair) -> tuple[float, str] | None:
    """Score and main reason where words and facts together carry it."""
    text, bounds = pair.text, pair.thresholds
    if text.words < bounds.fewest_words:
        return _by_facts(pair)
    if text.ratio < bounds.cut and text.contained >= bounds.contained:
        return _cut(pair)
    if text.tail >= bounds.strong or (text.contained >= bounds.strong and text.tail >= bounds.good):
        return _strong(pair)
    if text.tail >= bounds.good:
        return _good(pair)
    return _weak(pair) if text.tail >= bounds.weak else None


def _strong(pair: Pair) -> tuple[float, str] | None:
    """One text with small edits: an employer or a town beside it, and for a new title both and hardly an edit."""
    named, placed, titled = _known(pair)
    share = max(pair.text.tail, pair.text.contained)
    reason = f"{_percent(share)} of the tail in common"
    if titled and (named or placed):
        return share, reason
    agreed = facts.agreements(pair)
    sure = pair.text.tail >= pair.thresholds.renamed or agreed
    if pair.titles.likeness == "near" and (named or placed) and sure:
        return share * 0.98, reason
    # A public service's title is its nomenclature's.
    official = "public" in (pair.a.board_kind, pair.b.board_kind) and pair.text.whole >= pair.thresholds.strong
    whole = pair.text.tail >= pair.thresholds.retitled or len(agreed) > (0 if official else 1)
    if named and pair.places == "same" and not pair.one_board and whole:
        return share * 0.96, f"{reason} under another title"
    around = pair.places == "same" or (titled and pair.places == "area")
    unnamed = pair.employers == "unknown" and around and not pair.one_board
    if unnamed and pair.text.tail >= pair.thresholds.renamed and len(agreed) > 1:
        return share * 0.95, f"{reason}, no employer named"
    return (share * 0.94, "the same title and text, word for word") if _word_for_word(pair) else None


def _word_for_word(pair: Pair) -> bool:
    """Whether two boards show one title over one text, and one of them at least says for whom or where."""
    a, b = pair.a, pair.b
    if pair.one_board or not a.title.core or pair.titles.likeness != "equal" or a.body.code != b.body.code:
        return False
    return pair.text.words >= 2 * MIN_WORDS and any(ad.employer is not None or ad.where.is_known for ad in (a, b))


def _good(pair: Pair) -> tuple[float, str] | None:
    """One text reworded: the same title, and employer or town, or facts that agree."""
    named, placed, titled = _known(pair)
    agreed = len(facts.agreements(pair))
    reason = f"{_percent(pair.text.tail)} of the tail in common"
    if titled and ((named and pair.places != "unknown") or (placed and pair.employers == "unknown")):
        return pair.text.tail, reason
    if (pair.titles.likeness == "near" or titled) and (named or placed) and agreed:
        return pair.text.tail * 0.98, reason
    return (pair.text.tail * 0.96, reason) if named and placed and agreed > 1 else None


def _weak(pair: Pair) -> tuple[float, str] | None:
    """A text written anew: the same title, employer and town, and two precise facts that agree, none that moved."""
    named, placed, titled = _known(pair)
    agreed = facts.agreements(pair)
    if titled and named and placed and len(agreed) > len(facts.moved(pair)) + 1:
        return pair.text.tail, f"{_percent(pair.text.tail)} of the tail in common"
    return None


def _cut(pair: Pair) -> tuple[float, str] | None:
    """A piece of the other's text: it may be the employer's opening, so the title has to be the same."""
    named, placed, titled = _known(pair)
    other_title = pair.titles.likeness == "near" and pair.a.title.head != pair.b.title.head
    if (titled and (named or placed)) or (other_title and named and placed):
        return 0.9 * pair.text.contained, f"{_percent(pair.text.contained)} of the shorter text stands in the longer"
    return None


def _by_facts(pair: Pair) -> tuple[float, str] | None:
    """No text to compare: the same title, employer and town, and a precise fact beside them, none that moved."""
    agreed = facts.agreements(pair)
    alike = pair.titles.likeness == "equal" and pair.employers == "same" and pair.places == "same"
    if alike and agreed and not facts.moved(pair):
        return 0.6 + 0.05 * len(agreed), f"same title, and {', '.join(agreed)}"
    return None


def _translation(pair: Pair) -> tuple[float, str] | None:
    """Two languages: the same employer, town and precise facts, and the same names and figures in both texts."""
    agreed = facts.agreements(pair)
    again = period.gap(pair.a.period, pair.b.period) > 0 and len(agreed) > 1
    extended = facts.moved(pair) == ["deadline moved"] and len(agreed) > 2
    if facts.moved(pair) and not again and not extended:
        return None
    if pair.concepts_differ or pair.employers not in ("same", "like") or pair.places != "same":
        return None
    if not pair.same_figures:
        return None
    enough = pair.thresholds.anchors if len(agreed) < _MANY else pair.thresholds.anchors_dated
    if pair.anchors >= enough and agreed:
        return 0.5 + 0.4 * pair.anchors, f"one ad in two languages: {_percent(pair.anchors)} of its names and figures"
    return None


def _retold(pair: Pair) -> str:
    """What a text told anew has in common with the other, in words."""
    shared = common_anchors(pair)
    told = "one ad in two languages" if pair.translated else f"{_percent(pair.text.tail)} of the tail in common"
    return f"{told}, and {', '.join(shared)} in both" if shared else told


def _known(pair: Pair) -> tuple[bool, bool, bool]:
    """Whether the employer is the same, the place is, and the title names the same job."""
    titled = pair.titles.likeness in ("equal", "part")
    told = pair.employers == "unknown" and bool(pair.a.title.core) and pair.employer_named
    return pair.employers in ("same", "like") or told, pair.places in ("same", "part"), titled


def _beside(pair: Pair) -> tuple[str, ...]:
    """What else agrees, in words."""
    words = {"equal": "same title", "part": "one title within the other"}.get(pair.titles.likeness)
    employer = {"same": "same employer", "like": "employer spelt otherwise"}.get(pair.employers)
    if pair.employers == "unknown" and pair.employer_named:
        employer = "employer named in the text"
    place = {"same": "same place", "part": "one of its places", "area": "a place around it"}.get(pair.places)
    stated = [each for each in (words, employer, place) if each]
    return (*stated, *facts.agreements(pair), *facts.moved(pair))


def _kind(pair: Pair) -> str:
    a, b = pair.a, pair.b
    if pair.translated or (pair.twins and a.language != b.language):
        return "twin"
    if pair.together:
        return "listed_twice"
    if period.gap(a.period, b.period) > 0:
        return "repost"
    return "renumbered" if pair.one_board else "copy"


def _lacking(pair: Pair) -> str:
    if pair.text.words < pair.thresholds.fewest_words:
        return "too little text to tell"
    return f"only {_percent(pair.text.tail)} of the tail in common"


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"
