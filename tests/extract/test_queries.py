"""JMESPath in declarations: found, absent and broken; templates; nested parameters."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.extract.queries import compiled, fill, put, query, slots


@pytest.mark.parametrize(
    ("expression", "record", "found"),
    [
        ("a.b", {"a": {"b": 1}}, 1),
        ("a.b", {"a": "text"}, None),
        ("a[].b", {"a": [{"b": 1}, {"c": 2}]}, [1]),
        ("length(a)", {"a": None}, None),
        ("a.b", None, None),
        ('"@id" || id', {"id": "7"}, "7"),
    ],
)
def test_a_query_finds_or_is_silent(expression: str, record: Any, found: Any) -> None:
    assert query(expression, record) == found


def test_what_is_no_expression_is_said_in_words() -> None:
    with pytest.raises(ValueError, match="not a JMESPath expression"):
        compiled("a..b")


@pytest.mark.parametrize(
    ("template", "record", "filled"),
    [
        ("/jobs/{id}/{slug}", {"id": 4, "slug": "é b"}, "/jobs/4/%C3%A9%20b"),
        ("/x{path}", {"path": "/job/1"}, "/x/job/1"),
        ("/jobs/{id}", {"id": ""}, None),
        ("/jobs/{id}", {"id": {"a": 1}}, None),
        ("/jobs/{a.b}", {"a": {"b": "c?d#e"}}, "/jobs/c%3Fd%23e"),
    ],
)
def test_a_template_is_filled_whole_or_not_at_all(template: str, record: dict[str, Any], filled: str | None) -> None:
    assert fill(template, record) == filled


def test_slots_and_nested_parameters() -> None:
    assert list(slots("/a/{b}/{c.d}")) == ["b", "c.d"]
    body: dict[str, Any] = {"page": "x"}
    put(body, "page.after", "c2")
    assert body == {"page": {"after": "c2"}}
