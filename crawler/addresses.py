"""Which addresses a crawl may never reach on its own: private, loopback, link-local and their many spellings."""

from __future__ import annotations

import ipaddress
import socket


def literal_address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The IP address a host is a spelling of (dotted, short, octal, hexadecimal, decimal, IPv6), none for a name.

    >>> literal_address("0x7f.1"), literal_address("2130706433"), literal_address("[::1]"), literal_address("a.example")
    (IPv4Address('127.0.0.1'), IPv4Address('127.0.0.1'), IPv6Address('::1'), None)
    """
    bare = host.strip("[]").split("%", 1)[0].rstrip(".")
    try:
        address = ipaddress.ip_address(bare)
    except ValueError:
        try:
            # The C library's reading of an address is what a connection would use.
            return ipaddress.IPv4Address(socket.inet_aton(bare)) if bare[:1].isdigit() else None
        except OSError:
            return None
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        return address.ipv4_mapped
    return address


def is_private_address(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether an address is not a public one: only those may be reached without being allowed by name."""
    return not address.is_global or address.is_multicast


def is_private_host(host: str) -> bool:
    """Whether a host, as it is spelt in a URL, is private without asking the DNS.

    >>> is_private_host("127.0.0.1"), is_private_host("localhost"), is_private_host("jobs.example.org")
    (True, True, False)
    """
    name = host.lower().rstrip(".")
    if name == "localhost" or name.endswith((".localhost", ".local", ".internal")):
        return True
    address = literal_address(name)
    return address is not None and is_private_address(address)
