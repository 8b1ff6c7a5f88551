"""What we read of hosting platforms beside public packages that read them, from the same served answers; no network.

    python benchmarks/platforms.py                      # the tenants of the fixtures
    python benchmarks/platforms.py --corpora FOLDER     # real answers in FOLDER/ats as well
    python benchmarks/platforms.py --only workable      # tenants whose name holds "workable"

Every tenant's pages are served on this machine, and each reader is pointed there (the packages are in the extra
``bench``; one that is not installed is left out). The table counts postings, and of how many postings a reader states
each field; what differs is listed below it, with the reason where a person found it. It ends with 1 where a package
has a posting or a field that we lack.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

from benchmarks.platform_sets.boards import Tenant, of_corpora, of_fixtures
from benchmarks.platform_sets.readers import FIELDS, READERS, Posting, UnreadError, ours
from benchmarks.platform_sets.reasons import excuse, reason
from pipelines.normalise.text import fold

_LINE = "{:<36} {:<13} {:>8}" + " {:>10}" * len(FIELDS)
Postings = Mapping[str, Posting]


def matched(mine: Postings, other: Postings) -> Iterator[tuple[str, Posting | None, Posting | None]]:
    """The postings of two readers side by side, by their id, else by a title that each has once."""
    left = dict(other)
    titles = Counter(fold(str(each.get("title"))) for each in mine.values())
    for key, posting in mine.items():
        alike = [k for k, each in left.items() if fold(str(each.get("title"))) == fold(str(posting.get("title")))]
        found = key if key in left else alike[0] if len(alike) == 1 == titles[fold(str(posting.get("title")))] else None
        yield key, posting, left.pop(found) if found is not None else None
    yield from ((key, None, posting) for key, posting in left.items())


def print_reader(tenant: str, reader: str, found: Postings) -> None:
    """One line of the table: how many postings, and how many of them state each field."""
    counts = [sum(name in posting for posting in found.values()) for name in FIELDS]
    print(_LINE.format(tenant, reader, len(found), *counts), flush=True)


def differences(tenant: Tenant, reader: str, mine: Postings, other: Postings) -> Iterator[tuple[bool, str]]:
    """What one reader has and the other lacks, in words, each with whether it is ours to mend."""
    lacks: Counter[tuple[str, str]] = Counter()
    for key, one, two in matched(mine, other):
        if one is None or two is None:
            lacks["posting", "veille" if one is None else reader] += 1
            continue
        for name in FIELDS:
            if (name in one) != (name in two):
                lacks[name, "veille" if name not in one else reader] += 1
            elif name in ("posted", "deadline") and name in one and one[name] != two[name]:
                words = excuse(tenant.name, reader, name, 1)
                yield not words, f"{key}: {name} is {one[name]} to us, {two[name]} to {reader}{_because(words)}"
    for (name, who), count in sorted(lacks.items()):
        ours_lack = who == "veille"
        words = excuse(tenant.name, reader, name, count) if ours_lack else reason(tenant.archetype, reader, name)
        yield ours_lack and not words, f"{who} lacks {name} of {count}{_because(words)}"


def _because(words: str) -> str:
    return f": {words}" if words else ""


def compare(tenants: list[Tenant]) -> int:
    """Print the table and the differences; how many of them are ours to mend."""
    print(_LINE.format("tenant", "reader", "postings", *FIELDS))
    own = ours(tenants)
    told: list[tuple[bool, str]] = []
    for tenant in tenants:
        print_reader(tenant.name, "veille", own[tenant.name])
        for name, read in READERS.items():
            if importlib.util.find_spec(name.replace("-", "_")) is None:
                continue
            try:
                other = read(tenant)
            except UnreadError as error:
                print(f"{'':<36} {name:<13} {error}")
                continue
            print_reader("", name, other)
            lines = differences(tenant, name, own[tenant.name], other)
            told += [(mend, f"{tenant.name}: {line}") for mend, line in lines]
    print("\nDifferences" + "".join(f"\n  {'!' if mend else ' '} {line}" for mend, line in told))
    return sum(mend for mend, _ in told)


def main(arguments: list[str] | None = None) -> int:
    """Compare; 1 where a package has what we lack, 2 where no package is installed."""
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n", maxsplit=1)[0])
    parser.add_argument("--corpora", type=Path, help="a folder with real answers in its folder ats")
    parser.add_argument("--only", default="", help="only tenants whose name holds this")
    given = parser.parse_args(arguments)
    absent = [name for name in READERS if importlib.util.find_spec(name.replace("-", "_")) is None]
    if absent:
        print(f"{', '.join(absent)} is not installed and left out: pip install .[bench]")
    if len(absent) == len(READERS):
        return 2
    tenants = [*of_fixtures(), *(of_corpora(given.corpora) if given.corpora else ())]
    with ExitStack() as running:
        chosen = [tenant for tenant in tenants if given.only in tenant.name]
        for tenant in chosen:
            running.enter_context(tenant.site)
        mend = compare(chosen)
    print(f"\n{mend} differences are ours to mend." if mend else "\nNo package has a posting or a field that we lack.")
    return 1 if mend else 0


if __name__ == "__main__":
    sys.exit(main())
