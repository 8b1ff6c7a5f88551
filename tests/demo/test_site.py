"""The demo site serves what it lists, and each day does to the boards exactly what the truth says."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pytest
from lxml import html

import crawler.demo
from crawler.board import Declaration, validate
from crawler.demo.content import published
from crawler.demo.days import board_on
from crawler.demo.pages.fleuve import path as fleuve_path
from crawler.demo.pages.fleuve import title_in
from crawler.demo.site import BOARDS, DAYS, DemoSite, ads, copies, instant, lookalikes, sections, truth
from crawler.demo.wording import salary_words

START = {"fleuve": "/fr/offres", "federation": "/offres/", "harbour": "/carrieres", "nordwind": "/stellen"}
LINKS = {
    "fleuve": "article.card h2 a",
    "federation": "article.offre h2 a",
    "harbour": "li.job h3 a",
    "nordwind": "div.stelle h3 a",
}


@dataclass
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        charset = self.headers["Content-Type"].partition("charset=")[2]
        return self.body.decode(charset or "utf-8")

    @property
    def page(self) -> html.HtmlElement:
        return html.fromstring(self.text)


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


OPENER = urllib.request.build_opener(NoRedirect)


def get(url: str, **headers: str) -> Reply:
    request = urllib.request.Request(url, headers={k.replace("_", "-"): v for k, v in headers.items()})
    try:
        with OPENER.open(request, timeout=10) as answer:
            return Reply(answer.status, dict(answer.headers), answer.read())
    except urllib.error.HTTPError as answer:
        with answer:
            return Reply(answer.code, dict(answer.headers), answer.read())


def listing_pages(site: DemoSite, board: str) -> list[Reply]:
    """Follow a board's listing to its end, or to the page that fails."""
    base, path, pages = site.base_urls[board], START[board], []
    number = 1
    while path:
        reply = get(base + path)
        pages.append(reply)
        if reply.status != 200:
            break
        number += 1
        following = reply.page.cssselect("a[rel=next]")
        path = following[0].get("href") if following else ""
        if board == "nordwind" and reply.page.cssselect(LINKS[board]):
            path = f"/stellen?page={number}"
    return pages


def listed(site: DemoSite, board: str) -> dict[str, str]:
    """Return external id to path of every posting the listing shows."""
    found = {}
    for reply in listing_pages(site, board):
        if reply.status == 200:
            for link in reply.page.cssselect(LINKS[board]):
                href = link.get("href")
                last = href.rstrip("/").rsplit("/", 1)[-1].removesuffix(".html")
                found[last[-8:] if board == "fleuve" else last] = href
    return found


@pytest.fixture(scope="module")
def running() -> Iterator[DemoSite]:
    with DemoSite() as site:
        yield site


@pytest.fixture
def site(running: DemoSite) -> DemoSite:
    running.day = 1
    running.forget_requests()
    return running


def test_day_one_has_at_least_ninety_postings_on_four_boards():
    first = truth(1)
    assert set(first) == set(BOARDS)
    assert sum(len(board.open) for board in first.values()) >= 90
    assert {"fr", "en", "de", "es"} == {ad.language for ad in ads(1)}


def test_external_ids_are_unique_on_each_board():
    identities = [(ad.board, ad.external_id) for ad, _ in published()]
    assert len(set(identities)) == len(identities)


def test_every_text_has_the_size_of_a_real_ad():
    sizes = []
    for ad, _ in published():
        parts = [text for s in sections(ad) for text in (s.heading, *s.paragraphs, *s.items)]
        sizes.append(len("\n".join(parts)))
    assert min(sizes) >= 1400
    assert max(sizes) <= 4000
    assert max(sizes) - min(sizes) > 800


def test_no_text_keeps_a_placeholder():
    texts = [text for ad, _ in published() for s in sections(ad) for text in (s.heading, *s.paragraphs, *s.items)]
    assert [text for text in texts if "{" in text or "None" in text] == []


def test_ads_vary_as_a_job_market_does():
    shown = ads(1)
    assert len({ad.family for ad in shown}) >= 12
    assert len({ad.contract for ad in shown}) >= 5
    assert {"hour", "month", "year", None} == {ad.salary_period for ad in shown}
    assert {"day", "month", "part_of_month", "asap", None} == {ad.starts_precision for ad in shown}
    assert {None, "none", "occasional", "partial", "full"} == {ad.remote for ad in shown}
    assert any(ad.deadline is None for ad in shown)
    assert any(ad.positions == 2 and len(ad.towns) == 2 for ad in shown)


