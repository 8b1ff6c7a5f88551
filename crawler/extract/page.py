"""A page's HTML to statements and the ad's own text: what is seen, under the field each label means; nothing read."""

from __future__ import annotations

import html as html_text
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from crawler.extract import below, chips, employer_card, entries, furniture, jsonld, layout, vocabulary
from crawler.extract.apply_link import apply_statements
from crawler.extract.around import gather_around
from crawler.extract.beside_text import gather_beside
from crawler.extract.elements import HEADINGS, Element, detach, opening_words, select, words
from crawler.extract.fact_sheet import unfold_sheets
from crawler.extract.headline import find_headline, names_post
from crawler.extract.issue import keep_job_of_issue
from crawler.extract.jsonld import similarity
from crawler.extract.kept_breaks import keep_breaks
from crawler.extract.links import absolute
from crawler.extract.mail_header import SUBJECT, mail_statements
from crawler.extract.page_title import Headline, link_home, meta, page_title
from crawler.extract.paired_rows import part_paired_rows
from crawler.extract.post_tables import gather_post_tables
from crawler.extract.published import (
    foot_statements,
    head_statements,
    page_foot_statements,
    page_statements,
    stated_day,
)
from crawler.extract.site import named_site, site_statements
from crawler.extract.structured import read_structured
from crawler.extract.tail_lines import drop_tail_lines
from pipelines.model import RawField, Statement
from pipelines.normalise.html_lines import lines_of, parse_html
from pipelines.normalise.labels import field_of, split_label, split_prefix
from pipelines.normalise.naming import names_body
from pipelines.normalise.text import fold, is_blank

#: "at Green Harbour": what leads to an employer's name is no part of it.
_TO_EMPLOYER = re.compile(r"^(?:at|by|chez|par|bei|door|bij|por|presso)\s+(?=[^\W\d_a-z])")
#: What stands beside a name on its line: the town, the day.
_BESIDE = re.compile(r"\s+[•·|]\s+")
#: An employer's name on a page is no longer than this.
_LONGEST_NAME = 120
_LANGUAGE = re.compile(r"^\s*([a-z]{2})(?![a-z])", re.IGNORECASE)


@dataclass(frozen=True)
class Extraction:
    """What a page states: its statements in page order, the HTML of the ad's text, and what the page says of itself.

    ``json_ld`` is ``broken`` where a script speaks of a JobPosting that cannot be made out.
    """

    statements: tuple[Statement, ...] = ()
    body: str = ""
    page_language: str | None = None
    alternates: Mapping[str, str] = field(default_factory=dict)
    title: str | None = None
    json_ld: Literal["read", "broken", "absent"] = "absent"


def read_page(
    html: str, url: str, *, fields: Mapping[RawField, str] | None = None, labels: Mapping[str, str] | None = None
) -> Extraction:
    """Read a posting's page; never raises, and a declared selector that finds nothing is as if undeclared.

    ``fields`` are the board's own CSS per raw field, ``labels`` its own label words.
    """
    root = parse_html(html)
    if root is None:
        return Extraction()
    keep_breaks(root)
    part_paired_rows(root)
    data = read_structured(root, url=url)
    language, alternates = _language(root), _alternates(root, url)
    site = [*page_statements(root), *site_statements(root)]
    reader = _Reader(root, url, fields or {}, labels or {})
    headline = reader.headline(data.likely(url))
    job = data.choose(url=url, title=headline.text if headline else None)
    statements, body = reader.read(headline, job)
    structured = jsonld.statements_of(job, url=url) if job is not None else ()
    title = headline.text if headline else next((s.text for s in structured if s.field == "title"), None)
    return Extraction(
        statements=(*statements, *structured, *named_site(root, title), *site),
        body=_or_summary(body, data.summary),
        page_language=language,
        alternates=alternates,
        title=title,
        json_ld=data.json_ld(job),
    )


