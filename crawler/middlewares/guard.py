"""No request leaves for an address a crawl may not reach: not by spelling, not after a redirect, not by the DNS.

Every request passes here, redirected ones too. A name is resolved here and the answer is pinned for the connection,
so that a second answer of the DNS cannot lead elsewhere.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.resolver import dnscache

from crawler.addresses import is_private_address, literal_address
from crawler.failures import RefusedAddressError


class AddressGuard:
    """Downloader middleware that refuses anything but http(s) to public hosts and those the board allows by name."""

    def __init__(self, allowed: frozenset[str]) -> None:
        self._allowed = allowed
        self._public: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> AddressGuard:
        """Take what the board's ``allow_private`` names."""
        return cls(frozenset(crawler.spidercls.board.allow_private))  # type: ignore[attr-defined]

    async def process_request(self, request: Request) -> None:
        """Let a request pass, or raise :class:`RefusedAddressError`."""
        parts = urlsplit(request.url)
        if parts.scheme not in ("http", "https"):
            raise RefusedAddressError(f"{request.url[:80]} is not asked for: {parts.scheme}: is no web address")
        try:
            port = parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError:
            raise RefusedAddressError(f"{request.url[:80]} is not asked for: its port is none") from None
        host = (parts.hostname or "").rstrip(".")
        if f"{host}:{port}" in self._allowed or host in self._public:
            return
        address = literal_address(host)
        addresses = [str(address)] if address is not None else await _resolve(host, port)
        if any(is_private_address(ipaddress.ip_address(found)) for found in addresses):
            raise RefusedAddressError(f"{host} is a private address; the board may reach it with allow_private")
        if addresses:
            self._public.add(host)
            if address is None:
                dnscache[host] = addresses[0]


async def _resolve(host: str, port: int) -> list[str]:
    """The IPv4 addresses of a name, which is what Scrapy's resolver connects to; none where the DNS has no answer."""
    loop = asyncio.get_running_loop()
    try:
        found: list[Any] = await loop.getaddrinfo(host, port, family=socket.AF_INET, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError):
        return []  # the connection fails with the same answer, and is counted as a DNS failure
    return [entry[4][0] for entry in found]