def test_no_deadline_passes_while_the_demo_runs():
    assert [ad.job for day in DAYS for ad in ads(day) if ad.deadline and ad.deadline <= instant(3)[:10]] == []


def test_truth_of_an_ad_stands_in_its_text():
    for ad, _ in published():
        text = "\n".join(text for s in sections(ad) for text in (*s.paragraphs, *s.items))
        assert all(town in text for town in ad.towns), ad.job
        assert ad.reference in text
        assert ad.email in text
        stated = salary_words(ad)
        assert (stated is None) == (ad.salary_min is None)
        assert stated is None or stated in text
        assert ad.months is None or str(ad.months) in text


@pytest.mark.parametrize("board", BOARDS)
def test_every_listed_page_is_served_and_shows_its_ad(site: DemoSite, board: str):
    found = listed(site, board)
    assert set(found) == set(truth(1)[board].open)
    by_id = {ad.external_id: ad for ad in ads(1) if ad.board == board}
    for external_id, path in found.items():
        reply = get(site.base_urls[board] + path)
        ad = by_id[external_id]
        assert reply.status == 200
        assert reply.page.cssselect("h1")[0].text_content() == ad.title
        words = " ".join(reply.page.text_content().split())
        assert ad.organisation in words
        assert ad.town in words
        assert len(reply.body) > 2500


@pytest.mark.parametrize("board", BOARDS)
def test_listing_cards_show_title_town_and_date(site: DemoSite, board: str):
    cards = [card for reply in listing_pages(site, board) for card in reply.page.cssselect(".card")]
    words = [" ".join(card.text_content().split()) for card in cards]
    expected = [state.ad for state in board_on(board, 1)]
    assert len(words) == len(expected)
    for card, ad in zip(words, expected, strict=True):
        assert ad.title in card
        assert ad.town in card
        assert str(ad.day_shown.year) in card


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("board", BOARDS)
def test_each_day_shows_what_a_faithful_crawl_should_see(site: DemoSite, board: str, day: int):
    site.day = day
    report = truth(day)[board]
    found = listed(site, board)
    assert set(report.new) | set(report.changed) | set(report.reopened) <= set(found)
    for external_id in report.closed:
        path = next(p for d in (1, 2, 3) for p in [address(site, board, external_id, d)] if p)
        site.day = day
        reply = get(site.base_urls[board] + path)
        over = reply.status == 200 and "Cette offre n'est plus disponible." in reply.text
        left = reply.status == 302 and reply.headers["Location"].endswith(START[board])
        assert reply.status == 404 or over or left
        assert over or external_id not in found
    if report.complete:
        assert set(report.open) - set(found) == leavers(board, day)


def address(site: DemoSite, board: str, external_id: str, day: int) -> str | None:
    site.day = day
    return listed(site, board).get(external_id)


def leavers(board: str, day: int) -> set[str]:
    """Ads that left a listing for the first time: missed once, so not closed yet."""
    gone = {s.ad.external_id for s in board_on(board, day) if s.gone == "redirect"}
    return gone - set(truth(day)[board].closed) if day == 2 else set()


def test_a_posting_that_only_leaves_the_listing_closes_at_the_second_miss():
    (leaver,) = leavers("harbour", 2)
    assert leaver in truth(2)["harbour"].open
    assert leaver in truth(3)["harbour"].closed


def test_truth_knows_every_kind_of_event():
    second, third = truth(2), truth(3)
    assert all(board.new and board.changed for board in second.values())
    assert sum(len(board.closed) for board in second.values()) >= 5
    assert third["fleuve"].reopened
    assert set(third["fleuve"].reopened) <= set(second["fleuve"].closed)
    assert {name for name, board in third.items() if not board.complete} == {"federation", "nordwind"}
    for name in ("federation", "nordwind"):
        assert third[name].closed == ()
        assert set(second[name].open) <= set(third[name].open)


def test_a_day_that_was_not_crawled_is_made_up_for_on_the_next():
    skipped = truth(3, crawled=(1, 3))["fleuve"]
    assert set(truth(2)["fleuve"].new) | set(truth(3)["fleuve"].new) == set(skipped.new)
    assert skipped.reopened == ()


