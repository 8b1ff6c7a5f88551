"""The day a page was published, by its metadata, its ``time`` elements, and lines above and below the ad."""

from __future__ import annotations

import pytest

from crawler.extract.page import read_page

_TEXT = "<p>You will look after the garden with twelve volunteers, three mornings a week, whatever the weather.</p>" * 4
_AD = f"<main><h1>Gardener</h1>{_TEXT}</main>"


def _page(head: str = "", body: str = _AD) -> list[str]:
    html = f"<html><head><title>Gardener</title>{head}</head><body>{body}</body></html>"
    found = read_page(html, "https://garden.example/jobs/1").statements
    return [statement.text for statement in found if statement.field == "posted"]


def _ld(content: str) -> str:
    return f'<script type="application/ld+json">{content}</script>'


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2026-03-02T08:00:00+01:00">',
        '<meta name="dc.date.issued" content="2026-03-02">',
        '<meta name="pubdate" content="2026-03-02">',
        (
            '<meta property="article:published_time" content="2026-03-02">'
            '<meta property="article:modified_time" content="2026-03-09">'
        ),
        _ld('{"@type":"Article","datePublished":"2026-03-02T08:00:00Z","dateModified":"2026-03-04"}'),
        _ld('{"@graph":[{"@type":"WebPage","datePublished":"2026-03-02"},{"@type":"WebSite","name":"Garden"}]}'),
        _ld('{"@type":["BlogPosting"],"datePublished":"2026-03-02"}'),
    ],
)
def test_metadata_state_the_day_a_page_was_published(head: str) -> None:
    assert _page(head) == ["2026-03-02"]


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:modified_time" content="2026-03-02">',
        '<meta property="og:updated_time" content="2026-03-02">',
        (
            '<meta property="article:published_time" content="2019-05-02">'
            '<meta property="article:modified_time" content="2026-03-02">'
        ),
        '<meta property="article:published_time" content="last week">',
        _ld('{"@type":"WebSite","datePublished":"2019-03-01"}'),
        _ld('[{"@type":"Article","datePublished":"2026-03-02"},{"@type":"Article","datePublished":"2026-01-02"}]'),
    ],
)
def test_a_change_a_site_and_a_page_that_stands_for_good_tell_no_day(head: str) -> None:
    assert _page(head) == []


@pytest.mark.parametrize(
    "line",
    [
        '<p>Put up on <time datetime="2026-03-02">the first Monday of term</time></p>',
        '<p class="byline">The Garden Trust, <time datetime="2026-03-02T08:05:00+02:00">last Monday</time></p>',
        (
            '<p><time class="entry-date published" datetime="2026-03-02">Monday</time> '
            '<time class="updated" datetime="2026-03-05">Thursday</time></p>'
        ),
        (
            '<p>Annonce déposée le <time datetime="2026-03-02">2 mars</time>, modifiée le '
            '<time datetime="2026-03-05">5 mars</time></p>'
        ),
        '<p>Online seit <time datetime="2026-03-02">Montag</time> · <a href="/print">Druckversion</a></p>',
    ],
)
def test_a_time_tells_by_its_words_its_class_or_its_place(line: str) -> None:
    assert "2026-03-02" in _page(body=f"<main><h1>Gardener</h1>{line}{_TEXT}</main>")


@pytest.mark.parametrize(
    "line",
    [
        '<p>Open evening: <time datetime="2026-03-02">2 March</time></p>',
        '<p>Apply by <time datetime="2026-03-02">2 March</time></p>',
        '<p class="deadline"><time datetime="2026-03-02">2 March</time></p>',
        '<p>Last updated <time datetime="2026-03-02">2 March</time></p>',
        '<p hidden><time class="published" hidden datetime="2026-03-02">2 March</time></p>',
        '<aside><h3>News</h3><p>Posted <time datetime="2026-03-02">2 March</time></p></aside>',
    ],
)
def test_the_time_of_something_else_tells_nothing(line: str) -> None:
    assert "2026-03-02" not in _page(body=f"<main><h1>Gardener</h1>{line}{_TEXT}</main>")


def test_the_foot_of_the_ads_own_box_states_the_day_and_the_reference() -> None:
    foot = '<div class="card__foot"><span>Req R-3381</span> | <span>Posted 11/02/2026</span></div>'
    html = f'<body><div class="card"><h1>Gardener</h1>{_TEXT}<a href="/apply">Apply now</a>{foot}</div></body>'
    found = {s.field: s.text for s in read_page(html, "https://garden.example/jobs/1").statements}
    assert (found["posted"], found["reference"]) == ("11/02/2026", "R-3381")


def test_a_line_above_the_title_states_the_day() -> None:
    head = "<p>The Gardeners' Gazette – the leaving list<br>Offre parue le 14/09/26 – bulletin n° 187</p>"
    assert _page(body=f"{head}<h1>Gardener</h1>{_TEXT}") == ["14/09/26"]
