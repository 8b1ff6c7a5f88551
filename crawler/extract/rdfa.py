"""RDFa: the JobPostings that a page's ``typeof`` and ``property`` attributes state, under any prefix."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from crawler.extract.elements import Element
from crawler.extract.item_values import Values, add, base_of, schema_name
from crawler.extract.jsonld import Job
from crawler.extract.links import absolute
from crawler.extract.nodes import is_posting, postings_among

_TYPED = etree.XPath("descendant-or-self::*[@typeof]")
_PREFIX = re.compile(r"([^\s:]{1,40}):\s{1,40}(\S{1,200})")
_SCHEMA = re.compile(r"(?:(?:https?:)?//)?(?:www\.)?schema\.org/?#?", re.IGNORECASE)
#: A link's own relations are small words; a property of schema.org that holds a thing is camelCase or one of these.
_RELATIONS = frozenset(("address", "identifier", "value", "geo", "item"))


@dataclass(frozen=True)
class _Context:
    """What an element inherits: whether plain names are schema.org's, the prefixes that are, and whose they are."""

    schema: bool = True
    prefixes: frozenset[str] = frozenset(("schema",))
    subject: Job | None = None
    hanging: tuple[str, ...] = field(default=())

    def below(self, node: Element) -> _Context:
        """The context inside ``node`` as far as its vocabulary goes."""
        vocab, declared = node.get("vocab"), node.get("prefix")
        spaces = [(key[6:], value) for key, value in node.attrib.items() if str(key).startswith("xmlns:")]
        if vocab is None and not declared and not spaces:
            return self
        prefixes = set(self.prefixes)
        for prefix, address in (*_PREFIX.findall(declared or ""), *spaces):
            known = _SCHEMA.fullmatch(str(address).strip())
            (prefixes.add if known else prefixes.discard)(str(prefix).lower())
        schema = self.schema if vocab is None else not vocab.strip() or bool(_SCHEMA.fullmatch(vocab.strip()))
        return replace(self, schema=schema, prefixes=frozenset(prefixes))

    def names(self, tokens: str | None) -> list[str]:
        """The tokens that are names of schema.org."""
        found = []
        for token in (tokens or "").split():
            prefix, colon, name = token.partition(":")
            ours = prefix.lower() in self.prefixes if colon else self.schema
            meant = schema_name(name if colon and ours else token)
            if meant and (ours or "//" in token):
                found.append(meant)
        return found


def read_rdfa(root: Element, *, url: str = "") -> list[Job]:
    """The JobPostings of a page's RDFa in page order, as JSON-LD would have them; never raises."""
    if not any("jobposting" in node.get("typeof").casefold() for node in _TYPED(root)):
        return []
    return postings_among(_Graph(Values(base_of(root, url)), url).read(root))


class _Graph:
    """Subjects and what is stated of them, in the order of the page."""

    def __init__(self, values: Values, url: str) -> None:
        self._values = values
        self._url = url
        self._subjects: list[Job] = []
        self._by_name: dict[str, Job] = {}
        self._holders: dict[int, Job] = {}

    def read(self, root: Element) -> list[Job]:
        """Every subject of the page, those that a posting has for a value left out."""
        stack = [(root, _Context())]
        while stack and self._values.spend():
            node, context = stack.pop()
            inner = self._element(node, context.below(node))
            stack.extend((child, inner) for child in reversed(node) if isinstance(child.tag, str))
        return [subject for subject in self._subjects if not self._is_property(subject)]

    def _is_property(self, subject: Job) -> bool:
        """Whether a posting is what another one states, such as a related offer."""
        seen: set[int] = set()
        while is_posting(subject) and id(subject) in self._holders and id(subject) not in seen:
            seen.add(id(subject))
            subject = self._holders[id(subject)]
            if is_posting(subject):
                return True
        return False

    def _element(self, node: Element, context: _Context) -> _Context:
        """Take up what an element states; the context inside it."""
        kinds = context.names(node.get("typeof"))
        properties = context.names(node.get("property"))
        relations = [
            name for name in context.names(node.get("rel")) if name in _RELATIONS or name != name.lower()
        ] if node.get("rel") else []  # fmt: skip
        name = self._name(node, linked=bool(kinds or relations))
        if kinds and properties and name is None and node.find(".//*[@property]") is None:
            kinds = []
        if node.get("typeof") is not None and not kinds and not properties:
            return replace(context, subject=None, hanging=())
        if kinds or (name is not None and not properties and not relations):
            return self._subject(node, context, kinds, name, (*properties, *relations))
        if context.subject is not None:
            self._literals(node, context.subject, properties, name)
            if relations and name is not None:
                self._link(context.subject, relations, {"@id": name})
            elif relations:
                return replace(context, hanging=tuple(relations))
        return context

    def _subject(
        self, node: Element, context: _Context, kinds: list[str], name: str | None, links: tuple[str, ...]
    ) -> _Context:
        subject = self._known(name)
        if kinds and "@type" not in subject:
            subject["@type"] = kinds[0] if len(kinds) == 1 else kinds
        if node.get("about") is None and context.subject is not None and context.subject is not subject:
            self._link(context.subject, [*links, *(context.hanging if not links else ())], subject)
        return replace(context, subject=subject, hanging=())

    def _link(self, subject: Job, names: list[str], value: Job) -> None:
        for name in names:
            add(subject, name, value)
            self._holders.setdefault(id(value), subject)

    def _literals(self, node: Element, subject: Job, names: list[str], about: str | None) -> None:
        for name in names:
            thing = about is not None and node.get("resource") is not None and not node.get("content")
            add(subject, name, {"@id": about} if thing else self._values.of(node, name))

    def _known(self, name: str | None) -> Job:
        """The subject of that name, or a new one."""
        if name is not None and name in self._by_name:
            return self._by_name[name]
        subject: Job = {} if name is None else {"@id": name}
        self._subjects.append(subject)
        if name is not None:
            self._by_name[name] = subject
        return subject

    def _name(self, node: Element, *, linked: bool) -> str | None:
        """What an element is about; a plain link names a subject only where it also says what it is."""
        attributes = ("about", "resource", *(("href", "src") if linked else ()))
        stated = next((value for key in attributes if (value := node.get(key)) is not None), None)
        if stated is None:
            return None
        return absolute(self._url, stated) or stated.strip()
