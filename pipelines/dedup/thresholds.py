"""Every number that decides whether two ads are one job, in one place, each with what it separates.

Values come from the labelled pairs and a generated market (``benchmarks/offers.py`` shows how far each may move).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Thresholds:
    """Numbers of the judgement and of the search for candidates; shares are of words, 0–1, times in days."""

    #: Tails this alike are one text with small edits: enough with any title that is not another job's.
    strong: float = 0.84
    #: Tails this alike are one text reworded in part: enough with the same title, employer and town.
    good: float = 0.58
    #: Tails this alike leave room for a rewritten ad: facts have to agree as well.
    weak: float = 0.40
    #: Tails this alike carry a job over a title that is another in part, where no precise fact agrees.
    renamed: float = 0.90
    #: Tails this alike carry a job over another title: retitled, not another post of one template.
    retitled: float = 0.93
    #: So many parts of a list that are like nothing of the other's are another post's tasks.
    other_tasks: float = 0.25
    #: So much of a short text stands in a long one where the short one was cut from it.
    contained: float = 0.72
    #: Below so many words there is no text to compare.
    fewest_words: int = 12
    #: A text of fewer than so many parts of the other was cut, so that only what it holds is compared.
    cut: float = 0.7
    #: Names, acronyms and figures that two languages have in common where one text was translated from the other.
    anchors: float = 0.5
    #: The same where three precise facts agree as well.
    anchors_dated: float = 0.33
    #: Fewer of them than this on one side prove nothing.
    fewest_anchors: int = 4
    #: All that speaks for one job and against it makes it this likely.
    likely: float = 0.93
    #: Less likely than this, one text with small edits is another job's all the same.
    doubtful: float = 0.5
    #: Less likely than this, two whole texts that are unlike each other are two jobs whoever else is like both.
    hopeless: float = 0.2
    #: A start moved by more than half a year belongs to another round of hiring; a post put up again moves by months.
    start_shift: int = 183
    #: A start moved by so much and by the whole length of the contract: when the second begins, the first has run.
    length_shift: int = 120
    #: The same for an end of contract.
    end_shift: int = 240
    #: The same for a deadline.
    deadline_shift: int = 183
    #: Put up again so long after the last copy closed, without a date in common, it is a new hire.
    repost_within: int = 183
    #: Lengths of contract that differ by this many months or more are two contracts.
    months_apart: float = 2.0
    #: A key of facts on more postings than this tells nothing.
    rare_facts: int = 32
    #: A stretch of four words in more postings than this is boilerplate.
    rare_words: int = 12
    #: Two postings are compared whose rare keys in common weigh so much: an address, a reference, title and town, or
    #: all that is said weighs 2; a stretch of words, employer and town, employer and title, place, days and pay 1.
    meeting: int = 2
    #: So many stretches of words an ad is known by.
    sketch: int = 12


DEFAULT = Thresholds()
