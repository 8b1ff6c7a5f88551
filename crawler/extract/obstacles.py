"""What stands in the way of reading a page that answered: a wall, an error, a notice that the posting is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from crawler.extract.closed import closed_reason, is_error, is_soft_404, is_wall
from pipelines.normalise.html_lines import parse_html

Kind = Literal["empty", "wall", "error", "closed", "missing"]


@dataclass(frozen=True)
class Obstacle:
    """Why a page is not read; ``words`` fit after its address, and are the page's own for one that is closed."""

    kind: Kind
    words: str


def before_listing(html: str) -> Obstacle | None:
    """What a page shows instead of a listing; none where nothing stands in the way."""
    root = parse_html(html)
    if root is None:
        return None
    if is_wall(root, html):
        return Obstacle("wall", "shows a challenge or a login instead of the listing")
    return Obstacle("error", "shows an error instead of the listing") if is_error(root) else None


def before_posting(html: str, closed_text: Sequence[str] = ()) -> Obstacle | None:
    """What a page shows instead of an open posting; none where nothing stands in the way.

    >>> before_posting("<h1>Nurse</h1><p>This job has been filled.</p>")
    Obstacle(kind='closed', words='This job has been filled.')
    >>> before_posting("<title>Une erreur est survenue</title><p>Merci de r\u00e9essayer plus tard.</p>").kind
    'error'
    """
    root = parse_html(html)
    if root is None:
        return Obstacle("empty", "is empty")
    if is_wall(root, html):
        return Obstacle("wall", "shows a challenge or a login")
    if (words := closed_reason(root, closed_text=closed_text)) is not None:
        return Obstacle("closed", words)
    if is_error(root):
        return Obstacle("error", "shows an error")
    return Obstacle("missing", "says that it was not found") if is_soft_404(root) else None
