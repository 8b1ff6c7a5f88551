"""The reading verbs from outside, on one crawled file: what they find, their JSON, and what they do not obey."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Program, serve, table, until
from tests.site import Answer, Site, listing, posting

ESCAPES = "Chargée de plaidoyer \x1b[31mrouge\x1b[0m \u202eelbisivni\u202c \x9b2J [bold]gras[/]"
MONDAY, TUESDAY = "2026-03-02T06:00:00Z", "2026-03-03T06:00:00Z"
CRAWL_COLUMNS = {"reason", "postings_seen", "new", "changed", "closed", "reopened", "requested", "answered", "bytes"}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """Two boards crawled on two days: one is well, of the other the listing is gone on the second day."""
    program = Program(tmp_path_factory.mktemp("world"))
    with Site() as site:
        site.routes["/jobs"] = listing(["/jobs/water", "/jobs/code", "/jobs/voice"])
        site.routes["/jobs/water"] = posting(
            "Coordinatrice eau", "<p>Salaire : 2 300 € brut par mois</p><p>Lieu : Genève</p>"
        )
        site.routes["/jobs/code"] = posting(
            "Développeuse", "<p>CDI</p>", "Vous écrivez du C++ pour nos bénévoles. " * 9
        )
        site.routes["/jobs/voice"] = posting(ESCAPES.replace("[", "&#91;"), "<p>CDD de 6 mois</p>")
        serve(site, "x", start="/other")
        program.declare(table("paper_boat", site), table("kite", site, start="/other"))
        assert program.crawled("paper_boat", "kite", now=MONDAY) == ["ok", "ok"]
        site.routes["/jobs/water"] = posting(
            "Coordinatrice eau", "<p>Salaire : 2 500 € brut par mois</p><p>Lieu : Genève</p>"
        )
        site.routes["/other"] = Answer("", 404)
        assert program.crawled("paper_boat", "kite", now=TUESDAY, full=True) == ["ok", "failed"]
        yield program


def columns(world: Program, name: str) -> set[str]:
    return {row["name"] for row in world.rows(f"SELECT name FROM pragma_table_info('{name}')")}


def id_of(world: Program, external_id: str) -> int:
    return int(world.rows(f"SELECT id FROM postings WHERE external_id = '{external_id}'")[0]["id"])


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["coordinatrice", "EAU"], {"water"}),
        (["benevoles", "c++"], {"code"}),
        (["geneve"], {"water"}),
        (["coordinatrice", "C++"], set()),
        ([], {"water", "code", "voice", "x"}),
    ],
)
def test_search_finds_what_holds_every_word_whatever_its_accents(
    world: Program, words: list[str], found: set[str]
) -> None:
    ended = world.ask("search", "--json", *words)
    assert ended.code == 0
    assert {row["external_id"] for row in ended.json} == found
    for row in ended.json:
        assert set(row) <= columns(world, "postings") | {"places", "copies"}


@pytest.mark.parametrize("text", ['C++ "', "NEAR(", "*", "title:eau OR", "'; DROP TABLE postings --", "\ud83d", "^"])
def test_any_text_in_the_search_box_is_a_search(world: Program, text: str) -> None:
    ended = world.forked(
        "search",
        "--json",
        "--db",
        world.db,
        "--",
        text.encode("utf-8", "surrogatepass").decode("utf-8", "surrogateescape"),
    )
    assert (ended.code, ended.err) == (0, "")
    assert isinstance(ended.json, list)


@pytest.mark.parametrize(
    "verb",
    ["search eau", "show 1", "changes", "status", "boards", "doctor", "config", "duplicates", "findings", "serch"],
)
def test_the_console_script_of_a_verb_says_what_it_says_to_the_other_tests(world: Program, verb: str) -> None:
    now = {"VEILLE_NOW": "2026-03-03T07:00:00Z"}
    started, forked = world.veille(*verb.split(), **now), world.ask(*verb.split(), **now)
    assert started == forked
    assert started.out or started.line


def test_nothing_found_is_said_and_all_is_well(world: Program) -> None:
    ended = world.ask("search", "zythum")
    assert (ended.code, ended.out.strip()) == (0, "Nothing found.")


def test_a_posting_is_shown_with_the_words_behind_its_fields(world: Program) -> None:
    number = id_of(world, "water")
    plain = world.ask("show", number)
    assert plain.code == 0
    assert "Coordinatrice eau" in plain.out
    assert "2 500 EUR/month gross" in plain.out
    assert "2 500 € brut par mois" in plain.out
    assert "salary 2 300 → 2 500 EUR/month gross" in plain.out
    why = world.ask("show", number, "--why")
    assert why.code == 0
    assert len(why.out) >= len(plain.out)
    shown = world.ask("show", number, "--json").json
    assert columns(world, "postings") <= set(shown)
    assert (shown["salary_min"], shown["salary_period"], shown["board"]) == (2500.0, "month", "paper_boat")
    assert any(row["chosen"] and "2 500" in row["excerpt"] for row in shown["evidence"]["salary_min"])


def test_changes_are_shown_since_a_day_and_of_a_board(world: Program) -> None:
    all_of_it = world.ask("changes", "--json").json
    assert set(all_of_it[0]) <= columns(world, "changes") | columns(world, "postings")
    assert sum(row["kind"] == "opened" for row in all_of_it) == 4
    recent = world.ask("changes", "--json", "--since", "2026-03-03").json
    assert {row["kind"] for row in recent} == {"changed"}
    assert ("salary_min", "2300", "2500") in {(row["field"], str(row["before"]), str(row["after"])) for row in recent}
    assert {
        row["field"] for row in world.ask("changes", "--json", "--since", "24h", VEILLE_NOW="2026-03-03T07:00:00Z").json
    } == {row["field"] for row in recent}
    assert {row["board"] for row in world.ask("changes", "--json", "--board", "kite").json} == {"kite"}


def test_changes_are_one_line_a_revision_for_people(world: Program) -> None:
    head, line = world.ask("changes", "--since", "2026-03-03").out.splitlines()
    assert head.split() == ["when", "board", "id", "what", "title"]
    assert "salary 2 300 → 2 500 EUR/month gross" in line
    assert "annual" not in line


def test_status_says_which_board_is_unwell_since_when_why_and_what_to_do(world: Program) -> None:
    ended = world.ask("status", VEILLE_NOW="2026-03-03T07:00:00Z", TZ="UTC")
    assert ended.code == 1
    line, advice = ended.out.splitlines()[-2:]
    assert line.startswith("kite: failed since 2026-03-03 06:00, 60 min ago")
    assert "404" in line
    assert advice.strip().startswith("→")
    told = world.ask("status", "--json", VEILLE_NOW="2026-03-03T07:00:00Z")
    assert told.code == 1
    health = {row["board"]: row["health"] for row in told.json}
    assert (health["kite"], health["paper_boat"]) == ("failed", "ok")
    kite = next(row for row in told.json if row["board"] == "kite")
    assert CRAWL_COLUMNS.issubset(kite)


def test_a_board_that_nobody_crawled_for_three_intervals_is_stale(world: Program) -> None:
    told = world.ask("status", "--json", VEILLE_NOW="2026-03-09T06:00:00Z")
    assert told.code == 1
    assert {row["board"]: row["health"] for row in told.json}["paper_boat"] == "stale"


def test_boards_are_listed_with_their_health(world: Program) -> None:
    rows = {row["name"]: row for row in world.ask("boards", "--json").json}
    assert rows["kite"]["health"] == "failed"
    assert rows["makesense"]["health"] == "new"
    assert columns(world, "boards") <= set(rows["kite"])
    assert "paper_boat" in world.ask("boards").out


def test_doctor_and_config_are_one_object_each(world: Program) -> None:
    doctor = world.ask("doctor", "--json")
    assert (doctor.code, doctor.json["integrity_check"], doctor.json["foreign_key_check"]) == (0, "ok", "ok")
    assert doctor.json["sqlite_version"]
    config = world.ask("config", "--json", VEILLE_CONTACT="jobs@example.org").json
    assert (config["db"], config["boards"]) == (str(world.db), [str(world.boards)])
    assert config["contact"] == "jobs@example.org"
    for verb in ("doctor", "config"):
        plain = world.ask(verb)
        assert plain.code == 0
        assert str(world.db) in plain.out


@pytest.mark.parametrize(
    "verb", [["search"], ["search", "--json"], ["changes"], ["show", "voice"], ["show", "voice", "--why"]]
)
def test_what_a_page_says_is_inert_in_the_terminal(world: Program, verb: list[str]) -> None:
    asked = [str(id_of(world, word)) if word == "voice" else word for word in verb]
    ended = world.ask(*asked)
    assert ended.code == 0
    shown = json.dumps(ended.json, ensure_ascii=True) if "--json" in verb else ended.out
    assert "rouge" in shown
    assert "[bold]" in shown or "[bold" in shown.replace("\n", "")
    assert not [char for char in ended.out if unicodedata.category(char) == "Cc" and char not in "\n\t"]
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.mark.parametrize("before", [True, False])
def test_the_file_may_be_named_before_or_after_the_verb_from_any_folder(
    world: Program, tmp_path: Path, before: bool
) -> None:
    given = ["--db", str(world.db), "--boards", str(world.boards)]
    command = [*given, "boards", "--json"] if before else ["boards", "--json", *given]
    ended = world.forked(*command, cwd=tmp_path)
    assert ended.code == 0
    assert {row["name"]: row["health"] for row in ended.json}["kite"] == "failed"
    assert list(tmp_path.iterdir()) == []


def test_the_file_may_be_named_by_the_environment_or_the_configuration_file(world: Program, tmp_path: Path) -> None:
    (tmp_path / "deeper").mkdir()
    (tmp_path / "veille.toml").write_text(
        f'db = "{world.db}"\nboards = ["{world.boards}"]\ncontact = "a@example.org"\n'
    )
    config = world.forked("config", "--json", cwd=tmp_path / "deeper").json
    assert (config["db"], config["boards"], config["contact"]) == (str(world.db), [str(world.boards)], "a@example.org")
    given = {"VEILLE_DB": "other.db", "VEILLE_BOARDS": "one.toml:two.toml"}
    config = world.forked("config", "--json", cwd=tmp_path, **given).json
    assert (config["db"], config["boards"]) == ("other.db", ["one.toml", "two.toml"])
    assert world.forked("config", "--json", "--db", "mine.db", cwd=tmp_path, **given).json["db"] == "mine.db"


def test_reading_leaves_the_file_as_it_was(world: Program) -> None:
    before = world.db.read_bytes()
    for verb in ("search", "changes", "status", "doctor", "boards"):
        world.ask(verb)
    assert world.db.read_bytes() == before


def test_a_backup_is_whole_during_a_crawl_and_replaces_nothing_unasked(program: Program, site: Site) -> None:
    serve(site, " ".join(f"job{n:03}" for n in range(90)), pause=0.02)
    program.declare(table("paper_boat", site))
    running = program.start("crawl", "paper_boat", "--db", program.db, "--boards", program.boards)
    until(lambda: len(site.asked) > 60)
    copy = Program(program.folder)
    copy.db = program.folder / "copy.db"
    ended = program.ask("backup", copy.db)
    assert ended.code == 0
    assert copy.is_sound()
    # A batch is 50 observations, the first of them the listing's page.
    assert copy.rows("SELECT count(*) AS n FROM postings")[0]["n"] >= 49
    kept = copy.db.read_bytes()
    refused = program.ask("backup", copy.db)
    assert refused.code == 2
    assert "--force" in refused.line
    assert copy.db.read_bytes() == kept
    assert program.end(running).code == 0
    assert program.ask("backup", copy.db, "--force").code == 0
    assert copy.rows("SELECT count(*) AS n FROM postings") == [{"n": 90}]
    assert program.ask("backup", program.db, "--force").code == 4
    assert program.is_sound()