def test_what_changes_is_the_deadline_the_salary_or_the_title():
    before = {(ad.board, ad.external_id): ad for ad in ads(1)}
    after = {(ad.board, ad.external_id): ad for ad in ads(3)}
    kinds = set()
    for key in before.keys() & after.keys():
        old, new = before[key], after[key]
        kinds |= {f for f in ("deadline", "salary_min", "title") if getattr(old, f) != getattr(new, f)}
        if old != new:
            changed = {f for f in ("deadline", "salary_min", "title") if getattr(old, f) != getattr(new, f)}
            assert len(changed) == 1
            assert sections(old) != sections(new) or changed == {"title"}
            assert len(set(sections(old)) ^ set(sections(new))) <= 4
    assert kinds == {"deadline", "salary_min", "title"}


def test_an_outage_answers_500_on_the_whole_listing_of_one_board(site: DemoSite):
    site.day = 3
    assert [reply.status for reply in listing_pages(site, "nordwind")] == [500]
    assert get(f"{site.base_urls['nordwind']}/stellen?page=2").status == 500
    assert get(f"{site.base_urls['nordwind']}/stellen/nw-2040.html").status == 200


def test_a_cut_listing_answers_its_first_page_and_500_on_the_second(site: DemoSite):
    site.day = 3
    assert [reply.status for reply in listing_pages(site, "federation")] == [200, 500]


def test_pages_after_the_last_say_so(site: DemoSite):
    assert "Keine weiteren Stellenangebote." in get(f"{site.base_urls['nordwind']}/stellen?page=99").text
    assert get(f"{site.base_urls['federation']}/offres/page/99/").status == 404


def test_the_sitemap_lists_both_languages_of_every_ad(site: DemoSite):
    base = site.base_urls["fleuve"]
    index = get(f"{base}/sitemap.xml").text
    (child,) = re.findall(r"<loc>([^<]+)</loc>", index)
    packed = get(child)
    assert "Content-Encoding" not in packed.headers
    urls = re.findall(r"<loc>([^<]+)</loc>", gzip.decompress(packed.body).decode())
    twins = {}
    for url in urls:
        twins.setdefault(url[-8:], []).append(url.removeprefix(base)[:4])
    assert set(twins) == set(truth(1)["fleuve"].open)
    assert all(sorted(languages) == ["/en/", "/fr/"] for languages in twins.values())


def test_twins_share_the_text_and_differ_in_title_and_date_order(site: DemoSite):
    base = site.base_urls["fleuve"]
    ad = next(s.ad for s in board_on("fleuve", 1) if s.ad.language == "fr" and title_in(s.ad, "en") != s.ad.title)
    french, english = (get(base + fleuve_path(ad, language)).page for language in ("fr", "en"))
    bodies = [" ".join(page.cssselect(".description")[0].text_content().split()) for page in (french, english)]
    assert bodies[0] == bodies[1]
    assert french.get("lang") == "fr"
    assert english.get("lang") == "en"
    assert english.cssselect("h1")[0].text_content() == title_in(ad, "en")
    year, month, day = ad.posted.split("-")
    assert f"{day}/{month}/{year}" in french.text_content()
    assert f"{month}-{day}-{year}" in english.text_content()


def test_the_sitemap_dates_a_page_by_its_last_change(site: DemoSite):
    site.day = 2
    sitemap = gzip.decompress(get(f"{site.base_urls['fleuve']}/sitemap-jobs.xml.gz").body).decode()
    dates = {m[1]: m[2] for m in re.finditer(r"-([0-9a-f]{8})</loc><lastmod>([0-9-]+)</lastmod>", sitemap)}
    report = truth(2)["fleuve"]
    assert {key for key, date in dates.items() if date == "2026-03-09"} >= set(report.changed)
    untouched = set(truth(1)["fleuve"].open) - set(report.changed) - set(report.closed)
    assert all(dates[key] < "2026-03-09" for key in untouched)


