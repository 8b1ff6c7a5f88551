"""Two tables of keys are one to whoever asks, wherever a row stands by now."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.store import key_rows
from pipelines.store.connection import open_store

ROWS = st.sets(st.tuples(st.integers(1, 6), st.integers(1, 9)), max_size=12)


@settings(max_examples=60, deadline=None)
@given(steps=st.lists(st.tuples(ROWS, ROWS), min_size=1, max_size=8), gathered=st.integers(0, 6))
def test_rows_are_found_wherever_they_are_kept(steps, gathered):
    held: set[tuple[int, int]] = set()
    with open_store(":memory:") as store:
        for wanted, unwanted in steps:
            key_rows.change(store.db, wanted - held, unwanted & held - wanted, gathered)
            held = (held - unwanted) | wanted
            recent = store.db.execute("SELECT count(*) FROM offer_keys_recent").fetchone()[0]
            assert recent <= gathered
            for most in (1, 2, 50):
                own = {key: sorted(each for other, each in held if other == key)[:most] for key in range(1, 8)}
                assert {key: key_rows.holders(store.db, key, most) for key in own} == own
            shared = {key: ids for key, ids in own.items() if len(ids) > 1}
            assert dict(key_rows.shared(store.db, range(1, 8), 50)) == shared
        key_rows.forget_all(store.db)
        assert key_rows.holders(store.db, 1, -1) == []


def test_few_rows_stay_where_they_are_written():
    with open_store(":memory:") as store:
        key_rows.change(store.db, {(7, 1)}, set())
        assert store.db.execute("SELECT key, posting_id FROM offer_keys_recent").fetchall() == [(7, 1)]
        assert store.db.execute("SELECT count(*) FROM offer_keys").fetchone()[0] == 0
