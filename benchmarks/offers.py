"""How well the same offer is recognised, and what that costs, beside what others do, in one run.

    python benchmarks/offers.py                  # all sets, 100,000 generated ads
    python benchmarks/offers.py --size 10000     # a quick look
    python benchmarks/offers.py --million        # the cost at 1,000,000 ads as well
    python benchmarks/offers.py --wrong          # what is judged wrongly

The labelled sets are written by hand (``blind`` judges: nothing is tuned on it), the generated one is made from
a seed, the linkage set is private and not part of the project: ``--corpora`` or VEILLE_CORPORA names its folder.
Precision and recall are over pairs of ads. Times are the processor's, without making the ads. The other methods need
the extra ``bench``. Exits 1 where a bar is missed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks.offer_sets import labelled, read_copies
from benchmarks.offer_sets.baselines import BASELINES, Matcher
from benchmarks.offer_sets.counting import Quality
from benchmarks.offer_sets.generated import GeneratedAd, generate, proportional
from benchmarks.offer_sets.judging import LabelledRun, apart, judge_labelled
from benchmarks.offer_sets.linkage import requisitions
from benchmarks.offer_sets.measuring import Run, in_child, measure
from benchmarks.offer_sets.moving import sensitivity
from benchmarks.offer_sets.ours import Ours, bytes_each, orders_that_differ
from benchmarks.reading_sets.corpora import corpora_folder
from benchmarks.reading_sets.score import SetMissingError

OURS = "veille"
MATCHERS: dict[str, Callable[[], Matcher]] = {OURS: Ours, **BASELINES}
LEAST_PRECISION, LEAST_RECALL_LABELLED, LEAST_RECALL_GENERATED = 0.995, 0.97, 0.99
SMALL, LARGE, MILLION = 10_000, 100_000, 1_000_000
_SHUFFLED = 5_000
_LINE = "{:<10} {:<11} {:>7} {:>7} {:>7}   {:>7} {:>7} {:>7}   {:>8} {:>8} {:>7}"
Bars = dict[str, tuple[float, float]]
Halves = dict[str, dict[str, LabelledRun]]


def shares(quality: Quality | None) -> tuple[str, str, str]:
    """Precision, recall and F1 as printed."""
    if quality is None:
        return "-", "-", "-"
    return f"{quality.precision:.4f}", f"{quality.recall:.4f}", f"{quality.f1:.4f}"


def head(title: str) -> None:
    """A heading between two tables."""
    print(f"\n{title}\n{'-' * len(title)}", flush=True)


def generated_set(size: int) -> Iterator[GeneratedAd]:
    """The default set at its size, else one with the same shares."""
    return generate() if size == LARGE else proportional(size)


def print_sets(size: int, names: list[str], bars: Bars) -> tuple[Halves, dict[str, Run]]:
    """The first table, line by line; the runs on each half and on the generated set by matcher."""
    head("Precision, recall and F1 over the clusters, and over the labelled pairs")
    print(_LINE.format("set", "method", "prec", "recall", "F1", "prec", "recall", "F1", "ads/s", "seconds", "MB"))
    halves: Halves = {half: {} for half in labelled.HALVES}
    generated: dict[str, Run] = {}
    for half in halves:
        for name in names:
            told = in_child(partial(judge_labelled, MATCHERS[name], half))
            speed, seconds = f"{told.ads / told.seconds:.0f}", f"{told.seconds:.2f}"
            print(
                _LINE.format(half, name, *shares(told.clusters), *shares(told.pairs), speed, seconds, "-"), flush=True
            )
            halves[half][name] = told
            if name == OURS:
                bars |= _labelled_bars(half, told)
    for name in names:
        run = in_child(partial(measure, MATCHERS[name], partial(generated_set, size), (SMALL, LARGE)))
        costs = (f"{run.speed:.0f}", f"{run.seconds:.1f}", f"{run.grown / 1e6:.0f}")
        print(_LINE.format("generated", name, *shares(run.quality), *shares(None), *costs), flush=True)
        generated[name] = run
    if OURS in generated:
        bars["generated precision"] = generated[OURS].quality.precision, LEAST_PRECISION
        bars["generated recall"] = generated[OURS].quality.recall, LEAST_RECALL_GENERATED
    return halves, generated


def _labelled_bars(half: str, told: LabelledRun) -> Bars:
    bars: Bars = {}
    for what, quality in (("clusters", told.clusters), ("pairs", told.pairs)):
        bars[f"{half} {what} precision"] = quality.precision, LEAST_PRECISION
        bars[f"{half} {what} recall"] = quality.recall, LEAST_RECALL_LABELLED
    return bars


def print_linkage(corpora: Path, names: list[str], bars: Bars) -> None:
    """How many of the requisitions that look alike are kept apart."""
    head("Linkage: requisitions that look alike, every one an offer of its own")
    for one_board in (True, False):
        try:
            ads = requisitions(corpora, one_board)
        except SetMissingError as missing:
            print(f"The linkage set is left out: there is no {missing}")
            return
        where = "on one board" if one_board else "each on a board of its own, no reference"
        for name in names:
            clusters, pairs = apart(MATCHERS[name], ads)
            print(f"{name:<11} {where}: {len(ads)} ads in {clusters} clusters, {pairs} pairs said to be the same")
            if name == OURS:
                bars[f"linkage {where}"] = (clusters - pairs) / len(ads), 1.0


def print_read_copies(names: list[str], bars: Bars) -> None:
    """What is recognised of whole ads' pages and their copies after the readers read both."""
    for half in read_copies.HALVES:
        copies = read_copies.copies_of(half)
        found = {}
        for name in names:
            offers = (
                read_copies.offers_of_ours(copies) if name == OURS else read_copies.offers_of(MATCHERS[name](), copies)
            )
            found[name] = read_copies.quality(copies, offers)
        print_kinds(f"Pages of {half} and their copies, read: put with their original", found, "found")
        print_kinds(f"Pages of {half}, the template filled in for another town: merged", found, "merged")
        for name, each in found.items():
            print(f"{name:<11} precision, recall, F1 over the clusters: {' '.join(shares(each))}")
        if OURS in found:
            bars[f"pages of {half} and their copies precision"] = found[OURS].precision, LEAST_PRECISION
            bars[f"pages of {half} and their copies recall"] = found[OURS].recall, LEAST_RECALL_LABELLED


