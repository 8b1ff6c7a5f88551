"""What an answer says of itself: its headers and its fingerprint, apart from what stands in it."""

from __future__ import annotations

import hashlib
from urllib.parse import urlsplit

from scrapy.http import Response


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
