"""The gate of a host: one at a time, a gap between two, "later" for everybody, and no hold that outlives its holder."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.clock import clock_from
from crawler.exceptions import ConfigurationError
from crawler.failures import DeferredError, StoppedError, classify
from crawler.manners.folder import file_stem, host_of, runtime_folder
from crawler.manners.gate import HostGate
from crawler.manners.waiting import LONGEST, back_off, gap_left, retry_after
from tests.conftest import environment

HOST = "jobs.example:443"
NOW = datetime(2026, 3, 2, 6, tzinfo=UTC)
DAY = 86400.0


def gate(folder: Path, now: datetime = NOW, limit: float = 300) -> HostGate:
    return HostGate(folder, clock_from(now), limit)


async def ask(through: HostGate, host: str = HOST, gap: float = 0.0, pause: float = 0.0) -> tuple[float, float]:
    """Hold a host for ``pause`` seconds; when that began and ended."""
    async with through.turn(host, gap):
        began = time.monotonic()
        await asyncio.sleep(pause)
        return began, time.monotonic()


def test_many_who_ask_one_host_go_one_by_one_with_a_gap(tmp_path: Path) -> None:
    async def crowd() -> list[tuple[float, float]]:
        one = gate(tmp_path)
        gates = [one, one, gate(tmp_path), gate(tmp_path)]
        return sorted(await asyncio.gather(*(ask(each, gap=0.15, pause=0.05) for each in gates)))

    turns = asyncio.run(crowd())
    assert len(turns) == 4
    assert all(after[0] - before[1] >= 0.15 for before, after in pairwise(turns))


def test_two_hosts_do_not_wait_for_each_other(tmp_path: Path) -> None:
    async def both() -> list[tuple[float, float]]:
        one = gate(tmp_path)
        return await asyncio.gather(*(ask(one, host, 1.0, pause=0.3) for host in ("a.example:443", "a.example:80")))

    (began, ended), (other, _) = asyncio.run(both())
    assert max(began, other) < ended


def test_who_is_cancelled_gives_the_host_back(tmp_path: Path) -> None:
    async def story() -> None:
        one, other = gate(tmp_path), gate(tmp_path)
        holding = asyncio.ensure_future(ask(one, pause=60))
        await asyncio.sleep(0.05)
        waiting = asyncio.ensure_future(ask(other))
        await asyncio.sleep(0.05)
        for task in (holding, waiting):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await asyncio.wait_for(ask(gate(tmp_path)), 10)

    asyncio.run(story())


def test_who_fails_gives_the_host_back_and_the_gap_counts(tmp_path: Path) -> None:
    async def story() -> float:
        with pytest.raises(RuntimeError):
            async with gate(tmp_path).turn(HOST, 0.3):
                raise RuntimeError
        failed = time.monotonic()
        return (await ask(gate(tmp_path), gap=0.3))[0] - failed

    assert asyncio.run(story()) >= 0.25


HOLDER = """
import asyncio, sys
from pathlib import Path
from crawler.clock import clock_from
from crawler.manners.gate import HostGate

async def hold():
    async with HostGate(Path(sys.argv[1]), clock_from(None), 300).turn(sys.argv[2], 0.0):
        print("held", flush=True)
        await asyncio.sleep(60)

