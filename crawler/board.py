"""What is declared of a board, validated: the common attributes, the archetype's own, and where its pages are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit
from zoneinfo import ZoneInfo

from crawler import attributes
from crawler.addresses import is_private_host
from crawler.attributes import Attribute
from crawler.clock import first_zone
from crawler.credentials import names_in
from crawler.exceptions import BoardError, nearest
from pipelines.model import DateOrder, Facts, RawField

#: The attributes every board may declare, whatever its archetype.
COMMON: Mapping[str, Attribute] = MappingProxyType(
    {
        "archetype": Attribute(attributes.text, required=True),
        "title": Attribute(attributes.text, required=True),
        "base_url": Attribute(attributes.url, required=True),
        "country": Attribute(attributes.country),
        "language": Attribute(attributes.language),
        "kind": Attribute(attributes.one_of("employer", "specialised", "aggregator", "public"), default="specialised"),
        "organisation": Attribute(attributes.text),
        "date_order": Attribute(attributes.date_order, default={}),
        "every": Attribute(attributes.schedule, default="12h"),
        "expect": Attribute(attributes.count_range),
        "delay": Attribute(attributes.seconds, default=1.0),
        "timeout": Attribute(attributes.seconds, default=30.0),
        "recheck": Attribute(attributes.duration, default=timedelta(days=7)),
        "enabled": Attribute(attributes.flag, default=True),
        "off": Attribute(attributes.text),
        "user_agent": Attribute(attributes.text),
        "render": Attribute(attributes.flag, default=False),
        "empty_text": Attribute(attributes.texts, default=()),
        "closed_text": Attribute(attributes.texts, default=()),
        "allow_private": Attribute(attributes.hosts, default=()),
        "agreed": Attribute(attributes.text),
        "external_id": Attribute(attributes.capturing_regex),
        "fields": Attribute(attributes.css_fields, default={}),
        "labels": Attribute(attributes.label_fields, default={}),
        "notes": Attribute(attributes.text),
    }
)
_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")


@dataclass(frozen=True)
class Declaration:
    """A board's table as written, with the file or module that each of its attributes comes from.

    ``home_url`` is the ``base_url`` of the built-in declaration where a boards file names the board again.
    """

    name: str
    table: Mapping[str, Any]
    source: str
    sources: Mapping[str, str] = field(default_factory=dict)
    home_url: str | None = None

    def source_of(self, attribute: str) -> str:
        """The file or module that wrote ``attribute``."""
        return self.sources.get(attribute, self.source)

    def overridden(self, table: Mapping[str, Any], source: str) -> Declaration:
        """This declaration with another file's attributes over it; tables of fields and labels are merged."""
        merged = dict(self.table)
        for key, value in table.items():
            both_tables = key in ("fields", "labels") and isinstance(value, dict) and isinstance(merged.get(key), dict)
            merged[key] = {**merged[key], **value} if both_tables else value
        home = self.home_url or self.table.get("base_url")
        return Declaration(self.name, merged, source, {**self.sources, **dict.fromkeys(table, source)}, home)


