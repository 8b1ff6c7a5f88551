"""Whole ads and their copies on other boards, from page to offer: what readers make of each tells no copy apart."""

from benchmarks.offer_sets.read_copies import ORIGINAL, copies_of, offers_of_ours, quality

#: Every so manieth ad: reading a page and its copies takes a twentieth of a second.
_EVERY = 9


def test_copies_of_an_ad_are_found_after_the_readers_read_them():
    copies = copies_of("tuning", _EVERY)
    assert sum(copy.kind == ORIGINAL for copy in copies) > 25
    found = quality(copies, offers_of_ours(copies))
    assert found.precision >= 0.98, found
    assert found.recall >= 0.94, found
