"""The ways in which one page may be read as a board, each a declaration to be tried, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from crawler.extract.elements import Element, select
from crawler.extract.feeds import Feed, NotAFeedError, read_feed
from crawler.extract.jsonld import description_of
from crawler.extract.links import absolute, canonical
from crawler.extract.structured import address_of, job_postings_on
from crawler.recognise import data, marks
from crawler.recognise.asking import Page
from crawler.recognise.blocks import block_sets
from crawler.recognise.link_sets import LinkSet, link_sets
from crawler.recognise.next_page import hides_more, way_on
from crawler.recognise.sitemaps import postings_among, read_sitemap
from crawler.recognise.trial import Candidate
from crawler.recognise.words import says, speaks_of_jobs, steps

#: A set of links below is hardly one of postings.
_LIKELY = 1.5
_TEXT = 600
_WPJM = "/jm-ajax/get_listings/"


def place_of(url: str) -> dict[str, Any]:
    """What a declaration says of where a page stands: ``base_url`` and ``start``."""
    parts = urlsplit(url)
    start = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return {"base_url": f"{parts.scheme}://{parts.netloc}", "start": start}


def ways_of(page: Page, holds: str | None = None) -> list[Candidate]:
    """The candidates that an answer gives rise to, in the order in which they are worth a try."""
    if page.root is None:
        return list(_of_data(page))
    found: list[tuple[float, Candidate]] = [
        *_of_scripts(page),
        *_of_structured(page, page.root),
        *_of_links(page, page.root, holds),
        *_of_blocks(page, page.root),
    ]
    return [each for _, each in sorted(found, key=lambda pair: -pair[0])]


def _of_scripts(page: Page) -> Iterator[tuple[float, Candidate]]:
    place = place_of(page.url)
    for name, array in data.states_of(page.text):
        table = {"archetype": "embedded", **place, "state": name, "items": array.path}
        if not array.has_text and array.has_url:
            table["detail_page"] = True
        yield (
            4 + array.score / 4,
            Candidate(table, f"the page's script carries {len(array.records)} postings in {name}"),
        )
    if (
        "wp-job-manager" in page.text
        and page.root is not None
        and not select(page.root, "li.job_listing a, .job_listing > a")
    ):
        table = {
            "archetype": "html_in_json",
            "base_url": place["base_url"],
            "start": _WPJM,
            "detail_links": ".job_listing a",
            "page_param": "page",
            "pages": "max_num_pages",
        }
        yield 8, Candidate(table, "WP Job Manager loads its cards from /jm-ajax/get_listings/")


def _of_structured(page: Page, root: Element) -> Iterator[tuple[float, Candidate]]:
    jobs = job_postings_on(root, url=page.url)
    own = {address_of(job, url=page.url) for job in jobs} - {None, canonical(page.url)}
    if len(jobs) < 2 and not (jobs and own):
        return
    way = way_on(root, page.url)
    table = {
        "archetype": "structured",
        **place_of(page.url),
        **({"next_page": way["next_page"]} if "next_page" in way else {}),
    }
    whole = all(len(description_of(job)) >= _TEXT for job in jobs)
    if not whole and len(own) == len(jobs):
        table["detail_page"] = True
    yield (7 if whole else 5.5), Candidate(table, f"the page holds {len(jobs)} JobPostings as structured data")


def _of_links(page: Page, root: Element, holds: str | None) -> Iterator[tuple[float, Candidate]]:
    found = [each for each in link_sets(root, page.url) if each.score >= _LIKELY]
    if holds is not None:
        held = [each for each in found if any(canonical(holds) == url for url in each.urls)]
        found = held or [each for each in found if any(_beside(holds, url) for url in each.urls)]
    for links in found[:3]:
        yield _link_candidate(page, root, links, holds)


def _beside(one: str, other: str) -> bool:
    return one.rstrip("/").rpartition("/")[0] == other.rstrip("/").rpartition("/")[0]


def _link_candidate(page: Page, root: Element, links: LinkSet, holds: str | None) -> tuple[float, Candidate]:
    place = place_of(page.url)
    many = f"{len(links.cards)} links" if len(links.cards) > 1 else "1 link"
    what = "PDF files" if links.is_files else "postings"
    why = f"{many} to {what} by '{links.css}'"
    if "FWP_JSON" in page.text and select(root, ".facetwp-template"):
        return links.score + 3, Candidate(
            {"archetype": "facetwp", **place, "detail_links": links.css}, f"FacetWP; {why}"
        )
    table = {"archetype": "listing", **place, "detail_links": links.css, **way_on(root, page.url)}
    partial = "next_page" not in table and "page_param" not in table and hides_more(root)
    return links.score + 2, Candidate(table, why, partial, holds)


def _of_blocks(page: Page, root: Element) -> Iterator[tuple[float, Candidate]]:
    for blocks in block_sets(root):
        table = {"archetype": "sections", **place_of(page.url), "item": blocks.css}
        if blocks.title:
            table["item_title"] = blocks.title
        if blocks.fields:
            table["fields"] = dict(blocks.fields)
        yield min(blocks.score + 2, 5.4), Candidate(table, f"{blocks.count} whole ads on the page by '{blocks.css}'")


# --- answers that are no pages --------------------------------------------------------------------------------


def _of_data(page: Page) -> Iterator[Candidate]:
    start = page.body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start in (b"{", b"["):
        yield from _of_json(page)
    sitemap = read_sitemap(page.body)
    if sitemap is not None and sitemap[0] == "urlset":
        yield from of_sitemap(page.url, sitemap[1])
    elif sitemap is None and start and start not in (b"{", b"["):
        yield from of_feed(page)


def _of_json(page: Page) -> Iterator[Candidate]:
    from crawler.archetypes.records import json_of

    answer = json_of(page.text)
    for array in data.arrays_in(answer)[:2]:
        table = {"archetype": "json_api", **place_of(page.url), "items": array.path}
        table |= data.paging_of(answer, len(array.records))
        if not array.has_text and array.has_url:
            table["detail_page"] = True
        yield Candidate(table, f"the answer is JSON with {len(array.records)} postings at {array.path}")


def of_sitemap(url: str, addresses: list[str], known: str | None = None) -> Iterator[Candidate]:
    """The candidate of a sitemap that holds postings."""
    found = postings_among(addresses, known)
    if found is not None and found[1]:
        table = {"archetype": "sitemap", **place_of(url), "detail_urls": found[0]}
        yield Candidate(table, f"{len(found[1])} addresses of {urlsplit(url).path} are postings by '{found[0]}'")


def of_feed(page: Page) -> Iterator[Candidate]:
    """The candidate of a feed whose entries are postings by their words."""
    try:
        feed = read_feed(page.body)
    except NotAFeedError:
        return
    if not feed.records or not _is_of_postings(feed, page.url):
        return
    table = {"archetype": "feed", **place_of(page.url)}
    if not _has_texts(feed):
        table["detail_page"] = True
    yield Candidate(table, f"a feed ({feed.kind}) of {len(feed.records)} postings")


def _is_of_postings(feed: Feed, url: str) -> bool:
    if any(speaks_of_jobs(step) for step in (*steps(url), *re.split(r"[=&?_-]", urlsplit(url).query))) or says(
        "path_in_words", feed.title
    ):
        return True
    texts = [str(record) for record in feed.records[:20]]
    return sum(says("ad", text[:300]) or says("job_link", text) for text in texts) * 2 > len(texts)


def _has_texts(feed: Feed) -> bool:
    lengths = sorted(max((len(str(value)) for value in record.values()), default=0) for record in feed.records)
    return lengths[len(lengths) // 2] >= _TEXT


def feeds_of(root: Element, url: str) -> list[str]:
    """The feeds that a page's head names, those named for postings first, those of comments left out."""
    found = []
    for node in root.iter("link"):
        kind = (node.get("type") or "").lower()
        target = absolute(url, node.get("href"))
        if target and kind in ("application/rss+xml", "application/atom+xml", "application/feed+json"):
            said = f"{node.get('title') or ''} {target}".lower()
            if "comment" not in said and "oembed" not in said:
                found.append((not any(speaks_of_jobs(word) for word in re.split(r"[^a-z-]+", said)), target))
    return [target for _, target in sorted(found, key=lambda pair: pair[0])]


def platforms_of(page: Page) -> list[marks.Mark]:
    """The hosting platforms that an answer shows."""
    found = [marks.by_address(page.url)] if marks.by_address(page.url) else []
    if page.root is not None and not found:
        found = [*marks.on_page(page.root, page.url), *marks.by_make(page.text, page.url)]
    return [mark for mark in found if mark is not None]
