"""The steps that bring a file to the present schema, recorded in it by sqlite-utils.

A step is never edited after its release; a change of the schema is a new step at the end. ``transform()`` drops
triggers and views are plain text to SQLite, so a step that touches a table recreates the views that read it.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from pipelines.store import fulltext, schema, views
from pipelines.store.preflight import MIGRATION_SET

MIGRATIONS = Migrations(MIGRATION_SET)


@MIGRATIONS(name="0001_first_release")
def first_release(db: Database) -> None:
    """Every table, view and index of the first release."""
    schema.create_tables(db)
    views.create_views(db)
    fulltext.create_index(db)


@MIGRATIONS(name="0002_watching")
def watching(db: Database) -> None:
    """What coming back needs: who read a page, what proved a crawl, and the heartbeat of the scheduler."""
    schema.add_watching(db)


@MIGRATIONS(name="0003_offers")
def offers(db: Database) -> None:
    """Copies are recognised by keys of many kinds; a file of before is gone through when it is crawled next."""
    schema.add_offers(db)


@MIGRATIONS(name="0004_recent_keys")
def recent_keys(db: Database) -> None:
    """Keys are gathered before they are filed; a file of before is gone through when it is crawled next."""
    schema.add_recent_keys(db)


def names() -> list[str]:
    """The steps this program knows, oldest first."""
    return [each.name for each in MIGRATIONS.pending(Database(memory=True))]
