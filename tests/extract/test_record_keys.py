"""Keys of records understood by their names, in seven languages and every spelling; values are looked at, too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

import pytest

from crawler.extract.key_words import meanings_at, words_of_key
from crawler.extract.queries import query
from crawler.extract.record_keys import Guess, guess
from crawler.extract.records import read_record, words_of
from pipelines.model import RawField

TEXT = "You go to the people who live outdoors, and stay with them."


def targets(*path: str) -> list[str]:
    return [each.target for each in meanings_at([words_of_key(key) for key in path])]


@pytest.mark.parametrize(
    ("key", "target"),
    [
        ("intitule-du-poste", "title"), ("Intitulé", "title"), ("job_title", "title"), ("jobtitle", "title"),
        ("Stellenbezeichnung", "title"), ("título del puesto", "title"), ("functietitel", "title"),
        ("typeContrat", "contract"), ("type_de_contrat", "contract"), ("employmentType", "contract"),
        ("tipo_contratto", "contract"), ("Vertragsart", "contract"),
        ("dateCreation", "posted"), ("pubDate", "posted"), ("date-de-publication", "posted"),
        ("veröffentlichtAm", "posted"), ("fecha_publicacion", "posted"), ("createdAt", "posted"),
        ("expiration_date", "deadline"), ("validThrough", "deadline"), ("dateLimiteCandidature", "deadline"),
        ("Bewerbungsfrist", "deadline"), ("closing_date", "deadline"), ("data_scadenza", "deadline"),
        ("date_debut", "start"), ("jobStartDate", "start"), ("Eintrittsdatum", "start"),
        ("companyName", "organisation"), ("company", "organisation"), ("nom_entreprise", "organisation"),
        ("Arbeitgeber", "organisation"), ("companyname", "organisation"), ("werkgever", "organisation"),
        ("company_description", "organisation_about"), ("siteWebEntreprise", "organisation_website"),
        ("location", "place.name"), ("lieu_de_travail", "place.name"), ("Ort", "place.name"), ("ville", "place.city"),
        ("job_city", "place.city"), ("code postal", "place.postcode"), ("location_country", "place.country"),
        ("salary_min", "salary.min"), ("maxSalary", "salary.max"), ("salaire", "salary.value"),
        ("remuneration-brute-annuelle", "salary.year"), ("salary_currency", "salary.currency"),
        ("durée_contrat", "contract_length"), ("contract_duration", "contract_length"),
        ("temps-de-travail-hebdomadaire", "working_time"), ("isRemote", "remote"), ("teletravail", "remote"),
        ("nombre-d-annees-d-experience-total", "experience"), ("niveau_formation", "education"),
        ("html_description", "text.main"), ("profil-recherche", "text.profil"), ("aufgaben", "text.tasks"),
        ("applyUrl", "apply_url"), ("nombreDePostes", "positions"), ("secteur_activite", "sector"),
    ],
)  # fmt: skip
def test_a_key_is_known_in_every_spelling(key: str, target: str) -> None:
    assert target in targets(key)


@pytest.mark.parametrize(
    ("path", "target"),
    [
        (("company", "name"), "organisation"),
        (("hiringOrganization", "description"), "organisation_about"),
        (("jobDescription", "title"), "title"),
        (("location", "city"), "place.city"),
        (("lieux", "lieu", "ville"), "place.city"),
        (("workplace", "locations", "location", "country", "text"), "place.country"),
        (("salary", "max"), "salary.max"),
        (("contract", "types", "type", "text"), "contract"),
        (("contract", "length", "@unit"), "contract_length.unit"),
        (("profile", "degrees", "degree", "text"), "education"),
        (("title", "rendered"), "title"),
        (("benefits", "salary", "@currency"), "salary.currency"),
    ],
)
def test_the_table_a_key_stands_in_says_what_it_is_of(path: tuple[str, ...], target: str) -> None:
    assert target in targets(*path)


@pytest.mark.parametrize(
    "path",
    [
        ("status",), ("type",), ("lang",), ("language",), ("updated_at",), ("date-de-mise-a-jour",), ("department",),
        ("contact", "name"), ("recruiter_email",), ("contact_city",), ("supervisor", "email"), ("logo",),
        ("company", "address", "city"), ("company", "id"), ("country", "@id"), ("related_jobs", "title"),
        ("location", "id"), ("image", "url"), ("thing", "name"), ("company", "created_at"),
    ],
)  # fmt: skip
def test_a_key_that_is_ambiguous_or_about_others_is_not_taken(path: tuple[str, ...]) -> None:
    assert set(targets(*path)) <= {"ignored"}


def test_no_target_is_unknown_to_the_model() -> None:
    found = guess([dict.fromkeys(("title", "description", "profile", "company_description", "location"), TEXT)])
    assert set(found.fields) <= set(get_args(RawField))
    assert found.fields["description"].startswith("[description, {heading: 'Profile'")


@pytest.mark.parametrize(
    ("record", "field", "stated"),
    [
        ({"closing_date": "soon"}, "deadline", None),
        ({"company": "42"}, "organisation", None),
        ({"company": "https://tern.example"}, "organisation", None),
        ({"salary": "Enedis"}, "salary", None),
        ({"state": "published"}, "place", None),
        ({"apply_email": "see below"}, "apply_email", None),
        ({"author": "admin"}, "organisation", None),
        ({"author": "Tern Foundation"}, "organisation", ["Tern Foundation"]),
        ({"is_remote": True}, "remote", ["remote"]),
        ({"is_remote": "false"}, "remote", ["false"]),
        ({"teletravail": True}, "remote", ["Oui"]),
        ({"openings": 3}, "positions", ["3 postes"]),
        ({"contract_period_value": 6, "contract_period_unit": "Mois"}, "contract_length", ["6 Mois"]),
        ({"type": {"label": "x"}, "contract": {"id": 3, "label": "CDI"}}, "contract", ["CDI"]),
        ({"category": ["CDI", {"@domain": "d", "text": "Lyon"}]}, "chip", ["Lyon", "CDI"]),
        ({"city": "Lyon", "address": "1 rue A", "country": "FR"}, "place", ["Lyon, FR"]),
        ({"cities": ["Lyon", "Lille"]}, "place", ["Lyon", "Lille"]),
        ({"location": "Lyon, France"}, "place", ["Lyon, France"]),
        ({"offices": [{"name": "Lyon"}, {"name": "Lille"}]}, "place", ["Lyon", "Lille"]),
        ({"pay": {"text": "2 200 € par mois"}}, "salary", ["2 200 € par mois"]),
        ({"salary_min": 10, "salary_max": 12, "currency": "EUR"}, "salary", ["10 - 12 EUR"]),
        ({"custom": [{"name": "Closing date", "value": "2026-03-01"}]}, "deadline", ["2026-03-01"]),
        ({"x": {"@label": "Prise de poste", "text": "01/09/2026"}}, "start", ["01/09/2026"]),
    ],
)  # fmt: skip
def test_a_value_is_stated_where_it_is_what_its_key_says(
    record: dict[str, Any], field: RawField, stated: list[str] | None
) -> None:
    found = guess([record]).fields
    read = [each.text for each in read_record(record, found).statements if each.field == field]
    assert read == (stated or [])


def body(record: Mapping[str, Any], *others: Mapping[str, Any]) -> str:
    return read_record(record, guess([record, *others]).fields).body


def test_the_texts_of_an_ad_are_put_together_in_order() -> None:
    record = {
        "company": {"description": TEXT, "name": "Tern"},
        "profil-recherche": TEXT + "2",
        "description": TEXT + "1",
    }
    assert body(record) == f"<p>{TEXT}1</p>\n<h3>Profil</h3>\n<p>{TEXT}2</p>\n<h3>About us</h3>\n<p>{TEXT}</p>"
    assert body({"lists": [{"text": "Tasks", "content": f"<li>{TEXT}</li>"}] * 2}).count("<h3>Tasks</h3>") == 2


def test_a_text_with_its_layout_goes_before_its_plain_twin_unless_that_says_more() -> None:
    whole = {"description": TEXT, "html_description": f"<p>{TEXT}</p>"}
    cut = {"description": TEXT + TEXT, "html_description": "<p>You go …</p>"}
    assert body(whole, cut) == f"<p>{TEXT}</p>"
    assert body(cut, whole) == f"<p>{TEXT}{TEXT}</p>"


def test_what_a_record_states_does_not_depend_on_what_others_lack() -> None:
    records: list[dict[str, Any]] = [
        {"id": "1", "title": "A", "place": "Lyon", "salary": {"min": "2000"}, "desc": TEXT},
        {"id": "2", "name": "B", "ville": "Lille", "pays": "France", "types": {"type": ["CDI", "CDD"]}},
        {"id": "3", "title": "C", "contract": {"@code": "x", "text": "CDI"}, "locations": [{"city": "Brest"}]},
        {"id": "4", "title": "D", "contract": "CDD", "locations": {"city": "Metz"}, "profile": TEXT},
    ]
    together = guess(records).fields
    for record in records:
        alone = guess([record]).fields
        assert words_of(read_record(record, together)) == words_of(read_record(record, alone))


@pytest.mark.parametrize(
    ("records", "ids"),
    [
        ([{"id": 1, "reference": "a"}, {"id": 2, "reference": "b"}], ("id", "reference")),
        ([{"id": 1, "reference": "a"}, {"id": 2, "reference": "a"}], ("id",)),
        ([{"id": 1, "ref": "a"}, {"id": 1, "ref": "b"}], ("ref",)),
        ([{"id": 1, "title": "a"}, {"id": 1, "title": "a"}], ("id",)),
        ([{"company": {"id": 1}}, {"company": {"id": 2}}], ()),
    ],
)
def test_an_id_tells_every_record_from_the_others(records: list[dict[str, Any]], ids: tuple[str, ...]) -> None:
    assert guess(records).ids == ids


def test_the_address_of_an_entry_is_its_alternate_link() -> None:
    links = [{"@rel": "enclosure", "@href": "https://a.example/1.pdf"}, {"@href": "https://a.example/1"}]
    one, other = {"link": links}, {"link": {"@rel": "alternate", "@href": "https://a.example/2"}}
    (expression,) = guess([one, other]).urls
    assert [query(expression, each) for each in (one, other)] == ["https://a.example/1", "https://a.example/2"]
    assert guess([{"url": "https://a.example/"}, {"url": "https://a.example/", "id": 2}]).urls == ()


@pytest.mark.parametrize(
    "records",
    [
        [], [{}], [{"": 1, "a": None, "b": []}], [{"a": {"b": {"c": {"d": {"e": {"f": {"g": 1}}}}}}}],
        [{"x" * 500: "y" * 500, "'quoted\" \\key": "v", "title": ["a", ["b"], {"c": 1}]}],
        [{f"key {n}": n for n in range(3000)}], [{"title": True}, {"title": 3}, {"title": {"title": {"title": "A"}}}],
    ],
)  # fmt: skip
def test_any_record_is_taken_without_an_exception(records: list[dict[str, Any]]) -> None:
    found = guess(records)
    assert isinstance(found, Guess)
    for record in records:
        read_record(record, found.fields)
