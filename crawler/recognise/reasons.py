"""Why a board could not be recognised, in one clear line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol
from urllib.parse import urlsplit

from crawler.extract.elements import Element, words
from crawler.extract.obstacles import before_listing
from crawler.recognise.asking import Page
from crawler.recognise.judging import Judgement
from crawler.recognise.marks import Mark
from crawler.recognise.trial import Trial
from crawler.recognise.words import says

_SHELL = 500
_ROOTS = frozenset(("app", "root", "__next", "__nuxt", "___gatsby", "main-app", "react-root"))


class _Tried(Protocol):
    @property
    def trial(self) -> Trial: ...
    @property
    def judgement(self) -> Judgement: ...


def why_not(page: Page, seen: Iterable[Page], tried: Iterable[_Tried], foreign: list[Mark]) -> str:
    """Why nothing can be declared for the page at an address; fits after it."""
    if foreign:
        mark = foreign[0]
        tenant = mark.attributes.get("tenant")
        whose = f" as '{tenant}'" if tenant else ""
        return f"has its postings hosted by {mark.title}{whose}, which this version cannot read"
    if page.problem:
        return page.problem.removeprefix(f"{urlsplit(page.url).path or '/'} ")
    obstacle = before_listing(page.text) if page.root is not None else None
    if obstacle is not None:
        return obstacle.words
    unread = [problem for each in tried for problem in each.trial.problems if "PDF" in problem or "no text" in problem]
    if unread:
        return f"lists postings that cannot be read: {unread[0]}"
    pages = [page, *seen]
    if page.root is None:
        return f"is {page.media or 'an answer'} in which no postings can be told"
    if any(says_nothing(each) for each in pages):
        return "seems to say that it has no postings just now: try again when it lists one"
    if any(is_shell(each) for each in pages):
        return (
            "is a shell that JavaScript fills, and its source, sitemap and feeds hold no postings: give the address of"
            " the request that fills it (the browser's network view shows it), or declare the board with render = true"
        )
    return (
        "shows no postings that could be told from its other content: give the address of the page that lists them,"
        " or declare the board by hand (docs/boards.md)"
    )


def says_nothing(page: Page) -> bool:
    """Whether a page says that it lists nothing at present."""
    return page.root is not None and any(
        says("nothing", text) for node in page.root.iter("p", "div", "h2", "h3", "li", "span", "td")
        if len(node) <= 2 and 10 < len(text := words(node)) < 200
    )  # fmt: skip


def is_shell(page: Page) -> bool:
    """Whether a page has hardly a word of its own and a script that makes them."""
    if page.root is None:
        return False
    told = sum(len(text) for text in _told(page.root))
    scripted = any(True for _ in page.root.iter("script"))
    rooted = any((node.get("id") or "").lower() in _ROOTS for node in page.root.iter("div"))
    wants = any(says("javascript", words(node)) for node in page.root.iter("noscript"))
    return scripted and told < _SHELL and (rooted or wants or told < _SHELL // 4)


def _told(root: Element) -> Iterable[str]:
    body = next(root.iter("body"), root)
    for node in body.iter():
        if isinstance(node.tag, str) and node.tag not in ("script", "style", "noscript", "template"):
            yield (node.text or "").strip()
