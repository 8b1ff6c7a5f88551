"""``veille board check``: try a declared board, show a few of its postings, and hold it against what it used to be."""

from __future__ import annotations

import os
from typing import Any

import click

from crawler.board import Board
from crawler.catalog import load_catalog
from crawler.cli.files import open_if_there
from crawler.cli.options import Configuration, as_json, configured
from crawler.cli.output import console, print_json, safe
from crawler.cli.trial_wording import FIELDS, print_coverage, print_postings
from crawler.clock import environment_clock, given_instant
from crawler.exceptions import ConfigurationError
from crawler.needs import lacking
from crawler.opening import require_contact
from crawler.trying import Trial, try_board
from pipelines.drift import drift
from pipelines.observations import Check
from pipelines.store.crawls import history_of


@click.command("check")
@click.argument("name", metavar="BOARD")
@as_json
@configured
def command(configuration: Configuration, name: str, json_output: bool) -> int:
    """Crawl a board's listing and three of its postings, and say whether it is as declared and as it used to be.

    Nothing is written into the file. Exit codes: 0 it is, 1 it drifted or could not be read.
    """
    board = load_catalog(configuration.boards).board(name)
    require_contact([board], configuration.contact)
    words = lacking(board, os.environ)
    if words is not None:
        raise ConfigurationError(f"board '{board.name}' {words}")
    with open_if_there(configuration.db) as db:
        history = history_of(db, name) if db is not None else []
    now = environment_clock()() if given_instant() else None
    trial = try_board(name, configuration.boards, configuration.contact, now=now)
    checks = drift(trial.sample, board.expect, history) if trial.postings else ()
    if json_output:
        print_json(_as_object(board, trial, checks))
    else:
        _print(board, trial, checks)
    return 0 if trial.result.outcome == "ok" and trial.postings and all(check.holds for check in checks) else 1


def _as_object(board: Board, trial: Trial, checks: tuple[Check, ...]) -> dict[str, Any]:
    return {
        "board": board.name,
        "outcome": trial.result.outcome,
        "reason": trial.result.error or trial.result.reason,
        "listed": trial.result.listed,
        "requested": trial.result.requested,
        "checks": [{"name": c.name, "holds": c.holds, "words": c.words} for c in checks],
        "findings": [{"rule": f.rule, "field": f.field, "message": f.message} for f in trial.result.findings],
        "postings": [{name: row.get(name) for name in ("url", *FIELDS)} for row in trial.postings],
    }


def _print(board: Board, trial: Trial, checks: tuple[Check, ...]) -> None:
    out, result = console(), trial.result
    reason = safe(result.error or result.reason)
    out.print(f"[bold]{safe(board.name)}[/] {safe(board.title)}: {result.outcome or 'not crawled'}, {reason}")
    out.print(f"{result.listed} postings listed, {len(trial.postings)} read, {result.requested} pages asked for")
    print_postings(trial.postings)
    if trial.postings:
        print_coverage(trial.postings)
    for check in checks:
        out.print(f"{'as before' if check.holds else '[yellow]drifted[/]'}: {safe(check.words)}")
    if not checks and trial.postings:
        out.print("Nothing to compare with: no 'expect' is declared and no good crawl is in the file.")
    for finding in result.findings[:10]:
        out.print(f"{finding.rule}: {safe(finding.message)}")
