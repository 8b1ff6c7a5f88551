"""Listings: cards, the next page, and one URL for one posting."""

# ruff: noqa: E501 - markup and tables of strings read better on one line

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.links import Card, canonical, detail_links, next_link
from pipelines.normalise.html_lines import parse_html

BASE = "https://jobs.example/vacancies?page=2"


def root_of(html: str):
    root = parse_html(f"<html><body>{html}</body></html>")
    assert root is not None
    return root


CANONICAL = [
    ("HTTPS://Jobs.Example/a", "https://jobs.example/a"),
    ("https://jobs.example:443/a", "https://jobs.example/a"),
    ("http://jobs.example:8000/a", "http://jobs.example:8000/a"),
    ("https://jobs.example", "https://jobs.example/"),
    ("https://jobs.example/a#apply", "https://jobs.example/a"),
    ("https://jobs.example/a?utm_source=x&utm_medium=y&id=7&fbclid=z", "https://jobs.example/a?id=7"),
    ("https://jobs.example/a?source=search", "https://jobs.example/a"),
    ("https://jobs.example/a?ref=12", "https://jobs.example/a?ref=12"),
    ("https://jobs.example/chargé·e", "https://jobs.example/charg%C3%A9%C2%B7e"),
    ("https://jobs.example/charg%c3%a9%c2%b7e", "https://jobs.example/charg%C3%A9%C2%B7e"),
    ("https://jobs.example/%7Eteam/a%2Fb", "https://jobs.example/~team/a%2Fb"),
    ("https://jobs.example/a?q=a+b&r=a%20b&s=a%26b", "https://jobs.example/a?q=a%20b&r=a%20b&s=a%26b"),
    ("https://jobs.example/1,2,Nord(59)", "https://jobs.example/1,2,Nord(59)"),
]


@pytest.mark.parametrize(("url", "expected"), CANONICAL)
def test_one_posting_has_one_url(url, expected):
    assert canonical(url) == expected
    assert canonical(expected) == expected


@given(st.text())
def test_any_url_is_survived_and_stays_as_it_is_the_second_time(text):
    once = canonical(f"https://a.example/{text}")
    assert canonical(once) == once
    canonical(text)


LIST = """<ul><li class="job"><a class="pic" href="/jobs/1?utm_source=list"><img></a><h3><a href="/jobs/1">Nurse</a></h3>
<span>Lille</span> <span>3 March</span></li><li class="job"><h3><a href="/jobs/2#top">Midwife</a></h3><span>Metz</span>
</li><li class="ad"><a href="/about">About us</a></li></ul>"""


def test_each_posting_is_one_card_with_its_own_words():
    assert detail_links(root_of(LIST), BASE, "li.job a") == [
        Card("https://jobs.example/jobs/1", "Nurse", "Nurse Lille 3 March"),
        Card("https://jobs.example/jobs/2", "Midwife", "Midwife Metz"),
    ]


@pytest.mark.parametrize("css", ["li.job", "li.job h3"])
def test_a_selected_card_stands_for_the_link_inside_it(css):
    assert [card.url for card in detail_links(root_of(LIST), BASE, css)] == [
        "https://jobs.example/jobs/1", "https://jobs.example/jobs/2"]  # fmt: skip


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (
            '<div><div><div class="t"><a href="/1">A</a></div><p>Lyon</p></div><div><a href="/2">B</a></div></div>',
            "A Lyon",
        ),
        (
            '<table><tr><td><a href="/1">A</a></td><td>Lyon</td></tr><tr><td><a href="/2">B</a></td></tr></table>',
            "A : Lyon",
        ),
        ('<article><h2><a href="/1">A</a></h2><p>Lyon</p></article><article><a href="/2">B</a></article>', "A Lyon"),
        ('<p>12 offers</p><ul><li><a href="/1">A</a> Lyon</li></ul>', "A Lyon"),
        ('<a href="/1">A</a><a href="/2">B</a>', "A"),
    ],
)
def test_the_words_of_a_card_end_where_the_next_begins(html, words):
    assert detail_links(root_of(html), BASE, "a")[0].card_text == words


@pytest.mark.parametrize(
    "href", ["javascript:void(0)", "mailto:a@b.example", "#", "", "ftp://x.example/a", "http://[", "data:,x"]
)
def test_what_leads_to_no_page_is_no_card(href):
    assert detail_links(root_of(f'<a href="{href}">A</a>'), BASE, "a") == []


@pytest.mark.parametrize("css", ["][", "a::before", "", "a:nope"])
def test_a_selector_that_is_no_css_finds_nothing(css):
    assert detail_links(root_of(LIST), BASE, css) == []
    assert next_link(root_of(LIST), BASE, css) is None


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a rel="next" href="?page=3">Next</a>', "https://jobs.example/vacancies?page=3"),
        ('<link rel="next" href="/vacancies?page=3">', "https://jobs.example/vacancies?page=3"),
        ('<a rel="next" href="?page=2#top">Next</a>', None),
        ('<a rel="next" href="#">Next</a>', None),
        ('<a rel="next" class="disabled" href="?page=3">Next</a>', None),
        ('<a rel="next" aria-disabled="true" href="?page=3">Next</a>', None),
        ("<p>no link</p>", None),
    ],
)
def test_the_next_page_is_another_page(html, expected):
    assert next_link(root_of(html), BASE, "[rel=next]") == expected


def test_a_long_listing_comes_to_an_end():
    html = "".join(f'<div><div><a href="/jobs/{n}">Job {n}</a></div><p>Town</p></div>' for n in range(5000))
    assert len(detail_links(root_of(f"<div>{html}</div>"), BASE, "a")) == 5000
