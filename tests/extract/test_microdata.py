"""Postings in microdata, as pages and their makers write it."""

# ruff: noqa: E501 - markup reads better on one line

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.jsonld import statements_of
from crawler.extract.microdata import read_microdata
from pipelines.normalise.html_lines import parse_html

URL = "https://jobs.example/all"
POSTING = '<div itemscope itemtype="https://schema.org/JobPosting">{}</div>'


def postings(html: str) -> list[dict]:
    root = parse_html(html)
    return [] if root is None else read_microdata(root, url=URL)


STATED = [
    ("<h1 itemprop=title>Care <b>worker</b></h1>", {"title": "Care worker"}),
    ("<h1 itemprop='title'>Care<br>worker</h1>", {"title": "Care worker"}),
    ("<meta itemprop=datePosted content='2026-03-02'>", {"datePosted": "2026-03-02"}),
    ("<span itemprop=baseSalary content='24000'>24 k</span>", {"baseSalary": "24000"}),
    ("<time itemprop=validThrough datetime='2026-04-01'>1st of April</time>", {"validThrough": "2026-04-01"}),
    ("<data itemprop=totalJobOpenings value=3>three</data>", {"totalJobOpenings": "3"}),
    ("<a itemprop=url href='/jobs/7'>Read</a>", {"url": "https://jobs.example/jobs/7"}),
    ("<a itemprop=title href='/jobs/7'>Cook</a>", {"title": "Cook"}),
    ("<link itemprop=employmentType href='http://schema.org/FULL_TIME'>", {"employmentType": "FULL_TIME"}),
    ("<i itemprop=employmentType>FULL_TIME</i> <i itemprop=employmentType>TEMPORARY</i>",
     {"employmentType": ["FULL_TIME", "TEMPORARY"]}),
    ("<i itemprop='title name'>Cook</i>", {"title": "Cook", "name": "Cook"}),
    ("<i itemprop='http://schema.org/title'>Cook</i> <i itemprop='http://other.example/title'>x</i>", {"title": "Cook"}),
    ("<i itemprop=Title>Cook</i>", {"title": "Cook"}),
    ("<i itemprop=title></i>", None),
    ("<p itemprop=description class=x>Two  <a href='/b' onclick='c()'>words</a><script>d()</script><br>and <!-- e --> more</p>",
     {"description": 'Two  <a href="/b">words</a><br>and  more'}),
    ("<p itemprop=description>One\n  line</p>", {"description": "One line"}),
    ("<div itemprop=description><b itemprop=hiringOrganization>Rivages</b> seeks</div>",
     {"description": "<b>Rivages</b> seeks", "hiringOrganization": "Rivages"}),
    ("<i itemprop=hiringOrganization itemscope itemtype='https://schema.org/Organization'>Rivages</i>",
     {"hiringOrganization": "Rivages"}),
    ("<i itemprop=hiringOrganization itemscope itemtype='https://schema.org/Organization'><b itemprop=name>Rivages</b></i>",
     {"hiringOrganization": {"@type": "Organization", "name": "Rivages"}}),
    ("<div itemscope itemtype='https://schema.org/Person'><b itemprop=title>Director</b></div><i itemprop=title>Cook</i>",
     {"title": "Cook"}),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "expected"), STATED)
def test_an_element_states_what_its_reader_means(markup, expected):
    found = postings(POSTING.format(markup))
    assert found == ([] if expected is None else [{"@type": "JobPosting", **expected}])


def test_a_pay_and_a_place_are_nested_items():
    job = postings(
        POSTING.format(
            "<span itemprop=jobLocation itemscope itemtype='http://schema.org/Place'><span itemprop=address itemscope>"
            "<b itemprop=addressLocality>Lyon</b>, <meta itemprop=addressCountry content=FR></span></span>"
            "<p itemprop=baseSalary itemscope itemtype='http://schema.org/MonetaryAmount'><i itemprop=currency>EUR</i>"
            "<i itemprop=value itemscope itemtype='http://schema.org/QuantitativeValue'><b itemprop=minValue>2100</b> -"
            "<b itemprop=maxValue>2300</b> <b itemprop=unitText>MONTH</b></i></p>"
        )
    )[0]
    assert [(s.field, s.text, dict(s.parts)) for s in statements_of(job)] == [
        ("place", "Lyon, FR", {"city": "Lyon", "country": "FR"}),
        (
            "salary",
            "2100 - 2300 EUR / MONTH",
            {"min": "2100", "max": "2300", "currency": "EUR", "unit": "MONTH"},
        ),
    ]


