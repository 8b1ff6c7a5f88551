"""Opening the file: one writer at a time over all processes, any number of readers."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, suppress
from pathlib import Path

from filelock import FileLock, Timeout
from sqlite_utils import Database

from pipelines.store.errors import StorageUnusable, explained
from pipelines.store.migrations import MIGRATIONS, names
from pipelines.store.preflight import APPLICATION_ID, connect_read_only, inspect

__all__ = ["StorageUnusable", "Store", "open_reader", "open_store"]

#: How long another writer is waited for, in seconds.
LOCK_TIMEOUT = 30.0
_WAL_LIMIT = 64 * 1024 * 1024
#: Pages kept in memory, in KiB: a batch's keys lie all over the file, so that each is written once and not spilt.
_CACHE = 32 * 1024
#: Pages in the log before it is emptied: pages that several batches write are then copied once.
_CHECKPOINT = 16_000
_IN_MEMORY = ":memory:"


class Store:
    """The file, open for writing. All that writes does so inside :meth:`write`.

    SQLite before 3.51.3 can lose a commit when two connections write or checkpoint at the same instant, so a lock
    file beside the database keeps writers apart between processes, opening and closing included.
    """

    def __init__(self, db: Database, path: str, lock: FileLock | None) -> None:
        self.db = db
        self.path = path
        self._lock = lock

    @contextmanager
    def write(self) -> Iterator[Database]:
        """One transaction that either lands whole or not at all; inside another it is a part of it.

        It is immediate: what is read inside cannot change before it is written.
        """
        if self.db.conn.in_transaction:
            with self.db.atomic():
                yield self.db
            return
        with self.alone(), explained(self.path):
            self.db.conn.execute("BEGIN IMMEDIATE")
            with ExitStack() as in_vain:
                in_vain.callback(self.db.rollback)
                yield self.db
                self.db.conn.execute("COMMIT")
                in_vain.pop_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keeps every other process of ours from writing meanwhile."""
        with _acquired(self._lock, self.path):
            yield

    def close(self) -> None:
        """Empties the write-ahead log as far as readers allow, which is writing too, and closes the file."""
        with self.alone():
            # A reader in the middle of a query is not waited for, and a full disk leaves the log as it is: the next
            # writer empties it.
            with suppress(sqlite3.OperationalError):
                self.db.conn.execute("PRAGMA busy_timeout = 0")
                self.db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            self.db.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_store(path: str | os.PathLike[str], *, timeout: float = LOCK_TIMEOUT) -> Store:
    """The file at ``path``, created or brought up to date; :class:`StorageUnusable` says why not.

    ``timeout`` is how long to wait for another writer, in seconds.
    """
    if str(path) == _IN_MEMORY:
        store = Store(Database(sqlite3.connect(_IN_MEMORY, check_same_thread=False)), _IN_MEMORY, None)
    else:
        store = _open_file(Path(path), timeout)
    with ExitStack() as in_vain:
        in_vain.callback(store.db.close)
        with explained(store.path):
            _migrate(store)
        in_vain.pop_all()
    return store


def open_reader(path: str | os.PathLike[str]) -> Database:
    """The file at ``path`` for reading: it can write nothing and never waits for a writer."""
    file = Path(path)
    inspect(file, names(), writing=False)
    with explained(file):
        conn = connect_read_only(file)
        conn.execute("PRAGMA query_only = ON")
        return Database(conn)


def _open_file(path: Path, timeout: float) -> Store:
    inspect(path, names(), writing=True)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageUnusable(path, f"its folder cannot be made ({error.strerror}): name another file") from error
    # The connection may be handed to a worker thread, so the lock must not belong to the one that opened it.
    lock = FileLock(f"{os.path.realpath(path)}.lock", timeout=timeout, thread_local=False)
    with _acquired(lock, path), explained(path):
        conn = sqlite3.connect(path, timeout=timeout, check_same_thread=False)
        _set_pragmas(conn, timeout)
    return Store(Database(conn), str(path), lock)


def _set_pragmas(conn: sqlite3.Connection, timeout: float) -> None:
    for pragma in (
        f"busy_timeout = {int(timeout * 1000)}",
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
        f"journal_size_limit = {_WAL_LIMIT}",
        f"cache_size = -{_CACHE}",
        f"wal_autocheckpoint = {_CHECKPOINT}",
    ):
        conn.execute(f"PRAGMA {pragma}")


def _migrate(store: Store) -> None:
    store.db.conn.execute("PRAGMA foreign_keys = ON")
    while MIGRATIONS.pending(store.db):
        with store.write() as db:
            pending = [each.name for each in MIGRATIONS.pending(db)]
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            MIGRATIONS.apply(db, stop_before=pending[1:])
            db.execute(f"PRAGMA user_version = {len(MIGRATIONS.applied(db))}")


@contextmanager
def _acquired(lock: FileLock | None, path: object) -> Iterator[None]:
    held: AbstractContextManager[object] = nullcontext()
    if lock is not None:
        try:
            held = lock.acquire()
        except Timeout:
            raise StorageUnusable(path, "another program holds it: wait for it to end, or stop it") from None
        except OSError as error:
            problem = f"its lock file cannot be written ({error.strerror}): make the folder writable"
            raise StorageUnusable(path, problem) from error
    with held:
        yield
