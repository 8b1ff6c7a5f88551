"""Postings in RDFa, Lite and full."""

# ruff: noqa: E501 - markup reads better on one line

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.jsonld import statements_of
from crawler.extract.rdfa import read_rdfa
from pipelines.normalise.html_lines import parse_html

URL = "https://jobs.example/all"
JOB = [("title", "Cook"), ("organisation", "Rivages"), ("place", "Lyon"), ("posted", "2026-03-02")]


def postings(html: str) -> list[dict]:
    root = parse_html(html)
    return [] if root is None else read_rdfa(root, url=URL)


def said(html: str) -> list[list[tuple[str, str]]]:
    return [[(s.field, s.text) for s in statements_of(job)] for job in postings(html)]


LITE = (
    '<div {v} typeof="{p}JobPosting"><h1 property="{p}title">Cook</h1><p property="{p}hiringOrganization" '
    'typeof="{p}Organization"><b property="{p}name">Rivages</b></p><p property="{p}jobLocation" typeof="{p}Place">'
    '<span property="{p}address" typeof="{p}PostalAddress"><i property="{p}addressLocality">Lyon</i></span></p>'
    '<time property="{p}datePosted" datetime="2026-03-02">2 March</time></div>'
)
WRITTEN = {
    "a vocabulary": LITE.format(v='vocab="https://schema.org/"', p=""),
    "a vocabulary without its slash": LITE.format(v='vocab="http://schema.org"', p=""),
    "a vocabulary around it": f'<body vocab="//schema.org/">{LITE.format(v="", p="")}</body>',
    "no vocabulary": LITE.format(v="", p=""),
    "the prefix everybody knows": LITE.format(v="", p="schema:"),
    "a prefix of its own": LITE.format(v='prefix="og: http://ogp.me/ns# s: http://schema.org/"', p="s:"),
    "a prefix of an older kind": LITE.format(v='xmlns:sch="https://schema.org/"', p="sch:"),
    "whole addresses": LITE.format(v="", p="http://schema.org/"),
    "a foreign vocabulary and a prefix": LITE.format(v='vocab="http://xmlns.com/foaf/0.1/"', p="schema:"),
    "subjects told apart by name": (
        '<body prefix="s: http://schema.org/"><h1 about="#job" typeof="s:JobPosting"><i property="s:title">Cook</i></h1>'
        '<p about="#job"><a property="s:hiringOrganization" resource="#org"></a><b property="s:datePosted" '
        'content="2026-03-02">today</b><link property="s:jobLocation" resource="#place"></p>'
        '<p resource="#org" typeof="s:Organization"><b property="s:name">Rivages</b></p>'
        '<p resource="#place" typeof="s:Place"><b property="s:address">Lyon</b></p></body>'
    ),
    "relations that hang": (
        '<div vocab="http://schema.org/" typeof="JobPosting"><h1 property="title">Cook</h1><p rel="hiringOrganization">'
        '<span><i typeof="Organization"><b property="name">Rivages</b></i></span></p><p rel="jobLocation" '
        'resource="#lyon"></p><b property="datePosted">2026-03-02</b></div><p vocab="http://schema.org/" about="#lyon">'
        '<b property="address">Lyon</b></p>'
    ),
    "an employer without a name of its own": LITE.format(v='vocab="https://schema.org/"', p="").replace(
        '<b property="name">Rivages</b>', "Rivages"
    ),
    "links that are just links": (
        '<div vocab="http://schema.org/" typeof="JobPosting"><a href="/jobs/1" rel="nofollow"><h1 property="title">Cook'
        '</h1></a><a property="hiringOrganization" href="/org">Rivages</a><i property="jobLocation">Lyon</i>'
        '<meta property="datePosted" content="2026-03-02"></div>'
    ),
}


@pytest.mark.parametrize("html", WRITTEN.values(), ids=WRITTEN.keys())
def test_one_posting_reads_the_same_under(html):
    assert said(html) == [JOB]


def test_properties_of_other_vocabularies_are_not_taken_for_ours():
    html = (
        '<div vocab="http://schema.org/" typeof="JobPosting"><meta property="og:title" content="Other">'
        '<i property="title">Cook</i><p vocab="http://xmlns.com/foaf/0.1/"><b property="title">Dr</b></p>'
        '<p typeof="foaf:Person"><b property="title">Dr</b></p></div>'
    )
    assert said(html) == [[("title", "Cook")]]


def test_postings_of_a_list_are_all_found_with_their_addresses_and_those_inside_another_are_not():
    cards = "".join(
        f'<li property="itemListElement" typeof="JobPosting"><a property="url" href="/jobs/{n}"><b property="title">Cook'
        f"{n}</b></a></li>"
        for n in (1, 2)
    )
    found = postings(f'<ul vocab="http://schema.org/" typeof="ItemList">{cards}</ul>')
    assert [(job["title"], job["url"]) for job in found] == [
        ("Cook1", "https://jobs.example/jobs/1"),
        ("Cook2", "https://jobs.example/jobs/2"),
    ]
    assert said(f'<div vocab="http://schema.org/" typeof="JobPosting"><i property="title">Nurse</i>{cards}</div>') == [
        [("title", "Nurse")]
    ]


def test_open_graph_alone_is_no_posting():
    assert postings('<meta property="og:title" content="Cook"><p typeof="sioc:Item">JobPosting</p>') == []


def test_subjects_that_hold_each_other_are_survived():
    html = (
        '<div vocab="http://schema.org/" resource="#a" typeof="JobPosting"><i property="title">Cook</i>'
        '<p property="jobLocation" resource="#b" typeof="Place"><b property="address" resource="#a" typeof="JobPosting">'
        "</b></p></div>"
    )
    assert [job["title"] for job in postings(html)] == ["Cook"]


attributes = st.sampled_from(
    ['typeof="JobPosting"', 'typeof="schema:Place"', 'typeof=""', 'typeof="x:y"', 'property="title"', "property",
     'property="schema:jobLocation description"', 'vocab="http://schema.org/"', 'vocab="x"', "vocab", 'about="#a"',
     'resource="#b"', 'resource=""', 'about="http://[x"', 'href="#a"', 'rel="jobLocation"', 'rel="schema:address nofollow"',
     'prefix="s: http://schema.org/ a:"', "prefix", 'xmlns:s="x"', 'content="1"']
)  # fmt: skip
opened = st.tuples(
    st.sampled_from(["div", "a", "p", "meta", "td", "script", "li"]), st.lists(attributes, max_size=4, unique=True)
).map(lambda tag: f"<{tag[0]} {' '.join(tag[1])}>x")


@given(st.lists(opened | st.sampled_from(["</div>", "</p>", "</a>", "<!-- x -->", "<?x?>"]), max_size=14))
def test_any_nesting_of_subjects_is_survived(pieces):
    for job in postings('<div vocab="http://schema.org/" typeof="JobPosting">' + "".join(pieces)):
        assert all(statement.text for statement in statements_of(job))
