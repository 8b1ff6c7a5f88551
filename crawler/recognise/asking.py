"""What a recognition asks for and what it was answered: its budget, its pages, and one line a thing looked at."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response, TextResponse

from crawler.extract.elements import Element, words
from crawler.extract.links import canonical
from crawler.failures import FailureClass, NotAskedError, classify, classify_status
from pipelines.normalise.html_lines import parse_html

#: What comes back for a request: an answer, or why there is none.
Reply = Response | Exception
T = TypeVar("T")
#: A part of a recognition: it yields requests, is sent their replies, and returns what it found.
Steps = Generator[Request, Reply, T]

#: More is no first look any more but a crawl.
BUDGET = 30


class BudgetError(NotAskedError):
    """A request that was not sent, because the recognition had its share. Raised by nobody: it stands for an answer."""


@dataclass
class Page:
    """An answer for one address, whole or not; ``problem`` is empty, or words that fit after the address."""

    asked: str
    response: Response | None = None
    problem: str = ""
    kind: FailureClass | None = None

    @property
    def url(self) -> str:
        """Where it was answered from."""
        return self.response.url if self.response is not None else self.asked

    @property
    def text(self) -> str:
        """The text, empty of what is none."""
        return self.response.text if isinstance(self.response, TextResponse) and not self.problem else ""

    @property
    def body(self) -> bytes:
        """The bytes."""
        return self.response.body if self.response is not None and not self.problem else b""

    @property
    def media(self) -> str:
        """The media type as it was declared."""
        declared = self.response.headers.get("Content-Type") if self.response is not None else None
        return (declared or b"").decode("latin-1").partition(";")[0].strip().lower()

    @cached_property
    def root(self) -> Element | None:
        """The parsed HTML, none where there is none; nobody changes it."""
        start = self.text[:2000].lstrip("\ufeff \t\r\n")
        is_markup = (start.startswith("<") and not start.startswith("<?xml")) or "<html" in start.lower()
        return parse_html(self.text) if is_markup else None

    @property
    def title(self) -> str:
        """The words of the page's title element."""
        found = next(self.root.iter("title"), None) if self.root is not None else None
        return words(found) if found is not None else ""


@dataclass
class Looking:
    """The state of one recognition."""

    limit: int = BUDGET
    #: What every board declares beside what is recognised, such as a private host that may be reached.
    declared: Mapping[str, Any] = field(default_factory=dict)
    spent: int = 0
    notes: list[str] = field(default_factory=list)
    _replies: dict[str, Reply] = field(default_factory=dict)
    _origins: set[str] = field(default_factory=set)

    def note(self, line: str) -> None:
        """Keep one line of what was looked at."""
        if line not in self.notes:
            self.notes.append(line)

    def page(self, url: str) -> Steps[Page]:
        """The page at an address, asked for once."""
        return page_of(url, (yield from self.ask(Request(url, dont_filter=True))))

    def ask(self, request: Request) -> Steps[Reply]:
        """The reply to a request; what was asked already is not asked again, and nothing beyond the budget."""
        key = canonical(request.url) if request.method == "GET" else f"{request.url} {request.body!r}"
        reply = self._replies.get(key)
        if reply is None:
            cost = 1 + (self._origin(request.url) not in self._origins)
            if self.spent + cost > self.limit:
                return BudgetError(f"is not asked for: the {self.limit} requests of a first look are used up")
            self._origins.add(self._origin(request.url))
            reply = self._replies[key] = yield request
            self.spent += cost
            for hop in _hops(reply):
                self.spent += 1 + (self._origin(hop) not in self._origins)
                self._origins.add(self._origin(hop))
        return reply.replace(request=_led(request, reply)) if isinstance(reply, Response) else reply

    @property
    def left(self) -> int:
        """How many requests are left."""
        return self.limit - self.spent

    @staticmethod
    def _origin(url: str) -> str:
        parts = urlsplit(url)
        return f"{parts.scheme}://{parts.netloc}".lower()


def _hops(reply: Reply) -> list[str]:
    """The addresses that a request was led to before it was answered."""
    if not isinstance(reply, Response) or reply.request is None or not reply.request.meta.get("redirect_urls"):
        return []
    return [*reply.request.meta["redirect_urls"][1:], reply.url]


def _led(request: Request, reply: Response) -> Request:
    """The request with what is known of how its answer was reached."""
    meta = dict(request.meta)
    if reply.request is not None and "redirect_urls" in reply.request.meta:
        meta["redirect_urls"] = reply.request.meta["redirect_urls"]
    return request.replace(meta=meta)


def page_of(url: str, reply: Reply) -> Page:
    """A reply as a page."""
    if isinstance(reply, Exception):
        kind, problem = classify(reply)
        return Page(url, None, problem, kind)
    if not 200 <= reply.status < 300:
        kind, problem = classify_status(reply.status)
        return Page(url, reply, problem, kind)
    return Page(url, reply)
