"""One board of every archetype, in its smallest shape: how it is declared, and what its listing answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.site import TASKS, page

JSON, HTML, XML = "application/json", "text/html; charset=utf-8", "application/xml"


@dataclass(frozen=True)
class Ad:
    number: int
    title: str = "Carer"

    @property
    def path(self) -> str:
        return f"/jobs/{self.number}"

    @property
    def name(self) -> str:
        return f"{self.title} {self.number}"


Ads = Sequence[Ad]


@dataclass(frozen=True)
class Shape:
    """``good`` writes an answer that lists some ads; ``renamed`` are words of it that a site's makers changed."""

    archetype: str
    good: Callable[[Ads], str]
    media: str
    declared: Mapping[str, Any] = field(default_factory=dict)
    method: str = "GET"
    path: str = "/jobs"
    #: What says where the postings stand, and what their title is called: as it was, and as it is from now on.
    items: tuple[str, str] = ("", "")
    title: tuple[str, str] = ("", "")
    #: An answer that says itself that there is no posting, for those that can.
    says_empty: str = ""
    #: What makes the board read on after a page, to meet one that repeats.
    paged: Mapping[str, Any] = field(default_factory=dict)
    #: Whether postings stand on pages of their own.
    pages: bool = False


def ads(*numbers: int) -> list[Ad]:
    return [Ad(each) for each in numbers]


def _json_text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def records(shown: Ads) -> list[dict[str, Any]]:
    return [{"id": str(each.number), "title": each.name, "url": each.path, "description": TASKS} for each in shown]


def cards(shown: Ads) -> str:
    return "".join(f'<li class="job"><a href="{each.path}">{each.name}</a></li>' for each in shown)


def _listing(shown: Ads) -> str:
    return page("Offres", f"<h1>Nos offres</h1><ul>{cards(shown)}</ul>")


def _sitemap(shown: Ads) -> str:
    urls = "".join(f"<url><loc>{each.path}</loc></url>" for each in shown)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def _feed(shown: Ads) -> str:
    items = "".join(
        f"<item><title>{each.name}</title><link>https://jobs.example{each.path}</link><guid>g{each.number}</guid>"
        f"<description>{TASKS}</description></item>"
        for each in shown
    )
    return f'<rss version="2.0"><channel><title>Jobs</title>{items}</channel></rss>'


def _json(shown: Ads) -> str:
    return _json_text({"found": len(shown), "rows": records(shown)})


def _graphql(shown: Ads) -> str:
    return _json_text({"data": {"jobs": {"nodes": records(shown), "pageInfo": {"endCursor": "c2"}}}})


def _embedded(shown: Ads) -> str:
    state = _json_text({"props": {"total": len(shown), "jobs": records(shown)}})
    return page("Jobs", "", head=f'<script id="__NEXT_DATA__" type="application/json">{state}</script>')


def _html_in_json(shown: Ads) -> str:
    return _json_text({"html": f"<ul>{cards(shown)}</ul>", "pages": 3 if shown else 0})


def _facetwp(shown: Ads) -> str:
    pager = _json_text({"preload_data": {"settings": {"pager": {"total_pages": 1}}, "facets": {}}})
    return page(
        "Offres",
        f'<ul class="facetwp-template">{cards(shown)}</ul>',
        head=f"<script>window.FWP_JSON = {pager};</script>",
    )


def _algolia(shown: Ads) -> str:
    hits = [{"objectID": each["id"], **each} for each in records(shown)]
    return _json_text({"hits": hits, "nbHits": len(hits), "page": 0})


def _sections(shown: Ads) -> str:
    held = "".join(f'<div class="ad" id="a{each.number}"><h2>{each.name}</h2><p>{TASKS}</p></div>' for each in shown)
    return page("Offres", f"<h1>Rejoignez-nous</h1>{held}")


def _structured(shown: Ads) -> str:
    jobs = [
        {"@type": "JobPosting", "title": each.name, "url": f"https://jobs.example{each.path}", "description": TASKS}
        for each in shown
    ]
    state = _json_text({"@context": "https://schema.org", "@graph": jobs})
    return page("Offres", "", head=f'<script type="application/ld+json">{state}</script>')


_FIELDS = {"fields": {"title": "title", "description": "description"}, "url": "url"}
_GRAPHQL = {"query": "{ jobs { nodes { id } } }", "items": "data.jobs.nodes", **_FIELDS}
_ALGOLIA = {"app": "A1", "index": "jobs", "key": "k" * 32, **_FIELDS}
_TITLE = ('"title"', '"qqq"')
_LINKS = {"detail_links": "li.job a"}

SHAPES = {
    each.archetype: each
    for each in (
        Shape("listing", _listing, HTML, {**_LINKS, "empty_text": "Aucune offre"}, items=("job", "vacancy"),
              says_empty=page("Offres", "<p>Aucune offre.</p>"), paged={"page_param": "page"}, pages=True),
        Shape("sitemap", _sitemap, XML, {"detail_urls": "/jobs/"}, items=("/jobs/", "/stellen/"), pages=True),
        Shape("feed", _feed, XML, {"complete": True}, items=("item", "thing"), title=("title>", "qqq>"),
              says_empty=_feed([]), paged={"page_param": "page"}),
        Shape("json_api", _json, JSON, {"items": "rows", "total": "found", **_FIELDS}, items=("rows", "lines"),
              title=_TITLE, says_empty=_json([]), paged={"page_param": "page", "total": "none"}),
        Shape("graphql", _graphql, JSON, _GRAPHQL, "POST", items=("nodes", "knots"), title=_TITLE,
              paged={"next": "data.jobs.pageInfo.endCursor", "token_param": "after"}),
        Shape("embedded", _embedded, HTML, {"items": "props.jobs", "total": "props.total", **_FIELDS},
              items=('"jobs"', '"posts"'), title=_TITLE, says_empty=_embedded([]),
              paged={"page_param": "page", "total": "none"}),
        Shape("html_in_json", _html_in_json, JSON, {**_LINKS, "pages": "pages"}, items=("html", "body"),
              says_empty=_html_in_json([]), paged={"page_param": "page"}, pages=True),
        Shape("facetwp", _facetwp, HTML, {**_LINKS, "empty_text": "Aucune offre"}, items=("job", "vacancy"),
              says_empty=page("Offres", "<p>Aucune offre.</p>"), pages=True),
        Shape("algolia", _algolia, JSON, _ALGOLIA, "POST", "/1/indexes/jobs/query", items=("hits", "finds"),
              title=_TITLE, says_empty=_algolia([])),
        Shape("sections", _sections, HTML, {"item": "div.ad", "empty_text": "Aucune offre"}, items=("ad", "box"),
              says_empty=page("Offres", "<p>Aucune offre.</p>")),
        Shape("structured", _structured, HTML, {"empty_text": "Aucune offre"}, items=("JobPosting", "Thing"),
              title=_TITLE, says_empty=page("Offres", "<p>Aucune offre.</p>")),
    )
}  # fmt: skip
