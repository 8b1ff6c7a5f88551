"""JobPosting scripts as pages really carry them."""

# ruff: noqa: E501 - markup and tables of strings read better on one line

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.jsonld import description_of, statements_of
from crawler.extract.ld_scripts import read_scripts
from crawler.extract.loose_json import loads
from pipelines.normalise.html_lines import parse_html

JOB = {"@context": "https://schema.org", "@type": "JobPosting", "title": "Chargé de projet", "datePosted": "2026-03-02"}
PLAIN = json.dumps(JOB, ensure_ascii=False)


def postings(*scripts: str) -> list[dict]:
    blocks = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    root = parse_html(f"<html><head>{blocks}</head><body><p>x</p></body></html>")
    assert root is not None
    return read_scripts(root).postings


DEFECTS = {
    "as it should be": PLAIN,
    "a top-level array": f"[{PLAIN}]",
    "a graph": json.dumps({"@graph": [{"@type": "WebSite", "name": "x"}, JOB]}),
    "an ItemList": json.dumps({"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": JOB}]}),
    "a list of types": json.dumps(JOB | {"@type": ["Thing", "JobPosting"]}),
    "a type with its address": json.dumps(JOB | {"@type": "http://schema.org/JobPosting"}),
    "PascalCase keys": '{"@Type": "JobPosting", "Title": "Chargé de projet", "DatePosted": "2026-03-02"}',
    "a prefix of its own": '{"@context": {"s": "http://schema.org/", "nom": "s:title", "is": "@type"}, "is": "s:JobPosting",'
    '"nom": "Chargé de projet", "s:datePosted": "2026-03-02"}',
    "schema.org prefixes": PLAIN.replace('"JobPosting"', '"schema:JobPosting"').replace('"title"', '"schema:title"'),
    "expanded terms": '[{"@type": ["http://schema.org/JobPosting"], "http://schema.org/title": [{"@value": "Chargé de '
    'projet"}], "https://schema.org/datePosted": [{"@value": "2026-03-02"}]}]',
    "a type without its sign": PLAIN.replace('"@type"', '"type"'),
    "a type with a slash after it": PLAIN.replace('"JobPosting"', '"https://schema.org/JobPosting/"'),
    "HTML entities twice": PLAIN.replace('"', "&amp;quot;"),
    "numeric HTML entities": PLAIN.replace('"', "&#34;"),
    "JSON inside a JSON string": json.dumps(PLAIN),
    "single quotation marks": PLAIN.replace('"', "'"),
    "typographic quotation marks": PLAIN.replace('"', "”"),
    "names without quotation marks": '{"@type": "JobPosting", title: "Chargé de projet", datePosted: "2026-03-02"}',
    "words of other languages": PLAIN[:-1] + ', "a": None, "b": undefined, "c": NaN}',
    "a missing value": PLAIN[:-1] + ', "a": , "b": 1}',
    "missing closing braces": '{"@graph": [' + PLAIN[:-1] + ', "hiringOrganization": {"name": "Rivages"',
    "a brace too many in the middle": PLAIN.replace(', "datePosted"', '}, "datePosted"'),
    "a brace too many in a list": '{"@graph": [{"@type": "Thing"}}, ' + PLAIN + "]}",
    "line breaks escaped between properties": PLAIN.replace(", ", r",\n"),
    "something whole before it": '{"@type": "WebSite"}\n' + PLAIN.replace(', "datePosted"', ' "datePosted"'),
    "control characters": PLAIN[:-1] + ', "description": "a\x01\x0bb"}',
    "nesting too deep for a stack": PLAIN[:-1] + ', "x": ' + "[" * 5000 + "]" * 5000 + "}",
    "an assignment": f"var job = {PLAIN};",
    "HTML entities": PLAIN.replace('"', "&quot;"),
    "a CDATA wrapper": f"//<![CDATA[\n{PLAIN}\n//]]>",
    "a commented CDATA wrapper": f"/*<![CDATA[*/ {PLAIN} /*]]>*/",
    "an HTML comment": f"<!-- {PLAIN} -->",
    "comments": PLAIN.replace("{", "{ /* the job */ // http\n", 1),
    "a trailing comma": PLAIN[:-1] + ",}",
    "a missing comma": PLAIN.replace(', "datePosted"', '\n "datePosted"'),
    "a stray closing brace": PLAIN + "}",
    "a trailing semicolon": PLAIN + ";",
    "a byte order mark": "\ufeff" + PLAIN,
    "raw line breaks in a string": PLAIN[:-1] + ', "description": "one\n\ttwo"}',
    "a stray backslash": PLAIN[:-1] + r', "description": "l\'offre"}',
    "quotation marks inside a string": PLAIN[:-1] + ', "description": "<p class="x">a "b" c</p>"}',
}


