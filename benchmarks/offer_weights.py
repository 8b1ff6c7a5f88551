"""What each sign of ``pipelines/dedup/evidence.py`` is worth, fitted to pairs whose truth is known.

    python benchmarks/offer_weights.py            # how well that works on families that had no part in the fit
    python benchmarks/offer_weights.py --write    # and writes pipelines/dedup/weights.toml

A logistic regression in which every weight keeps the direction of its sign and large ones cost. Needs the extra
``bench``.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from benchmarks.offer_sets.training import SHARES, Example, examples

OUT = Path(__file__).parent.parent / "pipelines" / "dedup" / "weights.toml"
#: What the square of a weight costs, in units of one labelled pair.
PENALTY = 0.3
#: Signs worth less are left out.
LEAST = 0.05
_CHANCES = (0.5, 0.7, 0.8, 0.9, 0.95, 0.98)
Array = Any


def tables(pairs: Sequence[Example], names: Sequence[tuple[str, str]]) -> tuple[Array, Array, Array]:
    """Signs of every pair, its truth as 1 and -1, and its weight."""
    signs = np.array([[pair.signs.get(name, 0.0) for name in names] for pair in pairs])
    truth = np.array([1.0 if pair.same else -1.0 for pair in pairs])
    sizes = {source: sum(pair.source == source for pair in pairs) for source in SHARES}
    share = {source: SHARES[source] * sizes["labelled"] / max(1, size) for source, size in sizes.items()}
    return signs, truth, np.array([share[pair.source] for pair in pairs])


def fit(signs: Array, truth: Array, weight: Array, ways: Sequence[str]) -> Array:
    """The weight of each sign, and last where the odds start."""

    def cost(values: Array) -> tuple[float, Array]:
        margin = truth * (signs @ values[:-1] + values[-1])
        slope = -truth * weight / (1 + np.exp(margin))
        gradient = np.append(signs.T @ slope + 2 * PENALTY * values[:-1], slope.sum())
        return float((weight * np.logaddexp(0, -margin)).sum() + PENALTY * (values[:-1] ** 2).sum()), gradient

    bounds = [*((0, None) if way == "for" else (None, 0) for way in ways), (None, None)]
    start = np.zeros(len(ways) + 1)
    return minimize(cost, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 3000}).x


def chances(signs: Array, values: Array) -> Array:
    """How likely each pair is one job."""
    return 1 / (1 + np.exp(-(signs @ values[:-1] + values[-1])))


def print_quality(pairs: Sequence[Example], likely: Array) -> None:
    """Precision and recall, by source and by the chance from which on a pair is said to be the same."""
    print(f"{'source':<12}" + "".join(f"{f'from {least}':>22}" for least in _CHANCES))
    for source in SHARES:
        chosen = np.array([pair.source == source for pair in pairs])
        same = np.array([pair.same for pair in pairs]) & chosen
        told = []
        for least in _CHANCES:
            said = (likely >= least) & chosen
            hits = int((said & same).sum())
            precision, recall = hits / max(1, int(said.sum())), hits / max(1, int(same.sum()))
            told.append(f"P {precision:.3f} R {recall:.3f}")
        print(f"{source:<12}" + "".join(f"{each:>22}" for each in told))


def written(names: Sequence[tuple[str, str]], values: Array) -> str:
    """The weights as a table."""
    lines = [
        "# How much each sign is worth, in natural odds: written by benchmarks/offer_weights.py, not by hand.",
        f"start = {values[-1]:.2f}",
    ]
    for way in ("for", "against"):
        lines += ["", f"[{way}]"]
        rows = [(name, abs(value)) for (each, name), value in zip(names, values[:-1], strict=True) if each == way]
        lines += [f'"{name}" = {value:.2f}' for name, value in rows if value >= LEAST]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Fit without each tenth of the families and judge it, then fit to all."""
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n", maxsplit=1)[0])
    parser.add_argument("--write", action="store_true", help=f"write {OUT.name}")
    given = parser.parse_args()
    pairs = list(examples())
    names = sorted({name for pair in pairs for name in pair.signs})
    ways = [way for way, _ in names]
    signs, truth, weight = tables(pairs, names)
    likely, folds = np.zeros(len(pairs)), np.array([pair.fold for pair in pairs])
    for fold in sorted(set(folds)):
        rest = folds != fold
        likely[~rest] = chances(signs[~rest], fit(signs[rest], truth[rest], weight[rest], ways))
    print(f"{len(pairs)} pairs that no veto tells apart, each judged by weights that its family had no part in\n")
    print_quality(pairs, likely)
    if given.write:
        OUT.write_text(written(names, fit(signs, truth, weight, ways)), encoding="utf-8")
        print(f"\nwritten: {OUT.name}")


if __name__ == "__main__":
    main()