asyncio.run(hold())
"""


def test_a_holder_that_is_killed_holds_nothing_but_its_gap(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path), HOST], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2],
        env=environment(),
    )  # fmt: skip
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == b"held\n"
        held = time.monotonic()
        with pytest.raises(TimeoutError):
            asyncio.run(asyncio.wait_for(ask(gate(tmp_path)), 0.3))
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
    began, _ = asyncio.run(asyncio.wait_for(ask(gate(tmp_path), gap=1.0), 20))
    assert began - held >= 0.9


def test_who_waits_stops_when_the_crawl_is_told_to(tmp_path: Path) -> None:
    async def wait() -> None:
        one = gate(tmp_path)
        one.put_off(HOST, 200, 429)
        async with one.turn(HOST, 0.0, lambda: True):
            pass

    with pytest.raises(StoppedError):
        asyncio.run(wait())


# --- later -------------------------------------------------------------------------------------------------------


def test_a_short_later_is_waited_for_by_everybody(tmp_path: Path) -> None:
    gate(tmp_path).put_off(HOST, 0.4, 429)
    began = time.monotonic()
    asyncio.run(ask(gate(tmp_path, NOW)))
    assert time.monotonic() - began >= 0.35


def test_a_long_later_is_said_to_everybody_with_the_instant(tmp_path: Path) -> None:
    until = gate(tmp_path).put_off(HOST, 3 * 3600, 429)
    assert until[:16] == "2026-03-02T09:00"
    with pytest.raises(DeferredError) as error:
        asyncio.run(ask(gate(tmp_path, NOW + timedelta(hours=1))))
    assert error.value.until == until
    assert classify(error.value) == ("blocked", f"asked us to come back at {until}")
    asyncio.run(ask(gate(tmp_path, NOW + timedelta(hours=3, seconds=2))))
    asyncio.run(ask(gate(tmp_path), "other.example:443"))


def test_maintenance_is_no_refusal(tmp_path: Path) -> None:
    gate(tmp_path).put_off(HOST, 3600, 503)
    with pytest.raises(DeferredError) as error:
        asyncio.run(ask(gate(tmp_path)))
    assert classify(error.value)[0] == "http"


def test_the_longer_of_two_laters_stays_and_none_is_longer_than_a_week(tmp_path: Path) -> None:
    one = gate(tmp_path)
    first = one.put_off(HOST, 7200, 429)
    assert one.put_off(HOST, 60, 429) == first
    assert one.put_off(HOST, 1e12, 429)[:10] == "2026-03-09"


def test_a_clock_set_far_back_believes_no_later(tmp_path: Path) -> None:
    gate(tmp_path).put_off(HOST, 3600, 429)
    asyncio.run(asyncio.wait_for(ask(gate(tmp_path, NOW - timedelta(days=40))), 10))


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"until": "soon"}', '{"until": 1e400, "status": 429}', "\x00" * 40])
def test_a_damaged_word_of_later_or_of_an_end_is_none(tmp_path: Path, kept: str) -> None:
    for what in ("later", "ended"):
        (tmp_path / f"{file_stem(HOST)}.{what}").write_text(kept, encoding="utf-8")
    asyncio.run(asyncio.wait_for(ask(gate(tmp_path), gap=30.0), 10))


def test_an_end_before_the_machine_started_anew_is_over(tmp_path: Path) -> None:
    (tmp_path / f"{file_stem(HOST)}.ended").write_text(repr(time.monotonic() + 1e6), encoding="ascii")
    asyncio.run(asyncio.wait_for(ask(gate(tmp_path), gap=30.0), 10))


# --- the arithmetic ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "seconds"),
    [
        ([], None),
        ([b"1"], 1.0),
        ([b" 120 "], 120.0),
        ([b"2.5"], 2.0),
        ([b"0"], 0.0),
        ([b"soon", b"0"], 0.0),
        ([b"-1"], None),
        ([b"soon"], None),
        ([b""], None),
        ([b"1 2"], None),
        ([b"\xff\xfe"], None),
        ([b"nan"], None),
        ([b"1e9"], None),
        ([b"9" * 5000], LONGEST),
        ([b"000000000000060"], 60.0),
        ([b"604801"], LONGEST),
        ([b"5", b"60", b"soon"], 60.0),
        ([b"Mon, 02 Mar 2026 06:02:00 GMT"], 120.0),
        ([b"Mon, 02 Mar 2026 06:02:00 +0100"], 0.0),
        ([b"Mon, 02 Mar 2026 05:02:00 -0100"], 120.0),
        ([b"Monday, 02-Mar-26 06:02:00 GMT"], 120.0),
        ([b"Mon Mar  2 06:02:00 2026"], 120.0),
        ([b"Sun, 01 Mar 2026 06:02:00 GMT"], 0.0),
        ([b"Fri, 31 Dec 9999 23:59:59 GMT"], LONGEST),
        ([b"Mon, 99 Mar 2026 06:02:00 GMT"], None),
        ([b"Mon, 02 Mar 2026"], None),
        ([b"Mon, 02 Mar 2026 06:02:00 +9999999999"], None),
    ],
)
def test_retry_after(values: list[bytes], seconds: float | None) -> None:
    assert retry_after(values, NOW) == seconds


@given(st.lists(st.binary(max_size=60), max_size=3))
def test_no_retry_after_raises_or_goes_beyond_a_week(values: list[bytes]) -> None:
    found = retry_after(values, NOW)
    assert found is None or 0 <= found <= LONGEST


@given(st.floats(0, 1e9), st.floats(0, 1e9), st.floats(0, 3600))
def test_no_gap_is_longer_than_itself(ended: float, now: float, gap: float) -> None:
    assert 0 <= gap_left(ended, now, gap) <= gap * 1.001


@given(st.integers(0, 1000), st.floats(0, 1))
def test_a_back_off_doubles_and_is_never_less_than_its_base(times: int, chance: float) -> None:
    assert 60 <= back_off(60, times, chance) <= 75 * 2**20
    assert back_off(60, 1, chance) >= 120


# --- the folder --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://Jobs.Example/a", "https://jobs.example:443/b"),
        ("http://jobs.example./", "http://JOBS.example:80"),
        ("http://[2001:DB8::1]/", "http://[2001:db8::1]:80/"),
    ],
)
def test_a_host_has_one_gate_however_it_is_spelt(one: str, other: str) -> None:
    assert file_stem(host_of(one)) == file_stem(host_of(other))


@given(st.text(max_size=400), st.text(max_size=400))
def test_no_host_chooses_a_path_or_shares_one(one: str, other: str) -> None:
    stem = file_stem(one)
    assert set("/\0\\") & set(stem) == set()
    assert not stem.startswith(".")
    assert len(stem) < 100
    assert (stem == file_stem(other)) == (one == other)


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's temporary folder, for this test."""
    monkeypatch.delenv("VEILLE_RUNTIME", raising=False)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path / f"veille-{os.getuid()}"


def test_the_folder_is_the_users_alone(temporary: Path) -> None:
    assert runtime_folder() == temporary
    assert temporary.stat().st_mode & 0o777 == 0o700
    temporary.chmod(0o777)
    assert runtime_folder().stat().st_mode & 0o777 == 0o700


def test_a_folder_that_somebody_else_put_there_is_refused(temporary: Path, tmp_path: Path) -> None:
    temporary.symlink_to(tmp_path)
    with pytest.raises(ConfigurationError, match="VEILLE_RUNTIME"):
        runtime_folder()
    temporary.unlink()
    temporary.write_text("")
    with pytest.raises(ConfigurationError, match="VEILLE_RUNTIME"):
        runtime_folder()


def test_the_environment_names_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEILLE_RUNTIME", str(tmp_path / "a" / "b"))
    assert runtime_folder() == tmp_path / "a" / "b"
    assert (tmp_path / "a" / "b").is_dir()
