"""What of a page is the ad's own by its words: headings of its parts, labels of its facts."""

from __future__ import annotations

from crawler.extract import vocabulary
from crawler.extract.elements import HEADINGS, Element, words
from crawler.extract.layout import is_content_heading
from pipelines.normalise.labels import field_of, split_label
from pipelines.normalise.naming import heads_part

#: Elements that head what follows them.
HEADS = frozenset((*HEADINGS, "b", "strong", "legend", "caption", "big", "u"))


def is_of_the_ad(text: str) -> bool:
    """Whether words head a part of an ad, of its facts or of what is told of its employer."""
    known = is_content_heading(text) or heads_part(text) or field_of(text) not in (None, "ignored")
    return (
        known
        or vocabulary.is_line(("page", "organisation", "headings"), text)
        or vocabulary.is_line(("page", "below", "kept"), text)
    )


def states_own_facts(node: Element) -> bool:
    """Whether something in an element is labelled as a fact of an ad, or heads a part of it."""
    for inner in node.iter():
        if not isinstance(inner.tag, str):
            continue
        if inner.tag in HEADS | {"dt", "th", "span"} and is_of_the_ad(words(inner)):
            return True
        if inner.tag in ("p", "li", "div") and len(inner) < 3 and states_fact(words(inner)[:120]):
            return True
    return False


def states_fact(line: str) -> bool:
    """Whether a line is a label of an ad's with its value: "Employer: Marlow Pantry"."""
    pair = split_label(line)
    return pair is not None and field_of(pair[0]) not in (None, "ignored")
