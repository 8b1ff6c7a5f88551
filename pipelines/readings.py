"""What a crawl read, counted: how many postings have a field, how many different values, and labels nobody knows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from pipelines.model import Finding, Posting
from pipelines.observations import FieldCount

#: Columns whose coverage and variety health watches.
WATCHED = (
    "title",
    "organisation",
    "contract",
    "salary_min",
    "posted_on",
    "deadline_on",
    "starts_on",
    "places",
    "description",
    "remote",
    "experience_years_min",
)
#: The rule of a finding whose message is a label as it stands on a posting; said once a label, with how many.
UNKNOWN_LABEL = "unknown_label"
#: A label that stands on so many postings belongs to the board, not to one ad.
_SEVERAL = 2


@dataclass
class Readings:
    """The postings that one crawl read."""

    total: int = 0
    _filled: Counter[str] = field(default_factory=Counter)
    _values: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _labels: Counter[str] = field(default_factory=Counter)
    _findings: list[Finding] = field(default_factory=list)

    def count(self, posting: Posting, findings: Iterable[Finding]) -> None:
        """Count a posting, and keep what its reading found odd."""
        self.total += 1
        for name in WATCHED:
            value = getattr(posting, name)
            if value not in (None, ()):
                self._filled[name] += 1
                self._values[name].add(hash(value))
        found = list(dict.fromkeys(findings))
        self._labels.update({each.message for each in found if each.rule == UNKNOWN_LABEL})
        self._findings += [each for each in found if each.rule != UNKNOWN_LABEL]

    def coverage(self) -> tuple[FieldCount, ...]:
        """How many have each watched field, and how many different values; nothing where nothing was read."""
        if not self.total:
            return ()
        return tuple(
            FieldCount(name, self._filled[name], self.total, len(self._values.get(name, ()))) for name in WATCHED
        )

    @property
    def labels(self) -> frozenset[str]:
        """The labels that nobody declared."""
        return frozenset(self._labels)

    def findings(self, known_labels: Collection[str] = ()) -> tuple[Finding, ...]:
        """What was odd: each finding once, and one for every unknown label that is not among ``known_labels``."""
        return (*dict.fromkeys(self._findings), *self._unknown(known_labels, 1))

    def common_labels(self, known_labels: Collection[str] = ()) -> tuple[Finding, ...]:
        """The findings of unknown labels that stand on several postings."""
        return self._unknown(known_labels, _SEVERAL)

    def _unknown(self, known: Collection[str], least: int) -> tuple[Finding, ...]:
        new = [(label, n) for label, n in self._labels.most_common() if n >= least and label not in known]
        return tuple(Finding(UNKNOWN_LABEL, _say(label, n)) for label, n in new)


def _say(label: str, postings: int) -> str:
    where = "1 posting" if postings == 1 else f"{postings} postings"
    return f"{label!r} stands on {where} and is no label anybody declared; declare it under [board.labels]"
