"""All boards: the built-in declarations, the coded ones, and the user's boards files over them, validated alike.

Archetypes and coded boards are found by looking into their packages; there is no list to keep.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any

from scrapy.utils.misc import walk_modules_iter

from crawler.archetypes.base import BoardSpider
from crawler.board import Board, Declaration, validate
from crawler.exceptions import BoardError, BoardsFileError, UnknownBoardError, nearest
from crawler.preset import with_preset

_BUILT_IN = "boards.toml"


@dataclass(frozen=True)
class Catalog:
    """The boards by name, each with the spider class that reads it."""

    spiders: Mapping[str, type[BoardSpider]]

    def __iter__(self) -> Iterator[Board]:
        """All boards, in the order of their names."""
        return (self.spiders[name].board for name in sorted(self.spiders))

    def spider(self, name: str) -> type[BoardSpider]:
        """The spider class of a board, or :class:`UnknownBoardError` with the nearest name there is."""
        try:
            return self.spiders[name]
        except KeyError:
            hint = nearest(name, self.spiders, "'veille boards' lists them all")
            raise UnknownBoardError(f"no board is called '{name}'; {hint}") from None

    def board(self, name: str) -> Board:
        """The declaration of a board, or :class:`UnknownBoardError`."""
        return self.spider(name).board


@cache
def archetypes() -> Mapping[str, type[BoardSpider]]:
    """Every archetype by its name, found in ``crawler.archetypes``."""
    found: dict[str, type[BoardSpider]] = {}
    for module in walk_modules_iter("crawler.archetypes"):
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, BoardSpider) and value.__dict__.get("archetype"):
                found[value.archetype] = value
    return MappingProxyType(found)


def _coded(package: str) -> dict[str, type[BoardSpider]]:
    """The boards that are classes: subclasses of an archetype with a ``declared`` table of their own."""
    found: dict[str, type[BoardSpider]] = {}
    for module in walk_modules_iter(package):
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, BoardSpider) and "declared" in value.__dict__:
                expected = module.__name__.rpartition(".")[2]
                if value.name != expected:
                    raise BoardError(value.name, module.__name__, "name", f"the module's name is '{expected}'")
                found[value.name] = value
    return found


def read_boards_file(path: Path) -> dict[str, dict[str, Any]]:
    """The tables of a boards file by board name, or :class:`BoardsFileError` in one line."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BoardsFileError(f"boards file {path} does not exist; check --boards or VEILLE_BOARDS") from None
    except OSError as error:
        raise BoardsFileError(f"boards file {path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError:
        raise BoardsFileError(f"boards file {path} is not UTF-8 text; save it as UTF-8") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BoardsFileError(f"boards file {path} is not valid TOML: {error}") from error
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise BoardsFileError(f"boards file {path}: '{name}' stands outside any board; start with [board_name]")
    return tables


def load_catalog(boards_files: Sequence[Path] = (), spiders_package: str = "crawler.spiders") -> Catalog:
    """Merge built-in boards, coded boards and the user's files, later over earlier; refuse whatever is wrong."""
    coded = _coded(spiders_package)
    declarations: dict[str, Declaration] = {}
    built_in: dict[str, Any] = tomllib.loads(files("crawler").joinpath(_BUILT_IN).read_text(encoding="utf-8"))
    for name, table in built_in.items():
        declarations[name] = Declaration(name, table, _BUILT_IN)
    for name, spider in coded.items():
        table = {"archetype": spider.archetype, **spider.declared}
        declarations[name] = Declaration(name, table, spider.__module__)
    for path in boards_files:
        for name, table in read_boards_file(path).items():
            known = declarations.get(name)
            declarations[name] = known.overridden(table, str(path)) if known else Declaration(name, table, str(path))
    return Catalog({d.name: _spider_class(d, coded.get(d.name), list(declarations)) for d in declarations.values()})


def _spider_class(declaration: Declaration, coded: type[BoardSpider] | None, names: list[str]) -> type[BoardSpider]:
    archetype = declaration.table.get("archetype")
    if archetype is None:
        near = difflib.get_close_matches(declaration.name, [n for n in names if n != declaration.name], n=1)
        hint = f"; is it meant to be '{near[0]}'?" if near else f"; it is one of {', '.join(sorted(archetypes()))}"
        raise BoardError(declaration.name, declaration.source, "archetype", f"missing{hint}")
    base = archetypes().get(archetype) if isinstance(archetype, str) else None
    if base is None:
        hint = nearest(str(archetype), archetypes(), f"there are {', '.join(sorted(archetypes()))}")
        source = declaration.source_of("archetype")
        raise BoardError(declaration.name, source, "archetype", f"no archetype is called {archetype!r}; {hint}")
    base = coded if coded is not None and coded.archetype == archetype else base
    board = validate(with_preset(declaration, base.preset), base.own_attributes)
    class_name = "".join(part.capitalize() for part in declaration.name.split("_")) + "Spider"
    return type(class_name, (base,), {"name": board.name, "board": board, "__module__": base.__module__})
