"""What kinds of boards there are: how one lists, what its cards show, which validators it sends, how noisy it is."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

BOARD = "quayside"
#: The kinds of change that a card may show; a text changes on the page alone.
ON_CARDS = ("salary", "deadline", "town", "contract")
EMPTY_WORDS = "Aucune offre pour le moment"


@dataclass(frozen=True)
class Shape:
    """A board as its site is made.

    ``paging``: ``next``, ``param``, ``one`` or ``sitemap``; ``ending``: how a numbered listing ends (``missing``,
    ``empty``, ``repeat``); ``lastmod``: ``instant``, ``day``, ``none`` or ``always`` (today, whatever changed);
    ``validators``: ``etag``, ``modified``, ``both``, ``random`` or ``none``; ``tokens``: links carry a token;
    ``card_noise``: what differs on a card at every visit (nothing, ``counters``, or the length of ``teasers``, too).
    """

    paging: str
    page_size: int
    ending: str
    lastmod: str
    validators: str
    tokens: bool
    twins: bool
    on_card: frozenset[str]
    card_noise: str
    style: str
    language: str
    says_empty: bool
    size: int
    visits: tuple[int, ...]

    @property
    def tiny(self) -> bool:
        """Whether the board has so few postings that the last one goes, too."""
        return self.size <= 5

    @property
    def most(self) -> int:
        """How many postings it has at most."""
        return 5 if self.tiny else min(60, self.size * 2)

    def shows(self, kind: str) -> bool:
        """Whether a change of ``kind`` can be told from the listing."""
        if self.paging == "sitemap":
            return self.lastmod in ("instant", "day", "always")
        return kind in self.on_card

    def declared(self, host: str) -> str:
        """The board's table in a boards file."""
        lines = [
            f"[{BOARD}]",
            f'archetype = "{"sitemap" if self.paging == "sitemap" else "listing"}"',
            f'title = "Quayside"\nbase_url = "http://{host}"\nallow_private = ["{host}"]\ndelay = 0',
            f'country = "FR"\nlanguage = "{self.language}"\nevery = "{24 // len(self.visits)}h"',
            f'start = ["/{"sitemap.xml" if self.paging == "sitemap" else "offres"}"]',
        ]
        if self.paging != "sitemap":
            lines.append('detail_links = "li.job h3 a"')
        if self.paging == "next":
            lines.append('next_page = "a.next"')
        if self.paging == "param":
            lines.append('page_param = "page"')
        if self.tokens or self.twins:
            lines.append("external_id = '-(\\d+)(?:[?#]|$)'")
        if self.paging == "sitemap":
            lines.append("detail_urls = '/(?:offres|jobs)/'")
        if self.says_empty:
            lines.append(f'empty_text = "{EMPTY_WORDS}"')
        return "\n".join(lines) + "\n"


def draw(rng: Random, *, tiny: bool | None = None, paging: str | None = None) -> Shape:
    """A shape; ``tiny`` and ``paging`` where a test wants them."""
    small = rng.random() < 0.25 if tiny is None else tiny
    way = paging or rng.choice(("next", "param", "one", "sitemap"))
    size = rng.randrange(1, 6) if small else rng.choice((6, 8, 10, 12, 14, 18, 24, 30))
    return Shape(
        paging=way,
        page_size=max(2, size // rng.choice((2, 3, 4))),
        ending=rng.choice(("missing", "empty", "repeat")),
        lastmod=rng.choice(("instant", "instant", "day", "none", "always")),
        validators=rng.choice(("etag", "modified", "both", "random", "none")),
        tokens=rng.random() < 0.4,
        twins=way == "sitemap" and rng.random() < 0.5,
        on_card=frozenset(kind for kind in ON_CARDS if rng.random() < 0.5),
        card_noise=rng.choice(("", "counters", "counters", "counters", "teasers")),
        style=rng.choice(("dl", "p", "li")),
        language=rng.choice(("fr", "fr", "en")),
        says_empty=way != "sitemap" and rng.random() < 0.5,
        size=size,
        visits=rng.choice(((6,), (6, 18))),
    )
