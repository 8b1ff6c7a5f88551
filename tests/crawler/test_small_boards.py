"""Boards with a handful of vacancies, whose last one goes too: there the posting's own page is the proof."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.conftest import Crawl
from tests.site import Answer, Site, listing, page, posting

Declare = Callable[..., Path]
File = Callable[[], Database]

NOTHING = page("Offres", "<h1>Nos offres</h1><p>Aucune offre pour le moment.</p>")
SAYS_SO = 'empty_text = "Aucune offre pour le moment"\n'


@pytest.fixture
def last(site: Site) -> None:
    site.routes["/jobs"] = listing(["/jobs/last"])
    site.routes["/jobs/last"] = posting("Chargé de projet", "<p>CDI</p>")


def state(db: Database) -> tuple[str, str | None]:
    row = next(db.query("SELECT status, closed_reason FROM postings"))
    return row["status"], row["closed_reason"]


@pytest.mark.usefixtures("last")
def test_the_last_vacancy_goes_with_its_page(site: Site, declare: Declare, crawl: Crawl, file: File) -> None:
    boards = declare()
    crawl(boards)
    site.routes["/jobs"] = NOTHING
    del site.routes["/jobs/last"]
    result = crawl(boards, day="2026-03-03")
    assert (result.outcome, result.totals.closed) == ("ok", 1)
    assert state(file()) == ("closed", "page_gone")


@pytest.mark.usefixtures("last")
def test_the_last_vacancy_goes_where_the_listing_says_that_it_is_empty(
    site: Site, declare: Declare, crawl: Crawl, file: File
) -> None:
    boards = declare(extra=SAYS_SO)
    crawl(boards)
    site.routes["/jobs"] = NOTHING
    assert crawl(boards, day="2026-03-03").outcome == "ok"
    assert state(file()) == ("open", None)
    site.routes["/jobs/last"] = Answer(status=302, headers={"Location": "/jobs"})
    assert crawl(boards, day="2026-03-04").totals.closed == 1
    assert state(file()) == ("closed", "gone_from_board")


@pytest.mark.usefixtures("last")
def test_the_last_vacancy_stays_while_its_page_shows_it_and_the_listing_says_nothing(
    site: Site, declare: Declare, crawl: Crawl, file: File
) -> None:
    boards = declare()
    crawl(boards)
    site.routes["/jobs"] = NOTHING
    for day in ("2026-03-03", "2026-03-04", "2026-03-05"):
        result = crawl(boards, day=day)
        assert (result.outcome, result.exit_code, result.totals.closed) == ("suspect", 1, 0)
        assert "empty_text" in result.reason
    assert state(file()) == ("open", None)
