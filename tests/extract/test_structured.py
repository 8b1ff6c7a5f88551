"""One posting in any syntax, one record: what a page holds, each once, and which is its own."""

# ruff: noqa: E501 - markup reads better on one line

from __future__ import annotations

import json

import pytest

from crawler.extract.jsonld import Job, description_of, statements_of
from crawler.extract.page import read_page
from crawler.extract.structured import address_of, choose, job_postings_on, read_structured
from pipelines.normalise.html_lines import lines_of, parse_html

URL = "https://jobs.example/offers/7"

JOB: Job = {
    "@type": "JobPosting",
    "title": "Care worker",
    "url": "https://jobs.example/offers/7",
    "datePosted": "2026-03-02",
    "validThrough": "2026-04-01",
    "employmentType": ["FULL_TIME", "TEMPORARY"],
    "hiringOrganization": {"@type": "Organization", "name": "Rivages", "sameAs": "https://rivages.example"},
    "jobLocation": [
        {"@type": "Place", "address": {"@type": "PostalAddress", "addressLocality": "Lyon", "addressCountry": "FR"}},
        {"@type": "Place", "address": {"@type": "PostalAddress", "addressLocality": "Lille", "postalCode": "59000"}},
    ],
    "baseSalary": {
        "@type": "MonetaryAmount",
        "currency": "EUR",
        "value": {"@type": "QuantitativeValue", "minValue": "2100", "maxValue": "2300", "unitText": "MONTH"},
    },
    "identifier": {"@type": "PropertyValue", "name": "Rivages", "value": "R-70"},
    "description": "<p>Care for <b>people</b>.</p><ul><li>Listen</li><li>Help</li></ul>",
    "educationRequirements": "Diploma of care",
    "experienceRequirements": {"@type": "OccupationalExperienceRequirements", "monthsOfExperience": "24"},
    "industry": "Health",
    "jobBenefits": "Meal vouchers",
}
SHORT = {
    **JOB,
    "employmentType": "CDI",
    "jobLocation": "Lyon",
    "baseSalary": "1800 EUR",
    "jobLocationType": "TELECOMMUTE",
}
REMOTE = {
    "@type": "JobPosting",
    "title": "Editor",
    "jobLocationType": "TELECOMMUTE",
    "applicantLocationRequirements": {"@type": "Country", "name": "France"},
    "workHours": "35 h",
}


def as_json(job: Job) -> str:
    block = json.dumps({"@context": "https://schema.org/", **job}).replace("</", "<\\/")
    return f'<script type="application/ld+json">{block}</script>'


def as_markup(job: Job, prop: str, opener: str) -> str:
    """A posting written into elements, ``opener`` being what opens an item."""
    pieces = []
    for name, held in job.items():
        for value in held if isinstance(held, list) else [held]:
            if name == "@type":
                continue
            if isinstance(value, dict):
                inner = as_markup(value, prop, opener)
                pieces.append(inner.replace("<div", f'<div {prop}="{name}"', 1))
            elif value.startswith("http"):
                pieces.append(f'<a {prop}="{name}" href="{value}">see</a>')
            else:
                pieces.append(f'<div {prop}="{name}">{value}</div>')
    return f"<div {opener.format(job['@type'])}>{''.join(pieces)}</div>"


def as_prefixed(job: Job) -> str:
    markup = as_markup(job, "property", 'typeof="s:{}"').replace('property="', 'property="s:')
    return f'<div prefix="s: http://schema.org/">{markup}</div>'


SYNTAXES = {
    "json-ld": as_json,
    "microdata": lambda job: as_markup(job, "itemprop", 'itemscope itemtype="https://schema.org/{}"'),
    "rdfa": lambda job: as_markup(job, "property", 'vocab="https://schema.org/" typeof="{}"'),
    "rdfa with a prefix": as_prefixed,
}


def page(*blocks: str) -> str:
    return f"<html><body><p>x</p>{''.join(blocks)}</body></html>"


def jobs_of(*blocks: str) -> list[Job]:
    return job_postings_on(parse_html(page(*blocks)), url=URL)


@pytest.mark.parametrize("job", [JOB, SHORT, REMOTE], ids=["whole", "short", "remote"])
@pytest.mark.parametrize("written", SYNTAXES.values(), ids=SYNTAXES.keys())
def test_every_syntax_of_a_posting_gives_the_same_record(written, job):
    (found,) = jobs_of(written(job))
    assert statements_of(found) == statements_of(job)
    assert len(statements_of(found)) >= 4
    assert lines_of(description_of(found)) == lines_of(description_of(job))
    assert {key for key in found if key != "@context"} == set(job)


def test_a_posting_in_several_syntaxes_stands_once_and_is_filled_from_the_next():
    lean = {key: JOB[key] for key in ("@type", "title", "url")}
    found = jobs_of(SYNTAXES["rdfa"](JOB), SYNTAXES["microdata"](JOB | {"title": "Carer"}), as_json(lean))
    assert [job["title"] for job in found] == ["Care worker"]
    assert statements_of(found[0]) == statements_of(JOB)


