"""Values that a record states in parts (a place, pay, a length, an ad's texts), put together as one expression."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from crawler.extract import vocabulary
from crawler.extract.key_words import context_of, joined, words_of_key
from crawler.extract.record_candidates import Candidate, Candidates, any_of, either
from crawler.extract.record_rows import SECTIONS
from crawler.extract.record_tree import Path, Tree, literal

#: Parts by the base they stand under: the table that is about the place, or the pay, as a whole.
Groups = Mapping[Path, Mapping[str, list[Candidate]]]

_PLACE = ("name", "city", "region", "country", "postcode", "latitude", "longitude")
_NAMES_PLACE = ("city", "region", "country")
_PAY = ("min", "max", "value", "currency", "unit")
_AMOUNTS = ("min", "max", "value")
_PERIODS = ("year", "month", "hour")
_REMOTE_WORDS = frozenset(("remote", "telecommute", "telecommuting"))


def place(tree: Tree, candidates: Candidates) -> str:
    """The places: in parts where a town or a country has a key of its own, else as the words for one."""
    groups = _groups(candidates, "place", (*_PLACE, "street"))
    ordered = sorted(groups, key=lambda base: (_place_order(groups[base]), len(base), base))
    made = [each for base in ordered if (each := _place_of(tree, base, groups[base]))]
    return any_of([*made, *(each.expression for each in candidates.of("place"))])


def _place_order(group: Mapping[str, list[Candidate]]) -> int:
    return next((at for at, part in enumerate(("city", "name", "region", "country", "street")) if part in group), 9)


def _place_of(tree: Tree, base: Path, group: Mapping[str, list[Candidate]]) -> str:
    lists = [each for part in ("city", "name") for each in group.get(part, ()) if tree.is_many(each.path, base)]
    if lists and not set(group) & {"region", "postcode"}:
        return either(lists)
    if not set(group) & set(_NAMES_PLACE):
        return either([*group.get("name", ()), *group.get("street", ())])
    found = {part: _first(tree, base, group[part]) for part in _PLACE if part in group}
    guard = any_of(found[part] for part in _NAMES_PLACE if part in found)
    name = found.get("name")
    if name:
        found["city"] = any_of([*([found["city"]] if "city" in found else []), name])
    made = _table(tree, base, found, guard)
    if name is None:
        return made
    if not tree.is_many(base):
        return any_of([made, either(group["name"])])
    return f"[{made}, ({tree.table(base)} | [?!({guard})].[{name}][])][]"


def _table(tree: Tree, base: Path, parts: Mapping[str, str], guard: str) -> str:
    """A table of parts for every table at ``base``; nothing for a record that has none of what ``guard`` finds."""
    made = "{" + ", ".join(f"{name}: {found}" for name, found in parts.items()) + "}"
    if not base:
        return f"(({guard}) && {made})"
    table = tree.table(base)
    if tree.is_many(base):
        return f"({table} | [?{guard}].{made})"
    return f"({table} | ({guard}) && {made})"


def _first(tree: Tree, base: Path, candidates: Iterable[Candidate]) -> str:
    return any_of(tree.single(each.path, base) for each in candidates)


def _groups(candidates: Candidates, context: str, parts: Iterable[str]) -> Groups:
    groups: dict[Path, dict[str, list[Candidate]]] = {}
    for part in parts:
        for each in candidates.of(f"{context}.{part}"):
            if each.path:
                groups.setdefault(_base(each.path, context), {}).setdefault(part, []).append(each)
    return groups


def _base(path: Path, context: str) -> Path:
    """The innermost table on the way that is about the whole; where none is, the one that holds the key."""
    for end in range(len(path) - 1, 0, -1):
        if context_of(words_of_key(path[end - 1])) == context:
            return path[:end]
    named = "".join(words_of_key(path[-1])) in joined("naming")
    return path[: -2 if named and len(path) > 1 else -1]


def pay(tree: Tree, candidates: Candidates) -> str:
    """The pay: in parts where an end, a currency or a period has a key of its own, else its words."""
    groups = _groups(candidates, "salary", (*_PAY, *_PERIODS))
    usable = [base for base in groups if set(groups[base]) & {*_AMOUNTS, *_PERIODS}]
    ordered = sorted(usable, key=lambda base: (not set(groups[base]) & {"min", "max"}, len(base), base))
    made = [each for base in ordered for each in _pay_of(tree, base, groups[base])]
    rows = [each.expression for each in candidates.of("salary.value") if not each.path]
    return any_of([*made, *rows])


def _pay_of(tree: Tree, base: Path, group: Mapping[str, list[Candidate]]) -> Iterable[str]:
    found = {part: _first(tree, base, group[part]) for part in _PAY if part in group}
    if set(found) == {"value"}:
        yield either(group["value"])
    elif set(found) & set(_AMOUNTS):
        yield _table(tree, base, found, any_of(found[part] for part in _AMOUNTS if part in found))
    for period in _PERIODS:
        if period in group:
            amount = _first(tree, base, group[period])
            parts = {"value": amount, "unit": literal(period)}
            yield _table(tree, base, parts if "unit" not in found else {**found, "value": amount}, amount)


def contract_length(tree: Tree, candidates: Candidates) -> str:
    """The length of the contract, with its unit where that has a key of its own beside it."""
    units = candidates.of("contract_length.unit")
    made = []
    for each in candidates.of("contract_length"):
        unit = next((u for u in units if u.path and each.path and u.path[:-1] == each.path[:-1]), None)
        if unit is not None and all(str(value).strip().isdigit() for value in tree.at(each.path).values):
            value, of = tree.single(each.path), unit.expression
            made.append(f"({value} && {of} && join(' ', [to_string({value}), to_string({of})]))")
        made.append(each.expression)
    return any_of(made)


def chips(tree: Tree, candidates: Candidates) -> str:
    """All short texts without a label: those of tables, and those that stand alone."""
    found = candidates.of("chip")
    alone = [each for each in found if tree.at(each.path).children]
    made = [either(each for each in found if each not in alone), *(each.expression for each in alone)]
    kept = [each for each in made if each]
    return kept[0] if len(kept) == 1 else f"[{', '.join(kept)}][]" if kept else ""


def positions(tree: Tree, candidates: Candidates) -> str:
    """How many posts there are, as people would say it."""
    found = any_of(tree.single(each.path) if each.path else each.expression for each in candidates.of("positions"))
    return f"({found}) && join(' ', [to_string({found}), 'postes'])" if found else ""


def remote(tree: Tree, candidates: Candidates) -> str:
    """Work from home; where a key only says yes, its own word for it."""
    return any_of(part for each in candidates.of("remote") for part in _remote_of(tree, each))


def _remote_of(tree: Tree, candidate: Candidate) -> Iterable[str]:
    values = tree.at(candidate.path).values if candidate.path else []
    true: Sequence[str] = vocabulary.load("record_keys")["values"]["true"]
    if any(value is True or str(value) in true for value in values):
        found = tree.single(candidate.path)
        word = "remote" if _REMOTE_WORDS & set(words_of_key(candidate.path[-1])) else "Oui"
        yield f"(contains(`{json.dumps(true)}`, to_string({found})) && {literal(word)})"
    yield candidate.expression


def description(tree: Tree, candidates: Candidates) -> str:  # noqa: ARG001 - made as the others are
    """The texts of the ad in the order of the vocabulary, under headings but for the main one; the employer last."""
    texts: list[str] = []
    for section in vocabulary.load("record_keys")["text"]:
        found = _whole(candidates.of(f"text.{section['name']}"))
        if found:
            texts.append(_under(section["heading"], found))
    texts += [each.expression for each in candidates.of(SECTIONS)[:3]]
    for name in ("benefits", "organisation_about"):
        if own := candidates.of(f"text.{name}"):
            texts.append(_under(_heading(name, own[0]), _whole(own)))
    if len(texts) == 1 and not texts[0].startswith("{"):
        return texts[0]
    return f"[{', '.join(texts)}]" if texts else ""


def _whole(texts: Sequence[Candidate]) -> str:
    """The text that is named best: with its layout, unless its plain twin says more."""
    made = []
    for at, each in enumerate(texts):
        twin = next((t for t in texts[at + 1 :] if t.order[0] == each.order[0] and t.path[:-1] == each.path[:-1]), None)
        if each.order[1] < 0 and twin is not None:
            made.append(f"({_length(each)} >= {_length(twin)} && {each.expression})")
        else:
            made.append(each.expression)
    return any_of(made)


def _length(text: Candidate) -> str:
    return f"length(to_string({text.expression} || ''))"


def _under(heading: str, found: str) -> str:
    return f"{{heading: {literal(heading)}, text: {found}}}" if heading else found


def _heading(name: str, first: Candidate) -> str:
    """The heading of a text that is a field of its own: the label it stands under, else the word for its key."""
    headings: Mapping[str, str] = vocabulary.load("record_keys")["headings"][name]
    words = {word for key in first.path for word in words_of_key(key)}
    return first.name or next((text for word, text in headings.items() if word in words), headings[""])