def print_kinds(title: str, found: dict[str, Quality], of: str) -> None:
    """One line a kind: what each matcher found of its copies, or merged of its look-alikes."""
    head(title)
    print(f"{'kind':<26} {'of':>6} " + " ".join(f"{name:>11}" for name in found))
    tables = {name: getattr(quality, of) for name, quality in found.items()}
    for kind in sorted({kind for table in tables.values() for kind in table}):
        hits = {name: table.get(kind, (0, 0)) for name, table in tables.items()}
        total = max(total for _, total in hits.values())
        told = (f"{100 * hit / total:.2f} %" if of == "found" else f"{hit}" for hit, _ in hits.values())
        print(f"{kind:<26} {total:>6} " + " ".join(f"{each:>11}" for each in told))


def print_thresholds() -> None:
    """How far each threshold could move alone before the tuning half is judged worse."""
    head("Thresholds: how far each could move alone before the tuning set loses anything")
    print(
        "Numbers of the judge by the pairs, to nothing or the double; of the search by the clusters, by factors of 2."
    )
    print(f"{'threshold':<28} {'value':>9} {'down to':>12} {'up to':>12}")
    for row in sensitivity():
        print(f"{row.name:<28} {row.value:>9g} {row.down:>12} {row.up:>12}")


def print_cost(runs: dict[int, Run], grown: float) -> None:
    """What a new posting costs at each size, as a ratio to the smallest, and what is held for it."""
    head("Cost of recognising, ours")
    first = min(runs)
    base = runs[first].latest[first]
    print(f"{'ads':>9} {'ads/s':>8} {'ms a new ad':>12} {'ratio':>7} {'peak MB':>8}")
    for size, run in sorted(runs.items()):
        newest = run.latest[size]
        ratio = newest / base
        print(f"{size:>9} {run.speed:>8.0f} {1e3 * newest:>12.3f} {ratio:>7.2f} {run.grown / 1e6:>8.0f}")
    print(f"The file grows by {grown:.0f} bytes a posting for it.")


