"""Whole ads in seven languages and many layouts are read as their pages state."""

from __future__ import annotations

import json

import pytest

from tests.ads_judge import ADS, HALVES, judge

#: Shares of what is judged that must be right, and of the values given that may be wrong, whatever is changed.
FLOOR = {"tuning": (0.99, 0.003), "held_out": (0.955, 0.023)}


@pytest.mark.parametrize("half", HALVES)
def test_nearly_all_that_whole_ads_state_is_read_right(half: str) -> None:
    tally = judge(half)
    right, wrong = tally.right.total() / tally.total, tally.wrong.total() / tally.given.total()
    floor, ceiling = FLOOR[half]
    shown = "\n".join(tally.lines) if half == "tuning" else "the differences of this half are not shown"
    assert (right >= floor, wrong <= ceiling) == (True, True), f"{right:.3f} right, {wrong:.4f} wrong\n{shown}"


def test_the_set_has_sixty_ads_in_seven_languages_and_its_halves_share_none() -> None:
    names = {half: [path.stem for path in (ADS / half).glob("*.html")] for half in HALVES}
    assert sum(map(len, names.values())) >= 60
    for half in HALVES:
        told = [json.loads(path.read_text(encoding="utf-8")) for path in (ADS / half).glob("*.json")]
        assert {each["expected"].get("language") for each in told} >= {"fr", "en", "es", "pt", "de", "it", "nl"}
        assert sorted(names[half]) == sorted(path.stem for path in (ADS / half).glob("*.json"))
    titles = [json.loads(path.read_text(encoding="utf-8"))["url"] for path in ADS.glob("*/*.json")]
    assert len(titles) == len(set(titles))
