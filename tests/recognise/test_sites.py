"""Small sites of different make are recognised as what they are, in few requests; what cannot be read says why."""

from __future__ import annotations

import tomllib

import pytest

from crawler.recognise.asking import BUDGET
from crawler.recognise.report import report_of
from crawler.recognise.writing import as_toml
from tests.recognise.saved import SavedSite, recognised, sites

SITES = sites()
READ = [site for site in SITES if site.expected["archetype"] != "none"]
UNREAD = [site for site in SITES if site.expected["archetype"] == "none"]
#: A board of one page of cards is declared in as few lines.
_LINES = 12


@pytest.mark.parametrize("site", READ, ids=lambda site: site.make)
def test_a_site_is_recognised_by_its_make_and_three_of_its_postings_are_read(site: SavedSite) -> None:
    found = recognised(site)
    assert found.best is not None, found.reason
    trial, wanted = found.best.trial, site.expected["archetype"]
    assert trial.candidate.archetype in ([wanted] if isinstance(wanted, str) else wanted), found.notes
    assert trial.listed == site.expected["listed"]
    assert len(trial.samples) == min(trial.listed, 3)
    assert len({each.posting.title for each in trial.samples}) == len(trial.samples)
    assert found.requests < BUDGET
    report = report_of(found, "2026-03-02")
    written = as_toml(report.name, report.table)
    assert tomllib.loads(written)[report.name]["archetype"] == trial.candidate.archetype
    if trial.candidate.archetype == "listing":
        assert len(written.strip().splitlines()) <= _LINES, written


@pytest.mark.parametrize("site", UNREAD, ids=lambda site: site.make)
def test_what_cannot_be_read_says_why_in_one_line(site: SavedSite) -> None:
    found = recognised(site)
    assert found.best is None
    assert site.expected["reason"] in found.reason
    assert "\n" not in found.reason
    assert found.requests < BUDGET
