"""Full text over title, organisation, description and places, written only when one of them changed.

The index reads its words from the view ``posting_text`` instead of keeping a copy. No trigger watches the wide table:
who changes a posting's words calls :func:`remove` before and :func:`add` after, in the same transaction.
"""

from __future__ import annotations

import re
import unicodedata

from sqlite_utils import Database

#: Record fields whose change must reach the index.
INDEXED = frozenset({"title", "organisation", "description", "places"})

_COLUMNS = "title, organisation, description, places"
_WORD = re.compile(r"[^\W_]+")


def create_index(db: Database) -> None:
    """Creates the index over whatever the file holds."""
    db.execute(
        f"CREATE VIRTUAL TABLE postings_fts USING fts5({_COLUMNS}, content='posting_text', content_rowid='id', "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    db.execute("INSERT INTO postings_fts(postings_fts) VALUES ('rebuild')")


def add(db: Database, posting_id: int) -> None:
    """Makes the posting's present words searchable."""
    db.execute(
        f"INSERT INTO postings_fts(rowid, {_COLUMNS}) SELECT id, {_COLUMNS} FROM posting_text WHERE id = ?",  # noqa: S608
        [posting_id],
    )


def remove(db: Database, posting_id: int) -> None:
    """Takes the posting's words out; they must still be those that were added."""
    db.execute(
        f"INSERT INTO postings_fts(postings_fts, rowid, {_COLUMNS}) "  # noqa: S608
        f"SELECT 'delete', id, {_COLUMNS} FROM posting_text WHERE id = ?",
        [posting_id],
    )


def match_expression(db: Database, text: str) -> str:
    """A full-text query that means ``text`` literally: each of its words, joined ones as a phrase.

    >>> match_expression(Database(memory=True), 'sous-directeur NOT "C++')
    '"sous directeur" "NOT" "C"'
    """
    composed = unicodedata.normalize("NFC", text).replace("\x00", " ")
    phrases = (" ".join(_WORD.findall(chunk)) for chunk in composed.split())
    return db.quote_fts(" ".join(f'"{phrase}"' for phrase in phrases if phrase))
