"""What a few postings of a board show, field by field, for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crawler.cli.output import console, safe

#: The fields a person looks at first, in their order.
FIELDS = (
    "title", "organisation", "places", "contract", "contract_months_min", "working_time", "remote", "salary_min",
    "salary_max", "salary_period", "posted_on", "deadline_on", "starts_on", "language", "apply_email", "apply_url",
    "description",
)  # fmt: skip
_WIDTH = 60


def print_postings(postings: Sequence[Mapping[str, Any]]) -> None:
    """Print each posting's fields with the words they came from."""
    out = console()
    for posting in postings:
        out.print(f"\n[bold]{safe(posting['title'])}[/]  {safe(posting['url'])}")
        for name in FIELDS[1:]:
            value = _shown(name, posting.get(name))
            if value:
                out.print(f"  {name:20} {safe(value)}{_because(posting, name)}")


def print_coverage(postings: Sequence[Mapping[str, Any]]) -> None:
    """Print how many of the postings have each field."""
    parts = [f"{name} {sum(bool(_shown(name, row.get(name))) for row in postings)}" for name in FIELDS]
    console().print(f"\nOf {len(postings)} postings have: {', '.join(parts)}")


def _shown(name: str, value: Any) -> str:
    if value in (None, [], ""):
        return ""
    if name == "description":
        return f"{len(value)} characters"
    if isinstance(value, list):
        return "; ".join(", ".join(filter(None, (row.get("city"), row.get("country")))) for row in value)
    return str(value)


def _because(posting: Mapping[str, Any], name: str) -> str:
    rows = posting["evidence"].get(name, ())
    words = next((" ".join((row["excerpt"] or "").split()) for row in rows if row["chosen"]), "")
    return f"  [dim]← {safe(words[:_WIDTH])}[/]" if words and name != "description" else ""
