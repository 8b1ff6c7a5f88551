"""One sentence as the grammar of pay sees it: where its words of pay stand, looked up once for all its amounts."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import NamedTuple

from pipelines.normalise.patterns import found_by
from pipelines.normalise.salary_words import any_period, basis, periods, words


class Hits(NamedTuple):
    """The matches of one pattern in a sentence, in order and never overlapping."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    names: tuple[str | None, ...]

    @classmethod
    def of(cls, pattern: re.Pattern[str], text: str, quicker: re.Pattern[str] | None = None) -> Hits:
        """Every match of ``pattern`` in ``text``; a name is that of the group that matched.

        ``quicker`` matches at the same places, without the names.
        """
        found = list(pattern.finditer(text)) if quicker is None else list(found_by(quicker, pattern, text))
        if not found:
            return _NO_HITS
        return cls(
            tuple([match.start() for match in found]),
            tuple([match.end() for match in found]),
            tuple([match.lastgroup for match in found]),
        )

    def first(self, start: int, end: int) -> int | None:
        """The number of the first match that lies within ``start`` and ``end``."""
        number = bisect_left(self.starts, start)
        return number if number < len(self.starts) and self.ends[number] <= end else None

    def last(self, start: int, end: int) -> int | None:
        """The number of the last match that lies within ``start`` and ``end``."""
        number = bisect_right(self.ends, end) - 1
        return number if number >= 0 and self.starts[number] >= start else None

    def ends_at(self, position: int) -> bool:
        """Whether a match ends exactly at ``position``."""
        number = bisect_left(self.ends, position)
        return number < len(self.ends) and self.ends[number] == position

    def within(self, start: int, end: int) -> bool:
        """Whether any match lies within ``start`` and ``end``."""
        return self.first(start, end) is not None


_NO_HITS = Hits((), (), ())


class Sentence:
    """A folded sentence, hours and shares blanked out (see :func:`~pipelines.normalise.salary_money.mask`)."""

    def __init__(self, masked: str) -> None:
        self.text = masked

    @cached_property
    def periods(self) -> Hits:
        """Periods of pay."""
        return Hits.of(periods(), self.text, any_period())

    @cached_property
    def basis(self) -> Hits:
        """Gross and net."""
        return Hits.of(basis(), self.text)

    @cached_property
    def pay(self) -> Hits:
        """Words of pay."""
        return Hits.of(words("words", "pay"), self.text)

    @cached_property
    def other_money(self) -> Hits:
        """Words of money that is not pay."""
        return Hits.of(words("words", "other_money"), self.text)

    @cached_property
    def hoped_for(self) -> Hits:
        """Words of what is earned if all goes well."""
        return Hits.of(words("words", "hoped_for"), self.text)

    @cached_property
    def lump(self) -> Hits:
        """Words of pay for a whole piece of work."""
        return Hits.of(words("words", "lump"), self.text)

    @cached_property
    def pro_rata(self) -> Hits:
        """Words that say pay is in proportion to hours."""
        return Hits.of(words("words", "pro_rata"), self.text)