def test_what_stands_elsewhere_is_found_by_its_id():
    page = (
        '<div itemscope itemtype="https://schema.org/JobPosting" itemref="head org self" id=self></div>'
        "<h1 id=head itemprop=title>Cook</h1>"
        "<p id=org itemprop=hiringOrganization itemscope itemref=name></p><b id=name itemprop=name>Rivages</b>"
        '<div itemscope itemtype="https://schema.org/JobPosting"><i itemprop=title>Nurse</i>'
        '<link itemprop=hiringOrganization href="#rivages"></div>'
        '<div itemscope itemid="#rivages" itemtype="https://schema.org/Organization"><b itemprop=name>Rivages</b></div>'
    )
    assert [[s.text for s in statements_of(job)] for job in postings(page)] == [
        ["Cook", "Rivages"],
        ["Nurse", "Rivages"],
    ]


def test_postings_in_a_list_are_all_found_and_those_inside_another_are_not():
    card = (
        '<li itemprop=itemListElement itemscope itemtype="https://schema.org/ListItem"><div itemprop=item {}</div></li>'
    )
    cards = "".join(
        card.format(f'itemscope itemtype="https://schema.org/JobPosting"><i itemprop=title>{title}</i>')
        for title in ("Cook", "Nurse")
    )
    listing = f'<ul itemscope itemtype="https://schema.org/ItemList">{cards}</ul>'
    assert [job["title"] for job in postings(listing)] == ["Cook", "Nurse"]
    related = POSTING.format(
        '<h1 itemprop=title>Cook</h1><p itemprop=isRelatedTo itemscope itemtype="https://schema.org/JobPosting">'
        "<i itemprop=title>Nurse</i></p>"
    )
    assert [job["title"] for job in postings(related)] == ["Cook"]


def test_a_type_without_its_scope_is_meant_as_one():
    assert postings('<p itemtype="http://schema.org/JobPosting"><i itemprop=title>Cook</i></p>')[0]["title"] == "Cook"


def test_microdata_of_other_things_is_no_posting():
    assert postings('<p itemscope itemtype="https://schema.org/Event"><i itemprop=title>Cook</i></p>') == []
    assert postings("<p itemprop=hiringOrganization>Rivages</p>") == []


def test_items_that_refer_to_each_other_or_nest_without_end_come_to_an_end():
    circle = (
        '<div itemscope itemtype="https://schema.org/JobPosting" itemref="a b"></div>'
        "<p id=a itemprop=jobLocation itemscope itemref='a b'></p><p id=b itemprop=address itemscope itemref='a b'></p>"
    )
    assert len(postings(circle)) == 1
    deep = "<div itemprop='description skills'>" * 400 + "word " * 3000
    assert len(postings(POSTING.format("<h1 itemprop=title>Cook</h1>" + deep))) == 1


attributes = st.sampled_from(
    ["itemscope", 'itemtype="https://schema.org/JobPosting"', 'itemtype="x"', 'itemprop="description"', "itemprop",
     'itemprop="hiringOrganization title"', 'itemref="a b"', 'id="a"', 'id="b"', 'itemid="#a"', 'content=""',
     'href="http://[x"', 'href="#a"', 'datetime="x"']
)  # fmt: skip
opened = st.tuples(
    st.sampled_from(["div", "a", "p", "meta", "td", "script", "title", "li", "select"]),
    st.lists(attributes, max_size=4, unique=True),
).map(lambda tag: f"<{tag[0]} {' '.join(tag[1])}>x")


@given(st.lists(opened | st.sampled_from(["</div>", "</p>", "</a>", "<!-- x -->", "<?x?>"]), max_size=14))
def test_any_nesting_of_items_is_survived(pieces):
    for job in postings(POSTING.format("".join(pieces))):
        assert all(statement.text for statement in statements_of(job))