@pytest.mark.parametrize("script", DEFECTS.values(), ids=DEFECTS.keys())
def test_a_posting_is_read_in_spite_of(script):
    (job,) = postings(script)
    assert job["title"] == "Chargé de projet"
    assert job["datePosted"] == "2026-03-02"


def whole(*scripts: str) -> bool:
    blocks = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return not read_scripts(parse_html(f"<html><head>{blocks}</head><body><p>x</p></body></html>")).broken


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "JobPosting", "title": ',
        '{"@type": "JobPosting", "title": "Nurse", "description": "cut in the mid',
        '{"@type": "JobPosting", "baseSalary": 32',
        '{"@type": "WebSite"} {"@type": "JobPosting", title}',
        '{"@type": "JobPosting", "title": ' + "[" * 300_000,
    ],
)
def test_what_only_a_guess_would_mend_is_called_broken(script):
    assert postings(script) == []
    assert not whole(script)
    assert not whole(script, PLAIN)


@pytest.mark.parametrize(
    "script", [PLAIN, "not json", '{"@type": "WebPage", "url": "https://a.example/jobposting/12"}', "", "{}"]
)
def test_a_script_that_lost_no_posting_is_not_broken(script):
    assert whole(script)


def test_lone_surrogates_and_controls_are_taken_out_of_every_text():
    script = PLAIN[:-1] + r', "description": "a\ud83d b\u0000 \udca9 \ud83d\ude00", "industry": ["x\udfff"]}'
    (job,) = postings(script)
    assert job["description"] == "a\ufffd b  \ufffd \U0001f600"
    assert description_of(job).encode()
    assert job["industry"] == "x\ufffd"


def test_references_are_followed_through_the_graph_and_across_scripts_but_not_in_circles():
    graph = {
        "@graph": [
            JOB | {"@id": "#job", "hiringOrganization": {"@id": "#org"}, "jobLocation": [{"@id": "#place"}]},
            {"@type": "WebPage", "mainEntity": {"@id": "#job", "@type": "JobPosting"}},
            {"@id": "#org", "@type": "Organization", "name": "Rivages", "member": {"@id": "#org"}},
            {"@id": "#place", "@type": "Place", "address": "#address", "containedIn": {"@id": "#place"}},
        ]
    }
    (job,) = postings(json.dumps(graph), json.dumps({"@id": "#address", "addressLocality": "Lyon"}))
    assert [(s.field, s.text) for s in statements_of(job)][1:3] == [("organisation", "Rivages"), ("place", "Lyon")]


def test_references_that_multiply_come_to_an_end():
    graph = [{"@id": f"#{n}", "a": [{"@id": f"#{n + 1}"}] * 9} for n in range(40)]
    (job,) = postings(json.dumps([JOB | {"a": {"@id": "#0"}}, *graph]))
    assert job["title"] == "Chargé de projet"


def test_one_name_for_two_postings_does_not_mix_them():
    two = [JOB | {"@id": "#job"}, JOB | {"@id": "#job", "title": "Nurse", "industry": "Health"}]
    first, second = postings(json.dumps(two))
    assert (first["title"], first.get("industry"), second["title"]) == ("Chargé de projet", None, "Nurse")


