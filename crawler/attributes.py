"""The kinds of value a board may declare: each reads what TOML gave, or says in words what it expected."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, get_args
from urllib.parse import urlsplit

from apscheduler.triggers.cron import CronTrigger
from babel import Locale
from cssselect import SelectorError
from parsel.csstranslator import HTMLTranslator

from crawler.credentials import names_in
from crawler.extract.queries import compiled, slots
from pipelines.model import DateOrder, RawField

_DURATION = re.compile(r"(\d{1,6})\s*(s|m|min|h|d|w)")
_UNITS = {"s": "seconds", "m": "minutes", "min": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_WEEKDAY = re.compile(
    r"\*(/[1-7])?|(?:mon|tue|wed|thu|fri|sat|sun)(?:[-,](?:mon|tue|wed|thu|fri|sat|sun))*", re.IGNORECASE
)
_CRON_FIELD = re.compile(r"[\d*,/-]+")


@dataclass(frozen=True)
class Attribute:
    """One attribute of a declaration. ``read`` returns the value the spider uses, or raises ``ValueError`` in words."""

    read: Callable[[Any], Any]
    required: bool = False
    default: Any = None


def text(value: Any) -> str:
    """Take a non-empty string."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"expected a text, got {value!r}")
    return value.strip()


def texts(value: Any) -> tuple[str, ...]:
    """Take a string or a list of strings."""
    return tuple(text(v) for v in value) if isinstance(value, list) else (text(value),)


def flag(value: Any) -> bool:
    """Take true or false."""
    if not isinstance(value, bool):
        raise ValueError(f"expected true or false, got {value!r}")  # noqa: TRY004 - one kind of error for all of them
    return value


def seconds(value: Any) -> float:
    """Take a number of seconds, zero or more."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 3600:
        raise ValueError(f"expected seconds from 0 to 3600, got {value!r}")
    return float(value)


def url(value: Any) -> str:
    """Take an absolute http(s) URL, without a trailing slash, query or fragment."""
    parts = urlsplit(text(value))
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.query or parts.fragment:
        raise ValueError(f"expected an address such as https://jobs.example.org, got {value!r}")
    _ = parts.port  # raises ValueError for a port that is none
    return text(value).rstrip("/")


def paths(value: Any) -> tuple[str, ...]:
    """Take one path or more, each starting with a slash: addresses derive from ``base_url``."""
    found = texts(value)
    for path in found:
        if not path.startswith("/") or path.startswith("//"):
            raise ValueError(f"expected a path such as /jobs (it is joined to base_url), got {path!r}")
    if not found:
        raise ValueError("expected at least one path")
    return found


def css(value: Any) -> str:
    """Take a CSS selector that compiles."""
    selector = text(value)
    try:
        HTMLTranslator().css_to_xpath(selector)
    except SelectorError as error:
        raise ValueError(f"not a CSS selector ({error}): {selector!r}") from error
    return selector


def regex(value: Any) -> re.Pattern[str]:
    """Take a regular expression that compiles."""
    try:
        return re.compile(text(value))
    except re.error as error:
        raise ValueError(f"not a regular expression ({error}): {value!r}") from error


def capturing_regex(value: Any) -> re.Pattern[str]:
    """Take a regular expression with a group, whose first is what is meant."""
    pattern = regex(value)
    if pattern.groups < 1:
        raise ValueError(f"expected a regular expression with one group in parentheses, got {value!r}")
    return pattern


def jmespath(value: Any) -> str:
    """Take a JMESPath expression that compiles."""
    expression = text(value)
    compiled(expression)
    return expression


def query_or_template(value: Any) -> str:
    """Take a JMESPath expression, or an address or path with such expressions in braces (``/jobs/{slug}``)."""
    declared = text(value)
    if not declared.startswith(("/", "http://", "https://")):
        return jmespath(declared)
    for slot in slots(declared):
        compiled(slot)
    return declared


def query_fields(value: Any) -> dict[RawField, str]:
    """Take a table of field to JMESPath expression."""
    table = _table(value, "field = JMESPath expression")
    return {_known_field(k, get_args(RawField)): jmespath(v) for k, v in table.items()}


def headers(value: Any) -> dict[str, str]:
    """Take a table of HTTP header to text."""
    return {text(k): text(v) for k, v in _table(value, 'header = "text"').items()}


def json_table(value: Any) -> dict[str, Any]:
    """Take a table that is sent as a JSON object."""
    return _table(value, "what is sent as JSON")


def json_list(value: Any) -> list[Any]:
    """Take a list that is sent as JSON."""
    if not isinstance(value, list):
        raise ValueError(f"expected a list, got {value!r}")  # noqa: TRY004 - one kind of error for all of them
    return value


def oauth(value: Any) -> dict[str, str]:
    """Take the table of an OAuth 2.0 client (RFC 6749 §4.4): ``token_url``, ``client_id``, ``client_secret``, scope.

    Id and secret are names of environment variables, as ``${VEILLE_SOME_ID}``: secrets stand in no file.
    """
    table = headers(value)
    lacking = {"token_url", "client_id", "client_secret"} - table.keys()
    if lacking or table.keys() - {"token_url", "client_id", "client_secret", "scope"}:
        raise ValueError("expected token_url, client_id, client_secret and, where it has one, scope")
    if any(not list(names_in(table[name])) for name in ("client_id", "client_secret")):
        raise ValueError('expected client_id and client_secret as environment variables, such as "${VEILLE_SOME_ID}"')
    return table


def positive(value: Any) -> int:
    """Take a whole number from 1 on."""
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 100_000:
        raise ValueError(f"expected a whole number from 1 on, got {value!r}")
    return value


def duration(value: Any) -> timedelta:
    """Take a duration such as ``90s``, ``30m``, ``6h``, ``7d``.

    >>> duration("6h")
    datetime.timedelta(seconds=21600)
    """
    found = _DURATION.fullmatch(text(value).lower())
    if found is None or int(found[1]) == 0:
        raise ValueError(f"expected a duration such as 30m, 6h or 7d, got {value!r}")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def schedule(value: Any) -> str:
    """Take an interval (``6h``) or a cron line of five fields with names for weekdays.

    Digits for weekdays are refused: they mean different days to different programs.

    >>> schedule("30 7 * * mon-fri")
    '30 7 * * mon-fri'
    """
    line = " ".join(text(value).split())
    fields = line.split(" ")
    if len(fields) == 1:
        duration(line)
        return line
    if len(fields) != 5 or not all(_CRON_FIELD.fullmatch(f) for f in fields[:4]):
        raise ValueError(f"expected an interval such as 6h or a cron line of five fields, got {value!r}")
    if not _WEEKDAY.fullmatch(fields[4]):
        raise ValueError(f"expected names for weekdays (mon … sun) in the cron line, got {fields[4]!r}")
    try:
        fire = CronTrigger.from_crontab(line, timezone=UTC).get_next_fire_time(None, datetime(2026, 1, 1, tzinfo=UTC))
    except (ValueError, TypeError, ZeroDivisionError) as error:
        raise ValueError(f"not a cron line ({error}): {value!r}") from error
    if fire is None:
        raise ValueError(f"the cron line never comes round: {value!r}")
    return line


def count_range(value: Any) -> tuple[int, int]:
    """Take ``[fewest, most]`` open postings."""
    if (
        not isinstance(value, list)
        or len(value) != 2
        or not all(isinstance(n, int) and not isinstance(n, bool) for n in value)
        or not 0 <= value[0] <= value[1]
    ):
        raise ValueError(f"expected two counts such as [40, 400], got {value!r}")
    return value[0], value[1]


def page_number(value: Any) -> int:
    """Take the number of a board's first page, 0 or 1 as a rule."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 1000:
        raise ValueError(f"expected a page number such as 0 or 1, got {value!r}")
    return value


