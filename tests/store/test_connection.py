"""Opening the file: what is refused, what is waited for, and that nothing half is ever written."""

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest
from filelock import FileLock

from pipelines.store.connection import StorageUnusable, open_reader, open_store
from pipelines.store.migrations import MIGRATIONS, names
from tests.conftest import environment

ROOT = Path(__file__).parents[2]


def spawn(code, *arguments):
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env=environment() | {"PYTHONPATH": str(ROOT)},
    )


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "jobs.db"


def test_a_new_file_is_created_with_its_folder_and_opened_again_without_change(path):
    open_store(path).close()
    before = path.read_bytes()
    open_store(path).close()
    assert path.read_bytes() == before


def test_the_file_is_ours_in_write_ahead_mode_with_foreign_keys_kept(path):
    with open_store(path) as store:
        pragmas = ("journal_mode", "foreign_keys", "synchronous", "application_id", "user_version")
        values = [store.db.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas]
        assert values == ["wal", 1, 1, 0x5645494C, len(names())]


def make_text(path):
    path.write_text("these are notes, not a database")


def make_folder(path):
    path.mkdir()


def make_foreign(path):
    with sqlite3.connect(path) as conn:
        conn.execute("CREATE TABLE songs (title)")


def make_marked_foreign(path):
    with sqlite3.connect(path) as conn:
        conn.execute("PRAGMA application_id = 7")


def make_newer(path):
    with open_store(path) as store, store.write() as db:
        db["_sqlite_migrations"].insert({"migration_set": "veille", "name": "9999_of_tomorrow", "applied_at": ""})


def make_newer_by_number(path):
    with open_store(path) as store, store.write() as db:
        db.execute("PRAGMA user_version = 99")


def make_cut(path):
    open_store(path).close()
    path.write_bytes(path.read_bytes()[:20_000])


def make_scribbled(path):
    open_store(path).close()
    data = bytearray(path.read_bytes())
    data[4096 : 4096 * 8] = b"\xff" * 4096 * 7
    path.write_bytes(data)


def make_protected(path):
    open_store(path).close()
    path.chmod(0o444)


def make_protected_folder(path):
    path.parent.chmod(0o555)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (make_text, "not a SQLite database"),
        (make_folder, "folder"),
        (make_foreign, "another program"),
        (make_marked_foreign, "another program"),
        (make_newer, "newer version"),
        (make_newer_by_number, "newer version"),
        (make_cut, "damaged"),
        (make_scribbled, "damaged"),
        (make_protected, "read-only"),
        (make_protected_folder, "read-only"),
    ],
)
def test_what_cannot_be_our_file_is_refused_in_one_line_and_not_a_byte_of_it_changes(path, make, words):
    path.parent.mkdir()
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StorageUnusable) as refusal:
        open_store(path)
    path.parent.chmod(0o755)
    message = str(refusal.value)
    assert str(path) in message
    assert words in message
    assert "\n" not in message
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_file_in_the_way_of_the_folder_is_refused(tmp_path):
    (tmp_path / "data").write_text("")
    with pytest.raises(StorageUnusable, match="not a folder"):
        open_store(tmp_path / "data" / "jobs.db")


def test_a_reader_of_a_missing_file_is_told_what_to_do(path):
    with pytest.raises(StorageUnusable, match="crawl a board first"):
        open_reader(path)


def test_a_reader_cannot_write(path):
    open_store(path).close()
    db = open_reader(path)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        db.execute("DELETE FROM boards")
    db.close()


def test_a_reader_sees_whole_transactions_and_never_waits(path):
    with open_store(path) as store:
        reader = open_reader(path)
        with store.write() as db:
            db["boards"].insert({"name": "harbour"})
            started = time.monotonic()
            assert reader.execute("SELECT count(*) FROM boards").fetchone() == (0,)
            assert time.monotonic() - started < 2
        assert reader.execute("SELECT count(*) FROM boards").fetchone() == (1,)
        reader.close()


def write_half(store, name):
    with store.write() as db:
        db["boards"].insert({"name": name})
        raise RuntimeError


def test_a_transaction_lands_whole_or_not_at_all(path):
    with open_store(path) as store:
        with pytest.raises(RuntimeError):
            write_half(store, "harbour")
        with store.write() as db:
            db["boards"].insert({"name": "river"})
            with pytest.raises(RuntimeError):
                write_half(store, "lost")
        assert [row["name"] for row in store.db["boards"].rows] == ["river"]


def test_a_writer_of_another_program_is_waited_for(path):
    with open_store(path, timeout=5) as store:
        other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        other.execute("BEGIN IMMEDIATE")
        timer = threading.Timer(0.3, lambda: other.execute("COMMIT"))
        timer.start()
        with store.write() as db:
            db["boards"].insert({"name": "harbour"})
        timer.join()
        other.close()
        assert store.db["boards"].count == 1


