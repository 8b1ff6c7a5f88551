"""The pieces of recognition: marks of platforms, selectors, pages that follow, sitemaps, and what stands in the way."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from scrapy import Request
from scrapy.exceptions import CannotResolveHostError

from crawler.archetypes.sections import after_heading
from crawler.extract.elements import words
from crawler.failures import RobotsDisallowedError
from crawler.recognise import marks
from crawler.recognise.asking import Looking, Page
from crawler.recognise.declaration import country_of, name_of
from crawler.recognise.link_sets import link_sets
from crawler.recognise.next_page import hides_more, way_on
from crawler.recognise.recognition import Recognition, recognise
from crawler.recognise.selectors import stable_classes
from crawler.recognise.sitemaps import likeliest, postings_among
from pipelines.normalise.html_lines import parse_html
from tests.recognise.saved import HERE, NOW, answer, read_site

PLATFORMS: list[tuple[str, str, Mapping[str, str]]] = [
    ("greenhouse", "boards.greenhouse.io/embed/job_board?for=harbour", {"tenant": "harbour"}),
    ("greenhouse", "job-boards.eu.greenhouse.io/harbour/jobs/70", {"tenant": "harbour"}),
    ("lever", "jobs.eu.lever.co/harbour-relief/0f0f-1", {"tenant": "harbour-relief"}),
    ("ashby", "jobs.ashbyhq.com/Harbour%20Relief", {"tenant": "Harbour Relief"}),
    (
        "smartrecruiters",
        "careers.smartrecruiters.com/HarbourRelief",
        {"tenant": "HarbourRelief"},
    ),
    ("workable", "apply.workable.com/harbour/j/ABC123/", {"tenant": "harbour"}),
    ("recruitee", "harbour.recruitee.com/o/nurse", {"tenant": "harbour"}),
    ("teamtailor", "harbour.teamtailor.com/jobs/12-nurse", {"tenant": "harbour"}),
    ("personio", "harbour.jobs.personio.de/job/12", {"tenant": "harbour", "domain": "de"}),
    ("bamboohr", "harbour.bamboohr.com/careers/12", {"tenant": "harbour"}),
    ("breezy", "harbour.breezy.hr/p/abc-nurse", {"tenant": "harbour"}),
    ("pinpoint", "harbour.pinpointhq.com/en/postings/1", {"tenant": "harbour"}),
    (
        "workday",
        "harbour.wd3.myworkdayjobs.com/en-US/External/job/x/y_1",
        {"tenant": "harbour", "site": "External"},
    ),
    (
        "oracle_recruiting",
        "abcd.fa.em2.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_1/job/7",
        {"site": "CX_1"},
    ),
    (
        "successfactors",
        "career5.successfactors.eu/career?company=harbour&x=1",
        {"tenant": "harbour"},
    ),
    (
        "taleo",
        "harbour.taleo.net/careersection/ext/jobsearch.ftl",
        {"tenant": "harbour", "site": "ext"},
    ),
    (
        "pageup",
        "careers.pageuppeople.com/671/cw/en-us/listing/",
        {"tenant": "671", "locale": "en-us"},
    ),
    ("avature", "harbour.avature.net/careersmarketplace/SearchJobs", {"tenant": "harbour"}),
    ("icims", "careers-harbour.icims.com/jobs/12/nurse/job", {"tenant": "harbour"}),
    ("jobvite", "jobs.jobvite.com/harbour/job/oAbc", {"tenant": "harbour"}),
    ("jazzhr", "harbour.applytojob.com/apply/jobs", {"tenant": "harbour"}),
    ("softgarden", "harbour.softgarden.io/job/12", {"tenant": "harbour"}),
    (
        "talentsoft",
        "harbour-recrute.talent-soft.com/offre-de-emploi/x.aspx",
        {"tenant": "harbour"},
    ),
    ("flatchr", "careers.flatchr.io/company/harbour/vacancy/x/", {"tenant": "harbour"}),
    ("taleez", "taleez.com/careers/harbour", {"tenant": "harbour"}),
    ("softy", "harbour.softy.pro/offre/12-nurse", {"tenant": "harbour"}),
    ("beetween", "emploi.beetween.com/WeaselWeb/p/harbour", {"tenant": "harbour"}),
    ("gestmax", "harbour.gestmax.fr/12/1/nurse", {"tenant": "harbour"}),
    ("welcomekit", "www.welcometothejungle.com/fr/companies/harbour/jobs", {"tenant": "harbour"}),
    (
        "digitalrecruiters",
        "api.digitalrecruiters.com/x?domainName=jobs.harbour.example",
        {"tenant": "jobs.harbour.example"},
    ),
]


@pytest.mark.parametrize(("name", "url", "told"), PLATFORMS, ids=[each[1] for each in PLATFORMS])
def test_an_address_on_a_hosting_platform_tells_platform_and_tenant(
    name: str, url: str, told: Mapping[str, str]
) -> None:
    mark = marks.by_address(f"https://{url}")
    assert mark is not None
    assert mark.name == name
    assert {key: mark.attributes.get(key) for key in told} == told


@pytest.mark.parametrize(
    "url", ["https://www.harbour.example/jobs", "https://www.workable.com/pricing", "https://www.recruitee.com/"]
)
def test_other_addresses_are_no_tenants(url: str) -> None:
    assert marks.by_address(url) is None


def test_a_page_says_by_its_make_what_it_runs_on() -> None:
    page = (
        '<link href="/wp-content/plugins/wp-job-manager/assets/x.css"><script src="https://x.teamtailor-cdn.com/a.js">'
    )
    assert [mark.name for mark in marks.by_make(page, "https://jobs.asso.example/x")] == [
        "teamtailor",
        "wp_job_manager",
    ]


def test_selectors_are_made_of_classes_that_mean_something() -> None:
    root = parse_html('<div class="css-1q2w3e4 col-md-6 offre-item post-4711 is-layout-flow Card_root__a1B2c">x</div>')
    assert root is not None
    assert [stable_classes(node) for node in root.iter("div")] == [["offre-item"]]


def test_links_to_postings_are_told_from_navigation_and_news() -> None:
    html = """<nav><a href="/a">Accueil du site</a><a href="/b">Nos actions ici</a><a href="/c">Nous contacter</a></nav>
    <main><div class="c"><a href="/news/1-fete">Une belle fête au port</a><a href="/news/2-bal">Le bal du port</a></div>
    <div class="l"><p><a href="/offre/12-infirmier">Infirmier (H/F)</a> CDI</p>
    <p><a href="/offre/13-cuisinier">Cuisinier (H/F)</a> CDD</p></div></main>"""
    root = parse_html(html)
    assert root is not None
    best = link_sets(root, "https://a.example/emploi")[0]
    assert best.urls == ("https://a.example/offre/12-infirmier", "https://a.example/offre/13-cuisinier")


WAYS = {
    "a title that says next": (
        '<ul class="pager"><li><a title="next" href="/jobs?start=10">»</a></li></ul>',
        {"next_page": "a[title*='ext']"},
    ),
    "numbers from one": (
        '<p><b>1</b> <a href="/jobs?page=2">2</a> <a href="/jobs?page=3">3</a></p>',
        {"page_param": "page"},
    ),
    "numbers from nought": ('<p>1 <a href="/jobs?page=1">2</a></p>', {"page_param": "page", "first_page": 0}),
    "a path after the current number": (
        '<p><span class="current">1</span><a href="/jobs/page/2/">2</a></p>',
        {"next_page": ".current + a"},
    ),
    "the next posting is no page": ('<a rel="next" href="/news/summer">next</a>', {}),
    "nothing": ("<p>That is all.</p>", {}),
}


@pytest.mark.parametrize(("html", "way"), WAYS.values(), ids=WAYS)
def test_the_way_to_the_next_page_is_found(html: str, way: Mapping[str, object]) -> None:
    root = parse_html(f"<html><body><main>{html}</main></body></html>")
    assert root is not None
    assert way_on(root, "https://a.example/jobs") == way


def test_a_button_without_an_address_hides_the_rest_of_a_listing() -> None:
    for html, hides in (("<button>Voir plus d'offres</button>", True), ('<a href="/jobs?page=2">Load more</a>', False)):
        root = parse_html(f"<main>{html}</main>")
        assert root is not None
        assert hides_more(root) is hides


def test_sitemaps_of_postings_go_first_and_only_postings_are_picked() -> None:
    names = [f"https://a.example/{name}.xml" for name in ("post-sitemap", "category-sitemap", "job_listing-sitemap")]
    assert likeliest(names)[0] == names[2]
    addresses = [
        f"https://a.example{path}"
        for path in ("/", "/jobs", "/jobs/12/nurse", "/jobs/13/cook", "/news/jobs-fair", "/team/jo")
    ]
    assert postings_among(addresses) == (r"/jobs/\d+/[^/?#]+", addresses[2:4])
    assert postings_among(["https://a.example/team/jo"]) is None


def test_an_ad_below_a_heading_ends_at_the_next_heading_of_its_rank() -> None:
    root = parse_html("<div><h2>Nurse</h2><p>one</p><h3>Tasks</h3><p>two</p><h2>Cook</h2><p>three</p></div>")
    assert root is not None
    assert [words(each) for each in after_heading(next(root.iter("h2")))] == ["one", "Tasks", "two"]


def test_a_name_is_made_of_a_host_and_is_one_that_a_board_may_have() -> None:
    assert [name_of(text) for text in ("www.Asso-Été.example", "jobs.a.example", "127.0.0.1", "---")] == [
        "asso_ete_example",
        "a_example",
        "board_127_0_0_1",
        "board",
    ]


def test_a_country_is_told_by_the_domain_alone() -> None:
    assert country_of(Page("https://www.asso.fr/")) == "FR"
    assert country_of(Page("https://asso.org.uk/jobs")) == "GB"
    assert [country_of(Page(f"https://asso.{end}/")) for end in ("example", "org", "io")] == [None, None, None]


def refused(reply: Exception) -> Recognition:
    """What comes of an address whose every request ends so."""
    steps = recognise("https://a.example/jobs", NOW, Looking())
    try:
        next(steps)
        while True:
            steps.send(reply)
    except StopIteration as stop:
        found: Recognition = stop.value
        return found


REFUSALS = {
    "robots.txt": (RobotsDisallowedError("/jobs is disallowed by https://a.example/robots.txt"), "is disallowed by"),
    "no such host": (CannotResolveHostError(), "has no address in the DNS"),
}


@pytest.mark.parametrize(("reply", "words"), REFUSALS.values(), ids=REFUSALS)
def test_what_keeps_us_out_is_said_and_nothing_else_is_asked_for(reply: Exception, words: str) -> None:
    found = refused(reply)
    assert found.best is None
    assert words in found.reason
    assert found.requests == 2  # the page and its robots.txt


def test_a_look_ends_with_its_budget() -> None:
    site = read_site(HERE / "sites" / "load_more_and_sitemap.toml")
    looking = Looking(limit=8)
    steps = recognise(site.address, NOW, looking)
    sent = 0
    try:
        request: Request = next(steps)
        while True:
            sent += 1
            request = steps.send(answer(site.pages, request))
    except StopIteration:
        pass
    assert looking.spent <= 8
    assert sent < 8  # robots.txt is one of them
