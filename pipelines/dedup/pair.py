"""Two ads side by side: every comparison the judge needs, each made once and only when asked for."""

from __future__ import annotations

from pipelines.dedup import period
from pipelines.dedup.ad import JobAd
from pipelines.dedup.address import Address, codes_in, same_scheme
from pipelines.dedup.anchors import anchors_of
from pipelines.dedup.employer import Relation as EmployerRelation
from pipelines.dedup.employer import compare_employers, compare_names, strangers
from pipelines.dedup.likeness import Likeness, compare_bodies
from pipelines.dedup.made_once import made_once
from pipelines.dedup.text import names_in
from pipelines.dedup.thresholds import Thresholds
from pipelines.dedup.title import Comparison, compare_titles, concepts_of
from pipelines.dedup.tongues import says_tongue
from pipelines.dedup.where import Relation as PlaceRelation
from pipelines.dedup.where import compare_places

#: A shorter word may stand in any text.
_LONG_NAME = 5
#: So much of the shorter text is in the longer where the two are one text, a few signs of the page around it aside.
_ONE_TEXT = 0.97
#: The longer of two texts of which each is in the other is no longer than this: their signs and headings differ.
_AS_LONG = 0.9
#: Figures of so many digits are sums and counts, not days.
_LARGE = 4