def test_a_writer_that_stays_too_long_is_named(path):
    with open_store(path, timeout=0.2) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageUnusable, match="another program holds it"), store.write():
            pass
        other.close()


def test_a_lock_held_too_long_is_named(path):
    open_store(path).close()
    with FileLock(f"{path}.lock"), pytest.raises(StorageUnusable, match="another program holds it"):
        open_store(path, timeout=0.1)


def test_a_full_disk_is_one_line_and_leaves_what_was_there(path):
    with open_store(path) as store:
        with store.write() as db:
            db["boards"].insert({"name": "harbour"})
        pages = store.db.execute("PRAGMA page_count").fetchone()[0]
        store.db.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StorageUnusable, match="disk is full"), store.write() as db:
            db["pages"].insert({"board": "harbour", "url": "u", "listing": "x" * 100_000})
        assert store.db["pages"].count == 0
        assert store.db["boards"].count == 1


def test_four_processes_write_at_once_and_all_lands(path):
    open_store(path).close()
    code = """
        import sys
        from pipelines.store.connection import open_store
        with open_store(sys.argv[1]) as store:
            for n in range(25):
                with store.write() as db:
                    db["pages"].insert({"board": sys.argv[2], "url": str(n)})
    """
    processes = [spawn(code, path, n) for n in range(4)]
    assert [process.wait(60) for process in processes] == [0] * 4
    with open_store(path) as store:
        assert store.db["pages"].count == 100


def test_a_killed_writer_leaves_whole_transactions(path):
    open_store(path).close()
    code = """
        import sys
        from pipelines.store.connection import open_store
        store = open_store(sys.argv[1])
        n = 0
        while True:
            with store.write() as db:
                db["pages"].insert_all([{"board": "a", "url": f"{n}.{i}", "listing": "x" * 900} for i in range(20)])
            n += 1
            print(n, flush=True)
    """
    acknowledged = 0
    for _ in range(3):
        with open_store(path) as store, store.write() as db:
            db.execute("DELETE FROM pages")
        process = spawn(code, path)
        for _ in range(5):
            acknowledged = int(process.stdout.readline())
        process.send_signal(signal.SIGKILL)
        rest = process.communicate()[0].split()
        acknowledged = int(rest[-1]) if rest else acknowledged
        with open_store(path) as store:
            count = store.db["pages"].count
            assert count % 20 == 0
            assert count >= acknowledged * 20
            assert store.db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_migrations_run_once(path):
    with open_store(path) as store:
        assert MIGRATIONS.pending(store.db) == []
        before = store.db.schema
    with open_store(path) as store:
        assert store.db.schema == before


def test_a_migration_that_fails_leaves_no_trace_and_the_next_opening_runs_it(path):
    path.parent.mkdir()
    with sqlite3.connect(path) as conn:
        conn.execute("PRAGMA application_id = 0x5645494C")
        conn.execute("CREATE TABLE closing_soon (in_the_way)")
    conn.close()
    with pytest.raises(sqlite3.OperationalError):
        open_store(path)
    with sqlite3.connect(path) as conn:
        assert conn.execute("SELECT name FROM sqlite_master").fetchall() == [("closing_soon",)]
        conn.execute("DROP TABLE closing_soon")
    conn.close()
    with open_store(path) as store:
        assert MIGRATIONS.pending(store.db) == []


def test_a_file_whose_first_opening_was_killed_is_finished_by_the_next(path):
    path.parent.mkdir()
    with sqlite3.connect(path) as conn:
        conn.execute("PRAGMA journal_mode = WAL")
    with open_store(path) as store:
        assert "postings" in store.db.table_names()


@pytest.mark.parametrize("share", [0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.999])
def test_a_torn_log_opens_to_whole_transactions(path, share):
    code = """
        import os, signal, sys
        from pipelines.store.connection import open_store
        store = open_store(sys.argv[1])
        for n in range(10):
            with store.write() as db:
                db["pages"].insert_all([{"board": "a", "url": f"{n}.{i}", "listing": "x" * 900} for i in range(20)])
        os.kill(os.getpid(), signal.SIGKILL)
    """
    assert spawn(code, path).wait(60) == -signal.SIGKILL
    log = Path(f"{path}-wal")
    os.truncate(log, int(log.stat().st_size * share))
    with open_store(path) as store:
        assert store.db["pages"].count % 20 == 0
        assert store.db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_the_log_is_emptied_when_the_file_is_closed_although_a_reader_stays(path):
    open_store(path).close()
    reader = open_reader(path)
    assert reader["boards"].count == 0
    with open_store(path) as store, store.write() as db:
        db["pages"].insert_all([{"board": "a", "url": str(n), "listing": "x" * 900} for n in range(500)])
    assert Path(f"{path}-wal").stat().st_size == 0
    assert reader["pages"].count == 500
    reader.close()