def _language(root: Element) -> str | None:
    stated = (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"), meta(root, "og:locale"))
    found = next((match for text in stated if text and (match := _LANGUAGE.match(text))), None)
    return found[1].lower() if found else None


def _alternates(root: Element, url: str) -> dict[str, str]:
    """Language to the absolute URL of the same page in it."""
    found: dict[str, str] = {}
    for node in root.iter("link", "a"):
        language = _LANGUAGE.match(node.get("hreflang") or "")
        target = absolute(url, node.get("href"))
        alternate = node.tag == "a" or "alternate" in (node.get("rel") or "").casefold()
        if language and target and alternate:
            found.setdefault(language[1].lower(), target)
    return found


class _Reader:
    """One page being taken apart: what has been read is taken out, so that nothing is read twice."""

    def __init__(self, root: Element, url: str, fields: Mapping[RawField, str], labels: Mapping[str, str]) -> None:
        self._root = root
        self._url = url
        self._labels = labels
        self._declared = {name: found for name, css in fields.items() if (found := _stated(select(root, css)))}
        self._stated = page_title(root, url)
        self._brand = link_home(root)
        declared = [node for nodes in self._declared.values() for node in nodes]
        below.unfold_layout_tables(root)
        page_foot = page_foot_statements(root)
        if not declared:
            keep_job_of_issue(root, self._stated.text if self._stated else "")
        furniture.drop_furniture(root, declared)
        self._area = layout.main_area(root)
        gather_around(self._area)
        self._foot = [*mail_statements(self._area), *head_statements(self._area), *foot_statements(self._area)]
        self._foot += [one for one in page_foot if one.field not in {known.field for known in self._foot}]
        below.drop_below(self._area, declared)
        drop_tail_lines(self._area)

    def headline(self, jobs: list[jsonld.Job]) -> Headline | None:
        """The ad's title: declared, a heading, or the page's metadata."""
        if "title" in self._declared:
            node = self._declared["title"][0]
            return Headline(words(node), str(node.tag), node)
        names = [
            statement.text for job in jobs[:1] for statement in jsonld.statements_of(job) if statement.field == "title"
        ]
        found = find_headline(self._area, self._stated, names[0] if names else "", self._url, self._brand)
        if found is None or found.element is None:
            if found is not None and names and fold(names[0]) in fold(found.text):
                start = fold(found.text).index(fold(names[0]))
                found = Headline(found.text[start : start + len(names[0])], found.label)
            elsewhere = find_headline(self._root, self._stated, names[0] if names else "", self._url, self._brand)
            found = elsewhere if elsewhere is not None and elsewhere.label == "h1" else found
        if found is not None and found.element is None and names and not similarity(found.text, names[0]):
            return None  # the name of a widget, while the page's data name the job
        return found

    def read(self, headline: Headline | None, job: jsonld.Job | None) -> tuple[list[Statement], str]:
        """The page's own statements in page order and the HTML of the ad's text."""
        title = headline.element if headline else None
        published = [] if "posted" in self._declared else stated_day(self._area, title)
        applying = (
            [] if {"apply_url", "apply_email"} & self._declared.keys() else apply_statements(self._area, self._url)
        )
        described = jsonld.description_of(job) if job is not None else ""
        employer = next((s.text for s in jsonld.statements_of(job) if s.field == "organisation"), "") if job else ""
        card = self._card(title, employer)
        named = self._organisation(employer, employer_card.card_name(card) if card is not None else "", title)
        about = employer_card.card_statements(card, self._url) if card is not None else []
        declared = list(self._declared_statements())
        if card is not None:
            employer_card.take_out(card)
        if title is not None:
            self._take(title)
        sheet = unfold_sheets(self._area, self._labels)
        body = self._body(described)
        header, rest = self._header()
        body = body if "description" in self._declared else "\n".join((body, *rest)).strip()
        first = [Statement("title", headline.text, label=headline.label)] if headline else []
        found = [*named, *declared, *sheet, *header, *applying, *about, *published, *self._foot]
        labelled = any(one.field == "title" and headline and fold(one.text) in fold(headline.text) for one in found)
        mailed = any(one.field == "title" and one.label == SUBJECT for one in self._foot)
        weak = headline is not None and (
            (mailed and headline.label not in HEADINGS)
            or (headline.element is None and (headline.label == "line" or labelled or not names_post(headline)))
        )
        return chips.distinct([*found, *first] if weak else [*first, *found]), body

    def _card(self, title: Element | None, employer: str) -> Element | None:
        for node in self._declared.get("organisation_about", []):
            if title is None or title not in set(node.iter()):
                return node
        held = self._declared.get("organisation", [])
        name = words(held[0]) if held else employer
        found = employer_card.find_card(self._area, title, name)
        if found is not None or employer_card.facts_in(self._area) < 2:
            return found
        found = employer_card.box_of_facts(self._area, title)
        for holder in (self._area, layout.text_block(self._area, layout.Prose(self._area))):
            found = employer_card.gather_loose_card(holder, title) if found is None else found
        return found

    def _take(self, node: Element) -> None:
        """Take a read element out, unless the ad's text stands inside it."""
        body = self._declared.get("description", [])
        if node is not self._area and not any(
            node is held or node in set(held.iterancestors()) for held in (*body, self._area)
        ):
            detach(node)

    def _organisation(self, employer: str, card: str, title: Element | None) -> list[Statement]:
        """The employer as the page names it: declared, a heading like the card's, or a link to its own page."""
        if "organisation" in self._declared:
            node = self._declared["organisation"][0]
            self._take(node)
            return [Statement("organisation", words(node))]
        names = {fold(name) for name in (employer, card) if name}
        for node in self._area.iter("h2", "h3", "h4", "a", "p", "span", "div", "strong"):
            text = opening_words(node, _LONGEST_NAME) if len(node) < 4 else ""
            if (
                not text
                or len(text) > _LONGEST_NAME
                or node is title
                or (title is not None and node in title.iterdescendants())
            ):
                continue
            if fold(text) in names or (node.tag == "a" and self._leads_to_employer(node)):
                holder = node.getparent() if node.tag == "a" else None
                self._take(
                    holder if holder is not None and holder is not self._area and words(holder) == text else node
                )
                return [Statement("organisation", text)]
        return [Statement("organisation", card)] if card else self._classed_organisation(title)

    def _classed_organisation(self, title: Element | None) -> list[Statement]:
        """The element whose class says that it names the employer, where it is one short line of its own."""
        for box in self._area.iter("h2", "h3", "h4", "p", "span", "div", "strong", "a", "li", "td"):
            names = f"{box.get('class') or ''} {box.get('itemprop') or ''}"
            if names == " " or box is title or not vocabulary.has_class("organisation", names):
                continue
            named = employer_card.named_line(box)
            node = box if named is None else named
            if node is box and (len(box) > 2 or (len(box) == 2 and field_of(words(box[0]), self._labels) is not None)):
                continue  # several lines, or a label and its value, which are read as such
            lines = list(node) if len(node) == 2 and all(child.tag in _OWN_LINE for child in node) else [node]
            text, *beside = _BESIDE.split(_TO_EMPLOYER.sub("", _without_website(lines[0])))
            beside += map(words, lines[1:])
            if _is_account(names, text):
                continue
            if 0 < len(text) <= 100 and ":" not in text and field_of(text, self._labels) is None:
                self._take(node)
                told = Statement("organisation", text, label=names.split(maxsplit=1)[0])
                others = (Statement("chip", piece) for piece in beside if 0 < len(piece) <= entries.LONGEST_CHIP)
                return [told, *others]
        return []

    def _leads_to_employer(self, node: Element) -> bool:
        target = absolute(self._url, node.get("href")) or ""
        known = vocabulary.pattern("page", "organisation", "paths").search(target.casefold().split("?")[0])
        return known is not None and not vocabulary.is_line(("page", "navigation", "lines"), words(node))

    def _declared_statements(self) -> Iterator[Statement]:
        for name, nodes in self._declared.items():
            if name in ("title", "organisation", "description", "organisation_about"):
                continue
            for node in nodes:
                if name == "chip":
                    yield from chips.statements(entries.entries(node, self._labels), self._labels)
                else:
                    yield _declared_value(name, node, self._labels)
                self._take(node)

    def _body(self, described: str) -> str:
        """The HTML of the ad's text, taken out of the page."""
        nodes = self._declared.get("description", [])
        nodes = [
            node
            for node in nodes
            if not any(other is not node and other in set(node.iterancestors()) for other in nodes)
        ]
        body = "\n".join(_inner(node) for node in nodes)
        if nodes:
            for node in nodes:
                detach(node)
        else:
            body = self._found_body(described)
        return described if described and 2 * _length(body) < _length(described) else body

    def _found_body(self, described: str) -> str:
        prose = layout.Prose(self._area)
        block = layout.text_block(self._area, prose)
        if len(described) >= 400:
            told = layout.block_of_text(self._area, described)
            if told is not None and 5 * len(words(told)) >= 4 * _length(described):
                block = told
        block = layout.with_own_sections(block, self._area, ())
        gather_beside(block, self._area)
        start = layout.content_start(
            block,
            prose,
            lambda node: field_of(words(node), self._labels) is not None and not layout.is_content_heading(words(node)),
        )
        held = etree.Element("div")
        if start == 0:
            held.text, block.text = block.text, None
        for child in list(block)[start:]:
            held.append(child)
        gather_post_tables(held, self._area)
        for link in list(held.iter("a")):
            parent = link.getparent()
            alone = parent is not None and link.getprevious() is None and link.getnext() is None
            alone = alone and parent is not None and words(parent) == words(link)
            leads = vocabulary.is_line(("page", "navigation", "lines"), words(link))
            leads = leads or (not alone and vocabulary.is_line(("page", "apply", "lines"), words(link)))
            if leads and (alone or _stands_apart(link)):
                detach(link)
        return _inner(held)

    def _header(self) -> tuple[list[Statement], list[str]]:
        """What stands around the ad's text, and as HTML the lines among it that are too long to be anything but text.

        Unlabelled lines are chips even where the board declares where its chips are: a site moves them, and what is
        none is told apart by whoever reads chips.
        """
        around = entries.entries(self._area, self._labels)
        found = chips.statements(around, self._labels)
        if "chip" in self._declared:
            found = [statement for statement in found if statement.field != "unknown"]
        return found, [f"<p>{html_text.escape(e.text, quote=False)}</p>" for e in around if chips.is_prose(e)]


def _stands_apart(link: Element) -> bool:
    """Whether a link stands between boxes, with no words of its own line beside it."""
    before, after = link.getprevious(), link.getnext()
    boxed = before is not None and before.tag in _APART and (after is None or after.tag in _APART)
    return boxed and is_blank(link.tail) and is_blank(before.tail if before is not None else "")


_APART = ("div", "table", "p", "ul", "ol", "section", "h2", "h3", "h4", "hr", "dl", "form")


#: Elements that begin a line: the name stands in the first of two.
_OWN_LINE = ("p", "div", "h2", "h3", "h4", "h5")


def _without_website(node: Element) -> str:
    """The words of an element without those of a link in it that leads to a site: "Website", "Visit our site"."""
    text = words(node)
    for link in node.iter("a"):
        told = words(link)
        if len(told) < len(text) and vocabulary.is_line(("page", "organisation", "website"), told):
            text = text.replace(told, "", 1).strip(" |·-–—,")
    return text


def _is_account(names: str, text: str) -> bool:
    """Whether an element names an account of the site or a network instead of an employer: who wrote the page."""
    writes = vocabulary.pattern("page", "organisation", "writers").search(fold(names)) is not None
    account = vocabulary.pattern("page", "organisation", "accounts").match(fold(text)) is not None
    led = vocabulary.pattern("page", "organisation", "written").match(fold(text))
    named = names_body(text[led.end() :] if led is not None else text)
    return text.startswith("@") or account or ((writes or led is not None) and not named)


def _or_summary(body: str, summary: str) -> str:
    """The ad's text; what Open Graph says of the page where it has none."""
    told = not summary or len(body) > 1000 or _length(body) > 0
    return body if told else f"<p>{html_text.escape(summary, quote=False)}</p>"


def _stated(nodes: list[Element]) -> list[Element]:
    return [node for node in nodes if words(node)]


def _declared_value(name: RawField, node: Element, labels: Mapping[str, str]) -> Statement:
    """A declared element's words, its label taken off where it stands in the same element."""
    text = words(node)
    pair = split_label(text)
    prefix = split_prefix(text)
    if pair is not None and field_of(pair[0], labels) == name:
        return Statement(name, pair[1], label=pair[0])
    if prefix is not None and prefix[0] == name:
        return Statement(name, prefix[2], label=prefix[1])
    stated = node.get("datetime") if node.tag == "time" and not text else None
    return Statement(name, stated or text)


def _inner(node: Element) -> str:
    """The HTML inside an element."""
    pieces = [html_text.escape(node.text, quote=False) if node.text and not is_blank(node.text) else ""]
    pieces.extend(etree.tostring(child, encoding="unicode", method="html") for child in node)
    return "".join(pieces).strip()


def _length(html: str) -> int:
    return sum(len(line.text) for line in lines_of(html)) if html else 0
