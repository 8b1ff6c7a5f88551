"""Where a site may list its postings beside its pages: WordPress's own interface, feeds, sitemaps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urljoin, urlsplit

from crawler.archetypes.records import json_of
from crawler.recognise.asking import Looking, Page, Steps
from crawler.recognise.sitemaps import USUAL, likeliest, named_in, postings_among, read_sitemap
from crawler.recognise.trial import Candidate
from crawler.recognise.ways import feeds_of, of_feed, of_sitemap
from crawler.recognise.words import speaks_of_jobs

_FEWEST_LEFT = 6
_MOST_SITEMAPS = 5
_MOST_FEEDS = 2
_USUAL_FEEDS = ("/feed", "/rss")


def of_site(looking: Looking, page: Page, known: str | None = None) -> Steps[list[Candidate]]:
    """The candidates that a site gives rise to beside its pages; ``known`` is the address of one posting."""
    found: list[Candidate] = []
    if "/wp-json/" in page.text or "/wp-content/" in page.text:
        found += yield from _wordpress(looking, page.url)
    found += yield from _sitemaps(looking, page.url, known)
    found += yield from _feeds(looking, page)
    return found


def _wordpress(looking: Looking, url: str) -> Steps[list[Candidate]]:
    answer = yield from looking.page(urljoin(url, "/wp-json/wp/v2/types"))
    types = json_of(answer.text)
    if not isinstance(types, Mapping):
        return []
    parts = urlsplit(url)
    base = f"{parts.scheme}://{parts.netloc}"
    return [
        Candidate(
            {
                "archetype": "json_api", "base_url": base, "start": f"/wp-json/wp/v2/{rest}", "page_param": "page",
                "limit_param": "per_page", "limit": 100, "detail_page": True,
            },
            f"WordPress keeps its postings as '{rest}'",
        )
        for rest in _rest_bases(types)
    ]  # fmt: skip


def _rest_bases(types: Mapping[str, object]) -> Iterator[str]:
    for name, kind in types.items():
        rest = kind.get("rest_base") if isinstance(kind, Mapping) else None
        if isinstance(rest, str) and any(
            speaks_of_jobs(word) for word in (name.replace("_", "-"), rest.replace("_", "-"))
        ):
            yield rest


def _sitemaps(looking: Looking, url: str, known: str | None) -> Steps[list[Candidate]]:
    robots = yield from looking.page(urljoin(url, "/robots.txt"))
    named = named_in(robots.text)[:3]
    for address in named or [urljoin(url, path) for path in USUAL]:
        if looking.left < _FEWEST_LEFT:
            return []
        found = yield from _in_sitemap(looking, address, known)
        if found:
            return found
    return []


def _in_sitemap(looking: Looking, address: str, known: str | None) -> Steps[list[Candidate]]:
    """The candidates of a sitemap, or of the likeliest sitemaps of an index."""
    waiting, asked, best = [address], 0, []
    while waiting and asked < _MOST_SITEMAPS and looking.left >= _FEWEST_LEFT:
        page = yield from looking.page(waiting.pop(0))
        asked += 1
        read = read_sitemap(page.body)
        if read is None:
            continue
        kind, addresses = read
        if kind == "sitemapindex":
            waiting = [*likeliest(addresses), *waiting]
        else:
            best += list(of_sitemap(page.url, addresses, known))
            if best and postings_among(addresses, known) is not None:
                break
    return best


def _feeds(looking: Looking, page: Page) -> Steps[list[Candidate]]:
    named = feeds_of(page.root, page.url) if page.root is not None else []
    found: list[Candidate] = []
    for address in named[:_MOST_FEEDS] or [urljoin(page.url, path) for path in _USUAL_FEEDS]:
        if looking.left < _FEWEST_LEFT:
            break
        feed = yield from looking.page(address)
        found += list(of_feed(feed)) if not feed.problem and feed.root is None else []
    return found
