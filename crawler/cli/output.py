"""What every verb prints with: tables for people, JSON for programs, one line for what went wrong.

Text from the web is made inert for the terminal: control characters, escapes and bidirectional overrides are shown,
not obeyed.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

_OBEYED = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def inert(value: object) -> str:
    r"""Text that a terminal shows and does not obey.

    >>> inert("a\x1b[31mb\u202e")
    'a\\x1b[31mb\\u202e'
    """
    text = "" if value is None else str(value)
    return "".join(char.encode("unicode_escape").decode() if _is_obeyed(char) else char for char in text)


def _is_obeyed(char: str) -> bool:
    return char in _OBEYED or (unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t")


def safe(value: object) -> str:
    """Inert text with rich's own markup escaped."""
    return escape(inert(value))


def console(*, stderr: bool = False) -> Console:
    """A console for people; plain and unwrapped where the output is not a terminal."""
    made = Console(stderr=stderr, highlight=False, soft_wrap=False)
    if not made.is_terminal:
        made = Console(stderr=stderr, highlight=False, width=max(made.width, 160))
    return made


def print_json(value: object) -> None:
    """Print a value as JSON, one document; what a terminal would obey is written as JSON's own escapes."""
    written = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    sys.stdout.write("".join(f"\\u{ord(char):04x}" if _is_obeyed(char) else char for char in written))
    sys.stdout.write("\n")


def print_table(
    rows: Iterable[Mapping[str, Any]], columns: Sequence[tuple[str, str]], *, empty: str, title: str | None = None
) -> None:
    """Print rows as a table of ``(key, heading)`` columns, or ``empty`` where there are none."""
    listed = list(rows)
    out = console()
    if not listed:
        out.print(empty)
        return
    table = Table(box=None, pad_edge=False, title=title, title_justify="left", header_style="bold")
    for _, heading in columns:
        table.add_column(heading, overflow="fold")
    for row in listed:
        table.add_row(*(safe(row.get(key)) for key, _ in columns))
    out.print(table)


def say(line: str) -> None:
    """Say one line to the person at the terminal, apart from what a program would read."""
    sys.stderr.write(f"veille: {inert(' '.join(line.split()))}\n")
