"""How long to wait before a host is asked again; pure arithmetic over what it said and when it was last asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

#: Nobody is believed who asks us to stay away for longer, in seconds.
LONGEST = 7 * 24 * 3600.0
_SECONDS = re.compile(r"\s*(\d+)(?:\.\d*)?\s*")


def retry_after(values: Iterable[bytes], now: datetime) -> float | None:
    """The seconds that ``Retry-After`` headers ask for (RFC 9110 §10.2.3), the longest of several, at most a week.

    0 is "ask at once", as is a date that is over; none where they say neither seconds nor a date.

    >>> retry_after([b"120"], datetime(2026, 3, 2, 6, tzinfo=UTC))
    120.0
    >>> retry_after([b"Mon, 02 Mar 2026 09:00:00 GMT"], datetime(2026, 3, 2, 6, tzinfo=UTC))
    10800.0
    >>> retry_after([b"soon", b"-5"], datetime(2026, 3, 2, 6, tzinfo=UTC))
    """
    asked = [_asked(value.decode("latin-1"), now) for value in values]
    understood = [seconds for seconds in asked if seconds is not None]
    return min(max(understood), LONGEST) if understood else None


def _asked(value: str, now: datetime) -> float | None:
    seconds = _SECONDS.fullmatch(value)
    if seconds is not None:
        return LONGEST if len(seconds[1].lstrip("0")) > 9 else float(seconds[1])
    try:
        date = parsedate_to_datetime(value.strip())
        return max(0.0, ((date if date.tzinfo else date.replace(tzinfo=UTC)) - now).total_seconds())
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def back_off(base: float, times: int, chance: float) -> float:
    """Seconds to wait where a host refuses and does not say how long: ``base``, doubled for each time before.

    ``chance`` (0 to 1) adds up to a quarter, so that several who were refused together do not come back together.

    >>> [back_off(60, times, 0.0) for times in range(3)]
    [60.0, 120.0, 240.0]
    >>> back_off(60, 0, 1.0)
    75.0
    """
    return float(base * 2 ** min(times, 20) * (1 + chance / 4))


def gap_left(ended: float | None, now: float, gap: float) -> float:
    """The seconds left of ``gap`` since ``ended``, both by a clock that only runs forward; never more than ``gap``.

    An end that lies ahead was written before the machine started anew, so the gap is long over.

    >>> gap_left(10.0, 10.25, 1.0), gap_left(10.0, 12.0, 1.0), gap_left(9999.0, 12.0, 1.0), gap_left(None, 12.0, 1.0)
    (0.75, 0.0, 0.0, 0.0)
    """
    if ended is None or ended > now:
        return 0.0
    return max(0.0, ended + gap - now)
