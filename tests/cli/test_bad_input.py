"""Whatever is wrong with what a person gives us is one clear line and the right exit code, never a traceback."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from shutil import copyfile

import pytest

from tests.cli.conftest import Ended, Program, serve, table
from tests.site import Site, listing, page, posting

DAY = "2026-03-02T06:00:00Z"


@dataclass(frozen=True)
class World:
    """A folder with a crawled file and a good boards file, beside which each case puts what is wrong."""

    program: Program
    site: Site


Case = tuple[list[str], dict[str, str], str | None]


def board_with(world: World, name: str, text: str | bytes) -> list[str]:
    path = world.program.folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return ["crawl", "paper_boat", "--db", str(world.program.folder / "never.db"), "--boards", str(path)]


def in_project(world: World, name: str, text: str) -> str:
    folder = world.program.folder / name
    folder.mkdir()
    (folder / "veille.toml").write_text(text)
    return str(folder)


def spoilt(world: World, name: str, how: Callable[[Path], object]) -> Path:
    """A copy of the file to which something happened."""
    path = world.program.folder / name
    copyfile(world.program.db, path)
    how(path)
    return path


def _sql(*statements: str) -> Callable[[Path], None]:
    def run(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as conn:
            for statement in statements:
                conn.execute(statement)

    return run


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _damage(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    whole[4096 : len(whole) // 2] = bytes(len(whole) // 2 - 4096)
    path.write_bytes(bytes(whole))


def _replace(text: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(text)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _foreign(path: Path) -> None:
    path.unlink()
    _sql("CREATE TABLE recipes (name TEXT)", "INSERT INTO recipes VALUES ('soup')")(path)


SPOILT: dict[str, Callable[[Path], object]] = {
    "text": _replace(b"my shopping list\n" * 50),
    "folder": _folder,
    "foreign": _foreign,
    "truncated": _cut,
    "damaged": _damage,
    "newer": _sql("PRAGMA user_version = 999"),
}

#: What is run, and what the one line must say; {folder} is the folder of the files.
SAID: dict[str, tuple[int, tuple[str, ...]]] = {
    "unknown attribute": (2, ("paper_boat", "unknown_attribute.toml", "detail_link")),
    "not TOML": (2, ("not_toml.toml", "not valid TOML", "line 1")),
    "not there": (2, ("no_such.toml", "does not exist")),
    "not UTF-8": (2, ("latin.toml", "UTF-8")),
    "boards file is a folder": (2, ("boards file",)),
    "wrong type": (2, ("paper_boat", "start")),
    "unknown board": (2, ("paper_boot", "did you mean 'paper_boat'?")),
    "unknown board of changes": (2, ("paper_boot", "paper_boat")),
    "unknown verb": (2, ("serch",)),
    "unknown option": (2, ("--jsno",)),
    "no board named": (2, ("--all",)),
    "boards and --all": (2, ("not both",)),
    "id that is no number": (2, ("twelve",)),
    "id beyond numbers": (2, ("99999999999999999999",)),
    "unknown id": (2, ("4711", "veille search")),
    "nonsense since": (2, ("--since", "soonish")),
    "day that is none": (2, ("--since", "2026-13-45")),
    "endless since": (2, ("--since",)),
    "no file to search": (2, ("none.db", "veille crawl")),
    "no file to back up": (2, ("none.db",)),
    "unknown home": (2, ("~nobody_at_all",)),
    "name too long": (4, ("aaaa",)),
    "unknown setting": (2, ("veille.toml", "contcat", "contact")),
    "setting of a wrong type": (2, ("veille.toml", "jobs")),
    "setting that is a boolean": (2, ("veille.toml", "jobs")),
    "boards that are no texts": (2, ("veille.toml", "boards")),
    "setting beyond": (2, ("jobs", "32")),
    "configuration that is no TOML": (2, ("veille.toml",)),
    "nonsense clock": (2, ("VEILLE_NOW", "yesterday")),
    "nonsense clock of status": (2, ("VEILLE_NOW",)),
}


def _commands(world: World) -> dict[str, Case]:
    good, db, folder = str(world.program.boards), str(world.program.db), world.program.folder
    plain = table("paper_boat", world.site)
    (folder / "folder.toml").mkdir()
    file = ["--db", db]
    never = ["--db", str(folder / "never.db"), "--boards", good]
    return {
        "unknown attribute": (
            board_with(world, "unknown_attribute.toml", plain.replace("detail_links", "detail_link")),
            {},
            None,
        ),
        "not TOML": (board_with(world, "not_toml.toml", "paper boat"), {}, None),
        "not there": (["boards", "--boards", "no_such.toml"], {}, None),
        "not UTF-8": (board_with(world, "latin.toml", plain.replace("Paper", "Bateau né").encode("latin-1")), {}, None),
        "boards file is a folder": (["boards", "--boards", str(folder / "folder.toml")], {}, None),
        "wrong type": (board_with(world, "typed.toml", plain.replace('start = ["/jobs"]', "start = 7")), {}, None),
        "unknown board": (["crawl", "paper_boot", *never], {}, None),
        "unknown board of changes": (["changes", "--board", "paper_boot", *file, "--boards", good], {}, None),
        "unknown verb": (["serch"], {}, None),
        "unknown option": (["search", "--jsno"], {}, None),
        "no board named": (["crawl", *never], {}, None),
        "boards and --all": (["crawl", "paper_boat", "--all", *never], {}, None),
        "id that is no number": (["show", "twelve", *file], {}, None),
        "id beyond numbers": (["show", "99999999999999999999", *file], {}, None),
        "unknown id": (["show", "4711", *file], {}, None),
        "nonsense since": (["changes", "--since", "soonish", *file], {}, None),
        "day that is none": (["changes", "--since", "2026-13-45", *file], {}, None),
        "endless since": (["changes", "--since", "999999w", *file], {}, None),
        "no file to search": (["search", "--db", "none.db"], {}, None),
        "no file to back up": (["backup", "copy.db", "--db", "none.db"], {}, None),
        "unknown home": (["search", "--db", "~nobody_at_all/jobs.db"], {}, None),
        "name too long": (["search", "--db", "a" * 300], {}, None),
        "unknown setting": (["config"], {}, in_project(world, "p1", 'contcat = "a"\n')),
        "setting of a wrong type": (["config"], {}, in_project(world, "p2", 'jobs = "many"\n')),
        "setting that is a boolean": (["config"], {}, in_project(world, "p3", "jobs = true\n")),
        "boards that are no texts": (["config"], {}, in_project(world, "p4", "boards = [7]\n")),
        "setting beyond": (["config"], {}, in_project(world, "p5", "jobs = 99\n")),
        "configuration that is no TOML": (["search"], {}, in_project(world, "p6", "jobs == 1\n")),
        "nonsense clock": (["crawl", "paper_boat", *never], {"VEILLE_NOW": "yesterday"}, None),
        "nonsense clock of status": (["status", *file], {"VEILLE_NOW": "2026-02-30T00:00:00Z"}, None),
    }


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    program = Program(tmp_path_factory.mktemp("bad"))
    with Site() as site:
        serve(site, "a b c")
        program.declare(table("paper_boat", site))
        assert program.crawled("paper_boat", now=DAY) == ["ok"]
        _sql("PRAGMA wal_checkpoint(TRUNCATE)")(program.db)
        site.asked.clear()
        yield World(program, site)


@pytest.fixture(scope="module")
def ended(world: World) -> dict[str, Ended]:
    """Every case, run."""
    return {
        name: world.program.forked(*command, cwd=Path(cwd) if cwd else None, **env)
        for name, (command, env, cwd) in _commands(world).items()
    }


@pytest.mark.parametrize("case", SAID)
def test_bad_input_is_one_line_and_the_right_code(case: str, ended: dict[str, Ended]) -> None:
    code, words = SAID[case]
    assert ended[case].code == code
    assert ended[case].line.startswith("veille: ")
    assert ended[case].out == ""
    for word in words:
        assert word in ended[case].line


def test_bad_input_asks_nobody_and_makes_no_file(world: World, ended: dict[str, Ended]) -> None:
    assert len(ended) == len(SAID)
    assert world.site.asked == []
    assert not (world.program.folder / "never.db").exists()


@pytest.fixture(scope="module")
def refused(world: World) -> dict[tuple[str, str], tuple[Ended, bool]]:
    """Every verb on every spoilt file, and whether the file stayed as it was."""

    def run(case: tuple[str, str]) -> tuple[Ended, bool]:
        how, verb = case
        path = spoilt(world, f"{how}-{verb}.db", SPOILT[how])
        before = None if path.is_dir() else path.read_bytes()
        words = ["crawl", "paper_boat"] if verb == "crawl" else ["backup", "c.db"] if verb == "backup" else [verb]
        result = world.program.forked(*words, "--db", path, "--boards", world.program.boards)
        return result, before == (None if path.is_dir() else path.read_bytes())

    return {case: run(case) for how in SPOILT for case in product([how], VERBS_OF.get(how, ("crawl", "search")))}


VERBS_OF = {"damaged": ("crawl", "search", "doctor", "backup"), "text": ("crawl", "status", "boards", "backup")}


@pytest.mark.parametrize("how", SPOILT)
def test_an_unusable_file_is_one_line_and_not_a_byte_of_it_changes(
    how: str, refused: dict[tuple[str, str], tuple[Ended, bool]], world: World
) -> None:
    found = {case: result for case, result in refused.items() if case[0] == how}
    assert len(found) >= 2
    for (_, verb), (result, untouched) in found.items():
        assert result.code == 4, (verb, result)
        assert f"{how}-{verb}.db" in result.line
        assert untouched, verb
    assert world.site.asked == []


def test_a_read_only_file_can_be_read_and_not_crawled_into(world: World) -> None:
    path = spoilt(world, "read_only.db", lambda path: path.chmod(0o444))
    before = path.read_bytes()
    crawled = world.program.forked("crawl", "paper_boat", "--db", path, "--boards", world.program.boards)
    assert crawled.code == 4
    assert "read-only" in crawled.line
    assert path.read_bytes() == before
    found = world.program.forked("search", "--json", "--db", path)
    assert (found.code, len(found.json)) == (0, 3)


def test_boards_that_cannot_be_read_are_said_and_harm_no_other(program: Program, site: Site) -> None:
    serve(site, "a b", start="/good")
    site.routes["/bare"] = page("Offres", "<h1>Nos offres</h1>")
    site.routes["/untitled"] = listing(["/untitled/1", "/untitled/2"])
    site.routes["/untitled/1"] = posting("Chargé de projet", "<p>CDI</p>")
    site.routes["/untitled/2"] = "<html><body><p>Rien ici.</p></body></html>"
    silent = table("silent", site).replace(site.url, "http://127.0.0.1:9").replace(site.host, "127.0.0.1:9")
    program.declare(
        silent,
        table("bare", site, start="/bare"),
        table("untitled", site, start="/untitled"),
        table("good", site, start="/good"),
    )
    result = program.inside("crawl", "silent", "bare", "untitled", "good", "--json", VEILLE_NOW=DAY)
    rows = {row["board"]: row for row in result.json}
    assert result.code == 1
    assert {name: row["outcome"] for name, row in rows.items()} == {
        "silent": "failed",
        "bare": "suspect",
        "untitled": "suspect",
        "good": "ok",
    }
    assert "127.0.0.1:9" in rows["silent"]["reason"]
    assert "detail_links" in rows["bare"]["reason"]
    assert "1 of 2 postings have no title" in rows["untitled"]["reason"]
    assert rows["good"]["new"] == 2
    for name in ("silent", "bare", "untitled", "good"):
        assert len([line for line in result.err.splitlines() if f" {name} " in f" {line} "]) == 1
