"""Backups are whole, and the account of the file is honest."""

import sqlite3

import pytest

from pipelines.store.connection import StorageUnusable, open_reader, open_store
from pipelines.store.maintenance import backup, check, has_wal_reset_bug


@pytest.fixture
def opened(tmp_path):
    with open_store(tmp_path / "jobs.db") as store:
        with store.write() as db:
            db["boards"].insert({"name": "harbour"})
        yield store


def test_a_backup_during_a_write_holds_all_that_was_committed(opened, tmp_path):
    with opened.write() as db:
        db["boards"].insert({"name": "river"})
        copy = backup(opened, tmp_path / "copies" / "jobs.db")
    reader = open_reader(copy)
    assert [row["name"] for row in reader["boards"].rows] == ["harbour"]
    reader.close()
    assert check(copy)["ok"]
    assert [path.name for path in copy.parent.iterdir()] == ["jobs.db"]


def test_an_existing_file_is_not_overwritten_unless_asked(opened, tmp_path):
    target = tmp_path / "notes.txt"
    target.write_text("mine")
    with pytest.raises(StorageUnusable, match="exists already"):
        backup(opened, target)
    assert target.read_text() == "mine"
    backup(opened, target, overwrite=True)
    assert check(target)["ok"]
    with pytest.raises(StorageUnusable, match="exists already"):
        backup(opened, opened.path, overwrite=True)


def test_the_account_names_version_schema_and_last_crawl(opened):
    account = check(opened.path)
    assert account["sqlite_version"] == sqlite3.sqlite_version
    assert (account["integrity_check"], account["foreign_key_check"]) == ("ok", "ok")
    assert account["schema"] == "0004_recent_keys"
    assert account["rows"]["boards"] == 1
    assert account["last_crawl"] is None


def test_a_row_without_its_parent_is_told(opened):
    opened.db.execute("PRAGMA foreign_keys = OFF")
    with opened.write() as db:
        db.execute("INSERT INTO languages (posting_id, language) VALUES (99, 'fr')")
    account = check(opened.path)
    assert not account["ok"]
    assert "languages" in account["foreign_key_check"][0]


@pytest.mark.parametrize(
    ("version", "affected"),
    [((3, 6, 23), False), ((3, 7, 0), True), ((3, 51, 2), True), ((3, 51, 3), False), ((3, 60, 0), False)],
)
def test_the_versions_with_the_known_bug_are_told(version, affected):
    assert has_wal_reset_bug(version) is affected
