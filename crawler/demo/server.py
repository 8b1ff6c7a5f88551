"""Serves one demo board over HTTP: conditional requests, compression, charset, a count of what was asked."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from threading import Lock, Thread
from types import MappingProxyType
from urllib.parse import parse_qsl, urlsplit

from crawler.demo.content import day_date
from crawler.demo.days import board_on
from crawler.demo.pages import federation, fleuve, harbour, nordwind
from crawler.demo.pages.shell import Answer, View

Renderer = Callable[[View, str, dict[str, str]], Answer]
RENDERERS: Mapping[str, Renderer] = MappingProxyType(
    {"fleuve": fleuve.answer, "federation": federation.answer, "harbour": harbour.answer, "nordwind": nordwind.answer}
)
_CHARSETS = {"nordwind": nordwind.CHARSET}
_ROBOTS = "User-agent: *\nAllow: /\nDisallow: /admin/\n"
_ETAG = re.compile(r'"[^"]{1,200}"')


def _validators(board: str, view_on: Callable[[int], Answer], day: int) -> dict[str, str]:
    """Return the validator of a page: what of it is content, without counters, tokens and the order of attributes."""
    if not view_on(day).validated:
        return {}
    if board == "federation":
        digest = hashlib.sha256(str(view_on(day).body).encode()).hexdigest()[:20]
        return {"ETag": f'W/"{digest}"'}
    changed = 1
    for later in range(2, day + 1):
        if view_on(later).body != view_on(later - 1).body:
            changed = later
    return {"Last-Modified": format_datetime(datetime.combine(day_date(changed), time(5), UTC), usegmt=True)}


def _unchanged(asked: Mapping[str, str], validators: Mapping[str, str]) -> bool:
    """Return whether a conditional request already holds this page."""
    if "ETag" in validators:
        return validators["ETag"].removeprefix("W/") in _ETAG.findall(asked.get("If-None-Match", ""))
    since = asked.get("If-Modified-Since")
    if since is None or "Last-Modified" not in validators:
        return False
    try:
        return parsedate_to_datetime(validators["Last-Modified"]) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):  # a date that is none, or one without a zone: the page is simply sent again
        return False


class BoardServer:
    """One board on a port of its own, in a thread of its own."""

    def __init__(self, board: str, port: int, today: Callable[[], int]) -> None:
        self.board = board
        self.today = today
        self.requests: Counter[str] = Counter()
        self.answers: Counter[int] = Counter()
        self._nonces = count(1)
        self._lock = Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", port), self._handler())
        self._server.daemon_threads = True
        self.host = f"127.0.0.1:{self._server.server_address[1]}"
        self.base_url = f"http://{self.host}"
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Stop answering and free the port."""
        self._server.shutdown()
        self._thread.join()
        self.close()

    def close(self) -> None:
        """Free the port of a server that was never started."""
        self._server.server_close()

    def respond(self, target: str, asked: Mapping[str, str]) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body for a request of ``target`` with the headers ``asked``."""
        with self._lock:
            self.requests[target] += 1
            nonce = next(self._nonces)
        day = self.today()
        answer = self._render(target, day, nonce)
        headers = _validators(self.board, lambda on: self._render(target, on, 0), day)
        status, body = answer.status, self._encoded(answer)
        if status == 200 and _unchanged(asked, headers):
            status, body = 304, b""
        else:
            headers["Content-Type"] = self._content_type(answer)
        if answer.location is not None:
            headers["Location"] = self.base_url + answer.location
        packed = "gzip" in asked.get("Accept-Encoding", "") and isinstance(answer.body, str) and body
        if packed:
            body = gzip.compress(body, mtime=0)
            headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        with self._lock:
            self.answers[status] += 1
        return status, headers, body

    def _render(self, target: str, day: int, nonce: int) -> Answer:
        parts = urlsplit(target)
        if parts.path == "/robots.txt":
            sitemap = f"Sitemap: {self.base_url}/sitemap.xml\n" if self.board == "fleuve" else ""
            return Answer(_ROBOTS + sitemap, content_type="text/plain")
        if parts.path.startswith("/admin/"):
            return Answer("<!DOCTYPE html><title>Admin</title><p>Identification</p>")
        view = View(self.board, self.base_url, day, board_on(self.board, day), nonce)
        return RENDERERS[self.board](view, parts.path, dict(parse_qsl(parts.query)))

    def _charset(self) -> str:
        return _CHARSETS.get(self.board, "utf-8")

    def _encoded(self, answer: Answer) -> bytes:
        if isinstance(answer.body, bytes):
            return answer.body
        return answer.body.encode(self._charset(), "xmlcharrefreplace")

    def _content_type(self, answer: Answer) -> str:
        if isinstance(answer.body, bytes):
            return answer.content_type
        return f"{answer.content_type}; charset={self._charset()}"

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        board = self

        class Handler(BaseHTTPRequestHandler):
            """Hands every GET to the board's own answer."""

            protocol_version = "HTTP/1.1"
            timeout = 20
            # Headers and body leave in two writes; without this the second waits for an acknowledgement.
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                """Answer one request."""
                status, headers, body = board.respond(self.path, {k.title(): v for k, v in self.headers.items()})
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if status != 304:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - so named where it is inherited from
                """Keep the terminal to the program that crawls."""

        return Handler
