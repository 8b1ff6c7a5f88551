"""A record to statements by declared expressions: lists, parts, dates of all kinds, texts under headings."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.extract.page import Extraction
from crawler.extract.records import merge, read_record, words_of
from pipelines.model import RawField, Statement


def stated(field: RawField, expression: str, record: dict[str, Any]) -> list[tuple[str, dict[str, str]]]:
    return [(each.text, dict(each.parts)) for each in read_record(record, {field: expression}).statements]


@pytest.mark.parametrize(
    ("field", "expression", "record", "found"),
    [
        ("title", "t", {"t": "A &amp; B"}, [("A & B", {})]),
        ("place", "p", {"p": ["Lyon", "Lille", "Lyon"]}, [("Lyon", {}), ("Lille", {})]),
        ("place", "{city: c, country: l}", {"c": "Lyon", "l": None}, [("Lyon", {"city": "Lyon"})]),
        ("salary", "{min: a, max: b}", {"a": 10, "b": 12}, [("10 - 12", {"min": "10", "max": "12"})]),
        ("salary", "{min: a, currency: c}", {"a": 0, "c": "EUR"}, []),
        ("posted", "d", {"d": 1772400000}, [("2026-03-01T21:20:00Z", {})]),
        ("posted", "d", {"d": "1772400000000"}, [("2026-03-01T21:20:00Z", {})]),
        ("apply_url", "u", {"u": "javascript:void(0)"}, []),
        ("remote", "r", {"r": True}, []),
        ("remote", "r && 'remote'", {"r": True}, [("remote", {})]),
        ("title", "length(t)", {"t": None}, []),
    ],
)  # fmt: skip
def test_a_value_is_stated_as_it_is_or_not_at_all(
    field: RawField, expression: str, record: dict[str, Any], found: list[Any]
) -> None:
    assert stated(field, expression, record) == found


def test_a_description_is_put_together_under_headings() -> None:
    record = {"a": "one\n\ntwo", "b": "<p>three</p>", "c": None}
    expression = "[a, {heading: 'Profil', text: b}, {heading: 'Empty', text: c}]"
    body = read_record(record, {"description": expression}).body
    assert body == "<p>one</p>\n<p>two</p>\n<h3>Profil</h3>\n<p>three</p>"


def test_of_two_readings_the_first_goes_before_field_by_field() -> None:
    whole = Extraction((Statement("title", "A"),), "", title="A")
    card = Extraction((Statement("title", "B"), Statement("place", "Lyon")), "<p>x</p>", title="B")
    both = merge(whole, card)
    assert [(s.field, s.text) for s in both.statements] == [("title", "A"), ("place", "Lyon")]
    assert (both.body, both.title) == ("<p>x</p>", "A")
    assert words_of(both) != words_of(card)