def test_structured_data_says_what_the_truth_says(site: DemoSite):
    for state in board_on("fleuve", 1):
        page = get(site.base_urls["fleuve"] + fleuve_path(state.ad, "fr")).page
        data = json.loads(page.cssselect('script[type="application/ld+json"]')[0].text)
        assert data["@type"] == "JobPosting"
        assert data["title"] == state.ad.title
        assert data.get("validThrough") == state.ad.deadline
        assert ("baseSalary" in data) == (state.ad.salary_min is not None)


def content(text: str) -> list[tuple[str, list[tuple[str, str]], str]]:
    """Return a page without its token, its counter and the order of attributes and keys."""
    root = html.fromstring(text)
    for volatile in root.cssselect('meta[name="csrf-token"], footer'):
        volatile.drop_tree()
    for script in root.cssselect("script"):
        script.text = json.dumps(json.loads(script.text), sort_keys=True)
    return [(node.tag, sorted(node.items()), (node.text or "").strip()) for node in root.iter()]


@pytest.mark.parametrize("board", BOARDS)
def test_two_requests_differ_only_in_counter_token_and_the_order_of_attributes(site: DemoSite, board: str):
    for path in (START[board], next(iter(listed(site, board).values()))):
        one, two = (get(site.base_urls[board] + path).text for _ in range(2))
        assert one != two
        assert content(one) == content(two)
        views = [re.search(r"(?:Vues|Views|Aufrufe) : (\d+)", text)[1] for text in (one, two)]
        assert views[0] != views[1]


@pytest.mark.parametrize(
    ("board", "validator", "condition"),
    [("federation", "ETag", "If-None-Match"), ("harbour", "Last-Modified", "If-Modified-Since")],
)
def test_an_unchanged_page_answers_304_and_a_changed_one_does_not(site, board, validator, condition):
    changed = truth(2)[board].changed[0]
    paths = listed(site, board)
    same = next(key for key in paths if key not in truth(2)[board].changed and key in listed(site, board))
    urls = {key: site.base_urls[board] + paths[key] for key in (changed, same)}
    listing = site.base_urls[board] + START[board]
    held = {url: get(url).headers[validator] for url in (*urls.values(), listing)}
    assert [get(url, **{condition: value}).status for url, value in held.items()] == [304, 304, 304]
    site.day = 2
    answers = {url: get(url, **{condition: value}) for url, value in held.items()}
    assert answers[urls[changed]].status == 200
    assert answers[listing].status == 200
    assert answers[urls[same]].status == 304
    assert answers[urls[same]].body == b""


@pytest.mark.parametrize("board", ["fleuve", "nordwind"])
def test_the_other_boards_send_no_validators(site: DemoSite, board: str):
    headers = get(site.base_urls[board] + START[board]).headers
    assert "ETag" not in headers
    assert "Last-Modified" not in headers


def test_a_condition_that_is_no_date_gets_the_page(site: DemoSite):
    assert get(f"{site.base_urls['harbour']}/carrieres", If_Modified_Since="yesterday").status == 200


