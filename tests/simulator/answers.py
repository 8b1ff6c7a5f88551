"""What the board's server answers on a visit: the pages of that day, or what the day's fault makes of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from random import Random
from urllib.parse import parse_qs, urlsplit

from tests.simulator import pages
from tests.simulator.pages import Noise
from tests.simulator.shapes import Shape
from tests.simulator.world import Posting, State, World

HTML, XML = "text/html; charset=utf-8", "application/xml"
_NOT_THERE = "<h1>Page introuvable</h1><p>404</p>"


@dataclass(frozen=True)
class Reply:
    """An answer; ``cut`` says that its body breaks off."""

    body: str = ""
    status: int = 200
    type: str = HTML
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False


@dataclass
class Visit:
    """One crawl's view of the board: its day, what befalls it, and its noise.

    ``moving``: a posting jumps from the end of the listing to its beginning after the first page was served.
    """

    day: int
    instant: datetime
    fault: str = ""
    moving: bool = False
    noise: Noise = field(default_factory=Noise)
    begun: bool = False


class Board:
    """The board's server without its socket."""

    def __init__(self, shape: Shape, world: World) -> None:
        self.host = ""
        self.visit = Visit(0, datetime.min)
        self.asked: list[str] = []
        self._shape = shape
        self._world = world
        self._slugs = world.by_slug()
        self._changed: dict[str, tuple[str, datetime]] = {}

    def answer(self, target: str, headers: Mapping[str, str]) -> Reply:
        """The answer to a GET of ``target``."""
        self.asked.append(target)
        path = urlsplit(target).path
        if path == "/robots.txt":
            robots = Reply("User-agent: *\nAllow: /\n", type="text/plain")
            return Reply("down", 500) if self.visit.fault == "robots_500" else robots
        faulty = self._broken(path)
        return faulty if faulty is not None else self._validated(target, headers)

    # --- faults that hide what there is -----------------------------------------------------------------------

    def _broken(self, path: str) -> Reply | None:
        everywhere = {
            "http_500": Reply("down", 500),
            "http_503": Reply("busy", 503, headers={"Retry-After": "1" if self.visit.day % 8 == 0 else "0"}),
            "blank": Reply(""),
            "error_page": Reply("<html><title>Oups</title><h1>Une erreur est survenue</h1><p>Réessayez.</p></html>"),
            "challenge": Reply("<html><title>Just a moment...</title><p>Checking your browser</p></html>"),
            "binary": Reply("%PDF-1.4 …", type="application/pdf"),
            "cut": Reply("<html><body><ul>" + "<li>x</li>" * 20, cut=True),
        }
        if self.visit.fault == "homeward":
            home = "<html lang='fr'><title>Quayside</title><h1>Bienvenue</h1><p>Quayside relie les ports.</p></html>"
            return Reply(home) if path == "/" else Reply("", 302, headers={"Location": "/"})
        if self.visit.fault == "login":
            form = "<h1>Connexion</h1><form><input type='password' name='p'></form>"
            return Reply(form) if path == "/connexion" else Reply("", 302, headers={"Location": "/connexion"})
        return everywhere.get(self.visit.fault)

    # --- what there is ----------------------------------------------------------------------------------------

    def _validated(self, target: str, headers: Mapping[str, str]) -> Reply:
        """The page, or 304 where the board is honest about what did not change; noise is no change."""
        quiet = self._page(target, Noise())
        key = hashlib.sha256(f"{quiet.status}{quiet.headers}{quiet.body}".encode()).hexdigest()[:20]
        path = urlsplit(target).path + "?" + "&".join(parse_qs(urlsplit(target).query).get("page", []))
        if self._changed.get(path, ("", None))[0] != key:
            self._changed[path] = (key, self.visit.instant)
        since = self._changed[path][1]
        noisy = self._page(target, self.visit.noise)
        if noisy.status != 200:
            return noisy
        kind = self._shape.validators
        sent = {}
        if kind in ("etag", "both"):
            sent["ETag"] = f'"{key}"'
        if kind in ("modified", "both"):
            sent["Last-Modified"] = format_datetime(since, usegmt=True)
        if kind == "random":
            sent["ETag"] = f'"{self.visit.noise.token()}"'
        if _is_known(sent, headers):
            return Reply("", 304, headers=sent)
        return replace(noisy, headers={**noisy.headers, **sent})

    def _page(self, target: str, noise: Noise) -> Reply:
        parts = urlsplit(target)
        steps = [step for step in parts.path.split("/") if step]
        if parts.path == "/sitemap.xml" and self._shape.paging == "sitemap":
            return Reply(pages.sitemap(self._shape, self.host, self._shown(), self.visit.day, noise), type=XML)
        if steps in ([], ["offres"]):
            return self._listing(int(parse_qs(parts.query).get("page", ["1"])[0]), noise)
        posting = self._slugs.get(steps[-1])
        if posting is None or len(steps) < 2:
            return Reply(_NOT_THERE, 404)
        return self._posting(posting, "en" if steps[0] == "en" else self._shape.language, noise)

    def _shown(self) -> list[tuple[Posting, State]]:
        shown = self._world.listed(self.visit.day)
        if self.visit.fault == "no_items":
            return []
        if self.visit.fault == "few_items":
            return shown[: len(shown) * 3 // 10]
        if self.visit.moving and self.visit.begun and shown:
            return [shown[-1], *shown[:-1]]
        return shown

    def _listing(self, number: int, noise: Noise) -> Reply:
        shape = self._shape
        shown = self._shown()
        size = len(shown) if shape.paging in ("one", "sitemap") else shape.page_size
        chunks = [shown[at : at + size] for at in range(0, len(shown), size)] if shown else [[]]
        if self.visit.fault == "first_page":
            chunks = chunks[:1]
        if noise.rng is not None:
            self.visit.begun = True
        if number > len(chunks):
            if shape.ending == "missing" or shape.paging != "param":
                return Reply(_NOT_THERE, 404)
            page = [] if shape.ending == "empty" else chunks[-1]
        else:
            page = chunks[number - 1]
        if number == 1 and len(chunks) > 1 and self.visit.day % 5 == 0:  # featured: listed twice
            page = [chunks[-1][-1], *page]
        following = f"/offres?page={number + 1}" if shape.paging == "next" and number < len(chunks) else None
        if self.visit.fault == "round" and number == len(chunks) and shape.paging == "next":
            following = "/offres"
        if self.visit.fault in ("no_items", "few_items") and not shown:
            return Reply(pages.frame(shape.language, "Offres", "<h1>Offres</h1><ul></ul>", noise))
        return Reply(pages.listing(shape, page, self.visit.day, noise, following))

    def _posting(self, posting: Posting, language: str, noise: Noise) -> Reply:
        state = posting.at(self.visit.day)
        if state is None or state.page == "missing":
            return Reply(_NOT_THERE, 404)
        if state.page == "gone":
            return Reply("<h1>Gone</h1>", 410)
        if state.page in ("listing", "moved"):
            where = "/fr/offres/" if self._shape.twins else "/offres/"
            target = f"{where}{state.to}" if state.to else "/" if self._shape.paging == "sitemap" else "/offres"
            return Reply("", 302, headers={"Location": target})
        lost = self.visit.fault.removeprefix("lost_") if self.visit.fault.startswith("lost_") else ""
        page = pages.posting_page(self._shape, posting, state, self.visit.day, noise, language=language, without=lost)
        return Reply(page)


def _is_known(sent: Mapping[str, str], headers: Mapping[str, str]) -> bool:
    """Whether the visitor has this very answer, as RFC 9110 §13.2.2 has it: If-None-Match goes first."""
    tags = headers.get("if-none-match")
    if tags is not None:
        return sent.get("ETag", "-") in [tag.strip() for tag in tags.split(",")]
    since = headers.get("if-modified-since")
    if since is None or "Last-Modified" not in sent:
        return False
    return parsedate_to_datetime(sent["Last-Modified"]) <= parsedate_to_datetime(since)


def noisy(seed: int, visit: int) -> Noise:
    """The noise of a visit."""
    return Noise(Random(f"{seed}/{visit}"))