def test_a_broken_block_does_not_cost_the_others():
    assert [job["title"] for job in postings('{"@type": ', PLAIN, "[" * 5000, "not json")] == ["Chargé de projet"]


def test_an_employer_elsewhere_in_the_graph_is_found():
    graph = {"@graph": [JOB | {"hiringOrganization": {"@id": "#org"}}, {"@id": "#org", "name": "Rivages"}]}
    (job,) = postings(json.dumps(graph))
    assert ("organisation", "Rivages") in [(s.field, s.text) for s in statements_of(job)]


@pytest.mark.parametrize(
    "opener",
    [
        "<![CDATA[ ",
        "/*",
        "&quot;",
        "{'a'",
        '{"a"' + " " * 3000,
        '{"a":',
        "[",
        '{"@type":"JobPosting","x":[',
        '"\\',
        "<!--",
        '{"a" "b" ',
    ],
)
def test_bait_comes_to_an_end(opener):
    assert isinstance(loads(opener * (300_000 // len(opener))), list)


@given(st.text())
def test_any_text_is_survived(text):
    assert isinstance(loads(text), list)


json_values = st.recursive(
    st.none() | st.booleans() | st.text(max_size=8) | st.integers(-5, 5).map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["name", "value", "address", "minValue", "@id", "addressLocality", "url", "description"]), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
KEYS = ["title", "hiringOrganization", "jobLocation", "baseSalary", "employmentType", "identifier", "description",
        "educationRequirements", "experienceRequirements", "applicationContact", "potentialAction", "validThrough"]  # fmt: skip


@given(st.dictionaries(st.sampled_from(KEYS), json_values))
def test_any_shape_of_a_posting_is_survived(job):
    assert all(statement.text for statement in statements_of(job, url="https://a.example/1"))
    assert isinstance(description_of(job), str)


STATED = [
    ({"title": "A &amp; B"}, ("title", "title", "A & B", {})),
    ({"hiringOrganization": "Rivages"}, ("organisation", "hiringOrganization.name", "Rivages", {})),
    ({"hiringOrganization": {"sameAs": ["https://www.facebook.com/r", "https://r.example"]}},
     ("organisation_website", "hiringOrganization.sameAs", "https://r.example", {})),
    ({"jobLocation": {"address": {"addressLocality": "Lyon", "addressCountry": {"name": "France"}, "postalCode": "69001"}}},
     ("place", "jobLocation", "Lyon, France", {"city": "Lyon", "country": "France", "postcode": "69001"})),
    ({"jobLocation": [{"address": "Calais, France"}]}, ("place", "jobLocation", "Calais, France", {"name": "Calais, France"})),
    ({"jobLocation": "Dakar"}, ("place", "jobLocation", "Dakar", {"name": "Dakar"})),
    ({"jobLocationType": "TELECOMMUTE"}, ("remote", "jobLocationType", "TELECOMMUTE", {})),
    ({"employmentType": ["FULL_TIME", "TEMPORARY"]}, ("working_time", "employmentType", "TEMPORARY", {})),
    ({"employmentType": "FULL_TIME, CONTRACTOR"}, ("contract", "employmentType", "CONTRACTOR", {})),
    ({"baseSalary": "32000", "salaryCurrency": "EUR"},
     ("salary", "baseSalary", "32000 EUR", {"value": "32000", "currency": "EUR"})),
    ({"baseSalary": {"currency": "EUR", "value": {"minValue": "2200.50", "maxValue": "2400", "unitText": "MONTH"}}},
     ("salary", "baseSalary", "2200.50 - 2400 EUR / MONTH",
      {"min": "2200.50", "max": "2400", "currency": "EUR", "unit": "MONTH"})),
    ({"baseSalary": {"currency": "GBP", "value": "19697", "unitText": "YEAR"}},
     ("salary", "baseSalary", "19697 GBP / YEAR", {"value": "19697", "currency": "GBP", "unit": "YEAR"})),
    ({"baseSalary": {"value": {"value": "selon grille"}}}, ("salary", "baseSalary", "selon grille", {"value": "selon grille"})),
    ({"validThrough": "2026-05-10T23:59:00+02:00"}, ("deadline", "validThrough", "2026-05-10T23:59:00+02:00", {})),
    ({"jobStartDate": "avril 2026"}, ("start", "jobStartDate", "avril 2026", {})),
    ({"experienceRequirements": {"monthsOfExperience": "60"}},
     ("experience", "experienceRequirements.monthsOfExperience", "60 months", {"months": "60"})),
    ({"educationRequirements": {"credentialCategory": "bachelor degree"}},
     ("education", "educationRequirements.credentialCategory", "bachelor degree", {})),
    ({"jobBenefits": "<ul><li>RTT</li><li>Mutuelle</li></ul>"}, ("benefits", "jobBenefits", "RTT Mutuelle", {})),
    ({"jobLocation": {"address": {"addressCountry": "SO, KE"}}}, ("place", "jobLocation", "KE", {"country": "KE"})),
    ({"jobLocationType": "TELECOMMUTE", "applicantLocationRequirements": [{"@type": "Country", "name": "FR"}]},
     ("place", "applicantLocationRequirements", "FR", {"country": "FR"})),
    ({"qualifications": {"credentialCategory": "Bachelor of Science"}},
     ("education", "qualifications.credentialCategory", "Bachelor of Science", {})),
    ({"industry": {"@type": "DefinedTerm", "termCode": "5", "name": "Health"}}, ("sector", "industry", "Health", {})),
    ({"baseSalary": {"minValue": "1800", "unitText": "MONTH"}},
     ("salary", "baseSalary", "1800 / MONTH", {"min": "1800", "unit": "MONTH"})),
    ({"datePosted": "12/02/2026"}, ("posted", "datePosted", "12/02/2026", {})),
    ({"identifier": {"name": "Rivages", "value": "R-7"}}, ("reference", "identifier.value", "R-7", {})),
    ({"identifier": {"value": "REF-12/B"}}, ("reference", "identifier.value", "REF-12/B", {})),
    ({"applicationContact": {"email": "rh@r.example"}},
     ("apply_email", "applicationContact.email", "rh@r.example", {})),
]  # fmt: skip


@pytest.mark.parametrize(("job", "expected"), STATED)
def test_a_property_is_stated_under_its_field(job, expected):
    found = [(s.field, s.label, s.text, dict(s.parts)) for s in statements_of(job)]
    assert expected in found


@pytest.mark.parametrize("identifier", ["https://a.example/?p=12", "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "nurse-12"])
def test_an_identifier_that_is_an_address_or_the_page_is_no_reference(identifier):
    fields = [s.field for s in statements_of({"identifier": identifier}, url="https://a.example/jobs/nurse-12")]
    assert "reference" not in fields


def test_where_applicants_may_live_is_no_place_of_work_beside_one():
    job = {"jobLocation": "Lyon", "applicantLocationRequirements": {"@type": "Country", "name": "FR"}}
    assert [s.text for s in statements_of(job) if s.field == "place"] == ["Lyon"]


def test_a_skill_that_is_a_defined_term_is_told_by_its_words():
    term = {"@type": "DefinedTerm", "termCode": "K0016", "description": "Principles of programming"}
    assert description_of({"skills": term}) == "<h3>Skills</h3>\n<p>Principles of programming</p>"


def test_a_salary_without_an_amount_is_not_stated():
    assert statements_of({"baseSalary": {"currency": "EUR", "value": {"unitText": "MONTH"}}}) == ()


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("<p>A &amp; B</p>", "<p>A &amp; B</p>"),
        ("&lt;p&gt;A&lt;/p&gt;", "<p>A</p>"),
        ("&amp;lt;p&amp;gt;A&amp;lt;/p&amp;gt;", "<p>A</p>"),
        ("One\nTwo\n\nThree & four", "<p>One<br>\nTwo</p>\n<p>Three &amp; four</p>"),
        (None, ""),
    ],
)
def test_a_description_is_unescaped_as_often_as_it_was_escaped(description, expected):
    assert description_of({"description": description}) == expected