@dataclass(frozen=True)
class Board:
    """A validated declaration. ``own`` holds the archetype's attributes; ``source`` is where it was declared.

    ``home_url`` is the address the board has in the world, which ``base_url`` replaces where a boards file points
    the board elsewhere.
    """

    name: str
    archetype: str
    title: str
    base_url: str
    home_url: str
    source: str
    country: str | None = None
    language: str | None = None
    kind: str = "specialised"
    organisation: str | None = None
    date_order: Mapping[str, DateOrder] = field(default_factory=dict)
    every: str = "12h"
    expect: tuple[int, int] | None = None
    delay: float = 1.0
    timeout: float = 30.0
    recheck: timedelta = timedelta(days=7)
    enabled: bool = True
    off: str | None = None
    user_agent: str | None = None
    render: bool = False
    empty_text: tuple[str, ...] = ()
    closed_text: tuple[str, ...] = ()
    allow_private: tuple[str, ...] = ()
    agreed: str | None = None
    external_id: re.Pattern[str] | None = None
    fields: Mapping[RawField, str] = field(default_factory=dict)
    labels: Mapping[str, RawField] = field(default_factory=dict)
    notes: str | None = None
    own: Mapping[str, Any] = field(default_factory=dict)

    def url(self, path: str) -> str:
        """The absolute address of a declared path."""
        return self.base_url + path

    @property
    def is_local(self) -> bool:
        """Whether the board is served from a private or loopback address it was allowed."""
        return is_private_host(urlsplit(self.base_url).hostname or "")

    def rebase(self, url: str) -> str:
        """Take an absolute address of the board's home to where the board is read.

        A board read from a private address is a mirror: no link of its pages leads out of it.
        """
        parts = urlsplit(url)
        home = urlsplit(self.home_url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return url
        same = _bare(parts.netloc) == _bare(home.netloc) and self.base_url != self.home_url
        if not same and not (self.is_local and not is_private_host(parts.hostname)):
            return url
        base = urlsplit(self.base_url)
        return urlunsplit((base.scheme, base.netloc, base.path + parts.path, parts.query, ""))

    @property
    def needs(self) -> tuple[str, ...]:
        """The environment variables that its declaration names: keys, approved names."""
        return tuple(dict.fromkeys(names_in([self.own[name] for name in sorted(self.own)])))

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which the board's cron line is read: its country's first, UTC where none is known."""
        return first_zone(self.country)

    def external_id_of(self, url: str) -> str | None:
        """A posting's id: what the declared ``external_id`` finds in its URL, else the last part of the path.

        A query is part of the id where there is one: some sites have nothing else.
        """
        if self.external_id is not None:
            found = self.external_id.search(url)
            return unquote(found[1]) if found and found[1] else None
        parts = urlsplit(url)
        last = unquote(parts.path.rstrip("/").rpartition("/")[2])
        stem, dot, extension = last.rpartition(".")
        is_file = dot and 2 <= len(extension) <= 5 and extension.isalnum() and not extension.isdigit()
        identity = stem if is_file else last
        return (f"{identity}?{parts.query}" if parts.query else identity) or None

    def order_for(self, page_language: str | None) -> DateOrder | None:
        """The declared order of day and month on pages of a language."""
        return self.date_order.get(page_language or "") or self.date_order.get("*")

    def facts(self, today: str, page_language: str | None = None) -> Facts:
        """What the readers may know of this board on ``today`` (ISO date, UTC)."""
        return Facts(
            board=self.name,
            today=today,
            country=self.country,
            language=page_language or self.language,
            kind=self.kind,
            date_order=self.order_for(page_language or self.language),
            organisation=self.organisation,
        )


def _bare(netloc: str) -> str:
    return netloc.lower().removeprefix("www.")


def validate(declaration: Declaration, own: Mapping[str, Attribute]) -> Board:
    """Read a declaration into a :class:`Board`, or raise :class:`BoardError` naming what is wrong and where."""
    name, table, source = declaration.name, declaration.table, declaration.source
    if not _NAME.fullmatch(name):
        raise BoardError(name, source, None, "a board's name is made of a-z, 0-9 and _, and starts with a letter")
    known = {**COMMON, **own}
    for key in table:
        if key not in known:
            hint = nearest(key, known, f"known are {', '.join(sorted(known))}")
            problem = f"not an attribute of archetype '{table.get('archetype')}'; {hint}"
            raise BoardError(name, declaration.source_of(key), key, problem)
    values: dict[str, Any] = {}
    for key, attribute in known.items():
        if key not in table:
            if attribute.required:
                raise BoardError(name, source, key, "missing; every board of this archetype declares it")
            values[key] = attribute.default
            continue
        try:
            values[key] = attribute.read(table[key])
        except ValueError as error:
            raise BoardError(name, declaration.source_of(key), key, str(error)) from error
    if values["off"] is not None and "enabled" not in table:
        values["enabled"] = False  # what has a reason to be off is off until somebody turns it on
    common = {key: value for key, value in values.items() if key in COMMON}
    board = Board(name=name, home_url=declaration.home_url or values["base_url"], source=source, **common)
    board = replace(board, own=MappingProxyType({key: values[key] for key in own}))
    _check_together(board)
    return board


def _check_together(board: Board) -> None:
    """Refuse what is wrong only in combination: a private address nobody allowed, no delay on somebody's server."""
    parts = urlsplit(board.base_url)
    netloc = f"{parts.hostname}:{parts.port or (443 if parts.scheme == 'https' else 80)}"
    if board.is_local and netloc not in board.allow_private:
        problem = f'a private or loopback address; allow it with allow_private = ["{netloc}"]'
        raise BoardError(board.name, board.source, "base_url", problem)
    if not board.timeout:
        raise BoardError(board.name, board.source, "timeout", "a page needs some seconds to answer; 30 is usual")
    if not board.delay and not board.allow_private:
        problem = "0 s between two requests is only for a server of your own that allow_private names"
        raise BoardError(board.name, board.source, "delay", problem)
