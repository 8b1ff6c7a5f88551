"""``veille findings`` from outside: what could not be read, by board and by text."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Program, table
from tests.site import TASKS, Site, listing, page

MONDAY, TUESDAY = "2026-03-02T06:00:00Z", "2026-03-03T06:00:00Z"


def test_what_could_not_be_read_is_listed_by_board_and_text(tmp_path: Path) -> None:
    program = Program(tmp_path)
    with Site() as site:
        site.routes["/jobs"] = listing(["/jobs/a", "/jobs/b"])
        for name, pay in (("a", "quatre cacahuètes"), ("b", "2 300 € brut par mois")):
            facts = f"<dl><dt>Salaire</dt><dd>{pay}</dd><dt>Zone de rattachement</dt><dd>Nord</dd></dl>"
            body = f"<h1>Chargée de projet {name}</h1>{facts}<h2>Missions</h2><p>{TASKS}</p>"
            site.routes[f"/jobs/{name}"] = page(f"Chargée de projet {name}", body)
        program.declare(table("paper_boat", site))
        assert program.crawled("paper_boat", now=MONDAY) == ["ok"]
        assert program.crawled("paper_boat", now=TUESDAY, full=True) == ["ok"]
    rows = json.loads(program.ask("findings", "--json").out)
    assert {"board", "rule", "field", "message", "crawls", "first_at", "last_at"} == set(rows[0])
    unread = [row for row in rows if row["rule"] == "unread_value"]
    assert [(row["field"], "quatre cacahuètes" in row["message"]) for row in unread] == [("salary", True)]
    assert any("Zone de rattachement" in row["message"] for row in rows if row["rule"] == "unknown_label")
    assert "quatre cacahuètes" in program.ask("findings", "paper_boat", "--rule", "unread_value").out
    assert program.ask("findings", "kite").code == 2
    assert program.ask("findings", "--rule", "unread_valeu").code == 2
