"""The program as its users have it: the command line in processes of their own, a real server on this machine."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

import pytest

from crawler.catalog import load_catalog
from crawler.child import CrawlTask
from crawler.cli.main import main
from crawler.clock import parse_instant
from crawler.rounds import crawl_boards
from tests.cli import forked
from tests.conftest import environment
from tests.site import Answer, Site, listing, posting

SCRIPTS = Path(sys.executable).parent
PROJECT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Ended:
    """How a process ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def line(self) -> str:
        """What it said on stderr, which must be one line."""
        lines = self.err.strip().splitlines()
        assert len(lines) == 1, self.err
        return lines[0]


def _fork_context() -> multiprocessing.context.ForkServerContext:
    """Processes forked from the one that crawls are forked from."""
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(["crawler.preload"])
    return server


class Program:
    """Runs ``veille`` and ``scrapy`` in a folder that belongs to no project, without the environment's settings.

    ``run``, ``veille`` and ``scrapy`` start the console script. ``forked`` and ``ask`` call what it calls in a process
    forked from the one that crawls are forked from: all but Python's own start, which is most of what a verb costs.
    ``inside`` calls it in this process, for a verb that crawls: what its crawls are forked from need not be made anew.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.db = folder / "jobs.db"
        self.boards = folder / "boards.toml"

    def start(
        self, *command: object, cwd: Path | None = None, script: str = "veille", **env: str
    ) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [str(SCRIPTS / script), *map(str, command)],
            cwd=cwd or self.folder,
            env=self.environment() | env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )

    def environment(self) -> dict[str, str]:
        """What its processes have in their environment: nothing of the user's own settings."""
        clean = {name: value for name, value in environment().items() if not name.startswith(("VEILLE_", "SCRAPY_"))}
        return clean | {"XDG_DATA_HOME": str(self.folder / "home"), "VEILLE_RUNTIME": str(self.folder / "run")}

    def end(self, process: subprocess.Popen[str], timeout: float = 60) -> Ended:
        """Wait for a process; whatever it was told, it never shows a traceback."""
        try:
            out, err = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            raise
        assert "Traceback" not in out + err, out + err
        return Ended(process.returncode, out, err)

    def run(self, *command: object, cwd: Path | None = None, script: str = "veille", **env: str) -> Ended:
        return self.end(self.start(*command, cwd=cwd, script=script, **env))

    def veille(self, *command: object, **env: str) -> Ended:
        """Run a verb on this folder's file and boards."""
        return self.run(*command, "--db", self.db, "--boards", self.boards, **env)

    def forked(self, *command: object, cwd: Path | None = None, **env: str) -> Ended:
        """Run a command line that crawls nothing, without starting Python for it; never shows a traceback."""
        server = _fork_context()
        with tempfile.TemporaryDirectory() as told:
            out, err = Path(told, "out"), Path(told, "err")
            given = (list(map(str, command)), cwd or self.folder, self.environment() | env, out, err)
            process = server.Process(target=forked.run, args=given)
            process.start()
            process.join(60)
            if process.exitcode is None:
                process.kill()
                pytest.fail(f"veille {command} does not end")
            ended = Ended(process.exitcode, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8"))
        assert "Traceback" not in ended.out + ended.err, ended
        return ended

    def ask(self, *command: object, **env: str) -> Ended:
        """Run a verb that crawls nothing on this folder's file and boards, without starting Python for it."""
        return self.forked(*command, "--db", self.db, "--boards", self.boards, **env)

    def inside(self, *command: object, **env: str) -> Ended:
        """Run a verb that crawls on this folder's file and boards in this process, whose crawls are forked already."""
        out, err, told = StringIO(), StringIO(), self.environment() | env
        # The process that crawls are forked from keeps the environment it begins with, for the tests that follow.
        _fork_context()
        forkserver.ensure_running()
        on_sigterm = signal.getsignal(signal.SIGTERM)
        with pytest.MonkeyPatch.context() as here, redirect_stdout(out), redirect_stderr(err):
            for name in os.environ.keys() | told.keys():
                here.setenv(name, told[name]) if name in told else here.delenv(name)
            here.chdir(self.folder)
            files = ["--db", str(self.db), "--boards", str(self.boards)]
            here.setattr(sys, "argv", ["veille", *map(str, command), *files])
            with pytest.raises(SystemExit) as ended:
                main()
        signal.signal(signal.SIGTERM, on_sigterm)
        return Ended(int(ended.value.code or 0), out.getvalue(), err.getvalue())

    def crawled(self, *boards: str, now: str | None = None, full: bool = False) -> list[str]:
        """Crawl boards into this folder's file, as a round of the command does, and return the outcomes."""
        clock = parse_instant(now) if now else None
        tasks = [CrawlTask(board, self.db, (self.boards,), now=clock, full=full) for board in boards]
        return [result.outcome or result.error for result in crawl_boards(tasks)]

    def scrapy(self, *command: object, **env: str) -> Ended:
        """Run a Scrapy command in the project, on this folder's file and boards."""
        given = {"VEILLE_DB": str(self.db), "VEILLE_BOARDS": str(self.boards)} | env
        return self.run(*command, cwd=PROJECT, script="scrapy", **given)

    def declare(self, *tables: str) -> None:
        self.boards.write_text("\n".join(tables), encoding="utf-8")

    def rows(self, sql: str) -> list[dict[str, Any]]:
        """What the file holds, read by another program."""
        with closing(sqlite3.connect(self.db)) as conn:
            conn.row_factory = sqlite3.Row
            return [dict(row) for row in conn.execute(sql)]

    def is_sound(self) -> bool:
        found = self.rows("PRAGMA integrity_check"), self.rows("PRAGMA foreign_key_check")
        return found == ([{"integrity_check": "ok"}], [])


#: A boards file's tables by which none of the boards that come with the program is on.
BUILT_IN_OFF = [f"[{board.name}]\nenabled = false\n" for board in load_catalog() if board.enabled]


def table(name: str, site: Site, extra: str = "", start: str = "/jobs") -> str:
    """A board of the site, as a table of a boards file."""
    return (
        f'[{name}]\narchetype = "listing"\ntitle = "Paper Boat"\nbase_url = "{site.url}"\n'
        f'allow_private = ["{site.host}"]\ndelay = 0\nstart = ["{start}"]\nlanguage = "fr"\ncountry = "FR"\n'
        f'detail_links = "li.job a"\n{extra}'
    )


def serve(site: Site, names: str, start: str = "/jobs", pause: float = 0.0) -> None:
    """Put a listing and its postings on the site; each page takes ``pause`` seconds to answer."""
    paths = [f"{start}/{name}" for name in names.split()]
    site.routes[start] = listing(paths)
    for path in paths:
        name = path.rpartition("/")[2]
        body = posting(f"Chargé de projet {name}", "<p>Salaire : 2 300 € brut par mois</p>", f"Mission {name}. " * 30)

        def slow(_: str, body: str = body) -> Answer:
            time.sleep(pause)
            return Answer(body)

        site.routes[path] = slow if pause else body


def until(condition: Any, seconds: float = 60.0) -> None:
    """Wait for something to be so; fail where it does not come."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.02)


@contextmanager
def serving() -> Iterator[Site]:
    with Site() as site:
        yield site


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)
