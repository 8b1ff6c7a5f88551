"""The demo site left running: a boards file that reads it, and days that go by."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from crawler.catalog import load_catalog
from crawler.demo.serving import days_go_by, declare
from crawler.demo.site import DemoSite


def test_the_boards_file_declares_the_site_as_it_runs_due_as_often_as_asked(tmp_path: Path) -> None:
    with DemoSite() as site:
        declare(site, tmp_path / "data" / "boards.toml", "7s")
        catalog = load_catalog([tmp_path / "data" / "boards.toml"])
        for name, url in site.base_urls.items():
            assert (catalog.board(name).base_url, catalog.board(name).every) == (url, "7s")


def test_days_go_by_over_and_over(tmp_path: Path) -> None:
    with DemoSite() as site:
        slept: list[float] = []
        seen = [(day, site.day) for day in islice(days_go_by(site, 3.0, slept.append), 5)]
    assert seen == [(1, 1), (2, 2), (3, 3), (1, 1), (2, 2)]
    assert slept == [3.0] * 4
