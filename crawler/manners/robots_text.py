"""The text of a robots.txt (RFC 9309) made ready for its parser: decoded, cut at a line, its groups named by token."""

from __future__ import annotations

import codecs
import re

from protego import Protego

#: RFC 9309 §2.5: at least 500 KiB are read; what is beyond does not count.
MAX_BYTES = 512 * 1024
#: More seconds between two requests are not waited; the board is left alone then.
LONGEST_DELAY = 30.0
_GROUP = re.compile(r"^([ \t]*user[- ]?agent[ \t]*:[ \t]*)([^#\r\n]*)", re.IGNORECASE | re.MULTILINE)
_TOKEN = re.compile(r"[a-zA-Z_-]+")


def parse(body: bytes, token: str) -> Protego:
    """The rules of a robots.txt for the product ``token``; anything that is no rule is passed over.

    >>> parse(b"User-agent: Veille/0.1\\nDisallow: /a", "veille").can_fetch("https://jobs.example/a", "veille")
    False
    """
    return Protego.parse(_named(_decoded(body), token))


def delay_of(rules: Protego, token: str) -> float:
    """The seconds between two requests that ``Crawl-delay`` or ``Request-rate`` asks for, 0 where neither does."""
    rate = rules.request_rate(token)
    return max(rules.crawl_delay(token) or 0.0, rate.seconds / rate.requests if rate else 0.0)


def _decoded(body: bytes) -> str:
    """Text of at most so many bytes, without a line cut in two; UTF-8 as the RFC has it, else one byte a letter."""
    if len(body) > MAX_BYTES:
        body = body[:MAX_BYTES]
        body = body[: max(body.rfind(b"\n"), body.rfind(b"\r")) + 1] or body
    body = body.removeprefix(codecs.BOM_UTF8)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("latin-1")


def _named(text: str, token: str) -> str:
    """The text with each group under its bare product token, so that ours is matched whole (RFC 9309 §2.2.1).

    The parser takes a group "vei" for ours, which it is not, and misses "Veille/0.1", which it is.
    """

    def name(found: re.Match[str]) -> str:
        written = _TOKEN.match(found[2])
        word = written[0].lower() if written else ""
        if word == token.lower():
            return f"{found[1]}{token}"
        return f"{found[1]}not-{word}" if word and token.lower().startswith(word) else found[0]

    return _GROUP.sub(name, text)
