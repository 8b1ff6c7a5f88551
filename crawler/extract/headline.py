"""The title of an ad: the heading that carries it, or what the page's own title says without the site's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from lxml import etree

from crawler.extract import vocabulary
from crawler.extract.elements import HEADINGS, Element, words
from crawler.extract.jsonld import similarity
from crawler.extract.layout import is_content_heading
from crawler.extract.page_title import LONGEST, Headline, key_of
from crawler.extract.several_posts import heading_over_posts
from crawler.extract.titled_line import named_instead, told_otherwise
from pipelines.normalise.html_lines import element_lines
from pipelines.normalise.labels import field_of
from pipelines.normalise.naming import (
    ends_in_mark,
    heads_part,
    is_announcement,
    is_gender_mark,
    names_body,
    opening_name,
    tells_job,
)
from pipelines.normalise.text import fold, is_blank, squash


@dataclass(frozen=True)
class Known:
    """What is known of a page beside its headings: what may be the post's name, and what names the site or employer."""

    names: tuple[str, ...] = ()
    hosts: str = ""
    bodies: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()

    def likeness(self, text: str) -> float:
        """How like a text is to what the page calls the post, 0 to 1: all of one of its parts is as like as can be."""
        if fold(text) in self.parts:
            return 1.0
        alike = max((similarity(text, name) for name in self.names), default=0.0)
        return alike if alike >= _BY_CHANCE else 0.0

    def begins_with(self, text: str) -> bool:
        """Whether what the page calls the post begins with a text: "Education Officer" opens no part of an ad then."""
        return any(f"{fold(name)} ".startswith(f"{fold(text)} ") for name in self.names)

    def is_body(self, text: str) -> bool:
        """Whether a text is the name of the site, or of who advertises."""
        key = key_of(text)
        return fold(text) in self.bodies or (len(key) > _SHORT_NAME and key in self.hosts)


def known_of(area: Element, stated: Headline | None, structured: str = "", url: str = "", brand: str = "") -> Known:
    """What the page's metadata, its address and those of its mails say; ``brand`` is what the link home is called."""
    text = words(area)
    hosts = " ".join([urlsplit(url).hostname or "", *_MAIL.findall(text)])
    bodies = frozenset(fold(name) for name in (brand, _opening_name(area)) if name)
    known = Known((), _HOSTS.sub("", hosts.lower()), bodies)
    parts = [part for part in _PARTS.split(stated.text) if part.strip()] if stated else []
    told = [part for part in parts if not is_announcement(part)] if any(map(is_announcement, parts)) else []
    whole = [stated.text] if stated and len(told) == 0 and not any(map(is_announcement, parts)) else told
    names = [name for name in (*whole, structured) if name and _WORD.search(name) and not known.is_body(name)]
    names = [name for name in names if name not in told or not names_body(name)]
    parts += [_AT_EMPLOYER.split(part)[0] for part in parts]
    own = (part for part in parts if not (known.is_body(part) or names_body(part) or is_announcement(part)))
    return Known(tuple(names), known.hosts, bodies, frozenset(map(fold, own)) if names else frozenset())


def _opening_name(area: Element) -> str:
    """Who is told of by name in one of the first paragraphs, unless it is the post: "The Night Warden walks …"."""
    for _, node in zip(range(4), area.iter("p"), strict=False):
        name = opening_name(words(node))
        if name and not tells_job(name):
            return name
    return ""


def find_headline(
    area: Element, stated: Headline | None, structured: str = "", url: str = "", brand: str = ""
) -> Headline | None:
    """The heading most like what the page's metadata and structured data call it, a main heading before others.

    Where no heading is, a line whose class or item property says that it is the title, or one that stands out by its
    letters. ``None`` and an announcement are what a page has that names its post nowhere.
    """
    known = known_of(area, stated, structured, url, brand)
    sure = _ENOUGH if known.names and (stated is None or stated.text in (*known.names, structured)) else _LEAST
    alike = _ALIKE if sure == _ENOUGH else _LEAST
    for weigh, tags, enough in ((_of_heading, _HEADED, sure), (_of_letters, _LETTERED, alike)):
        named = stated.text if stated and known.names else ""
        lines = (node for node in area.iter(*tags) if tags is _LETTERED and _of_letters(node, Known()) is not None)
        if tags is _LETTERED and (told := told_otherwise(area, named, known.likeness, lines)) is not None:
            return Headline(*told)
        best: tuple[float, Element] | None = None
        for node in area.iter(*tags):
            weight = weigh(node, known)
            if weight is not None and (best is None or weight > best[0]):
                best = (weight, node)
        if best is not None and best[0] >= enough:
            heading = heading_over_posts(named_instead(best[1], area), area)
            inner = _title_within(heading, list(known.names))
            return Headline(words(inner), str(heading.tag), inner)
    if stated and known.names:
        return _job_heading(stated, area, known) or _without_bodies(stated, known)
    return _first_line(area, known) or stated


