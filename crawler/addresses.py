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
    return _carried(address) or address if isinstance(address, ipaddress.IPv6Address) else address


#: IPv6 ranges whose last 32 bits are an IPv4 address: compatible, translated (RFC 2765), NAT64 (RFC 6052).
_CARRIERS = tuple(ipaddress.IPv6Network(n) for n in ("::/96", "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48"))


def _carried(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address an IPv6 one leads to, where it is of a kind that carries one."""
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    if int(address) > 1 and any(address in network for network in _CARRIERS):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None


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
