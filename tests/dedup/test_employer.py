"""Employers' names: what is seen at a glance is what their words say one by one."""

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from pipelines.dedup.employer import compare_employers, employer_of

LETTERS = st.text("abcdeé", min_size=1, max_size=14)
WORD = st.one_of(LETTERS, st.sampled_from(("Lantern", "Lanterns", "the", "de", "Médecins", "MDM", "(LRB)", "Les")))
NAME = st.lists(WORD, min_size=1, max_size=5).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(NAME, NAME)
def test_names_whose_words_are_alike_are_no_strangers(a, b):
    one, other = employer_of(a), employer_of(b)
    if one is None or other is None or one.country != other.country:
        return
    likeness = [fuzz.ratio(x, y) for x in one.core for y in other.core if min(len(x), len(y)) > 4]
    if likeness and max(likeness) >= 84 and min(len(one.core), len(other.core)) == 1:
        assert compare_employers(one, other) != "apart"


@settings(max_examples=200, deadline=None)
@given(LETTERS, st.integers(0, 13), st.sampled_from("abcdeé"))
def test_a_name_with_one_slip_of_the_pen_is_seen(name, at, letter):
    long = f"{name}brightwater"
    slipped = long[:at] + letter + long[at + 1 :]
    assert compare_employers(employer_of(f"Haus {long}"), employer_of(f"Haus {slipped}")) in ("same", "like")


def test_initials_are_seen_among_other_names():
    whole = employer_of("Amis des Rivages du Nord")
    assert compare_employers(employer_of("ARN"), whole) == "same"
    assert compare_employers(employer_of("RN Bretagne"), whole) != "same"
    assert compare_employers(employer_of("XYZ"), whole) == "apart"
