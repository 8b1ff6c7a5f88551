"""``veille schedule`` as its users have it: in the foreground, stopped, killed, put to sleep, started twice."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from crawler.exceptions import LockedError
from crawler.opening import lock_scheduler
from tests.cli.conftest import PROJECT, SCRIPTS, Program, serve, table, until
from tests.site import Answer, Site

MANY = " ".join(f"job{n:02}" for n in range(30))


STARTED: list[subprocess.Popen[Any]] = []


@pytest.fixture(autouse=True)
def _nothing_left_running() -> Iterator[None]:
    """A scheduler ends by itself only when it is told to, which a test that fails does not get to."""
    yield
    while STARTED:
        process = STARTED.pop()
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()


def schedule(program: Program, *more: object) -> subprocess.Popen[str]:
    running = program.start("schedule", *more, "--jitter", "0", "--db", program.db, "--boards", program.boards)
    STARTED.append(running)
    return running


def outcomes(program: Program) -> list[str | None]:
    return (
        [row["outcome"] for row in program.rows("SELECT outcome FROM crawls ORDER BY id")] if _is_made(program) else []
    )


def _is_made(program: Program) -> bool:
    return program.db.exists() and bool(program.rows("SELECT name FROM sqlite_master WHERE name = 'scheduler'"))


def crawled(program: Program, times: int) -> bool:
    return outcomes(program).count("ok") >= times


def test_a_log_has_a_line_a_start_and_end_and_sigterm_stops_in_order(program: Program, site: Site) -> None:
    serve(site, "a b c")
    program.declare(table("paper_boat", site, 'every = "3s"\n'))
    running = schedule(program, "paper_boat")
    until(lambda: crawled(program, 2))
    running.terminate()
    ended = program.end(running)
    assert (ended.code, ended.err) == (0, "")
    assert "\x1b" not in ended.out
    lines = [line for line in ended.out.splitlines() if " · " not in line]
    assert all(re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d ", line) for line in lines), ended.out
    assert "watching 1 board into" in lines[0]
    assert lines[1].endswith("paper_boat is being crawled")
    assert re.search(r"✓ paper_boat ok — 3 postings, 3 new, .*; again \d{4}-", lines[2])
    assert "paper_boat ok — 3 postings, 0 new, 0 changed" in lines[4]
    assert lines[-1].endswith("stopped in order")
    [row] = program.rows("SELECT * FROM scheduler")
    assert (row["state"], row["pid"], row["running"]) == ("stopped", running.pid, "[]")


def test_a_crawl_that_runs_when_ctrl_c_stops_the_scheduler_stores_what_was_answered(
    program: Program, site: Site
) -> None:
    serve(site, MANY, pause=0.1)
    program.declare(table("paper_boat", site))
    running = schedule(program, "paper_boat")
    until(lambda: len(site.asked) > 6)
    answered = len(site.pages()) - 2
    os.killpg(running.pid, signal.SIGINT)
    ended = program.end(running)
    assert ended.code == 0
    assert "paper_boat is told to stop" in ended.out
    assert outcomes(program) == ["interrupted"]
    assert answered <= program.rows("SELECT count(*) AS n FROM postings WHERE status = 'open'")[0]["n"] < 30
    assert program.rows("SELECT state FROM scheduler") == [{"state": "stopped"}]


def test_a_second_signal_does_not_wait_for_a_site_that_hangs(program: Program, site: Site) -> None:
    serve(site, "a b c")
    never = Event()
    site.routes["/jobs/b"] = lambda _: Answer(str(never.wait(60)))
    program.declare(table("paper_boat", site))
    running = schedule(program, "paper_boat")
    until(lambda: "/jobs/b" in site.asked)
    running.terminate()
    time.sleep(0.3)
    running.terminate()
    ended = program.end(running)
    never.set()
    assert ended.code == 0
    assert "killed by signal 9" in ended.out
    assert program.rows("SELECT state FROM scheduler") == [{"state": "stopped"}]
    assert program.is_sound()


def test_a_second_scheduler_on_one_file_is_refused_however_the_file_is_spelt(program: Program, site: Site) -> None:
    serve(site, "a")
    program.declare(table("paper_boat", site))
    other = program.folder / "other"
    other.mkdir()
    (other / "link.db").symlink_to(program.db)
    running = schedule(program, "paper_boat")
    until(lambda: crawled(program, 1))
    until(lambda: program.rows("SELECT running FROM scheduler") == [{"running": "[]"}])
    before = program.rows("SELECT pid, started_at, state FROM scheduler"), outcomes(program)
    ended = program.forked("schedule", "--db", other / "link.db", "--boards", program.boards, "paper_boat")
    assert ended.code == 3
    assert "another scheduler runs on" in ended.line
    with pytest.raises(LockedError):
        lock_scheduler(other / ".." / "jobs.db")
    assert (program.rows("SELECT pid, started_at, state FROM scheduler"), outcomes(program)) == before
    assert sorted(path.name for path in other.iterdir()) == ["link.db"]
    lock_scheduler(other / "own.db").release()  # another file is nobody's
    running.terminate()
    assert program.end(running).code == 0


def test_a_scheduler_that_is_killed_is_replaced_at_once_and_its_crawl_made_up(program: Program, site: Site) -> None:
    serve(site, MANY, pause=0.03)
    program.declare(table("paper_boat", site, 'every = "2s"\n'))
    running = schedule(program, "paper_boat")
    until(lambda: len(site.asked) > 10)
    running.kill()
    running.communicate()
    assert program.rows("SELECT state FROM scheduler") == [{"state": "running"}]
    serve(site, MANY)
    again = schedule(program, "paper_boat")
    until(lambda: crawled(program, 1))
    again.terminate()
    assert program.end(again).code == 0
    assert outcomes(program)[:2] == ["interrupted", "ok"]
    assert program.is_sound()
    assert program.rows("SELECT count(*) AS n FROM postings WHERE status = 'open'") == [{"n": 30}]
    assert program.rows("SELECT count(*) AS n FROM changes WHERE kind = 'closed'") == [{"n": 0}]


def test_a_scheduler_that_slept_through_several_runs_makes_up_one(program: Program, site: Site) -> None:
    serve(site, "a")
    program.declare(table("paper_boat", site, 'every = "2s"\n'))
    running = schedule(program, "paper_boat")
    until(lambda: crawled(program, 1))
    until(lambda: program.rows("SELECT running FROM scheduler") == [{"running": "[]"}])
    asleep = len(outcomes(program))
    os.kill(running.pid, signal.SIGSTOP)
    time.sleep(4.2)
    assert len(outcomes(program)) == asleep
    os.kill(running.pid, signal.SIGCONT)
    until(lambda: crawled(program, asleep + 1))
    time.sleep(0.7)
    assert len(outcomes(program)) == asleep + 1
    running.terminate()
    assert program.end(running).code == 0


def test_on_a_terminal_it_shows_what_runs_and_what_comes_next(program: Program, site: Site) -> None:
    serve(site, "a b c d", pause=0.15)
    program.declare(table("paper_boat", site, 'every = "20m"\n'), table("kite", site, 'every = "30 7 * * *"\n'))
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 250, 0, 0))
    files = ["--db", str(program.db), "--boards", str(program.boards)]
    command = [str(SCRIPTS / "veille"), "schedule", "paper_boat", "kite", *files]
    clean = {name: value for name, value in program.environment().items() if name != "COLUMNS"}
    process = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=program.folder, env=clean | {"TERM": "xterm-256color"},
        start_new_session=True,
    )  # fmt: skip
    STARTED.append(process)
    os.close(theirs)
    until(lambda: crawled(program, 2))
    time.sleep(0.6)
    process.send_signal(signal.SIGINT)
    shown = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", _read_all(ours))
    assert process.wait(30) == 0
    assert "watching 2 boards into" in shown
    assert re.search(r"kite .*pages, \d postings read", shown)
    assert re.search(r"\d\d:\d\d:\d\d ✓ paper_boat ok — 4 postings, 4 new, .*; again in (19|20) min", shown)
    assert re.search(r"next: .*paper_boat in (19|20) min", shown)
    assert "Ctrl-C stops" in shown
    assert "stopped in order" in shown


def _read_all(terminal: int) -> str:
    read = bytearray()
    try:
        while more := os.read(terminal, 65536):
            read += more
    except OSError:  # whoever wrote to it is gone
        pass
    os.close(terminal)
    return read.decode("utf-8", "replace")


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["paper_bot"], 2, "did you mean 'paper_boat'?"),
        (["msf_france"], 2, "set VEILLE_CONTACT"),
        (["paper_boat", "--jitter", "-1"], 2, "--jitter"),
        (["paper_boat", "--db", "/proc/nowhere/jobs.db"], 4, "/proc/nowhere"),
        (["paper_boat", "--db", "."], 4, "it is a folder"),
    ],
)
def test_what_cannot_be_watched_is_one_line(
    program: Program, site: Site, arguments: list[str], code: int, says: str
) -> None:
    program.declare(table("paper_boat", site))
    ended = program.forked("schedule", "--db", program.db, "--boards", program.boards, *arguments)
    assert ended.code == code
    assert says in ended.line
    assert site.asked == []
    assert not Path(program.db).exists()


def test_the_examples_run_verbs_there_are() -> None:
    import configparser
    import shlex

    verbs = {path.stem for path in (PROJECT / "crawler" / "cli" / "verbs").glob("*.py")}
    examples = PROJECT / "docs" / "examples"
    units = {path.name: configparser.ConfigParser(strict=False, interpolation=None) for path in examples.glob("*.*")
             if path.suffix in (".service", ".timer")}  # fmt: skip
    assert set(units) == {"veille.service", "veille-due.service", "veille-due.timer"}
    for name, unit in units.items():
        unit.optionxform = str  # type: ignore[assignment]
        unit.read_string((examples / name).read_text(encoding="utf-8"))
        assert unit.has_option("Unit", "Description")
    started = [shlex.split(unit["Service"]["ExecStart"]) for unit in units.values() if unit.has_section("Service")]
    container = re.search(r"^CMD \[(.*)\]$", (examples / "Containerfile").read_text(encoding="utf-8"), re.MULTILINE)
    assert container
    started.append(["veille", *re.findall(r'"([^"]+)"', container[1])])
    assert {command[1] for command in started} == {"schedule", "crawl"}
    assert {command[1] for command in started} <= verbs
    assert units["veille.service"]["Service"]["KillSignal"] == "SIGTERM"
    assert int(units["veille.service"]["Service"]["TimeoutStopSec"]) > 30
