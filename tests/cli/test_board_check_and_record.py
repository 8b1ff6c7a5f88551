"""A declared board is tried, held against what it used to be, and saved as a fixture without personal data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crawler.recording import Saved, laid_out, scrubbed
from pipelines.drift import Sample, drift
from pipelines.observations import FieldCount, PastCrawl
from tests.cli.conftest import Program, serve, table
from tests.site import Site, posting


def test_a_board_that_is_as_it_was_passes_and_one_that_lost_a_field_drifted(program: Program, site: Site) -> None:
    serve(site, "un deux trois quatre cinq six")
    program.declare(table("paper_boat", site, "expect = [2, 20]\n"))
    assert program.crawled("paper_boat") == ["ok"]
    same = program.inside("board", "check", "paper_boat", "--json")
    assert (same.code, same.json["listed"], len(same.json["postings"])) == (0, 6, 3)
    assert all(check["holds"] for check in same.json["checks"])
    for path in list(site.routes):
        if path.startswith("/jobs/"):
            site.routes[path] = posting(f"Chargé de projet {path[6:]}", "", "Une mission tout autre. " * 30)
    drifted = program.veille("board", "check", "paper_boat")
    assert drifted.code == 1
    assert "drifted: 0 of 3 have salary_min, 100 % in the last good crawls" in " ".join(drifted.out.split())
    assert program.rows("SELECT count(*) AS n FROM crawls") == [{"n": 1}]


def test_a_recorded_board_is_a_fixture_without_the_persons_in_it(program: Program, site: Site) -> None:
    serve(site, "un deux")
    contact = "<p>Contact : Mme Odile Exemple, odile.exemple@bateau.example, 01 23 45 67 89</p>"
    site.routes["/jobs/un"] = posting("Chargé de projet un", f"<p>Salaire : 2 300 € brut par mois</p>{contact}")
    program.declare(table("paper_boat", site))
    folder = program.folder / "fixture"
    assert program.veille("board", "record", "paper_boat", "--to", folder).code == 0
    page = (folder / "site/jobs/un.html").read_text(encoding="utf-8")
    assert "Odile" not in page
    assert "23 45" not in page
    assert "Mme N. N., person@bateau.example" in page
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    assert {each["external_id"]: each["posting"]["salary_min"] for each in expected} == {"un": 2300, "deux": 2300}
    declared = (folder / "board.toml").read_text(encoding="utf-8")
    assert 'detail_links = "li.job a"' in declared
    assert "base_url" not in declared
    again = program.ask("board", "record", "paper_boat", "--to", folder)
    assert (again.code, "holds a fixture already" in again.line) == (2, True)


@pytest.mark.parametrize(
    ("listed", "filled", "expect", "fails"),
    [
        (40, {"deadline_on": 3}, (10, 90), []),
        (4, {"deadline_on": 3}, (10, 90), ["expect", "count"]),
        (40, {"deadline_on": 0}, None, ["deadline_on"]),
        (40, {"deadline_on": 1, "salary_min": 0}, None, []),
    ],
)
def test_drift_is_what_nearly_all_postings_had_and_none_of_the_sample_has(
    listed: int, filled: dict[str, int], expect: tuple[int, int] | None, fails: list[str]
) -> None:
    coverage = (FieldCount("deadline_on", 39, 40), FieldCount("salary_min", 8, 40))
    checks = drift(Sample(listed, 3, filled), expect, [PastCrawl("ok", True, 40, coverage)])
    assert [check.name for check in checks if not check.holds] == fails


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("recrutement@port.example", "recrutement@port.example"),
        ("Écrire à a.dupre@port.example.", "Écrire à person@port.example."),
        ("Tél. 01 23 45 67 89", "Tél. 00 00 00 00 00"),
        ("+49 30 1234 5678", "+00 00 0000 0000"),
        ('{"recruiterName": "Ada Example", "title": "Nurse"}', '{"recruiterName": "N. N.", "title": "Nurse"}'),
        ("Frau Beispiel freut sich", "Frau N. N. freut sich"),
        ("35 h, 2 150 € et 13 mois", "35 h, 2 150 € et 13 mois"),
        ("Du 01/03/2026 au 30/04/2026", "Du 01/03/2026 au 30/04/2026"),
    ],
)
def test_what_a_person_is_known_by_is_scrubbed_and_nothing_else(text: str, clean: str) -> None:
    assert scrubbed(text) == clean


@pytest.mark.parametrize(
    "url",
    ["https://a.example/../../etc/passwd", "https://a.example/%2e%2e/x", "https://a.example/", "https://a.example//"],
)
def test_no_address_leads_out_of_the_folder(url: str) -> None:
    (place, _, _) = next(laid_out([Saved("GET", url, 200, "text/html", b"x")]))
    assert not place.is_absolute()
    assert ".." not in place.parts
    assert Path("/f", place).resolve().is_relative_to("/f")
