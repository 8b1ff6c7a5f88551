"""Where the pages of an interface lead: on, to a proven end, or into a gap that is said."""

from __future__ import annotations

import pytest

from crawler.paging import MAX_PAGES, Page, Paging, after

OFFSET = Paging(offset_param="skip", limit_param="take", limit=20)
NUMBER = Paging(page_param="page", first_page=0)
TOKEN = Paging(token_param="after", linked=True, limit_param="size", limit=2)
LINK = Paging(linked=True)


@pytest.mark.parametrize(
    ("paging", "page", "params"),
    [
        (OFFSET, Page(1, 20, fresh=20, total=57), {"take": 20, "skip": 20}),
        (OFFSET, Page(2, 7, before=20, fresh=7), {"take": 20, "skip": 27}),
        (NUMBER, Page(1, 5, fresh=5), {"page": 1}),
        (NUMBER, Page(2, 5, before=5, fresh=1), {"page": 2}),
        (TOKEN, Page(1, 2, fresh=2, next="c2"), {"size": 2, "after": "c2"}),
    ],
)
def test_another_page_follows(paging: Paging, page: Page, params: dict[str, object]) -> None:
    follows = after(paging, page)
    assert (follows.params, follows.end, follows.gap) == (params, "", "")


@pytest.mark.parametrize(
    ("paging", "page", "words"),
    [
        (Paging(), Page(1, 3, fresh=3), "one answer with 3 rows"),
        (OFFSET, Page(3, 17, before=40, fresh=17, total=57), "all 57 rows were read"),
        (OFFSET, Page(2, 0, before=20), "page 2 is empty"),
        (NUMBER, Page(2, 5, before=5, fresh=0), "page 2 shows nothing new"),
        (LINK, Page(2, 5, before=5, fresh=5), "page 2 names no next page"),
        (LINK, Page(2, 0, before=5, next="/3"), "page 2 is empty"),
    ],
)
def test_an_end_is_recognised(paging: Paging, page: Page, words: str) -> None:
    follows = after(paging, page)
    assert (follows.end, follows.gap, follows.address) == (words, "", None)


@pytest.mark.parametrize(
    ("paging", "page", "words"),
    [
        (Paging(), Page(1, 25, fresh=25, total=57), "shows 25 of 57 rows"),
        (OFFSET, Page(3, 20, before=40, fresh=0, total=80), "shows nothing new after 40 of 80 rows"),
        (OFFSET, Page(2, 0, before=20, total=57), "is empty after 20 of 57 rows"),
        (LINK, Page(2, 5, before=5, fresh=5, total=57), "names no next page after 10 of 57 rows"),
        (LINK, Page(3, 5, before=10, fresh=5, next="/2", visited=("/2",)), "the listing goes round"),
        (NUMBER, Page(MAX_PAGES, 5, fresh=5), "has more than"),
    ],
)
def test_what_is_cut_is_a_gap_and_no_end(paging: Paging, page: Page, words: str) -> None:
    follows = after(paging, page)
    assert words in follows.gap
    assert follows.end == ""


def test_a_link_is_followed_once() -> None:
    assert after(LINK, Page(1, 5, fresh=5, next="/2")).address == "/2"
    assert Paging().pages is False
    assert OFFSET.opening() == {"take": 20, "skip": 0}
