"""What the records of a feed or an interface state, found by the names of their keys and by what stands under them.

What a record states by a guess depends on that record alone: where several keys could tell a field, the expression
tries them in the order of how well they are named (``a || b``), so that a key that a page or a crawl happens to lack
changes nothing for the records that never had it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast, get_args

from crawler.extract.key_words import meanings_at, words_of_key
from crawler.extract.queries import query
from crawler.extract.record_candidates import Candidate, Candidates, either
from crawler.extract.record_parts import chips, contract_length, description, pay, place, positions, remote
from crawler.extract.record_rows import rows
from crawler.extract.record_tree import Path, Tree, quoted
from crawler.extract.record_values import looks_like, tells_organisation
from pipelines.model import RawField

#: Names so good for an id that one record told twice does not speak against them.
_STRONG = 10
#: Of a hundred records that many may repeat an id that is named so.
_REPEATED = 0.1
#: Of several levels of experience that a record ticks, none is the one that is asked for.
_SINGLE = frozenset(("id", "url", "experience", "education"))
#: What every posting has one of.
_ONE = frozenset("id url title posted deadline start end reference positions apply_url apply_email".split())
#: Fields that are texts of the ad as well, where they are long enough.
_ALSO_TEXTS = ("benefits", "organisation_about")
_SHOWN = 100
_AUTHORS = ("author", "creator")
#: After every other way to know a field.
_LAST = 200
_COMPOSED = {
    "place": place,
    "salary": pay,
    "contract_length": contract_length,
    "positions": positions,
    "remote": remote,
    "description": description,
    "chip": chips,
}


@dataclass(frozen=True)
class Guess:
    """What was recognised: fields as JMESPath expressions, and where a record's id and its address stand.

    ``ids`` and ``urls`` are to be tried in their order.
    """

    fields: Mapping[RawField, str] = field(default_factory=dict)
    ids: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()


def guess(records: Sequence[Mapping[str, Any]]) -> Guess:
    """What the keys of records mean; nothing of a key that is ambiguous, or whose values are not what it says.

    >>> found = guess([{"intituleDuPoste": "Infirmière", "Ville": "Lyon", "dateCreation": "2026-03-01", "statut": "x"}])
    >>> sorted(found.fields), found.fields["title"]
    (['place', 'posted', 'title'], 'intituleDuPoste')
    """
    tree = Tree(records)
    candidates = _candidates(tree, records)
    fields: dict[RawField, str] = {}
    for name in get_args(RawField):
        made = _COMPOSED[name](tree, candidates) if name in _COMPOSED else either(candidates.of(name))
        if made and name != "ignored":
            fields[cast("RawField", name)] = made
    return Guess(fields, _ids(candidates, records), _urls(candidates, records))


def _candidates(tree: Tree, records: Sequence[Mapping[str, Any]]) -> Candidates:
    found = Candidates()
    for candidate in (*_of_keys(tree), *rows(tree, records), *_of_authors(tree)):
        found.add(candidate)
    for name in _ALSO_TEXTS:
        for each in found.of(name):
            if looks_like("text.main", [query(each.expression, record) for record in records[:_SHOWN]]):
                found.add(replace(each, target=f"text.{name}"))
    return found


def _of_keys(tree: Tree) -> Iterator[Candidate]:
    for node in tree.leaves():
        for meaning in meanings_at([words_of_key(key) for key in node.path]):
            if looks_like(meaning.target, node.values) and not _is_of_a_part(tree, meaning.target, node.path):
                order = (meaning.rank, meaning.form, len(node.path))
                yield Candidate(meaning.target, order, _expression(tree, meaning.target, node.path), node.path)


def _of_authors(tree: Tree) -> Iterator[Candidate]:
    """Whoever a feed names as author, where that is an organisation."""
    for at, key in enumerate(_AUTHORS):
        for path in ((key,), (key, "name"), (key, "text")):
            values = _values(tree, path)
            if values and tells_organisation(values):
                yield Candidate("organisation", (_LAST + at, 0, len(path)), tree.value(path), path)


def _is_of_a_part(tree: Tree, target: str, path: Path) -> bool:
    """Whether a key stands in one of several tables, and would state what a posting has one of."""
    if "@rel" in tree.at(path[:-1]).children:  # of several links, it says which is the posting's
        return False
    return tree.is_many(path[:-1]) and (target in _ONE or target.startswith("text."))


def _values(tree: Tree, path: Path) -> Sequence[Any]:
    try:
        return tree.at(path).values
    except KeyError:
        return ()


def _expression(tree: Tree, target: str, path: Path) -> str:
    if target == "url" and "@rel" in tree.at(path[:-1]).children:
        return _alternate(tree, path)
    return tree.single(path) if target in _SINGLE else tree.value(path)


def _alternate(tree: Tree, path: Path) -> str:
    """Of the links of an entry, the one that leads to its page (``alternate``, also where none is said: RFC 4287)."""
    links = tree.table(path[:-1])
    links = links if tree.is_many(path[:-1]) else f"[{links}][]"
    tables = f"{links} | [?type(@) == 'object']"
    return f'({tables} | [?!"@rel" || "@rel" == \'alternate\'].{quoted(path[-1])} | [0])'


def _ids(candidates: Candidates, records: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(each.expression for each in candidates.of("id") if _tells_apart(each, records))


def _tells_apart(candidate: Candidate, records: Sequence[Mapping[str, Any]]) -> bool:
    """Whether nearly every record has the id, and another one than every other record."""
    first: dict[str, Mapping[str, Any]] = {}
    repeated = missing = 0
    for record in records:
        value = query(candidate.expression, record)
        if value is None or value == "" or isinstance(value, bool | list | Mapping):
            missing += 1
        elif record != first.setdefault(str(value), record):
            repeated += 1
    allowed = max(1, int(len(records) * _REPEATED)) if candidate.order[0] < _STRONG and len(records) > 2 else 0
    return bool(first) and repeated <= allowed and missing <= len(records) * _REPEATED


def _urls(candidates: Candidates, records: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Addresses; one that all records share is not theirs."""
    kept = []
    for each in candidates.of("url"):
        found = {str(value) for record in records if (value := query(each.expression, record))}
        if len(found) > 1 or len(records) == 1:
            kept.append(each.expression)
    return tuple(kept)
