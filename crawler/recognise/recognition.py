"""Recognising a board: from any of its addresses to the best declaration that was tried, or to why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from crawler.exceptions import BoardError
from crawler.extract.elements import words
from crawler.extract.links import absolute, canonical
from crawler.extract.obstacles import before_listing
from crawler.extract.structured import job_postings_on, read_structured
from crawler.recognise.asking import Looking, Page, Steps
from crawler.recognise.declaration import country_of
from crawler.recognise.judging import GOOD, Judgement, judge
from crawler.recognise.marks import Mark
from crawler.recognise.reasons import why_not
from crawler.recognise.sources import of_site
from crawler.recognise.trial import Candidate, Trial, try_out, without
from crawler.recognise.ways import platforms_of, ways_of
from crawler.recognise.words import career_rank, is_just, says, speaks_of_jobs, steps

_MOST_PAGES = 5
_PAID_TRIES = 3
#: Requests that a trial may cost: its listing's second page and three postings.
_COST = 5
#: Archetypes that a trial reads from a page which is there already.
_FREE = frozenset(("structured", "embedded", "sections"))


@dataclass(frozen=True)
class Tried:
    """A trial with its judgement, and the page it stands on."""

    trial: Trial
    judgement: Judgement
    page: Page

    @property
    def rank(self) -> float:
        """What trials are compared by: how much they read, and a little how many they list."""
        listed = min(self.trial.listed, 50) / 50
        return self.judgement.quality + 0.15 * listed - 0.1 * self.trial.candidate.partial

    @property
    def is_good(self) -> bool:
        """Whether nothing better need be looked for."""
        return self.judgement.is_fair and self.judgement.quality >= GOOD and not self.trial.candidate.partial


@dataclass
class Recognition:
    """What came of it: the best trial, or in words why there is none; and all that was looked at."""

    address: str
    best: Tried | None = None
    reason: str = ""
    notes: list[str] = field(default_factory=list)
    requests: int = 0


def recognise(address: str, now: datetime, looking: Looking | None = None) -> Steps[Recognition]:
    """Find how the board at an address is read. Yields requests, is sent their replies; never raises for a site."""
    looking = looking or Looking()
    page = yield from looking.page(address)
    search = _Search(looking, now)
    if not page.problem or search.has_platform(page):
        yield from search.run(page)
    best = search.best()
    reason = "" if best is not None else why_not(page, search.seen, search.tried_words(), search.foreign)
    return Recognition(address, best, reason, looking.notes, looking.spent)


class _Search:
    """The search of one recognition: pages are taken in turn, the candidates of each tried, the best kept."""

    def __init__(self, looking: Looking, now: datetime) -> None:
        self._looking = looking
        self._now = now
        self.seen: list[Page] = []
        self.tried: list[Tried] = []
        #: Platforms for which there is no archetype.
        self.foreign: list[Mark] = []

    def has_platform(self, page: Page) -> bool:
        return any(mark.archetype for mark in platforms_of(page))

    def best(self) -> Tried | None:
        """The best of what is fair."""
        fair = [each for each in self.tried if each.judgement.is_fair]
        return max(fair, key=lambda each: each.rank, default=None)

    def tried_words(self) -> list[Tried]:
        """What was tried in vain."""
        return [each for each in self.tried if not each.judgement.is_fair]

    def _done(self) -> bool:
        best = self.best()
        return best is not None and best.is_good

    def run(self, page: Page) -> Steps[None]:
        """Look at the page, at where it leads, and at what the site has beside its pages."""
        if page.root is not None and before_listing(page.text) is not None:
            return  # a wall stands before the rest of the site, too
        posting = page.url if is_one_posting(page) else None
        if posting is not None:
            self._looking.note(f"{page.url} is one posting; its listing is looked for")
        waiting = [page] if posting is None else (yield from self._pages(listings_of(page)))
        last: list[Page] = [page] if posting is not None else []
        for depth in range(3):
            following: list[str] = []
            for each in [*waiting, *(last if depth == 1 else [])]:
                yield from self._look_at(each, posting if each is not page else None)
                if self._done():
                    return
                following += career_links(each)
            waiting = yield from self._pages(following)
        if not page.problem:
            for candidate in (yield from of_site(self._looking, self.seen[0] if self.seen else page, posting)):
                yield from self._try(candidate, page)
                if self._done():
                    return

    def _pages(self, addresses: Sequence[str]) -> Steps[list[Page]]:
        """The pages at addresses, those that were seen left out."""
        known = {canonical(page.url) for page in self.seen}
        wanted = [each for each in dict.fromkeys(map(canonical, addresses)) if each not in known]
        pages = []
        for address in wanted[: max(_MOST_PAGES - len(self.seen), 1)]:
            page = yield from self._looking.page(address)
            if page.problem:
                self._looking.note(f"{address} {page.problem}")
            if not page.problem or self.has_platform(page):
                pages.append(page)
        return pages

    def _look_at(self, page: Page, holds: str | None) -> Steps[None]:
        """Try what a page gives rise to: platforms, then ways to read the page itself."""
        self.seen.append(page)
        for mark in platforms_of(page):
            yield from self._try_platform(mark, page)
            if self._done():
                return
        obstacle = before_listing(page.text) if page.root is not None else None
        if obstacle is not None:
            self._looking.note(f"{page.url} {obstacle.words}")
            return
        candidates = ways_of(page, holds)
        if not candidates:
            self._looking.note(f"{page.url}: nothing on it looks like postings")
        paid = 0
        for candidate in candidates:
            free = candidate.archetype in _FREE and not candidate.table.get("detail_page")
            if not free and (paid >= _PAID_TRIES or self._looking.left < _COST):
                continue
            paid += not free
            yield from self._try(candidate, page)
            if self._done() and self.tried[-1].judgement.quality >= GOOD:
                return

    def _try_platform(self, mark: Mark, page: Page) -> Steps[None]:
        tenant = mark.attributes.get("tenant", "")
        what = f"{mark.title} ('{tenant}') by {mark.where}"
        if mark.archetype is None:
            self.foreign += [mark] * mark.is_hosted
            self._looking.note(f"{what}: this version has no archetype for it")
            return
        yield from self._try(Candidate(mark.declared(), what), page)

    def _try(self, candidate: Candidate, page: Page) -> Steps[None]:
        country = country_of(page)
        if country is not None:  # postings are read as they will be
            candidate = replace(candidate, table={**candidate.table, "country": country})
        try:
            trial = yield from try_out(self._looking, candidate, self._now)
        except BoardError as error:
            self._looking.note(f"{candidate.archetype}: {candidate.why}: '{error.attribute}' {error.problem}")
            return
        if trial.goes_on is False and candidate.table.keys() & {"next_page"}:
            trial.candidate = without(candidate, "next_page")
        judgement = judge(trial)
        self._looking.note(_line(trial, judgement))
        self.tried.append(Tried(trial, judgement, page))


def _line(trial: Trial, judgement: Judgement) -> str:
    """One line for a candidate that was tried."""
    if not trial.samples:
        found = f"no posting could be read ({trial.problems[0] if trial.problems else 'none is listed'})"
    else:
        found = f"{trial.listed} listed, {len(trial.samples)} read, {round(100 * judgement.quality)} %"
        found += "" if judgement.is_ad else ", but they do not look like ads"
    return f"{trial.candidate.archetype}: {trial.candidate.why}: {found}"


def is_one_posting(page: Page) -> bool:
    """Whether a page is one posting: the lone JobPosting it holds is its own."""
    if page.root is None:
        return False
    jobs = job_postings_on(page.root, url=page.url)
    heading = next((words(node) for node in page.root.iter("h1")), None)
    return len(jobs) == 1 and read_structured(page.root, url=page.url).choose(url=page.url, title=heading) is not None


def listings_of(page: Page) -> list[str]:
    """Where the listing of a posting's page may be: links that say so, breadcrumbs, the paths above it."""
    found: list[tuple[int, str]] = []
    here = urlsplit(page.url)
    for node in page.root.iter("a") if page.root is not None else ():
        target = absolute(page.url, node.get("href"))
        if target is None or canonical(target) == canonical(page.url):
            continue
        text = words(node)
        if says("back", text):
            found.append((0, target))
        elif page.url.startswith(target.rstrip("/") + "/") and urlsplit(target).path.strip("/"):
            found.append((1, target))
        elif (rank := career_rank(text)) is not None and len(text) < 60:
            found.append((3 + rank, target))
    above = here.path.strip("/").split("/")
    found += [(2, urljoin(page.url, "/" + "/".join(above[:count]) + "/")) for count in range(len(above) - 1, 0, -1)]
    return [target for _, target in sorted(found, key=lambda pair: pair[0])][:6]


def career_links(page: Page) -> list[str]:
    """The links of a page that lead to postings by their words, the most telling first."""
    found: list[tuple[int, str]] = []
    for node in page.root.iter("iframe", "frame") if page.root is not None else ():
        target = absolute(page.url, node.get("src"))
        if target and (_site(target) == _site(page.url) or any(map(speaks_of_jobs, steps(target)))):
            found.append((0, target))
    for node in page.root.iter("a", "area") if page.root is not None else ():
        target = absolute(page.url, node.get("href"))
        text = words(node) or node.get("title") or node.get("aria-label") or ""
        rank = career_rank(text) if len(text) < 80 else None
        if target and rank is not None and not is_just("elsewhere", text):
            found.append((rank, target))
    return [target for _, target in sorted(found, key=lambda pair: pair[0])][:4]


def _site(url: str) -> str:
    """The last two labels of an address's host: near enough to whose it is, for a frame."""
    return ".".join((urlsplit(url).hostname or "").split(".")[-2:])
