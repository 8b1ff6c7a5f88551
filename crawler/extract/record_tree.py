"""The union of the keys of records as a tree, and where in it a value stands as a JMESPath expression."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Path = tuple[str, ...]

_DEEPEST = 6
#: How many values of one key are kept to be looked at, how many rows of a list and how many keys in all are walked.
_VALUES, _ROWS, _KEYS = 200, 30, 600
#: Keys of JSON-LD, which is read as such where a record holds it.
_OF_SYNTAX = frozenset(("@type", "@context", "_jobposting"))
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_SCALAR = "type(@) == 'string' || type(@) == 'number'"


@dataclass
class Node:
    """What stands under one path of keys in all the records: its values, and whether it was ever a list or a table."""

    path: Path
    many: bool = False
    values: list[Any] = field(default_factory=list)
    children: dict[str, Node] = field(default_factory=dict)

    def walk(self) -> Iterator[Node]:
        """This node and all below it, outer ones first."""
        yield self
        for child in self.children.values():
            yield from child.walk()


class Tree:
    """The keys of records. Empty texts and nulls count as absent."""

    def __init__(self, records: Sequence[Mapping[str, Any]]) -> None:
        self.root = Node(())
        self._keys = 0
        for record in records:
            self._enter(self.root, record)

    def _enter(self, node: Node, table: Mapping[str, Any]) -> None:
        for key, value in table.items():
            if isinstance(key, str) and key and key not in _OF_SYNTAX and len(node.path) < _DEEPEST:
                child = node.children.get(key)
                if child is None and self._keys < _KEYS:
                    self._keys += 1
                    child = node.children[key] = Node((*node.path, key))
                if child is not None:
                    self._value(child, value)

    def _value(self, node: Node, value: Any) -> None:
        if isinstance(value, list):
            node.many = True
            for each in value[:_ROWS]:
                if not isinstance(each, list):
                    self._value(node, each)
        elif isinstance(value, Mapping):
            self._enter(node, value)
        elif value is not None and value != "" and len(node.values) < _VALUES:
            node.values.append(value)

    def at(self, path: Path) -> Node:
        """The node under a path of keys; ``KeyError`` where there is none."""
        node = self.root
        for key in path:
            node = node.children[key]
        return node

    def leaves(self) -> Iterator[Node]:
        """All nodes that hold texts, numbers or truth values."""
        return (node for node in self.root.walk() if node.values and node.path)

    def is_many(self, path: Path, base: Path = ()) -> bool:
        """Whether the value at ``path`` was ever one of several in what stands at ``base``."""
        return any(self.at(path[:end]).many for end in range(len(base) + 1, len(path) + 1))

    def table(self, path: Path) -> str:
        """The expression for a table, or for all the tables of a list, from the record on.

        A list of one is as a rule no list in XML: what was ever a list is read as one, and every other way too.
        """
        return self._steps(path, ())[0]

    def value(self, path: Path, base: Path = ()) -> str:
        """The expression for a value, from the table at ``base`` on; for all of them where it is one of several."""
        node = self.at(path)
        outer, projected = self._steps(path[:-1], base)
        found = f"{outer}.{quoted(path[-1])}" if outer else quoted(path[-1])
        if not node.children:
            return found
        each = f"{found}[]" if projected else f"[{found}][]"
        return f"({each} | [?{_SCALAR}])"

    def single(self, path: Path, base: Path = ()) -> str:
        """The expression for a value from ``base`` on; nothing for a record in which it is one of several."""
        found = self.value(path, base)
        if not self.is_many(path, base) and not self.at(path).children:
            return found
        listed = found if found.startswith("(") else f"[{found}][]"
        return f"({listed} | length(@) == `1` && [0])"

    def _steps(self, path: Path, base: Path) -> tuple[str, bool]:
        found, projected = "", False
        for end in range(len(base) + 1, len(path) + 1):
            name = quoted(path[end - 1])
            found = f"{found}.{name}" if found else name
            if self.at(path[:end]).many:
                found, projected = (f"{found}[]" if projected else f"[{found}][]"), True
        return found, projected


def quoted(key: str) -> str:
    """A key as JMESPath has it.

    >>> quoted("title"), quoted("@href"), quoted("code postal")
    ('title', '"@href"', '"code postal"')
    """
    return key if _PLAIN.fullmatch(key) else json.dumps(key)


def literal(text: str) -> str:
    """A text as JMESPath has it, for comparison.

    >>> literal("Closing date"), literal("l'offre")
    ("'Closing date'", "'l\\\\'offre'")
    """
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
