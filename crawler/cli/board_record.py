"""``veille board record``: save a board's pages as a fixture of the tests, without personal data."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
import tomli_w

from crawler.board import Board
from crawler.catalog import load_catalog, read_boards_file
from crawler.cli.options import Configuration, configured
from crawler.cli.output import say
from crawler.clock import environment_clock, given_instant
from crawler.exceptions import ConfigurationError
from crawler.middlewares.recorder import recorded
from crawler.opening import require_contact
from crawler.recording import write_fixture
from crawler.trying import Trial, try_board

_OF_THE_PLACE = ("base_url", "allow_private", "delay", "enabled", "off", "every", "notes", "expect")
#: Columns of `postings` that a fixture holds a reading to, where they have a value.
_HELD = (
    "organisation", "contract", "contract_months_min", "contract_months_max", "working_time", "weekly_hours_min",
    "remote", "salary_min", "salary_max", "salary_currency", "salary_period", "salary_basis", "salary_months",
    "experience_years_min", "education_level", "posted_on", "deadline_on", "starts_on", "language", "apply_email",
)  # fmt: skip


@click.command("record")
@click.argument("name", metavar="BOARD")
@click.option(
    "--to", "folder", type=click.Path(path_type=Path), help="Folder to write (default: under tests/fixtures)."
)
@click.option("--postings", "sample", type=click.IntRange(1, 50), default=3, help="How many postings to save.")
@configured
def command(configuration: Configuration, name: str, folder: Path | None, sample: int) -> int:
    """Save a board's listing and a few of its postings as a fixture: personal data scrubbed, expectations as read.

    What the pages say is a person's to check: expected.json holds what was read of them, right or wrong.
    """
    board = load_catalog(configuration.boards).board(name)
    require_contact([board], configuration.contact)
    table = _declared(board, configuration.boards)
    target = folder or _folder(board, own=table is not None)
    if target.exists() and any(target.iterdir()):
        raise ConfigurationError(f"{target} holds a fixture already; remove it or name another folder with --to")
    now = environment_clock()() if given_instant() else None
    with tempfile.TemporaryDirectory(prefix="veille-record-") as place:
        kept = Path(place) / "answers"
        trial = try_board(name, configuration.boards, configuration.contact, sample=sample, now=now, record=kept)
        answers = [each for each in recorded(kept) if not each.url.endswith("/robots.txt")]
        entries = write_fixture(target, answers) if trial.postings else []
    if not trial.postings:
        say(f"{name}: nothing to save, {trial.result.error or trial.result.reason}")
        return 1
    _write(target, table, entries, trial)
    click.echo(f"{len(trial.postings)} postings and {len(answers)} answers of {name} saved in {target}")
    click.echo("Now read expected.json beside the pages: what is wrong there is a string to mend, not to keep.")
    return 0


def _declared(board: Board, files: Sequence[Path]) -> Mapping[str, Any] | None:
    """The board's table in the user's files, none for a board that comes with the program."""
    tables = [table for path in files if (table := read_boards_file(path).get(board.name)) is not None]
    return next((table for table in reversed(tables) if "archetype" in table), None)


def _folder(board: Board, *, own: bool) -> Path:
    fixtures = Path("tests/fixtures")
    return fixtures / "archetypes" / board.archetype / board.name if own else fixtures / board.name


def _write(target: Path, table: Mapping[str, Any] | None, entries: list[dict[str, Any]], trial: Trial) -> None:
    if table is not None:
        kept = {key: value for key, value in table.items() if key not in _OF_THE_PLACE}
        (target / "board.toml").write_text(tomli_w.dumps({"fixture": kept}), encoding="utf-8")
    if entries:
        (target / "answers.toml").write_text(tomli_w.dumps({"answer": entries}), encoding="utf-8")
    expected = [_expected(posting) for posting in trial.postings]
    text = json.dumps(expected, ensure_ascii=False, indent=1)
    (target / "expected.json").write_text(text + "\n", encoding="utf-8")


def _expected(posting: Mapping[str, Any]) -> dict[str, Any]:
    stated = {name: posting[name] for name in _HELD if posting.get(name) is not None}
    places = [{"city": row["city"], "country": row["country"]} for row in posting["places"]]
    return {"external_id": posting["external_id"], "title": posting["title"], "posting": stated, "places": places}
