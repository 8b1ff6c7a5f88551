"""A declaration into a boards file: appended, never over what is there, and only if all boards still load."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import tomli_w
from platformdirs import user_data_path

from crawler.catalog import load_catalog
from crawler.configuration import Configuration
from crawler.exceptions import ConfigurationError

_FILE = "boards.toml"


def boards_file(configuration: Configuration) -> Path:
    """The file that a new board goes to.

    The last of those that ``--boards``, the environment or ``veille.toml`` name; else ``boards.toml`` in the project's
    folder or, outside any, in the user's data folder.
    """
    if configuration.boards:
        return configuration.boards[-1]
    return (configuration.folder or user_data_path("veille")) / _FILE


def existing(configuration: Configuration, target: Path) -> list[Path]:
    """The boards files that there are, the one to be written to among them."""
    files = dict.fromkeys((*configuration.boards, target))
    return [path for path in files if path.is_file() or path != target]


def free_name(name: str, taken: Collection[str]) -> str:
    """The name, with a number where a board has it already.

    >>> free_name("a", {"a", "a_2"}), free_name("b", {"a"})
    ('a_3', 'b')
    """
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}_{number}"
    return free


def as_toml(name: str, table: Mapping[str, Any]) -> str:
    """The declaration as it stands in a boards file; what is empty is left out, lists of one are texts."""
    plain = {
        key: value[0] if isinstance(value, list | tuple) and len(value) == 1 else value for key, value in table.items()
    }
    return tomli_w.dumps({name: {key: value for key, value in plain.items() if value is not None}})


def append(target: Path, written: str, others: Sequence[Path]) -> None:
    """Append a declaration to a boards file, at once and only if all boards load with it.

    :class:`BoardError` or :class:`BoardsFileError` says what would be wrong, :class:`ConfigurationError` why the file
    cannot be written; then it is as it was.
    """
    file = Path(os.path.realpath(target))  # a link stays one
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        gap = "" if not before else "\n" if before.endswith("\n") else "\n\n"
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=file.parent, prefix=f".{file.name}.", suffix=".toml", delete=False
        ) as made:
            made.write(f"{before}{gap}{written}")
        new = Path(made.name)
        try:
            load_catalog([*(path for path in others if path != target), new])
            if file.exists():
                new.chmod(file.stat().st_mode & 0o777)
            else:
                new.chmod(0o644)
            new.replace(file)
        finally:
            new.unlink(missing_ok=True)
    except UnicodeDecodeError:
        raise ConfigurationError(f"boards file {target} is not UTF-8 text; save it as UTF-8") from None
    except OSError as error:
        raise ConfigurationError(f"boards file {target} cannot be written: {error.strerror}") from error
