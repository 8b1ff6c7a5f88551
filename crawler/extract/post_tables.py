"""Tables of an ad's posts that stand apart from its text: what they state belongs to their rows, and to none alone."""

from __future__ import annotations

from crawler.extract.elements import Element, detach, words
from pipelines.model import RawField
from pipelines.normalise.labels import field_of

#: A table of one post is a list of facts.
_FEWEST = 2
_LONGEST_CELL = 120
#: What tells one post of a table from the next.
_OF_POSTS: frozenset[RawField] = frozenset(("title", "place", "reference"))


def gather_post_tables(body: Element, area: Element) -> None:
    """Move such tables of the page's main part behind the ad's text, which was taken out of it."""
    for table in list(area.iter("table")):
        if _lists_posts(table):
            detach(table)
            body.append(table)


def _lists_posts(table: Element) -> bool:
    """Whether a table has a row a post, under heads most of which say what of a post stands below them."""
    rows = [[words(cell) for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    if len(rows) <= _FEWEST or len({len(row) for row in rows}) != 1 or len(rows[0]) < _FEWEST:
        return False
    known = {field_of(head) for head in rows[0]} - {None}
    listed = bool(known & _OF_POSTS) and 2 * len(known) > len(rows[0])
    return listed and all(len(cell) <= _LONGEST_CELL for row in rows for cell in row)
