"""Ads that stand whole on one page: accordions, articles below each other, rows of a table, headings with text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from crawler.archetypes.sections import after_heading
from crawler.extract.elements import HEADINGS, Element, select, words
from crawler.recognise.link_sets import is_furniture
from crawler.recognise.selectors import found_by
from crawler.recognise.words import is_just, says, speaks_of_jobs
from pipelines.normalise.labels import field_of

_BLOCKS = ("details", "article", "section", "li", "div", "tr", "dd", "dt", "fieldset", *HEADINGS[1:5])
_TITLES = "h1, h2, h3, h4, h5, h6, summary, button, dt, legend, strong, b, a"
_FRAMED = (*HEADINGS, "summary", "button", "dt", "tr", "a")
_ENOUGH = 180
_ENOUGH_IN_ROW = 30
_MOST = 600
_LEADING = (*HEADINGS, "dt")


@dataclass(frozen=True)
class BlockSet:
    """Blocks of a page that one selector finds, each an ad; ``title`` is a selector where no heading holds it."""

    css: str
    count: int
    score: float
    title: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


def block_sets(root: Element, limit: int = 3) -> list[BlockSet]:
    """The likeliest sets of whole ads on a page, the best first."""
    tried: dict[str, None] = {}
    for node in root.iter(*_BLOCKS):
        if len(tried) > _MOST:
            break
        if not is_furniture(node) and (len(node) or node.tag in _LEADING):
            for css in found_by(node):
                tried.setdefault(css)
    made: dict[tuple[int, int], BlockSet] = {}
    for css in tried:
        found = _made(root, css) if css not in HEADINGS else _made(root, _spared(root, css))
        if found is not None:
            known = made.get((found.count, round(found.score)))
            if known is None or found.score > known.score:
                made[(found.count, round(found.score))] = found
    return sorted(made.values(), key=lambda each: -each.score)[:limit]


def _spared(root: Element, tag: str) -> str:
    """The selector of headings without the one or two that head no ad, such as "Contact"."""
    nodes = select(root, tag)
    strange = [
        words(node)
        for node in nodes
        if not says("ad", words(node)) and not says("fact", text_of(node)) and len(text_of(node)) < _ENOUGH
    ]
    if (
        not strange
        or len(strange) > 2
        or len(nodes) - len(strange) < 2
        or any(not text or "'" in text for text in strange)
    ):
        return tag
    return tag + "".join(f":not(:contains('{text[:40]}'))" for text in dict.fromkeys(strange))


def _made(root: Element, css: str) -> BlockSet | None:
    nodes = select(root, css)
    if not 1 <= len(nodes) <= 300 or any(up in set(nodes) for node in nodes[:20] for up in node.iterancestors()):
        return None
    if nodes[0].tag == "tr":
        return _table(nodes, css)
    if len(nodes) == 1 and _holds_several(nodes[0]):
        return None
    pairs = [(title, text) for node in nodes if (title := _title(node)) and (text := text_of(node))]
    if not pairs or len(pairs) < 0.8 * len(nodes):
        return None
    score = _score(pairs, css)
    return BlockSet(css, len(pairs), score) if score > 1 else None


def _score(pairs: list[tuple[str, str]], css: str) -> float:
    count = len(pairs)
    long_enough = sum(len(text) >= _ENOUGH for _, text in pairs) / count
    marked = sum(says("ad", title) or speaks_of_jobs_in_words(title) for title, _ in pairs) / count
    facts = sum(says("fact", text[:400]) or says("fact", text[-400:]) for _, text in pairs) / count
    distinct = len({title for title, _ in pairs}) / count
    strange = sum(is_just("elsewhere", title) or len(title) > 200 for title, _ in pairs) / count
    score = 1.5 * marked + 1.2 * facts + 0.5 * distinct + 0.2 * min(count, 5) - 3 * strange
    score += 0.3 * any(speaks_of_jobs(part) for part in css.replace(".", " ").replace("#", " ").split())
    score -= 0.5 * (
        css.rpartition(" ")[2].partition(":")[0] in HEADINGS
    )  # what holds an ad whole goes before its heading
    return score - 0.003 * len(css) if long_enough >= 0.7 and distinct >= 0.8 else 0.0


def speaks_of_jobs_in_words(title: str) -> bool:
    """Whether a title names a post by a word for one ("Offre : …", "Stage …")."""
    return any(speaks_of_jobs(word) for word in title.split()[:6])


def _holds_several(node: Element) -> bool:
    """Whether a lone block is the frame of several ads."""
    kinds = Counter(
        each.tag for each in node.iter(*_FRAMED) if says("ad", words(each)) or speaks_of_jobs_in_words(words(each))
    )
    return any(count > 1 for count in kinds.values())


def _title(node: Element) -> str:
    if node.tag in _LEADING:
        return words(node)
    return next((text for each in select(node, _TITLES) if (text := words(each))), "")


def text_of(node: Element) -> str:
    """The words of an ad: of its element, or of what follows a heading up to the next of its kind."""
    if node.tag not in _LEADING:
        return words(node)
    return " ".join(words(each) for each in after_heading(node))


def _table(rows: list[Element], css: str) -> BlockSet | None:
    """Rows of a table that hold one ad each, without a link of their own."""
    held = [row for row in rows if select(row, "td")]
    told = [row for row in held if len(words(row)) >= _ENOUGH_IN_ROW and len(select(row, "td")) > 1]
    if len(told) < 2 or len(told) < 0.8 * len(held):
        return None
    facts = sum(says("fact", words(row)) or says("ad", words(row)) for row in told) / len(told)
    return BlockSet(css, len(told), 1 + facts, *_columns(told[0])) if facts >= 0.6 else None


def _columns(row: Element) -> tuple[str, dict[str, str]]:
    """Which cell of a row is its title, and which fields the others state, by the words at the head of the table."""
    table = next(row.iterancestors("table"), row)
    head = next((each for each in table.iter("tr") if select(each, "th")), None)
    known = [field_of(words(each)) for each in select(head, "th, td")] if head is not None else []
    at = known.index("title") if "title" in known else 0
    fields = {}
    for number, name in enumerate(known, 1):
        if name not in (None, "title", "ignored", "unknown", "chip"):
            # The title is taken out of its row before the rest is read.
            fields[str(name)] = f"td:nth-child({number - (number > at + 1)})"
    return f"td:nth-child({at + 1})", fields