def one_of(*choices: str) -> Callable[[Any], str]:
    """Take one of the given words."""

    def read(value: Any) -> str:
        if value not in choices:
            raise ValueError(f"expected one of {', '.join(choices)}, got {value!r}")
        return str(value)

    return read


def country(value: Any) -> str:
    """Take an ISO 3166-1 alpha-2 code."""
    code = text(value)
    if len(code) != 2 or code not in Locale("en").territories:
        raise ValueError(f"expected a country code of two capitals such as FR, got {value!r}")
    return code


def language(value: Any) -> str:
    """Take an ISO 639-1 code."""
    code = text(value)
    if len(code) != 2 or code not in Locale("en").languages:
        raise ValueError(f"expected a language code of two letters such as fr, got {value!r}")
    return code


def date_order(value: Any) -> Mapping[str, DateOrder]:
    """Take DMY, MDY or YMD for all pages (key ``*``), or a table of page language to order."""
    read = one_of(*get_args(DateOrder))
    if isinstance(value, dict) and value:
        return {language(key): read(order) for key, order in value.items()}  # type: ignore[misc]
    return {"*": read(value)}  # type: ignore[dict-item]


def hosts(value: Any) -> tuple[str, ...]:
    """Take a list of ``host:port`` that may be private or loopback."""
    found = texts(value)
    for entry in found:
        name, _, port = entry.rpartition(":")
        if not name or not port.isdigit() or not 0 < int(port) < 65536:
            raise ValueError(f"expected host:port such as 127.0.0.1:8000, got {entry!r}")
    return found


def _table(value: Any, what: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"expected a table of {what}, got {value!r}")  # noqa: TRY004 - one kind of error for all of them
    return value


def _known_field(name: str, choices: Iterable[str]) -> RawField:
    if name not in choices:
        raise ValueError(f"'{name}' is no field of a posting; fields are {', '.join(sorted(choices))}")
    return name  # type: ignore[return-value]


def css_fields(value: Any) -> dict[RawField, str]:
    """Take a table of field to CSS selector."""
    return {_known_field(k, get_args(RawField)): css(v) for k, v in _table(value, "field = selector").items()}


def label_fields(value: Any) -> dict[str, RawField]:
    """Take a table of the board's own label words to field."""
    table = _table(value, '"label" = field')
    return {text(k): _known_field(text(v), get_args(RawField)) for k, v in table.items()}
