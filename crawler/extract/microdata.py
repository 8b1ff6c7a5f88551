"""HTML microdata: the JobPostings whose properties stand in the attributes of a page's elements."""

from __future__ import annotations

from lxml import etree

from crawler.extract.elements import Element
from crawler.extract.item_values import Values, add, base_of, schema_name
from crawler.extract.jsonld import Job
from crawler.extract.nodes import is_posting, postings_among

_TYPED = etree.XPath("descendant-or-self::*[@itemtype]")
_NAMED = etree.XPath("descendant-or-self::*[@itemid]")
_DEEPEST = 8


def read_microdata(root: Element, *, url: str = "") -> list[Job]:
    """The JobPostings of a page's microdata in page order, as JSON-LD would have them; never raises."""
    typed = [node for node in _TYPED(root) if "jobposting" in node.get("itemtype").casefold()]
    if not typed:
        return []
    items = _Items(root, url)
    postings = [items.item(node) for node in typed if is_posting(_opened(node)) and not _is_property(node)]
    others = [items.item(node) for node in _NAMED(root) if not is_posting(_opened(node))]
    return postings_among([*postings, *others])


def _opened(node: Element) -> Job:
    """The item that an element opens, without its properties."""
    kinds = [name for token in (node.get("itemtype") or "").split() if (name := schema_name(token))]
    item: Job = {"@type": kinds[0] if len(kinds) == 1 else kinds} if kinds else {}
    return item | ({"@id": node.get("itemid", "").strip()} if node.get("itemid") else {})


def _opens(node: Element) -> bool:
    """Whether an element opens an item; one that names a type means to."""
    return node.get("itemscope") is not None or bool(node.get("itemtype"))


def _is_property(node: Element) -> bool:
    """Whether an item is what another posting states, such as a related offer."""
    while node.get("itemprop"):
        around = next((above for above in node.iterancestors() if _opens(above)), None)
        if around is None:
            return False
        if is_posting(_opened(around)):
            return True
        node = around
    return False


class _Items:
    """Items of one page."""

    def __init__(self, root: Element, url: str) -> None:
        self._root = root
        self._values = Values(base_of(root, url))
        self._ids: dict[str, Element] | None = None
        self._holding: dict[Element, bool] = {}

    def item(self, scope: Element) -> Job:
        """The item that ``scope`` opens, with the items its properties hold."""
        item = _opened(scope)
        stack = [(node, item, 1) for node in self._inside(scope)]
        while stack and self._values.spend():
            node, holder, depth = stack.pop()
            inner = self._state(node, holder)
            if inner is not None and depth < _DEEPEST:
                deeper = depth + (inner is not holder)
                stack.extend((child, inner, deeper) for child in self._inside(node, inner is not holder))
        return item

    def _state(self, node: Element, holder: Job) -> Job | None:
        """Add what an element states to its item; the item that what stands inside it belongs to, if any."""
        names = [name for token in (node.get("itemprop") or "").split() if (name := schema_name(token))]
        opens = _opens(node)
        if opens and not names:
            return None
        if opens and (node.get("itemref") or self._holds_properties(node)):
            inner = _opened(node)
            for name in names:
                add(holder, name, inner)
            return inner
        for name in names:
            add(holder, name, self._values.of(node, name))
        return None if opens else holder

    def _holds_properties(self, node: Element) -> bool:
        if node not in self._holding:
            self._holding[node] = node.find(".//*[@itemprop]") is not None
        return self._holding[node]

    def _inside(self, node: Element, scope: bool = True) -> list[Element]:
        """An element's children and those that it refers to, last first."""
        referred = (node.get("itemref") or "").split() if scope else []
        found = [*node, *(self._by_id(name) for name in dict.fromkeys(referred))]
        return [child for child in reversed(found) if child is not None and isinstance(child.tag, str)]

    def _by_id(self, name: str) -> Element | None:
        if self._ids is None:
            self._ids = {}
            for node in self._root.iter():
                if isinstance(node.tag, str) and node.get("id"):
                    self._ids.setdefault(node.get("id", ""), node)
        return self._ids.get(name)