def _job_heading(stated: Headline, area: Element, known: Known) -> Headline | None:
    """The first lower heading, where it names a job and the page knows nothing of what its own title says."""
    parts = [part for part in _PARTS.split(stated.text) if part.strip() and not known.is_body(part)]
    own = max(parts, key=len, default=stated.text)
    for node in area.iter("h1", "h2", "h3"):
        text = words(node)
        if not 3 < len(text) <= _LONGEST_LINE or _of_heading(node, known) is None or known.is_body(text):
            continue
        if not tells_job(text) or heads_part(text) or names_body(text) or own.casefold() in words(area).casefold():
            return None
        return Headline(text, str(node.tag), node)
    return None


def _without_bodies(stated: Headline, known: Known) -> Headline:
    """The page's own title without the employer or the site at its end."""
    cuts = list(_PARTS.finditer(stated.text))
    if cuts and known.is_body(stated.text[cuts[-1].end() :]):
        return Headline(stated.text[: cuts[-1].start()].strip() or stated.text, stated.label)
    return stated


def _first_line(area: Element, known: Known) -> Headline | None:
    """The first line of a page that has neither a title nor a heading, if it is short and could name a post."""
    lines = element_lines(area)
    for line in lines[:_FIRST_LINES] if len(lines) >= _FEWEST_LINES else ():
        text = line.text
        if len(text) > _LONGEST_LINE or line.links or ":" in text or text[-1] in ".,;!?" or not _WORD.search(text):
            continue
        if not (is_announcement(text) or known.is_body(text) or names_body(text) or is_content_heading(text)):
            return Headline(text, "line")
    return None


_FIRST_LINES = 6
#: A page of fewer lines is no ad, and its first line a greeting as well as a post.
_FEWEST_LINES = 4


def names_post(stated: Headline | None) -> bool:
    """Whether the page's own title names something, and is no number or announcement."""
    return stated is not None and _WORD.search(stated.text) is not None and not is_announcement(stated.text)


_HEADED = ("h1", "h2", "h3", "h4", "p", "div", "span")
_LETTERED = ("b", "strong", "u", "big", "font", "caption", "legend", "th")
_MAIN, _NAMED = 0.45, 0.45
_LEVELS = {"h1": _MAIN, "h2": 0.3, "h3": 0.2, "h4": 0.15}
#: What a heading is worth that announces an ad, and one that names the site: less than any other, more than none.
_ANNOUNCED, _BODY, _LEAST, _ENOUGH = 0.08, 0.05, 0.04, 0.45
#: A lower heading that is a name with a legal form is the employer's, if another one may be the post's.
_LOWER, _EMPLOYER = ("h2", "h3", "h4"), 0.12
#: What a gender mark adds, and how like two texts are by chance.
_MARKED, _BY_CHANCE = 0.4, 0.3
#: Where the page's own title names the post, a line that is no heading must say nearly the same.
_ALIKE = 0.9
#: A shorter name may stand in a host by chance.
_SHORT_NAME, _LONGEST_LINE = 5, 100
_WORD = re.compile(r"[^\W\d_A-Z]{3}|[^\W\d_]{5}")
_PARTS = re.compile(r"\s+[|–—·»«:•-]\s+|\s*\|\s*|\s?:\s+")
#: What leads from a post to its employer: "Stewardship Director at Three Bridges".
_AT_EMPLOYER = re.compile(r"\s(?:at|chez|bei|bij|presso)\s(?=[^\W\d_a-z])")
_MAIL = re.compile(r"@([\w.-]{3,80})")
_HOSTS = re.compile(r"[^a-z0-9 ]+")


def _of_heading(node: Element, known: Known) -> float | None:
    """What a heading is worth, or a line whose class or role says that it is one."""
    names = f"{node.get('class') or ''} {node.get('itemprop') or ''}"
    heading = node.tag in HEADINGS
    if not heading and names == " " and node.get("role") != "heading":
        return None
    named = vocabulary.has_class("title", names) and len(node) < _HEADER_PARTS
    plain = vocabulary.is_named("title", "names", names) or node.get("role") == "heading"
    text = words(node) if heading or named or plain else ""
    if not text or len(text) > LONGEST or (not heading and len(text) > _LONGEST_LINE):
        return None
    of_text = is_content_heading(text) or (not named and field_of(text) is not None)
    if (node.tag != "h1" and of_text and not known.begins_with(text)) or _labels_row(node):
        return None
    if is_announcement(text) or known.is_body(text) or _recruits().search(fold(text)) is not None:
        return _BODY if known.is_body(text) else _ANNOUNCED
    weight = _LEVELS[str(node.tag)] if heading else 0.15
    if node.tag in _LOWER and (names_body(text) or vocabulary.has_class("organisation", names)):
        return _EMPLOYER + (0.0 if vocabulary.has_class("organisation", names) else known.likeness(text))
    weight += _MARKED if ends_in_mark(text) else 0.0
    return max(weight, _NAMED if named and heading else 0.25 if named else 0.0) + known.likeness(text)


