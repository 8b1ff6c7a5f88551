"""Rows of "label: value" in records: fields that a site defines itself, and sections of an ad."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from crawler.extract.key_words import context_of, joined, meanings, meanings_at, words_of_key
from crawler.extract.queries import query
from crawler.extract.record_candidates import Candidate
from crawler.extract.record_tree import Node, Path, Tree, literal, quoted
from crawler.extract.record_values import looks_like
from pipelines.normalise.labels import MAX_LABEL

#: After every key that says itself what it is.
_OF_ROWS = 100.0
_SHOWN, _LABELS = 200, 40
#: Sections: the rows' values are texts, and there are several of them.
SECTIONS = "text.sections"


def rows(tree: Tree, records: Sequence[Mapping[str, Any]]) -> Iterator[Candidate]:
    """What the rows of every table of labels in the records may be, each label on its own; and sections."""
    for node in tree.root.walk():
        keys = _keys_of(node)
        if keys is None or not _is_about_posting(node.path):
            continue
        label, value = keys
        known = False
        for words in _labels(node.children[label]):
            expression = _row(tree, node.path, label, value, words)
            for meaning in meanings("record", words_of_key(words)):
                if looks_like(meaning.target, _found(expression, records)) and not meaning.target.startswith("text."):
                    known = True
                    order = (_OF_ROWS + meaning.rank, meaning.form, 0)
                    yield Candidate(meaning.target, order, expression, name=words)
        values = node.children[value].values
        if tree.is_many(node.path) and not known and looks_like("text.main", values):
            parts = f"{{heading: {quoted(label)}, text: {quoted(value)}}}"
            yield Candidate(SECTIONS, (0, 0, len(node.path)), f"{tree.table(node.path)}.{parts}", node.path)


def _keys_of(node: Node) -> tuple[str, str] | None:
    """The keys of label and value in a table of rows; none where it is something else."""
    by_name = {"".join(words_of_key(key)): key for key, child in reversed(node.children.items()) if child.values}
    label = next((by_name[name] for name in joined("row_labels") if name in by_name), None)
    value = next((by_name[name] for name in joined("row_values") if name in by_name and by_name[name] != label), None)
    return (label, value) if label and value and node.path else None


def _is_about_posting(path: Path) -> bool:
    """Whether a table is about the posting and its key means nothing by itself, as a contract's or a place's would."""
    words = [words_of_key(key) for key in path]
    contexts = {context_of(each) for each in words} - {"record", "profile"}
    return contexts <= {None} and not [m for m in meanings_at(words) if not m.target.startswith("text.")]


def _labels(node: Node) -> list[str]:
    found = dict.fromkeys(str(each).strip() for each in node.values if isinstance(each, str))
    return [each for each in found if 1 < len(each) <= MAX_LABEL][:_LABELS]


def _row(tree: Tree, path: Path, label: str, value: str, words: str) -> str:
    table = tree.table(path)
    same = f"{quoted(label)} == {literal(words)}"
    if tree.is_many(path):
        return f"({table} | [?{same}].{quoted(value)} | [0])"
    return f"({table}.{quoted(label)} == {literal(words)} && {table}.{quoted(value)})"


def _found(expression: str, records: Sequence[Mapping[str, Any]]) -> list[Any]:
    values = (query(expression, record) for record in records[:_SHOWN])
    return [each for each in values if each is not None and not isinstance(each, dict)]
