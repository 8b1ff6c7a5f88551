"""Where the file, the boards files and the contact come from: option, then environment, then ``veille.toml``."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from crawler.exceptions import ConfigurationError

PROJECT_MARKS = ("veille.toml", "scrapy.cfg")
_KEYS = {"db": str, "boards": list, "contact": str, "jobs": int}
_KINDS = {str: "a text", list: "a list of file names", int: "a whole number"}


@dataclass(frozen=True)
class Configuration:
    """What a command works with. ``folder`` is the project folder found upwards, none outside any."""

    db: Path
    boards: tuple[Path, ...] = ()
    contact: str | None = None
    jobs: int = 4
    folder: Path | None = None


def find_project(start: Path) -> Path | None:
    """The nearest folder from ``start`` upwards that holds ``veille.toml`` or ``scrapy.cfg``."""
    for folder in (start, *start.parents):
        if any((folder / mark).is_file() for mark in PROJECT_MARKS):
            return folder
    return None


def _read_file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError, RecursionError) as error:
        raise ConfigurationError(f"configuration file {path} cannot be read: {error}") from error
    for key, value in table.items():
        if key not in _KEYS:
            raise ConfigurationError(f"configuration file {path}: '{key}' is no setting; there are {', '.join(_KEYS)}")
        if not isinstance(value, _KEYS[key]) or isinstance(value, bool):
            raise ConfigurationError(f"configuration file {path}: '{key}' should be {_KINDS[_KEYS[key]]}")
    if not all(isinstance(each, str) for each in table.get("boards", ())):
        raise ConfigurationError(f"configuration file {path}: 'boards' should be {_KINDS[list]}")
    return table


def _path(given: str) -> Path:
    try:
        return Path(given).expanduser()
    except RuntimeError as error:
        raise ConfigurationError(f"{given}: nobody's home folder is called that; give the whole path") from error


def _current_folder() -> Path:
    try:
        return Path.cwd()
    except FileNotFoundError as error:
        raise ConfigurationError("the folder you are in does not exist any more; change to another") from error


def configure(db: str | None = None, boards: Sequence[str] = (), start: Path | None = None) -> Configuration:
    """The configuration of a command started in ``start`` with the given options."""
    folder = find_project((start or _current_folder()).resolve())
    table = _read_file(folder / "veille.toml") if folder else {}
    base = folder or _current_folder()
    file_db = base / _path(table["db"]) if "db" in table else None
    default = folder / "data" / "jobs.db" if folder else user_data_path("veille") / "jobs.db"
    chosen = db or os.environ.get("VEILLE_DB")
    listed = list(boards) or [part for part in os.environ.get("VEILLE_BOARDS", "").split(os.pathsep) if part]
    files = [_path(each) for each in listed] or [base / _path(each) for each in table.get("boards", [])]
    jobs = table.get("jobs", 4)
    if not 1 <= jobs <= 32:
        raise ConfigurationError(f"'jobs' is how many boards are crawled at once, from 1 to 32, not {jobs}")
    return Configuration(
        db=_path(chosen) if chosen else file_db or default,
        boards=tuple(files),
        contact=os.environ.get("VEILLE_CONTACT") or table.get("contact"),
        jobs=jobs,
        folder=folder,
    )
