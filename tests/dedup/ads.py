"""Invented ads as records, and a market of them for tests of clusters."""

from __future__ import annotations

import random
from typing import Any

Record = dict[str, Any]

_VERBS = "plan run count draw mend teach guide weigh carry write cook sort store clean paint plant train visit host map"
_THINGS = (
    "beds boats maps meals seeds roofs wells tents books tools lamps fields rivers bridges gardens schools clinics"
)
_WHERE = "harbour valley market village island district kitchen workshop library station forest meadow mill quarter"
_ENDS = "ton ville stead ridge combe hurst worth thorpe wick dale ford holm fell garth mere"
OPENING = (
    "The Blue Lantern looks after people who live by the river. Founded by fishermen, it has forty employees and two "
    "hundred volunteers in nine towns, and is funded by the region, the city and its friends. "
)
LEGAL = "All applications are welcome. Data are kept for two years and then destroyed, as the law asks of everybody."


def text(seed: object, sentences: int = 14) -> str:
    """A body of its own for each seed: an opening and a closing that all share, tasks and profile that none shares."""
    rng = random.Random(str(seed))

    def sentence() -> str:
        verb, other = rng.sample(_VERBS.split(), 2)
        thing, place = (rng.choice(words.split()) + rng.choice(_ENDS.split()) for words in (_THINGS, _WHERE))
        number, team = (
            rng.choice(("few", "many", "seven", "large", "small")),
            rng.choice(("alone", "together", "daily")),
        )
        more = rng.choice(_THINGS.split()) + rng.choice(_ENDS.split())
        return f"You {verb} the {number} {thing} of the {place} and {other} {more} {team}."

    tasks = " ".join(sentence() for _ in range(sentences))
    return f"{OPENING}\n\n## Tasks\n{tasks}\n\n## Profile\n{sentence()} {sentence()}\n\n## About us\n{LEGAL}"


def ad(external_id: object = 1, **columns: Any) -> Record:
    """A nurse's ad on the board "harbour", with other columns as given; ``town`` is its only place."""
    town = columns.pop("town", "Lyon")
    record: Record = {
        "board": "harbour",
        "board_kind": "specialised",
        "external_id": str(external_id),
        "title": "Night nurse",
        "title_as_posted": "Night nurse (f/m)",
        "organisation": "Blue Lantern",
        "language": "en",
        "places": [{"city": town, "region": None, "country": "FR", "as_posted": town}] if town else [],
        "contract": "permanent",
        "description": text("nurse"),
        "first_seen_at": "2026-03-02T08:00:00Z",
        "last_seen_at": "2026-03-20T08:00:00Z",
        "closed_at": None,
        **columns,
    }
    board = record["board"]
    return {"url": f"https://{board}.example/jobs/{external_id}", **record}


def market(seed: int, jobs: int = 30) -> list[Record]:
    """Jobs with copies of several kinds, sisters, rehires and one template in many towns."""
    rng = random.Random(seed)
    made: list[Record] = []
    for job in range(jobs):
        base = {
            "title": rng.choice(("Night nurse", "Water engineer", "Cook", "Social worker", "Driver")),
            "organisation": rng.choice(("Blue Lantern", "Green Heron", "Red Kite Trust")),
            "town": rng.choice(("Lyon", "Metz", "Nantes")),
            "description": text(f"{seed} {job // 2}"),
            "starts_on": rng.choice((None, "2026-04-01", "2026-09-01", "2027-04-01")),
            "apply_reference": rng.choice((None, None, f"BL-2026-{job % 3 + 10}")),
        }
        made += [_copy(rng, f"{job}.{copy}", base) for copy in range(rng.choice((1, 1, 2, 3)))]
    made += [
        ad(f"t{n}", board=f"net{n % 4}", town=f"Town{n}", title="Helper", description=text("t")) for n in range(18)
    ]
    made += [
        ad(f"e{n}", board=f"net{n % 7}", title="Cook", description=text("equal")) for n in range(rng.choice((5, 40)))
    ]
    return made


def _copy(rng: random.Random, name: str, base: Record) -> Record:
    board = f"board{rng.randrange(4)}"
    changed = dict(base)
    if rng.random() < 0.3:
        changed["organisation"] = None
    if rng.random() < 0.3:
        changed["description"] = base["description"][: rng.randrange(200, 900)]
    if rng.random() < 0.2:
        changed["title"] = f"{base['title']} (f/m)"
    day = rng.randrange(1, 28)
    closed = f"2026-{rng.randrange(4, 9):02}-10T08:00:00Z" if rng.random() < 0.4 else None
    first = f"2026-{rng.choice((3, 3, 10)):02}-{day:02}T08:00:00Z"
    closed = closed if closed and closed > first else None
    return ad(
        name,
        board=board,
        first_seen_at=first,
        last_seen_at=closed or "2026-11-01T08:00:00Z",
        closed_at=closed,
        **changed,
    )