def print_order() -> bool:
    """Whether the order of arrival makes a difference."""
    head(f"Order: {_SHUFFLED} generated ads in three other orders, and all judged anew")
    differing = orders_that_differ(_SHUFFLED)
    for what, ads in differing.items():
        print(f"{what:<24} {ads} ads are in another cluster than in the order of arrival")
    return not any(differing.values())


def print_wrong(told: LabelledRun, run: Run, size: int) -> None:
    """The pairs of the tuning half that ours judges wrongly, and a few generated ads of each kind."""
    head("Tuning: pairs judged wrongly")
    for line in told.wrong:
        print(line)
    head("Generated ads in a wrong cluster: a copy without its original, or a look-alike with it")
    asked = {number for _, *numbers in run.wrong for number in numbers}
    told_of = {ad.number: ad.record for ad in generated_set(size) if ad.number in asked}
    for kind, *numbers in sorted(run.wrong):
        ads = (told_of[number] for number in numbers)
        print(f"{kind}: " + " | ".join(f"{ad['title']}, {ad['organisation']}, {ad['board']}" for ad in ads))


def verdict(bars: Bars, orderly: bool) -> int:
    """Each bar beside what was reached; 1 where one is missed."""
    head("Bars")
    for what, (reached, least) in bars.items():
        print(f"{what:<56} {reached:.4f}  (at least {least})  {'' if reached >= least else 'MISSED'}")
    print("the order of arrival makes no difference" if orderly else "the order of arrival makes a difference  MISSED")
    return 0 if orderly and all(reached >= least for reached, least in bars.values()) else 1


def main(arguments: list[str] | None = None) -> int:
    """Print all tables; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n", maxsplit=1)[0])
    parser.add_argument("--size", type=int, default=LARGE, help="how many generated ads (default: 100000)")
    parser.add_argument("--million", action="store_true", help="measure the cost at 1,000,000 ads as well")
    parser.add_argument("--corpora", help="folder of the corpora (default: VEILLE_CORPORA, else ../shared/corpora)")
    parser.add_argument("--only", choices=[*MATCHERS], action="append", help="only this method (repeatable)")
    parser.add_argument("--wrong", action="store_true", help="show what is judged wrongly")
    given = parser.parse_args(arguments)
    names = given.only or [*MATCHERS]
    bars: Bars = {}
    halves, generated = print_sets(given.size, names, bars)
    print_linkage(corpora_folder(given.corpora), names, bars)
    print_read_copies(names, bars)
    for half, told in halves.items():
        pairs = {name: run.pairs for name, run in told.items()}
        print_kinds(f"{half}: pairs of the same offer that were found", pairs, "found")
        print_kinds(f"{half}: pairs of different offers that were merged", pairs, "merged")
    clusters = {name: run.quality for name, run in generated.items()}
    print_kinds("generated: copies put with their original", clusters, "found")
    print_kinds("generated: look-alikes merged with what they resemble", clusters, "merged")
    if OURS not in names:
        return 0
    if given.wrong:
        print_wrong(halves["tuning"][OURS], generated[OURS], given.size)
    print_thresholds()
    sizes = [SMALL, *([MILLION] if given.million else [])]
    runs = {size: in_child(partial(measure, Ours, partial(generated_set, size))) for size in sizes}
    print_cost({**runs, given.size: generated[OURS]}, bytes_each(SMALL))
    return verdict(bars, print_order())


if __name__ == "__main__":
    sys.exit(main())
