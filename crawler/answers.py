"""What an answer says of itself: its headers and its fingerprint, apart from what stands in it."""

from __future__ import annotations

import hashlib
from urllib.parse import urlsplit

from scrapy.http import HtmlResponse, Response, TextResponse

from crawler.extract.charset import charset_of

#: Signs that bytes are a text of markup or of JSON, whatever media type they are sent under.
_BEGINS = (b"<", b"{", b"[")
_BYTE_ORDER_MARKS = b"\xef\xbb\xbf\xff\xfe"


def header(response: Response, name: str) -> str | None:
    """The text of a header, none where it is missing or empty."""
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None


def content_type(response: Response) -> str:
    """The declared media type, for people."""
    return (header(response, "Content-Type") or "an unknown type").partition(";")[0]


def digest(content: bytes) -> str:
    """A short name of some bytes: another one as soon as they differ."""
    return hashlib.sha256(content).hexdigest()[:32]


def is_elsewhere(response: Response) -> bool:
    """Whether a redirect led to another path than was asked for, such as the home page."""
    asked: str = response.meta.get("redirect_urls", [response.url])[0]
    return urlsplit(asked).path.rstrip("/") != urlsplit(response.url).path.rstrip("/")


def as_text(response: Response, language: str | None = None) -> Response:
    """The response with its text in the charset it is really in; one whose bytes are no text stays as it came.

    ``language`` (ISO 639-1) is the one the board's pages are expected in.
    """
    if isinstance(response, TextResponse):
        if response.body.isascii():
            return response
        return response.replace(encoding=charset_of(response.body, header(response, "Content-Type"), language))
    if response.body.lstrip(_BYTE_ORDER_MARKS + b" \t\r\n")[:1] not in _BEGINS or b"\x00" in response.body[:1000]:
        return response
    return response.replace(cls=HtmlResponse, encoding=charset_of(response.body, None, language))
