"""``python -m tests.simulator SEED [DAYS] [tiny|large] [PAGING]``: live one year; JSON on standard output."""

from __future__ import annotations

import dataclasses
import json
import sys
import tempfile
from pathlib import Path

from tests.simulator.year import live


def main(arguments: list[str]) -> int:
    """Live a year in a folder of its own; 1 where the file is wrong."""
    seed, days = int(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 365
    tiny = None if len(arguments) < 3 else arguments[2] == "tiny"
    paging = arguments[3] if len(arguments) > 3 else None
    with tempfile.TemporaryDirectory() as folder:
        told = live(seed, Path(folder), days, tiny=tiny, paging=paging)
    shape = {name: sorted(value) if isinstance(value, frozenset) else value for name, value in vars(told.shape).items()}
    sys.stdout.write(json.dumps({**dataclasses.asdict(told), "shape": shape}, ensure_ascii=False, indent=1) + "\n")
    return 1 if told.wrong else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