class Pair:
    """Two ads in an order that does not depend on who came first, and how they compare."""

    def __init__(self, a: JobAd, b: JobAd, thresholds: Thresholds) -> None:
        self.a, self.b = (a, b) if a.name <= b.name else (b, a)
        self.thresholds = thresholds

    @made_once
    def titles(self) -> Comparison:
        """How the titles relate."""
        return compare_titles(self.a.title, self.b.title)

    @made_once
    def places(self) -> PlaceRelation:
        """How the places relate; what was taken from a text that both have tells nobody apart."""
        relation = compare_places(self.a.where, self.b.where)
        if relation in ("apart", "part") and self.told_by_one_text("places") and not self.filled_in:
            return "unknown"
        return relation

    @property
    def filled_in(self) -> bool:
        """Whether one text names a town of its ad that the other, no shorter, does not: a template filled in twice."""
        for ad, other in ((self.a, self.b), (self.b, self.a)):
            words = {word for town in ad.where.towns for word in town.split() if ad.body.says(word)}
            if self._as_long(other, ad) and not all(map(other.body.says, words)):
                return True
        return False

    @staticmethod
    def _as_long(ad: JobAd, other: JobAd) -> bool:
        return len(ad.body.code) >= _AS_LONG * len(other.body.code)

    def told_by_one_text(self, *columns: str) -> bool:
        """Whether a reader took one of the facts from a text that the other ad has, too: it tells the two not apart.

        Layouts make readers see more or less in one text; what a board states beside it, or another text, counts.
        """
        told = [ad for ad in (self.a, self.b) if not ad.told.isdisjoint(columns)]
        return bool(told) and any(self._within_other(ad) for ad in told)

    def told_beyond(self, *columns: str) -> bool:
        """Whether a reader took one of the facts from a text of which the other ad has all, or a piece.

        Such a fact may be a mention beyond the piece: it keeps the two apart, and says nothing of a third.
        """
        told = not self.a.told.isdisjoint(columns) or not self.b.told.isdisjoint(columns)
        return told and self._is_one_text

    @property
    def _is_one_text(self) -> bool:
        long = self.text.words >= self.thresholds.fewest_words
        return long and not self.one_board and self.text.contained >= _ONE_TEXT

    def _within_other(self, ad: JobAd) -> bool:
        other = self.b if ad is self.a else self.a
        if not self._is_one_text or not self._as_long(other, ad):
            return False
        # A template filled in twice has all stretches in common but those with the words filled in.
        one, all_words = set(ad.body.code), set(other.body.code)
        return one <= all_words or all_words <= one

    @made_once
    def employers(self) -> EmployerRelation:
        """How the employers relate; a town of the ad's in a name tells nothing, a name's own word in the text does."""
        a, b = self.a.employer, self.b.employer
        if a is None or b is None or compare_employers(a, b) != "like":
            relation = compare_names(a, b, one_language=self.a.language == self.b.language)
            return "unknown" if relation == "apart" and self._employer_mentioned else relation
        if self.translated or self.text.ratio < self.thresholds.cut:
            return "like"
        towns = {word for ad in (self.a, self.b) for town in ad.where.towns for word in town.split()}
        extra = (a.core ^ b.core) - towns
        if not extra:
            return "same"
        longer, shorter = (self.a, self.b) if len(a.core) > len(b.core) else (self.b, self.a)
        return "apart" if any(longer.body.says(word) and not shorter.body.says(word) for word in extra) else "like"

    @property
    def _employer_mentioned(self) -> bool:
        """Whether a reader took one name from a text of which the other ad has all or a piece: a partner's, maybe."""
        if not self.told_beyond("organisation"):
            return False
        return all(
            _says_name(other, ad) for ad, other in ((self.a, self.b), (self.b, self.a)) if "organisation" in ad.told
        )

    @made_once
    def other_employer(self) -> bool:
        """Whether the employers are two for certain: an association and its home have two names, too.

        One name in the other's text, or one domain behind both, leaves it open; one national section is never another.
        """
        if self.employers != "apart":
            return False
        a, b = self.a.employer, self.b.employer
        if a is not None and b is not None and a.country and b.country and a.country != b.country:
            return True
        return not (self.same_domain or (strangers(a, b) and self.employer_named))

    @made_once
    def employer_named(self) -> bool:
        """Whether one text names the other's employer: by all telling words of its name, one of them long."""
        return _names_employer(self.a, self.b) or _names_employer(self.b, self.a)

    @made_once
    def same_domain(self) -> bool:
        """Whether mail or links of both lead to one owner's domain."""
        return not self.a.domains.isdisjoint(self.b.domains)

    @made_once
    def text(self) -> Likeness:
        """How the bodies compare."""
        return compare_bodies(self.a.body, self.b.body)

    def read(self) -> Likeness:
        """Compares the bodies now, which else happens when ``text`` is first asked for."""
        return self.text

    @made_once
    def translated(self) -> bool:
        """Whether the two are in different languages, so that their words cannot be compared."""
        a, b = self.a.language, self.b.language
        return a is not None and b is not None and a != b and self.text.contained < self.thresholds.weak

    @made_once
    def exact(self) -> bool:
        """Whether both say the same throughout."""
        a, b = self.a, self.b
        return a.body.code == b.body.code and a.exact is not None and a.exact == b.exact

    @made_once
    def one_board(self) -> bool:
        """Whether both stand on one board."""
        return self.a.board == self.b.board

    @made_once
    def together(self) -> bool:
        """Whether one board showed both at one time."""
        return self.one_board and period.overlap(self.a.period, self.b.period)

    @made_once
    def by_aggregator(self) -> bool:
        """Whether one side is an aggregator's, which makes up what it does not know."""
        return "aggregator" in (self.a.board_kind, self.b.board_kind)

    @made_once
    def same_reference(self) -> bool:
        """Whether both state one reference."""
        a, b = self.a.reference, self.b.reference
        return bool(a) and a == b

    @made_once
    def same_address(self) -> str | None:
        """How the addresses of both lead to one posting, in words; none where they do not."""
        a, b = self.a, self.b
        if a.own.key and a.own.key in (b.own.key, b.apply.key):
            return "one leads to the other's page"
        if b.own.key and b.own.key == a.apply.key:
            return "one leads to the other's page"
        if a.apply.key and a.apply.key == b.apply.key:
            return "same page to apply"
        shared = a.apply.ids & (b.apply.ids | b.own.ids) | b.apply.ids & a.own.ids
        return f"same posting {min(shared)} behind both addresses" if shared else None

    @made_once
    def two_pages(self) -> tuple[str, str] | None:
        """The last steps of two pages of one employer's that differ, where both were up at one time.

        A posting's own page counts on its employer's board; elsewhere only where it sends people to apply.
        """
        if self.translated or not period.days_overlap(self.a.period, self.b.period):
            return None
        one, other = ({(p.folder, p.page) for p in _pages(ad) if p.folder} for ad in (self.a, self.b))
        if one & other:
            return None
        return next(((p, q) for folder, p in sorted(one) for f, q in sorted(other) if f == folder), None)

    @made_once
    def other_codes(self) -> tuple[str, str] | None:
        """Two codes of one hand, one in each ad, where no code is in both; none where there are not two."""
        one, other = (codes_in(ad.description) | ({ad.reference} - {""}) for ad in (self.a, self.b))
        if one & other:
            return None
        return next(((x, y) for x in sorted(one) for y in sorted(other) if same_scheme(x, y)), None)

    @made_once
    def twins(self) -> bool:
        """Whether one board's addresses differ only in their language."""
        return self.one_board and bool(self.a.own.twin) and self.a.own.twin == self.b.own.twin

    @made_once
    def anchors(self) -> float:
        """The share of names, acronyms and figures that two texts have in common; nought where there are too few."""
        one, other = names_in(self.a.description), names_in(self.b.description)
        if min(len(one), len(other)) < self.thresholds.fewest_anchors:
            return 0.0
        return len(one & other) / min(len(one), len(other))

    @made_once
    def concepts_differ(self) -> bool:
        """Whether titles in two languages name no concept in common, or other languages."""
        return self.tongues_differ or self.other_concepts

    @made_once
    def other_concepts(self) -> bool:
        """Whether both titles name concepts, and none in common."""
        one, other = concepts_of(self.a.title), concepts_of(self.b.title)
        return bool(one) and bool(other) and not one & other

    @made_once
    def tongues_differ(self) -> bool:
        """Whether the titles name two languages, or one names a language of which the other ad says nothing."""
        one, other = self.a.title.tongues, self.b.title.tongues
        if one and other:
            return not one & other
        return self._tongue_unsaid(self.a, self.b) or self._tongue_unsaid(self.b, self.a)

    @made_once
    def same_figures(self) -> bool:
        """Whether all large figures of one text stand in the other; years are left out, which dates are made of."""
        one, other = (
            {figure for figure in anchors_of(ad.description).figures if len(figure) >= _LARGE}
            for ad in (self.a, self.b)
        )
        return one <= other or other <= one

    def _tongue_unsaid(self, named: JobAd, other: JobAd) -> bool:
        """Whether a title names a language, not just the ads' own, of which the other ad says nothing."""
        tongues = named.title.tongues - (frozenset() if self.translated else {named.language})
        return bool(tongues) and not tongues & other.title.tongues and not says_tongue(other.body.says, tongues)


def _names_employer(named: JobAd, other: JobAd) -> bool:
    employer = named.employer
    if employer is None:
        return False
    longest = max(employer.core, key=len)
    if len(longest) < _LONG_NAME or longest not in other.folded:
        return False
    return all(map(other.body.says, employer.core))


def _says_name(other: JobAd, ad: JobAd) -> bool:
    """Whether a text says all telling words of another ad's employer, or ends before it could."""
    employer = ad.employer
    shorter = len(other.body.code) < _AS_LONG * len(ad.body.code)
    return employer is None or shorter or all(map(other.body.says, employer.core))


def _pages(ad: JobAd) -> tuple[Address, ...]:
    return (ad.apply, ad.own) if ad.board_kind == "employer" else (ad.apply,)