def test_the_same_words_for_other_jobs_are_other_postings():
    cook = {"@type": "JobPosting", "title": "Cook"}
    lyon, lille = cook | {"jobLocation": "Lyon"}, cook | {"jobLocation": "Lille"}
    far = cook | {"url": "https://jobs.example/offers/9"}
    assert len(jobs_of(as_json(lyon), SYNTAXES["microdata"](lille))) == 2
    assert len(jobs_of(as_json(lyon), as_json(lille), SYNTAXES["rdfa"](lille), SYNTAXES["rdfa"](lyon))) == 2
    assert len(jobs_of(as_json(cook | {"url": URL}), SYNTAXES["microdata"](far))) == 2


def test_postings_come_in_page_order_with_their_own_addresses():
    cards = [JOB | {"title": f"Cook {n}", "url": f"https://jobs.example/offers/{n}?utm_source=x"} for n in (3, 1, 2)]
    for written in SYNTAXES.values():
        found = jobs_of(*map(written, cards))
        assert [(job["title"], address_of(job)) for job in found] == [
            (f"Cook {n}", f"https://jobs.example/offers/{n}") for n in (3, 1, 2)
        ]


def test_only_what_stands_below_an_element_is_read():
    root = parse_html(page(f"<main>{SYNTAXES['microdata'](JOB)}</main>", f"<aside>{SYNTAXES['rdfa'](REMOTE)}</aside>"))
    assert [job["title"] for tag in ("main", "aside") for job in job_postings_on(next(root.iter(tag)))] == [
        "Care worker",
        "Editor",
    ]


def test_a_posting_stated_twice_at_one_address_is_one():
    twice = jobs_of(as_json(JOB), as_json(JOB | {"industry": "Care"}))
    assert [job["industry"] for job in twice] == ["Health"]


def test_a_script_that_cannot_be_read_leaves_the_page_to_say_it_and_is_counted():
    broken = '<script type="application/ld+json">{"@type": "JobPosting", "title": </script>'
    got = read_page(page(broken, "<h1>Care worker</h1>", SYNTAXES["microdata"](JOB)), URL)
    assert got.json_ld == "broken"
    assert ("salary", "2100 - 2300 EUR / MONTH", "structured") in {(s.field, s.text, s.source) for s in got.statements}
    alone = read_structured(parse_html(page(broken, as_json({"@type": "JobPosting", "title": "Nurse"}))), url=URL)
    assert alone.broken
    assert alone.choose(url=URL, title="Care worker") is None
    assert alone.choose(url=URL, title="Nurse (H/F)") is not None


def test_cards_of_other_offers_do_not_hide_the_posting_of_the_scripts():
    own = {key: value for key, value in JOB.items() if key not in ("url", "identifier")}
    cards = [SYNTAXES["microdata"](REMOTE | {"title": f"Editor {n}"}) for n in range(3)]
    data = read_structured(parse_html(page(*cards, as_json(own))), url=URL)
    assert len(data.postings) == 4
    assert data.choose(url=URL, title="Working with people")["title"] == "Care worker"
    assert [job["title"] for job in data.likely(URL)] == ["Care worker"]
    assert data.json_ld(data.postings[0]) == "read"
    assert data.json_ld(data.postings[1]) == "absent"


def test_open_graph_tells_what_nothing_else_on_the_page_does():
    head = '<head><meta property="og:title" content="Cook | Jobs"><meta property="og:description" content="We cook."></head>'
    bare = read_page(f"<html>{head}<body><div id=app></div></body></html>", URL)
    assert (bare.title, bare.body) == ("Cook", "<p>We cook.</p>")
    told = read_page(f"<html>{head}<body><main><h1>Cook</h1><p>{'All about it. ' * 30}</p></main></body></html>", URL)
    assert "We cook." not in told.body


def test_the_posting_of_this_page_is_chosen_among_related_ones():
    jobs = [
        {"@type": "JobPosting", "title": "Nurse", "url": "https://a.example/jobs/nurse-12?utm_source=x"},
        {"@type": "JobPosting", "title": "Midwife", "identifier": {"value": "JOB-0044"}},
        {"@type": "JobPosting", "title": "Head of Logistics"},
    ]
    assert choose(jobs, url="https://a.example/jobs/nurse-12", title="x")["title"] == "Nurse"
    assert choose(jobs, url="https://a.example/jobs/JOB-0044", title=None)["title"] == "Midwife"
    assert choose(jobs, url="https://a.example/3", title="Head of Logistics - Paris")["title"] == "Head of Logistics"
    assert choose(jobs, url="https://a.example/3", title="Accountant") is None
    assert choose([], url="https://a.example/3", title="Accountant") is None


def test_a_lone_posting_of_another_page_is_not_ours():
    other = {"@type": "JobPosting", "title": "Nurse", "url": "https://a.example/jobs/2"}
    assert choose([other], url="https://a.example/jobs/1", title="Accountant") is None
    assert choose([other], url="https://a.example/jobs/1", title="Nurse (H/F)") is other
    assert choose([other, dict(other)], url="https://a.example/jobs/2", title="Infirmier") == other
