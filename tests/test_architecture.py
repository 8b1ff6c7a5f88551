"""Who may import whom, and how large a piece may grow: read off the source, so that no review has to."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted(p for package in ("crawler", "pipelines") for p in (ROOT / package).rglob("*.py"))

#: The text layer of normalise: what turns markup into lines and labels into fields, without reading a value.
TEXT_LAYER = (
    "pipelines.normalise.html_lines",
    "pipelines.normalise.labels",
    "pipelines.normalise.naming",
    "pipelines.normalise.patterns",
    "pipelines.normalise.run_on",
    "pipelines.normalise.text",
    "pipelines.normalise.vocabulary",
)
IO = ("scrapy", "sqlite_utils", "sqlite3", "os", "pathlib", "time", "socket", "requests", "twisted")
#: Place: roots it never imports. A root covers what is below it; ``TEXT_LAYER`` is always allowed.
FORBIDDEN: dict[str, tuple[str, ...]] = {
    "pipelines": ("crawler",),
    "pipelines.model": ("pipelines", "crawler"),
    "pipelines.normalise": (*IO, "pipelines.store", "pipelines.stages", "pipelines.session", "pipelines.history"),
    "pipelines.dedup": (*IO, "pipelines.store", "pipelines.stages"),
    "pipelines.history": (*IO, "pipelines.store"),
    "pipelines.health": (*IO, "pipelines.store"),
    "pipelines.store": ("scrapy", "pipelines.normalise", "pipelines.stages", "pipelines.session"),
    "crawler.extract": ("scrapy", "sqlite_utils", "pipelines.store", "pipelines.normalise", "crawler.archetypes"),
    "crawler.archetypes": (
        "pipelines.store",
        "pipelines.normalise",
        "pipelines.session",
        "crawler.spiders",
        "crawler.cli",
    ),
    "crawler.spiders": ("pipelines.store", "pipelines.normalise", "sqlite_utils", "crawler.cli"),
    "crawler.catalog": ("crawler.cli",),
    "crawler.child": ("crawler.cli",),
    "crawler.rounds": ("crawler.cli",),
    "crawler.pool": ("crawler.cli",),
    "crawler.planning": ("crawler.cli",),
    "crawler.alarms": ("crawler.cli",),
    "crawler.logbook": ("crawler.cli",),
    "crawler.scheduling": ("crawler.cli",),
    "crawler.manners": ("crawler.cli", "pipelines.store", "pipelines.normalise"),
    "crawler.middlewares": ("crawler.cli", "pipelines.store"),
    "crawler.extensions": ("crawler.cli",),
}


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports_of(path: Path) -> tuple[str, ...]:
    return tuple(_imports_in(path))


def _imports_in(path: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def below(name: str, root: str) -> bool:
    return name == root or name.startswith(root + ".")


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_only_what_its_place_may(path: Path) -> None:
    module = name_of(path)
    for place, forbidden in FORBIDDEN.items():
        if not below(module, place):
            continue
        for imported in imports_of(path):
            if any(below(imported, allowed) for allowed in TEXT_LAYER):
                continue
            for root in forbidden:
                assert not below(imported, root), f"{module} imports {imported}, which {place} never does"


def test_no_module_imports_itself_in_a_circle() -> None:
    known = {name_of(p): p for p in MODULES}
    graph: dict[str, set[str]] = {}
    for name, path in known.items():
        targets = set()
        for imported in imports_of(path):
            target = imported if imported in known else imported.rpartition(".")[0]
            if target in known and target != name:
                targets.add(target)
        graph[name] = targets
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, f"a circle: {' → '.join((*trail, name))}"
        if name not in done:
            for target in sorted(graph[name]):
                visit(target, (*trail, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())


def test_modules_and_functions_stay_small() -> None:
    lengths = {name_of(p): len(p.read_text(encoding="utf-8").splitlines()) for p in MODULES if p.name != "__init__.py"}
    assert {name: n for name, n in lengths.items() if n > 400} == {}
    assert median(lengths.values()) <= 130
    long = []
    for path in MODULES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                size = (node.end_lineno or 0) - node.lineno + 1
                if size > 60:
                    long.append(f"{name_of(path)}.{node.name}: {size} lines")
    assert long == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        name_of(p) for p in MODULES if p.read_text(encoding="utf-8").strip() and not ast.get_docstring(tree_of(p))
    ]
    assert silent == []


def test_no_handler_is_broad() -> None:
    broad = []
    for path in MODULES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ExceptHandler):
                caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
                names = {getattr(c, "id", "") for c in caught if c is not None}
                reraised = any(isinstance(n, ast.Raise) and n.exc is None for n in ast.walk(node))
                if node.type is None or (names & {"Exception", "BaseException"} and not reraised):
                    broad.append(f"{name_of(path)}:{node.lineno}")
    assert broad == []


def test_what_is_imported_is_declared() -> None:
    declared = (ROOT / "pyproject.toml").read_text(encoding="utf-8").lower()
    names = {"sqlite_utils": "sqlite-utils"}
    import sys

    for path in MODULES:
        for imported in imports_of(path):
            root = imported.partition(".")[0]
            if root not in sys.stdlib_module_names and root not in ("crawler", "pipelines", "__future__"):
                assert f'"{names.get(root, root)}>=' in declared, (
                    f"{name_of(path)} imports {root}, which is not declared"
                )