def _labels_row(node: Element) -> bool:
    """Whether a heading stands in the first of the two cells of one of several rows: it labels the second."""
    cell = next((above for above in node.iterancestors() if above.tag in ("td", "th")), None)
    row = cell.getparent() if cell is not None and node.tag != "h1" else None
    if cell is None or row is None or words(cell) != words(node) or row.tag != "tr":
        return False
    rows = [other for other in (row, row.getprevious(), row.getnext()) if other is not None]
    return len(rows) > 1 and all(len(other) == 2 for other in rows) and row[0] is cell


def _of_letters(node: Element, known: Known) -> float | None:
    """What a line is worth that stands alone in bold or large letters, or heads a table or a frame."""
    text = words(node)
    if node.tag == "font" and node.get("size") not in _LARGE and not ends_in_mark(text[-_LONGEST_LINE:]):
        return None
    ends, parted = (".,;", field_of(text.split(":")[0])) if node.tag == "font" else (".,;!?", ":" in text)
    announced = ":" in text and text[-1] != ":" and is_announcement(text.partition(":")[0])
    parted = parted and not announced
    if not 3 < len(text) <= _LONGEST_LINE or parted or text[-1] in ends or not _WORD.search(text):
        return None
    line = next((above for above in node.iterancestors() if above.tag in ("p", "div", "td", "center")), node)
    alone = words(line) == text or node.tag not in ("b", "strong", "u") or _is_on_own_line(node)
    if not alone or (not announced and (is_content_heading(text) or field_of(text) is not None or heads_part(text))):
        return None
    if is_announcement(text) or known.is_body(text) or names_body(text):
        return None
    return 0.1 + known.likeness(text) + (_MARKED if ends_in_mark(text) else 0.0)


def _is_on_own_line(node: Element) -> bool:
    """Whether breaks stand around an inline element."""
    following = node.getnext()
    if not _begins_line(node):
        return False
    return is_blank(node.tail) and (following is None or following.tag in ("br", "hr", "p", "div", "ul", "table"))


def _begins_line(node: Element) -> bool:
    """Whether nothing of its line stands before an inline element."""
    above, before = node.getparent(), node.getprevious()
    if before is not None:
        return before.tag in ("br", "hr", "p", "div", "ul", "table") and is_blank(before.tail)
    if above is None or not is_blank(above.text):
        return above is None
    return above.tag not in _WITHIN_LINE or _begins_line(above)


_WITHIN_LINE = ("span", "font", "i", "em", "b", "strong", "u", "big")
_LARGE = ("4", "5", "6", "7", "+1", "+2", "+3")


@cache
def _recruits() -> re.Pattern[str]:
    return re.compile(rf" (?:{vocabulary.either('page', 'title', 'recruits')})(?: !)?$")


def _title_within(heading: Element, names: list[str]) -> Element:
    """The title's own element where a heading holds the page's whole header: employer, title, town, button."""
    parts = [node for node in heading.iterchildren() if isinstance(node.tag, str) and words(node)]
    own = squash(" ".join([heading.text or "", *(child.tail or "" for child in heading)]))
    if parts and own and any(fold(own) == fold(name) for name in names):
        return _parted(heading, own)
    said = [node for node in parts if not _is_beside(node)]
    if len(said) < len(parts) and (own or said):
        return _parted(heading, squash(" ".join(_pieces_without(heading, [n for n in parts if n not in said]))))
    if len(parts) < _HEADER_PARTS:
        return heading
    named = [
        (max(similarity(words(node), name) for name in names), node)
        for node in parts
        if any(fold(words(node)) in fold(name) for name in names)
    ]
    if not named:
        return heading
    heading.tag = "div"
    opening = (node for _, node in named if any(fold(name).startswith(fold(words(node))) for name in names))
    return next(opening, max(named, key=lambda pair: pair[0])[1])


def _is_beside(node: Element) -> bool:
    """Whether a part of a heading is no part of the title: small print, a badge, a kicker, a second line's employer."""
    text = words(node)
    if text[:1] in "([" or is_gender_mark(text):
        return False
    if node.tag == "a" and vocabulary.pattern("page", "organisation", "paths").search(node.get("href") or ""):
        return True
    if node.tag == "small" or is_announcement(text) or vocabulary.has_class("beside", node.get("class") or ""):
        return True
    above = node.getprevious()
    second = above is not None and above.tag == "br" and is_blank(above.tail)
    return second and node.tag in ("span", "em", "i") and names_body(text)


def _pieces_without(heading: Element, left_out: list[Element]) -> Iterator[str]:
    """The pieces of a heading's text without those of some elements in it."""
    yield heading.text or ""
    for child in heading:
        if child not in left_out and isinstance(child.tag, str):
            yield words(child)
        yield child.tail or ""


def _parted(heading: Element, own: str) -> Element:
    """The title alone, where the heading holds it beside something else: the employer, a badge."""
    title = etree.Element("h1")
    title.text, heading.text = own, None
    for child in list(heading):
        child.tail = None
        if words(child) and fold(words(child)) in fold(own):
            heading.remove(child)
    heading.tag = "div"
    heading.insert(0, title)
    return title


#: A heading with so many parts is no title alone.
_HEADER_PARTS = 3
