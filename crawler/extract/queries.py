"""JMESPath: how a declaration says where in a record a value stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any
from urllib.parse import quote

import jmespath
from jmespath.exceptions import JMESPathError
from jmespath.parser import ParsedResult

#: A slot of a template: a JMESPath expression in braces.
_SLOT = re.compile(r"\{([^{}]{1,200})\}")


@cache
def compiled(expression: str) -> ParsedResult:
    """The expression compiled, or ``ValueError`` in words."""
    try:
        return jmespath.compile(expression)
    except JMESPathError as error:
        raise ValueError(f"not a JMESPath expression ({' '.join(str(error).split())[:120]}): {expression!r}") from error


def query(expression: str, record: Any) -> Any:
    """What the expression finds; none where the record is of another make than it expects."""
    try:
        return compiled(expression).search(record)
    except (JMESPathError, TypeError, AttributeError, RecursionError):
        return None


def slots(template: str) -> Iterator[str]:
    """The expressions of a template such as ``/jobs/{id}/{slug}``.

    >>> list(slots("/jobs/{id}/{location.city}"))
    ['id', 'location.city']
    """
    return (found[1] for found in _SLOT.finditer(template))


def fill(template: str, record: Mapping[str, Any]) -> str | None:
    """The template with its slots filled from a record, quoted for a URL; none where the record lacks one.

    A slot that begins with ``/`` in the record keeps its slashes: some APIs give paths.

    >>> fill("/jobs/{id}", {"id": "a b"}), fill("/x{path}", {"path": "/job/1"}), fill("/jobs/{id}", {})
    ('/jobs/a%20b', '/x/job/1', None)
    """
    values = {slot: query(slot, record) for slot in slots(template)}
    if any(value is None or value == "" or isinstance(value, dict | list) for value in values.values()):
        return None
    return _SLOT.sub(lambda slot: quote(str(values[slot[1]]), safe="/%:@,;=~"), template)


def put(record: dict[str, Any], path: str, value: Any) -> None:
    """Set a value in nested tables, under a path of names with dots between; missing tables are made.

    >>> body = {"pagination": {"page": 0}}
    >>> put(body, "pagination.page", 3); put(body, "query.skip", 20); body
    {'pagination': {'page': 3}, 'query': {'skip': 20}}
    """
    *tables, last = path.split(".")
    for name in tables:
        inner = record.get(name)
        if not isinstance(inner, dict):
            inner = record[name] = {}
        record = inner
    record[last] = value
