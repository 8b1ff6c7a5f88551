"""What of an ad stands outside the part of the page that is marked as its main one: its header, its list of facts."""

from __future__ import annotations

from crawler.extract.elements import Element, detach, has, words
from pipelines.model import RawField
from pipelines.normalise.labels import field_of, split_label

_LABELS = ("dt", "th", "td", "strong", "b", "label", "span", "div", "p", "small", "h3", "h4", "h5", "h6", "li")
_BOXES = ("aside", "section", "div", "dl", "table", "ul")
#: What an ad's facts are labelled with; the name of an employer or a place alone is of any page.
_FACTS: frozenset[RawField] = frozenset(
    ("place", "contract", "contract_length", "working_time", "salary", "deadline", "start", "end", "posted",
     "reference", "education", "experience", "languages", "positions", "organisation", "sector", "remote")
)  # fmt: skip
_LONGEST_LABEL, _LONGEST_BOX, _LONGEST_HEADER = 40, 1500, 600
#: Fewer facts may stand in a box about anything.
_FEWEST = 3


def facts_labelled(node: Element) -> list[RawField]:
    """The fields that short labels below an element announce, each as often as it is announced."""
    found: list[RawField] = []
    for inner in node.iter(*_LABELS):
        if len(inner) > 2:
            continue
        text = words(inner) if inner.tag in ("li", "p", "div") else (inner.text or "").strip()
        pair = split_label(text) if ":" in text[:_LONGEST_LABEL] else None
        label = pair[0] if pair is not None else text
        name = field_of(label) if 0 < len(label) <= _LONGEST_LABEL else None
        if name in _FACTS and not (found and inner.getparent() is not None and pair is not None and found[-1] == name):
            found.append(name)
    return found


def states_facts(node: Element, fewest: int = _FEWEST) -> bool:
    """Whether an element is a list of the facts of one ad: several labels, none of them for two."""
    if len(words(node)) > _LONGEST_BOX:
        return False
    found = facts_labelled(node)
    return len(set(found)) >= fewest and len(found) <= len(set(found)) + 1


def gather_around(area: Element) -> None:
    """Move into the main part of a page the ad's header and its list of facts, where they stand outside it."""
    if area.getparent() is None or area.tag == "body":
        return
    above = set(area.iterancestors())
    root = area.getroottree().getroot()
    own = [] if has(area, "h1") else _header(area, above)
    inside = {node for part in (area, *own) for node in part.iter()} | above
    boxes: list[Element] = []
    for node in root.iter(*_BOXES):
        if node not in inside and states_facts(node):
            boxes.append(node)
            inside.update(node.iter())
    for at, node in enumerate((*own, *boxes)):
        detach(node)
        area.insert(at, node)


def _header(area: Element, above: set[Element]) -> list[Element]:
    """The last heading before the main part with what stands between the two; nothing where it is alone."""
    heading = None
    for node in area.getroottree().getroot().iter("h1", area.tag):
        if node is area:
            break
        heading = node if node.tag == "h1" else heading
    if heading is None or has(heading, "a"):
        return []
    branch = heading
    while (parent := branch.getparent()) is not None and parent not in above:
        branch = parent
    found = [branch]
    for node in branch.itersiblings():
        if node in above or node is area:
            size = sum(len(words(each)) for each in found)
            return found if len(words(heading)) < size <= _LONGEST_HEADER + len(words(heading)) else []
        found.append(node)
    return []
