"""``python -m tests.simulator SEED [DAYS] [tiny|large] [PAGING]``: live one year; JSON on standard output."""

from __future__ import annotations

import dataclasses
import json
import sys
import tempfile
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from tests.simulator.year import live


def told(arguments: Sequence[str]) -> dict[str, Any]:
    """Live a year in a folder of its own, and what there is to tell of it, for JSON."""
    seed, days = int(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 365
    tiny = None if len(arguments) < 3 else arguments[2] == "tiny"
    paging = arguments[3] if len(arguments) > 3 else None
    with tempfile.TemporaryDirectory() as folder:
        year = live(seed, Path(folder), days, tiny=tiny, paging=paging)
    shape = {name: sorted(value) if isinstance(value, frozenset) else value for name, value in vars(year.shape).items()}
    return {**dataclasses.asdict(year), "shape": shape}


def main(arguments: Sequence[str]) -> int:
    """Live a year and print it; 1 where the file is wrong."""
    year = told(arguments)
    sys.stdout.write(json.dumps(year, ensure_ascii=False, indent=1) + "\n")
    return 1 if year["wrong"] else 0


def send(arguments: Sequence[str], channel: Connection) -> None:
    """Live a year and send it to whoever started this process."""
    channel.send(told(arguments))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
