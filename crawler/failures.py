"""Why a page could not be had: every way a request can fail, as one of a few classes with words for people."""

from __future__ import annotations

import ssl
from typing import Literal

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.internet.error import ConnectionRefusedError as TwistedRefused
from twisted.internet.error import DNSLookupError
from twisted.internet.error import TimeoutError as TwistedTimeout
from twisted.web.client import ResponseFailed

FailureClass = Literal[
    "dns", "refused", "timeout", "tls", "robots", "blocked", "login", "challenge", "markup", "gone", "http", "network"
]

_BY_STATUS: dict[int, tuple[FailureClass, str]] = {
    401: ("login", "asks for a login"),
    403: ("blocked", "refuses us (403)"),
    404: ("gone", "is not there (404)"),
    407: ("blocked", "refuses us (407)"),
    410: ("gone", "is gone for good (410)"),
    429: ("blocked", "says we ask too often (429)"),
    451: ("blocked", "may not be shown (451)"),
}


class NotAskedError(IgnoreRequest):
    """A request that was not sent, for a reason of ours; the page counts as filtered. ``kind`` is its class."""

    kind: FailureClass = "network"


class RefusedAddressError(NotAskedError):
    """A request for an address a crawl may not reach. Raised by the address guard before anything is sent."""


class RobotsDisallowedError(NotAskedError):
    """A request that robots.txt does not allow. Raised by the robots middleware before anything is sent."""

    kind = "robots"


class RobotsUnreachableError(NotAskedError):
    """The robots.txt of a host could not be read, which disallows everything (RFC 9309 §2.3.1.4)."""

    kind = "robots"


class StoppedError(NotAskedError):
    """A request whose turn had not come when the crawl was told to stop."""


class BannedError(NotAskedError):
    """A request to a host that refused so often, or asked for so long a pause, that this crawl asks it no more."""

    def __init__(self, words: str, kind: FailureClass) -> None:
        super().__init__(words)
        self.kind = kind


class DeferredError(NotAskedError):
    """A request to a host that asked not to be visited before ``until`` (a UTC stamp), too long to be waited for."""

    def __init__(self, host: str, until: str, kind: FailureClass) -> None:
        super().__init__(f"asked us to come back at {until}")
        self.host = host
        self.until = until
        self.kind = kind


class ReservedError(IgnoreRequest):
    """A page that came and is not read, because its site reserves it."""

    kind: FailureClass = "blocked"


def classify_status(status: int) -> tuple[FailureClass, str]:
    """The class of an HTTP status that is no success, and words for it."""
    return _BY_STATUS.get(status, ("http", f"answers {status}"))


def classify(error: BaseException) -> tuple[FailureClass, str]:
    """The class of a failed request, and words that fit after the address."""
    if isinstance(error, HttpError):
        return _classify_answer(error.response)
    if isinstance(error, NotAskedError | ReservedError):
        return error.kind, str(error)
    if isinstance(error, CannotResolveHostError | DNSLookupError):
        return "dns", "has no address in the DNS"
    if isinstance(error, DownloadConnectionRefusedError | TwistedRefused):
        return "refused", "refuses the connection"
    if isinstance(error, DownloadTimeoutError | TwistedTimeout):
        return "timeout", "does not answer in time"
    if _is_tls(error):
        return "tls", "has no valid certificate"
    if isinstance(error, ResponseDataLossError):
        return "network", "breaks off in the middle of an answer"
    if isinstance(error, DownloadCancelledError):
        return "network", "sends more than a page may hold"
    return "network", f"fails ({_words(error)})"


def _classify_answer(response: Response) -> tuple[FailureClass, str]:
    """The class of an answer, in its host's own words where it said when to come back."""
    kind, words = classify_status(response.status)
    until = response.request.meta.get("come_back_at") if response.request is not None else None
    return kind, f"asked us to come back at {until}" if until else words


def _is_tls(error: BaseException) -> bool:
    causes: list[BaseException | None] = [error, error.__cause__, error.__context__]
    if isinstance(error, ResponseFailed | DownloadFailedError):
        causes += [getattr(reason, "value", reason) for reason in getattr(error, "reasons", ())]
    return any(isinstance(cause, ssl.SSLError) or "SSL" in type(cause).__module__ for cause in causes if cause)


def _words(error: BaseException) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__


def response_of(error: BaseException) -> Response | None:
    """The response an HTTP error carries, none for a request that got no answer."""
    return error.response if isinstance(error, HttpError) else None
