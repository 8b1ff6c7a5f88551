"""No request reaches a private address: however it is spelt, wherever a redirect leads, whatever the DNS says."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.resolver import dnscache
from sqlite_utils import Database

from crawler.addresses import is_private_host, literal_address
from crawler.board import Board, Declaration, validate
from crawler.exceptions import BoardError
from crawler.failures import RefusedAddressError
from crawler.middlewares.guard import AddressGuard
from tests.conftest import Crawl
from tests.site import Answer, Site, listing, page, posting

Declare = Callable[..., Path]
ALLOWED = "127.0.0.1:8000"


def passes(url: str, *allowed: str) -> bool:
    guard = AddressGuard(frozenset(allowed))
    try:
        asyncio.run(guard.process_request(Request(url)))
    except RefusedAddressError:
        return False
    return True


PRIVATE = [
    "127.0.0.1", "127.0.0.1.", "127.1", "127.0.1", "127.255.255.254", "0x7f.1", "0x7f000001", "0X7F.0.0.1",
    "017700000001",
    "0177.0.0.1", "0177.0.0.01", "2130706433", "127.0.0.01", "127.000.000.001", "0", "0.0.0.0", "0x0",
    "10.0.0.1", "10.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.257", "3232235777",
    "169.254.169.254", "0xa9fea9fe", "2852039166", "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "203.0.113.9",
    "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
    "[::]", "[::1]", "[0:0:0:0:0:0:0:1]", "[0000::0001]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:10.0.0.1]",
    "[fe80::1]", "[fc00::1]", "[fd12:3456::1]", "[ff02::1]", "[2001:db8::1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]",
    "[64:ff9b::10.0.0.1]", "[2002:7f00:1::]", "[2002:0a00:0001::1]", "[::ffff:0:127.0.0.1]",
    "localhost", "LOCALHOST", "localhost.", "LocalHost.",
]  # fmt: skip


@pytest.mark.parametrize("host", PRIVATE)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_private_address_is_refused_in_every_spelling(scheme: str, host: str) -> None:
    assert not passes(f"{scheme}://{host}/secret")
    assert not passes(f"{scheme}://{host}:8001/secret", ALLOWED)


@pytest.mark.parametrize("host", PRIVATE)
def test_a_board_cannot_be_declared_at_a_private_address_unless_it_is_allowed(host: str) -> None:
    table = {"archetype": "listing", "title": "Paper Boat", "base_url": f"http://{host}:8000"}
    with pytest.raises(BoardError, match="allow_private"):
        validate(Declaration("paper_boat", table, "boards.toml"), {})


@pytest.mark.parametrize(
    "url",
    [
        "http://jobs.example@127.0.0.1/",
        "http://user:secret@10.0.0.1/",
        "http://127.0.0.1#@jobs.example/",
        "http://127.0.0.1?@jobs.example/",
        "http://127。0。0。1/",  # noqa: RUF100 - ideographic full stops
        "http://１２７.0.0.1/",
        "http://①②⑦.⓪.⓪.①/",
        "http://127.0.0.1:8001/",
        "http://127.0.0.1:80/",
        "https://127.0.0.1/",
        "http://127.0.0.2:8000/",
    ],
)
def test_no_disguise_of_a_private_address_passes(url: str) -> None:
    assert not passes(url, ALLOWED)


@pytest.mark.parametrize(
    "url",
    ["ftp://jobs.example/a", "file:///etc/passwd", "file://127.0.0.1:8000/etc/passwd", "data:text/html,<p>x</p>",
     "s3://jobs/a", "gopher://127.0.0.1:8000/"],
)  # fmt: skip
def test_only_web_addresses_are_asked_for(url: str) -> None:
    assert not passes(url, ALLOWED)


def test_a_refusal_is_one_line_that_names_the_host_and_the_way_out() -> None:
    guard = AddressGuard(frozenset())
    with pytest.raises(RefusedAddressError, match=r"^10\.0\.0\.1 is a private address; .*allow_private$"):
        asyncio.run(guard.process_request(Request("http://10.0.0.1/a")))


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8000/a", "https://8.8.8.8/", "http://[2606:4700:4700::1111]/", "http://134744072/"]
)
def test_a_public_address_and_an_allowed_one_pass(url: str) -> None:
    assert passes(url, ALLOWED)


def test_what_is_allowed_is_one_host_and_one_port() -> None:
    assert passes("http://localhost:8000/", "localhost:8000")
    assert not passes("http://localhost:8000/", ALLOWED)
    assert not passes("http://127.0.0.1:8000/", "localhost:8000")
    assert passes("https://127.0.0.1/", "127.0.0.1:443")


def test_a_name_that_the_dns_leads_to_this_machine_is_refused() -> None:
    names = {"localhost", "ip6-localhost", "localhost.localdomain", socket.gethostname()}
    for name in names:
        dnscache.pop(name, None)
        passes(f"http://{name}:8001/", ALLOWED)
        assert dnscache.get(name) is None, name
    assert not passes("http://localhost:8001/", ALLOWED)


@pytest.mark.parametrize("host", ["jobs.example", "a.b", "127.0.0.1.jobs.example", "fd00.example", "1e100.example", ""])
def test_a_name_is_no_address(host: str) -> None:
    assert literal_address(host) is None
    assert not is_private_host(host)


# --- over HTTP ---------------------------------------------------------------------------------------------------


@pytest.fixture
def inner() -> Site:
    """A server of the house, which no board was allowed."""
    with Site({"/secret": posting("Le secret de la maison")}) as running:
        yield running


def secrets(db: Database) -> list[str]:
    return [row["title"] for row in db.query("SELECT title FROM postings") if "secret" in row["title"].lower()]


@pytest.mark.parametrize(
    "spelling", ["127.0.0.1", "localhost", "127.1", "0x7f000001", "2130706433", "[::ffff:127.0.0.1]"]
)
def test_a_redirect_into_the_house_is_not_followed(
    site: Site, inner: Site, declare: Declare, crawl: Crawl, file: Callable[[], Database], spelling: str
) -> None:
    site.routes["/jobs"] = listing(["/jobs/a", "/jobs/b"])
    site.routes["/jobs/a"] = posting("Chargé de projet")
    target = inner.url.replace("127.0.0.1", spelling) + "/secret"
    site.routes["/jobs/b"] = Answer(status=302, headers={"Location": target})
    result = crawl(declare())
    assert inner.asked == []
    assert (result.totals.new, result.totals.rejected, secrets(file())) == (1, 1, [])
    assert any("/jobs/b" in finding.message for finding in result.findings)


def test_a_link_into_the_house_is_not_followed(
    site: Site, inner: Site, declare: Declare, crawl: Crawl, file: Callable[[], Database]
) -> None:
    links = [f"{inner.url}/secret", "file:///etc/hostname", f"ftp://{inner.host}/secret", "javascript:alert(1)"]
    site.routes["/jobs"] = listing(["/jobs/a", *links])
    site.routes["/jobs/a"] = posting("Chargé de projet")
    result = crawl(declare())
    assert inner.asked == []
    assert (result.totals.new, result.error, secrets(file())) == (1, "", [])


def test_a_next_page_in_the_house_is_not_followed(site: Site, inner: Site, declare: Declare, crawl: Crawl) -> None:
    site.routes["/jobs"] = listing(["/jobs/a"], f'<a rel="next" href="{inner.url}/secret">Suivant</a>')
    site.routes["/jobs/a"] = posting("Chargé de projet")
    result = crawl(declare(extra='next_page = "a[rel=next]"\n'))
    assert inner.asked == []
    assert (result.outcome, result.totals.new) == ("suspect", 1)
    assert "private address" in result.reason


def test_the_robots_file_of_a_house_is_not_asked_for(site: Site, inner: Site, declare: Declare, crawl: Crawl) -> None:
    site.routes["/robots.txt"] = Answer(status=302, headers={"Location": f"{inner.url}/robots.txt"})
    site.routes["/jobs"] = page("Offres", "<p>Rien</p>")
    crawl(declare())
    assert inner.asked == []


def test_a_board_read_from_this_machine_is_a_mirror_and_leads_out_of_it_nowhere() -> None:
    board = board_at("http://127.0.0.1:8000")
    assert board.rebase("https://jobs.paper-boat.example/a?b=1#c") == "http://127.0.0.1:8000/a?b=1"
    assert board.rebase("https://8.8.8.8/a") == "http://127.0.0.1:8000/a"
    assert board.rebase("http://127.0.0.1:8000/a") == "http://127.0.0.1:8000/a"


def board_at(base_url: str) -> Board:
    table = {"archetype": "listing", "title": "Paper Boat", "base_url": base_url, "allow_private": [ALLOWED]}
    return validate(Declaration("paper_boat", table, "boards.toml"), {})
