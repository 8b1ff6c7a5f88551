"""Pages that are no open posting: marked closed, not there although they answer, broken, or hidden behind a wall."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crawler.extract import vocabulary
from crawler.extract.elements import Element
from crawler.extract.furniture import without_furniture
from pipelines.normalise.html_lines import Line, element_lines, parse_html
from pipelines.normalise.text import fold, squash

#: A notice is a short line; the same words in a sentence of the ad are prose.
_NOTICE = 160
_SHORT_PAGE = 1500
_WALL = 2500


def closed_reason(root: Element, *, closed_text: Sequence[str] = ()) -> str | None:
    """Return the words on the page that say the posting is over, ``None`` where nothing says so.

    Only short lines that stand on their own count, never prose and never a box of other offers. The board's own
    ``closed_text`` goes before the shared vocabulary.
    """
    own = [fold(squash(words)) for words in closed_text if words.strip()]
    for line in _prominent(root):
        folded = fold(line.text).strip(" !.*•-⚠")
        if any(words in folded for words in own) or _says_closed(folded):
            return line.text
    return None


def _prominent(root: Element) -> Iterator[Line]:
    """Lines a reader would take as the page's own word: short ones that stand before or outside long prose."""
    for line in element_lines(without_furniture(root)):
        whole_link = line.links and len(line.links[0][0]) >= len(line.text)
        if line.text and len(line.text) <= _NOTICE and line.kind != "row" and not whole_link:
            yield line


_ENDS = re.compile(
    r"\s*(?:[.!:;,(|-].{0,120})?$|\s+(?:depuis|le|since|on|as of|et|and|or|ou|seit|desde|und|for)\b.{0,120}$"
)
_STARTS = re.compile(
    r"(?:.{0,80}[:!|(.-]\s*)?(?:desole[e,]*|sorry,?|attention,?|nous sommes desoles?,?|unfortunately,?|leider"
    r"|malheureusement,?)?[\s:!,.-]*"
)


def _says_closed(folded: str) -> bool:
    """Whether the line is a notice: it begins with the words, or has nothing but a name or an excuse before them."""
    for found in vocabulary.pattern("closed", "closed", "lines").finditer(folded):
        if _STARTS.fullmatch(folded, 0, found.start()) and _ENDS.match(folded, found.end()):
            return True
    return False


def is_soft_404(root: Element) -> bool:
    """Whether a page that answered says it is not there: in its title or main heading, and little else on it."""
    return _is_headed(root, "missing")


def is_error(root: Element) -> bool:
    """Whether a page that answered says that the site is broken or down: in its title or main heading, and little else.

    It is no word about what the page should have shown.
    """
    return _is_headed(root, "error")


def _is_headed(root: Element, topic: str) -> bool:
    """Whether a short page has a heading of a topic."""
    headings = [squash("".join(node.itertext())) for tag in ("h1", "title", "h2") for node in list(root.iter(tag))[:2]]
    if not any(_says(topic, text) for text in headings[:4]):
        return False
    return sum(len(line.text) for line in element_lines(without_furniture(root))) < _SHORT_PAGE


def _says(topic: str, heading: str) -> bool:
    parts = re.split(r"\s*[|–—»:]\s*|\s+-\s+", fold(heading)[:200])
    known = vocabulary.pattern("closed", topic, "lines")
    return any(known.fullmatch(part.strip(" !.")) for part in (*parts, fold(heading)[:200]) if part)


def _matches(key: str, text: str) -> bool:
    return vocabulary.pattern("closed", "challenge", key).search(text) is not None


def is_challenge(html: str) -> bool:
    """Whether the page is a wall instead of content: a robot check, a refusal, or a login form and nothing else.

    >>> is_challenge("<title>Just a moment...</title><p>Checking your browser before accessing the site.</p>")
    True
    >>> is_challenge("<h1>Security officer</h1><p>You will perform a security check of every visitor.</p>" * 40)
    False
    """
    root = parse_html(html)
    return root is not None and is_wall(root, html)


def is_wall(root: Element, html: str) -> bool:
    """:func:`is_challenge` for a page that is parsed already."""
    lines = element_lines(root)
    words = sum(len(line.text) for line in lines)
    if words > _WALL:
        return False
    source = html[:300_000].casefold()
    if _matches("markup", source) and words < 800:
        return True
    prominent = [squash("".join(node.itertext())) for node in root.iter("title", "h1", "h2")]
    short = [fold(text) for text in (*prominent, *(line.text for line in lines if len(line.text) < 200))]
    if words < 800 and any(_matches("words", text) for text in short):
        return _matches("widgets", source) or words < 600
    return (_matches("widgets", source) and words < 200) or _is_login(root, prominent, words)


def _is_login(root: Element, prominent: list[str], words: int) -> bool:
    """Whether a password field is what the page is about."""
    if words > 700 or not any(node.get("type", "").casefold() == "password" for node in root.iter("input")):
        return False
    known = vocabulary.pattern("closed", "challenge", "login")
    return words < 400 or any(known.fullmatch(fold(text)) for text in prominent)