@pytest.mark.parametrize("board", BOARDS)
def test_pages_are_compressed_where_asked(site: DemoSite, board: str):
    url = site.base_urls[board] + START[board]
    packed = get(url, Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(gzip.decompress(packed.body)) > 2 * len(packed.body)
    assert "Content-Encoding" not in get(url).headers


def test_nordwind_is_served_in_windows_1252_and_reads_right(site: DemoSite):
    reply = get(f"{site.base_urls['nordwind']}/stellen")
    assert reply.headers["Content-Type"] == "text/html; charset=windows-1252"
    assert "Stellenangebote" in reply.text
    text = "".join(get(site.base_urls["nordwind"] + path).text for path in listed(site, "nordwind").values())
    assert "€" in text
    assert "für" in text


@pytest.mark.parametrize("board", BOARDS)
def test_robots_txt_allows_all_but_admin(site: DemoSite, board: str):
    reply = get(f"{site.base_urls[board]}/robots.txt")
    assert reply.headers["Content-Type"].startswith("text/plain")
    assert "Disallow: /admin/" in reply.text
    assert ("Sitemap: " in reply.text) == (board == "fleuve")


def test_requests_and_answers_are_counted_per_board(site: DemoSite):
    get(f"{site.base_urls['nordwind']}/stellen?page=2")
    get(f"{site.base_urls['nordwind']}/stellen?page=2")
    get(f"{site.base_urls['nordwind']}/nowhere")
    assert site.requests["nordwind"] == {"/stellen?page=2": 2, "/nowhere": 1}
    assert site.answers["nordwind"] == {200: 2, 404: 1}
    assert not site.requests["harbour"]


def test_copies_are_word_for_word_and_at_least_eight():
    shown = {(ad.board, ad.external_id): ad for ad, _ in published()}
    pairs = copies()
    assert len(pairs) >= 8
    for one, two in pairs:
        a, b = shown[one], shown[two]
        assert a.board != b.board
        assert (a.title, a.organisation, a.towns, sections(a)) == (b.title, b.organisation, b.towns, sections(b))


def test_lookalikes_share_employer_title_and_opening_and_nothing_else():
    shown = {(ad.board, ad.external_id): ad for ad, _ in published()}
    assert len(lookalikes()) >= 3
    for one, two in lookalikes():
        a, b = shown[one], shown[two]
        assert (a.organisation, a.title, sections(a)[:2]) == (b.organisation, b.title, sections(b)[:2])
        assert a.town != b.town
        assert not set(sections(a)[2].items) & set(sections(b)[2].items)


def test_no_other_two_ads_advertise_the_same_work_for_the_same_employer():
    expected = {frozenset(pair) for pair in (*copies(), *lookalikes())}
    alike = set()
    for (a, _), (b, _) in combinations(published(), 2):
        if (a.organisation, a.family) == (b.organisation, b.family):
            alike.add(frozenset([(a.board, a.external_id), (b.board, b.external_id)]))
    assert alike == expected


def test_the_declarations_are_valid_boards_at_the_running_addresses(site: DemoSite):
    from crawler.catalog import archetypes

    tables = tomllib.loads(site.boards_toml())
    assert set(tables) == set(BOARDS)
    for name, table in tables.items():
        board = validate(Declaration(name, table, "demo"), archetypes()[table["archetype"]].own_attributes)
        assert board.base_url == site.base_urls[name]
        assert board.is_local


def test_the_declared_patterns_find_every_detail_page_and_its_id(site: DemoSite):
    tables = tomllib.loads(site.boards_toml())
    urls = [site.base_urls["fleuve"] + path for path in listed(site, "fleuve").values()]
    assert all(re.search(tables["fleuve"]["detail_urls"], url) for url in urls)
    ids = {re.search(tables["fleuve"]["external_id"], url)[1] for url in urls}
    assert ids == set(truth(1)["fleuve"].open)
    assert {b: t["detail_links"] for b, t in tables.items() if b != "fleuve"} == {
        b: css for b, css in LINKS.items() if b != "fleuve"
    }


def test_a_day_beyond_the_demo_is_refused(site: DemoSite):
    with pytest.raises(ValueError, match="days 1 to 3"):
        site.day = 4


def test_a_port_can_be_asked_for_and_is_free_again_afterwards():
    with DemoSite() as first:
        ports = {board: int(url.rsplit(":", 1)[1]) for board, url in first.base_urls.items()}
    with DemoSite(ports) as second:
        assert second.base_urls == first.base_urls
        assert get(f"{second.base_urls['harbour']}/carrieres").status == 200


def test_another_process_composes_the_same_ads():
    code = (
        "import hashlib; from crawler.demo.site import DAYS, ads, sections, truth;"
        "print(hashlib.sha256(repr([[(a, sections(a)) for a in ads(d)] for d in DAYS]).encode()).hexdigest(),"
        "hashlib.sha256(repr([truth(d) for d in DAYS]).encode()).hexdigest())"
    )
    root = Path(crawler.demo.__file__).parents[2]
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
    assert len(runs.pop()) > 128


def test_two_sites_serve_the_same_pages(site: DemoSite):
    with DemoSite() as other:
        for board in BOARDS:
            pages = [get(s.base_urls[board] + START[board]).page for s in (site, other)]
            texts = [page.cssselect("main")[0].text_content() for page in pages]
            assert texts[0] == texts[1]


def test_texts_are_data_and_not_code():
    folder = Path(crawler.demo.__file__).parent
    assert all(len(path.read_text(encoding="utf-8").splitlines()) < 400 for path in folder.rglob("*.py"))
    assert {path.stem for path in folder.glob("families_*.toml")} == {f"families_{c}" for c in ("fr", "en", "de", "es")}
