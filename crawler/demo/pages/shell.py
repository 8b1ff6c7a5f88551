"""What all boards' pages share: escaping, attributes in an ever new order, the frame with its counters and tokens."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from crawler.demo.model import Listed, Section

_CSS = (
    "body{font:17px/1.55 Georgia,serif;max-width:46rem;margin:0 auto;padding:1rem;color:#222}"
    "header,footer{font-family:sans-serif;font-size:.85rem;color:#666}header a,footer a{color:inherit}"
    "h1{line-height:1.2}h2{margin-top:1.8rem;font-size:1.2rem}a{color:%s}"
    ".card{border:1px solid #ddd;border-left:4px solid %s;border-radius:4px;padding:.6rem 1rem;margin:.7rem 0}"
    ".card h2,.card h3{margin:.1rem 0;font-size:1.05rem}.chips{list-style:none;padding:0}"
    ".chips li{display:inline-block;background:#eef2f4;border-radius:1rem;padding:.1rem .7rem;margin:.15rem}"
    "table{border-collapse:collapse;width:100%%}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #ddd}"
    "dt{font-weight:bold}dd{margin:0 0 .4rem 1rem}nav a{margin-right:.8rem}"
)


@dataclass(frozen=True)
class View:
    """What a page is made from: the board's address, day and ads, and a number that is new at every request."""

    board: str
    base_url: str
    day: int
    states: Sequence[Listed]
    nonce: int = 0

    @property
    def listed(self) -> list[Listed]:
        """The ads that stand on the listing."""
        return [state for state in self.states if state.listed]

    def find(self, external_id: str) -> Listed | None:
        """The ad with this external id, listed or not."""
        return next((state for state in self.states if state.ad.external_id == external_id), None)


@dataclass(frozen=True)
class Answer:
    """What a path answers: a text in the board's charset, or bytes of a named type, or a redirect."""

    body: str | bytes = ""
    status: int = 200
    content_type: str = "text/html"
    location: str | None = None
    validated: bool = False


def plain(text: str) -> str:
    """Escape a text that stands between tags.

    >>> plain("Accès & droits d'asile")
    "Accès &amp; droits d'asile"
    """
    return escape(text, quote=False)


def attributes(view: View, **values: str) -> str:
    """Write an element's attributes in an order that turns with every request.

    >>> view = View("fleuve", "http://127.0.0.1:1", 1, ())
    >>> attributes(view, class_="card", id="a1")
    ' class="card" id="a1"'
    """
    pairs = [f' {name.rstrip("_")}="{escape(value)}"' for name, value in values.items()]
    turn = view.nonce % len(pairs)
    return "".join(pairs[turn:] + pairs[:turn])


def body_html(sections: Sequence[Section], level: int = 2) -> str:
    """Write an ad's own text."""
    parts = []
    for section in sections:
        parts.append(f"<h{level}>{plain(section.heading)}</h{level}>")
        parts += [f"<p>{plain(text)}</p>" for text in section.paragraphs]
        if section.items:
            parts.append("<ul>" + "".join(f"<li>{plain(item)}</li>" for item in section.items) + "</ul>")
    return "\n".join(parts)


def frame(view: View, title: str, content: str, *, site: str, colour: str, language: str, head: str = "") -> str:
    """Write a whole page; its token and its view counter differ at every request."""
    views = 120 + zlib.crc32(title.encode()) % 400 + view.nonce
    token = f"{zlib.crc32(f'{title}{view.nonce}'.encode()):08x}"
    label = {"fr": "Vues", "de": "Aufrufe"}.get(language, "Views")
    return f"""<!DOCTYPE html>
<html lang="{language}">
<head>
<title>{plain(title)} | {plain(site)}</title>
<meta{attributes(view, name="viewport", content="width=device-width, initial-scale=1")}>
<meta{attributes(view, name="csrf-token", content=token)}>
<style>{_CSS % (colour, colour)}</style>
{head}
</head>
<body>
<header><a href="/">{plain(site)}</a></header>
<main>
{content}
</main>
<footer><p>{label} : {views}</p><p><a rel="nofollow" href="/admin/login">Admin</a></p></footer>
</body>
</html>
"""


def over(view: View, site: str, colour: str) -> Answer:
    """The page of an ad that says it is over, with status 200."""
    text = "<h1>Offre clôturée</h1>\n<p class='notice'>Cette offre n'est plus disponible.</p>"
    return Answer(frame(view, "Offre clôturée", text, site=site, colour=colour, language="fr"))


def missing(view: View, site: str, colour: str) -> Answer:
    """The page of an address that does not exist."""
    text = "<h1>404</h1>\n<p>Page introuvable, page not found, Seite nicht gefunden.</p>"
    return Answer(frame(view, "404", text, site=site, colour=colour, language="fr"), status=404)


def removed(view: View, state: Listed | None, site: str, colour: str, listing: str) -> Answer | None:
    """The answer for an ad that is not shown any more, or None for one that is."""
    if state is None or state.gone == "404":
        return missing(view, site, colour)
    if state.gone == "marked":
        return over(view, site, colour)
    return Answer(status=302, location=listing) if state.gone == "redirect" else None
