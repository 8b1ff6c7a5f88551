"""How well the readers read: right, wrong, silent and time, field by field, on data that carry their own gold.

    python benchmarks/reading.py                        # every set that is in the folder of the corpora
    python benchmarks/reading.py --part aside           # the third that readers are not improved on
    python benchmarks/reading.py --only salary --wrong  # the sets whose module's name holds "salary"; what was wrong
    python benchmarks/reading.py --speed                # only how long each reader takes for an ad
    python benchmarks/reading.py --bait                 # only how long each takes for a megabyte made to hold it up

The corpora are private and not part of the project; ``--corpora`` or VEILLE_CORPORA names their folder. What the
data do not say themselves a person has read: ``benchmarks/facts``. Other packages that read the same things are
measured beside ours where they are installed (the extra ``bench``).
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast, get_args

from benchmarks import reading_sets
from benchmarks.reading_sets.bait import print_strains
from benchmarks.reading_sets.corpora import corpora_folder
from benchmarks.reading_sets.pay import absent
from benchmarks.reading_sets.score import Part, Score, SetMissingError, SetModule
from benchmarks.reading_sets.speed import print_speed

_LINE = "{:<16} {:<36} {:<14} {:>6} {:>6} {:>6} {:>6} {:>8} {:>8} {:>9}"


def set_modules(only: str) -> Iterator[tuple[str, SetModule]]:
    """The modules of the sets whose name holds ``only``, by name."""
    for found in sorted(pkgutil.iter_modules(reading_sets.__path__), key=lambda module: module.name):
        module = importlib.import_module(f"{reading_sets.__name__}.{found.name}")
        if hasattr(module, "measure") and only in found.name:
            yield found.name, cast("SetModule", module)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"


def line_of(score: Score) -> str:
    """One line of the table: shares are right of all, and wrong of the values given."""
    each = f"{1e6 * score.seconds / score.total:.0f}" if score.total else "-"
    return _LINE.format(
        score.set,
        score.field,
        score.reader,
        score.right,
        score.wrong,
        score.silent,
        score.total,
        _share(score.right, score.total),
        _share(score.wrong, score.given),
        each,
    )


def _print_wrong(score: Score) -> None:
    for text, gold, given in score.examples if score.reader == "veille" and score.counts else ():
        print(f"      {text[:100]!r}: expected {gold}, read {given}")


def _total(scores: list[Score]) -> str:
    ours = [score for score in scores if score.reader == "veille" and score.counts]
    given, wrong = sum(score.given for score in ours), sum(score.wrong for score in ours)
    return f"Of {given} values that veille gave, {wrong} are wrong ({_share(wrong, given)})."


def main(arguments: list[str] | None = None) -> int:
    """Print the table; 2 where no set is there at all."""
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n", maxsplit=1)[0])
    parser.add_argument("--corpora", help="folder of the corpora (default: VEILLE_CORPORA, else ../shared/corpora)")
    parser.add_argument("--part", choices=get_args(Part), default="all", help="which rows count")
    parser.add_argument("--only", default="", help="only sets whose module's name holds this")
    parser.add_argument("--speed", action="store_true", help="only how long each reader takes")
    parser.add_argument("--bait", action="store_true", help="only how long each takes for a megabyte of bait")
    parser.add_argument("--wrong", action="store_true", help="show what was wrong or missed")
    given = parser.parse_args(arguments)
    if given.bait:
        print_strains()
        return 0
    corpora = corpora_folder(given.corpora)
    if not corpora.is_dir():
        print(f"There are no corpora in {corpora}: name their folder with --corpora or VEILLE_CORPORA.")
        return 2
    if not given.speed:
        _print_sets(corpora, given)
    if given.speed or not given.only:
        try:
            print_speed(corpora)
        except SetMissingError as missing:
            print(f"speed is left out: there is no {missing}")
    return 0


def _print_sets(corpora: Path, given: argparse.Namespace) -> None:
    for line in absent():
        print(line)
    print(_LINE.format("set", "field", "reader", "right", "wrong", "silent", "total", "right %", "wrong %", "µs each"))
    scores: list[Score] = []
    for name, module in set_modules(given.only):
        try:
            for score in module.measure(corpora, given.part):
                scores.append(score)
                print(line_of(score), flush=True)
                if given.wrong:
                    _print_wrong(score)
        except SetMissingError as missing:
            print(f"{name} is left out: there is no {missing}")
    print(_total(scores))


if __name__ == "__main__":
    sys.exit(main())
