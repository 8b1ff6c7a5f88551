"""What tests share: crawling for real, from a server on this machine into a file of their own."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
from sqlite_utils import Database

from crawler.child import CrawlResult, CrawlTask
from crawler.clock import parse_instant
from crawler.rounds import crawl_boards
from pipelines.store.connection import open_reader
from tests.site import Site

Crawl = Callable[..., CrawlResult]
#: Crawls of the tests leave word for each other here, not where the user's own do; processes forked later inherit it.
_RUNTIME = tempfile.TemporaryDirectory(prefix="veille-tests-")
os.environ["VEILLE_RUNTIME"] = _RUNTIME.name
#: Where processes that start Python anew keep what they compile for each other, if the source folders are to stay
#: clean of it: the first process of the tests makes the folder and removes it.
_BYTECODE = os.environ.setdefault("VEILLE_TEST_BYTECODE", f"{_RUNTIME.name}/bytecode")
#: Children are forked from a process that is started once, so that what boards of the tests need is set before it.
KEYS_OF_TESTS = {
    "VEILLE_TEST_KEY": "abc123secret",
    "VEILLE_TEST_APP": "approvedname",
    "VEILLE_TEST_CLIENT": "id-of-the-test",
    "VEILLE_TEST_SECRET": "secret-of-the-test",
    "VEILLE_FRANCE_TRAVAIL_ID": "id-of-the-test",
    "VEILLE_FRANCE_TRAVAIL_SECRET": "secret-of-the-test",
    "VEILLE_RELIEFWEB_APPNAME": "approvedname",
}
os.environ |= KEYS_OF_TESTS
# How long an example takes says more of the machine than of the code.
hypothesis.settings.register_profile("veille", deadline=None)
hypothesis.settings.load_profile("veille")
# A job that a shell put into the background ignores Ctrl-C, and so does all that it starts; here it is sent for real.
signal.signal(signal.SIGINT, signal.default_int_handler)


#: What takes longest in one file, and so comes first: no process is to be left alone with it at the end.
LONGEST = ("tests/test_a_year.py", "tests/test_fixtures.py", "tests/cli/", "tests/crawler/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest; all else stays in its order."""
    rank = {prefix: place for place, prefix in enumerate(LONGEST)}
    items.sort(key=lambda item: next((rank[each] for each in LONGEST if item.nodeid.startswith(each)), len(rank)))


def environment() -> dict[str, str]:
    """The environment for a process that starts Python anew, which is to compile nothing that another one did."""
    if not sys.dont_write_bytecode:
        return dict(os.environ)
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": _BYTECODE}


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


@pytest.fixture
def db_path(tmp_path: Path) -> Path:
    return tmp_path / "jobs.db"


@pytest.fixture
def file(db_path: Path) -> Iterator[Callable[[], Database]]:
    """The file, opened for reading when called."""
    opened: list[Database] = []

    def read() -> Database:
        opened.append(open_reader(db_path))
        return opened[-1]

    yield read
    for db in opened:
        db.close()


@pytest.fixture
def declare(tmp_path: Path, site: Site) -> Callable[..., Path]:
    """Write a boards file that points a board at the site; ``extra`` is more TOML of its table."""

    def write(name: str = "paper_boat", archetype: str = "listing", extra: str = "", start: str = "/jobs") -> Path:
        path = tmp_path / "boards.toml"
        own = 'detail_links = "li.job a"\n' if archetype == "listing" and "detail_links" not in extra else ""
        path.write_text(
            f'[{name}]\narchetype = "{archetype}"\ntitle = "Paper Boat"\nbase_url = "{site.url}"\n'
            f'allow_private = ["{site.host}"]\ndelay = 0\nstart = ["{start}"]\n'
            f'language = "fr"\ncountry = "FR"\n{own}{extra}',
            encoding="utf-8",
        )
        return path

    return write


@pytest.fixture
def crawl(db_path: Path) -> Crawl:
    """Crawl one board for real, in a child process, on a day (``2026-03-02`` by default)."""

    def run(
        boards: Path, name: str = "paper_boat", day: str = "2026-03-02", *, accept: bool = False, full: bool = False
    ) -> CrawlResult:
        now = parse_instant(f"{day}T06:00:00Z")
        return crawl_boards([CrawlTask(name, db_path, (boards,), now=now, accept=accept, full=full)])[0]

    return run
