"""Where an application goes: the mail address and the link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from itertools import islice
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from pipelines.model import Facts, Reading
from pipelines.normalise import vocabulary
from pipelines.normalise.bare_addresses import bare_addresses, has_bare_address
from pipelines.normalise.document import Block, Document, Section
from pipelines.normalise.patterns import one_of
from pipelines.normalise.text import fold
from pipelines.normalise.topics import bits_of, look_at

_EXCERPT = 160
_DOMAIN = r"(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24}(?![A-Za-z0-9])"
_LOCAL = re.compile(r"(?<![\w.+%-])[A-Za-z0-9][\w.+%-]{0,63}$")
_AFTER = re.compile(_DOMAIN)
_HIDDEN_DOMAIN = re.compile(
    r" ?([A-Za-z0-9-]{1,63}(?:(?:\.| ?[\[({] ?(?:dot|DOT|point|punkt|punto|ponto|punt|\.) ?[\])}] ?"
    r"| (?:DOT|PUNKT|point|punkt|punto|ponto|punt|dot) )"
    r"[A-Za-z0-9-]{1,63}){1,5})(?![\w-])"
)
_DOT = re.compile(
    r" ?[\[({] ?(?:dot|DOT|point|punkt|punto|ponto|punt|\.) ?[\])}] ?| (?:DOT|PUNKT|point|punkt|punto|ponto|punt|dot) "
)
_URL = re.compile(r"https?://[^\s<>\"'«»|\\^`{}]{4,500}", re.IGNORECASE)
#: An at sign, or what stands for it where an address is hidden from robots.
_AT = re.compile(
    r"[\[({<] ?(?:at|AT|At|arobase|arobas|arroba|chiocciola|apenstaartje|apestaartje|@|ät|ÄT|a) ?[\])}>]"
    r"| (?:AT|arobase|arobas|arroba|chiocciola) |@"
)
#: An honest block has a handful; more is bait.
_MOST = 200


class _Found(NamedTuple):
    """A candidate with how sure its context is; the surest wins, the first of equals."""

    score: int
    value: str
    excerpt: str
    rule: str


@cache
def cue(table: str, name: str) -> re.Pattern[str]:
    """One pattern for the words of a table of ``vocabulary/application.toml``, each at the beginning of a word."""
    return re.compile(rf"(?<![a-z0-9]){one_of(vocabulary.load('application')[table][name])}")


def _addresses(text: str) -> Iterator[tuple[int, int, str]]:
    """Mail addresses as written or as hidden from robots, with where they stand."""
    for mark in islice(_AT.finditer(text), _MOST):
        last = mark.start() - (mark.group() != "@" and text[mark.start() - 1 : mark.start()] == " ")
        first = max(0, last - 66)
        local = _LOCAL.search(text, first, last)
        domain = (_AFTER if mark.group() == "@" else _HIDDEN_DOMAIN).match(text, mark.end())
        if local is not None and domain is not None and (local.start() > first or first == 0):
            host = domain.group() if mark.group() == "@" else _DOT.sub(".", domain[1])
            yield local.start(), domain.end(), f"{local.group()}@{host}"


def _is_mailbox_for_applying(address: str) -> bool:
    local = fold(address.partition("@")[0])
    return not any(
        part in vocabulary.load("application")["cues"]["mailboxes"] for part in (local, *re.split(r"[._-]", local))
    )


def _is_mailbox_of_hiring(address: str) -> bool:
    names: list[str] = vocabulary.load("application")["cues"]["mailboxes_of_hiring"]
    return fold(address.partition("@")[0]) in names


def read_apply_email(text: str) -> Reading[str] | None:
    """Read the mail address that a label gives, escapes and disguises undone; a mailto's headers are dropped.

    >>> read_apply_email("emploi [at] asso.example").value, read_apply_email("par courrier")
    ('emploi@asso.example', None)
    """
    text = text.replace("\\_", "_").strip()
    if text.lower().startswith("mailto:"):
        text = unquote(text[7:]).partition("?")[0]
    for start, end, address in _addresses(text):
        if _is_mailbox_for_applying(address):
            return Reading(address, text[start:end], "email")
    return None


def read_apply_url(text: str) -> Reading[str] | None:
    """Read the http(s) address that a label gives; any other scheme, and one with a name in it, is refused.

    >>> read_apply_url("https://asso.example/postuler.").value, read_apply_url("javascript:alert(1)")
    ('https://asso.example/postuler', None)
    """
    match = _URL.search(text)
    address = _safe_url(match.group() if match else next((href for _, href in bare_addresses(text)), ""))
    return None if address is None else Reading(address, address, "url")


def _safe_url(text: str) -> str | None:
    address = text.strip().rstrip(".,;:!?)]}*'\"»")
    if not _URL.fullmatch(address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.hostname and "." in parts.hostname and "@" not in parts.netloc else None


def find_apply_email(document: Document, facts: Facts) -> Reading[str] | None:  # noqa: ARG001
    """Find the address applications go to; never one for questions, privacy, complaints, or in a signature."""
    best: _Found | None = None
    address, blocks = bits_of("address"), document.blocks
    look_at(blocks)
    shouted = " AT " in document.text
    told = [
        place
        for place, block in enumerate(blocks)
        if block.topics & address or block.links or (shouted and " AT " in block.text)
    ]
    for place in told:
        for found in _mail_candidates(blocks[place], blocks[place - 1].folded[-200:] if place else ""):
            if best is None or found.score > best.score:
                best = found
    best = best or _pointed_to(document)
    return None if best is None else Reading(best.value, best.excerpt[:_EXCERPT], best.rule)


def _pointed_to(document: Document) -> _Found | None:
    """The one address of an ad, on a line of its own, where a sentence above sends applications to one below."""
    alone: list[tuple[int, str, str]] = []
    for place, block in enumerate(document.blocks):
        if block.topics & bits_of("address") and len(block.text) <= _LONE and block.section not in ("about", "legal"):
            found = [address for _, _, address in _addresses(block.text) if _is_mailbox_for_applying(address)]
            if len(found) == 1 and len(block.text) <= len(found[0]) + _MARKS:
                alone.append((place, found[0], block.text))
    before = document.blocks[: alone[-1][0]] if alone else ()
    sent = next((place for place, block in enumerate(before) if _sends_below(block)), len(before))
    lone = {address: text for place, address, text in alone if place > sent}
    address = next(iter(lone), None) if len(lone) == 1 else None
    return None if address is None else _Found(_WRITTEN, address, lone[address], "written_to")


def _sends_below(block: Block) -> bool:
    return (
        block.section not in _NOT_OF_THE_JOB
        and cue("cues", "below").search(block.folded) is not None
        and cue("cues", "apply").search(block.folded) is not None
    )


#: A line that is an address and a few marks is no longer than this.
_LONE, _MARKS = 80, 12


def _mail_candidates(block: Block, previous: str) -> Iterator[_Found]:
    spans = sorted(_addresses(block.text))
    for text, href in block.links:
        if href.lower().startswith("mailto:") and not list(_addresses(text)):
            found = read_apply_email(href)
            start = block.text.find(text) if text else -1
            if found is not None and start >= 0:
                spans.append((start, start + len(text), found.value))
    for start, end, address in spans[:20]:
        before = max((other_end for _, other_end, _ in spans if other_end <= start), default=0)
        score = _mail_score(block, before, start, end, previous) if _is_mailbox_for_applying(address) else 0
        if not score and _is_mailbox_of_hiring(address):
            lead = block.folded[max(before, start - 400) : start]
            of_the_job = block.section not in _NOT_OF_THE_JOB and cue("cues", "other").search(lead) is None
            score = _WRITTEN if of_the_job else 0
        if score:
            left = max(block.text.rfind(". ", 0, start) + 2, start - 110) if start > 110 else 0
            yield _Found(
                score,
                address,
                block.text[left : max(end, left + 1)],
                ("", "section", "written_to", "cue", "cue_in_section")[score],
            )


def _mail_score(block: Block, before: int, start: int, end: int, previous: str) -> int:
    """How sure it is that an address is for applying: 0 not at all, 4 where a cue and the section agree."""
    lead = block.folded[max(before, start - 400) : start]
    around = lead + " " + block.folded[end : end + 60].split(". ")[0]
    apply_at, other_at = _last(cue("cues", "apply"), lead), _last(cue("cues", "other"), lead)
    in_section = block.section == "apply"
    if other_at > apply_at or (other_at >= 0 and _only_asks_to_write(lead, other_at)):
        return 0
    if block.field == "apply_email":
        return 4 if in_section else 3
    if apply_at >= 0 or (cue("cues", "apply").search(around) and block.section not in ("about", "legal")):
        return 0 if block.section == "legal" else 4 if in_section else 3
    if len(lead.strip()) <= 45 and _last(cue("cues", "apply"), previous) > _last(cue("cues", "other"), previous):
        return 4 if in_section else 3
    if _asks_to_write(block, lead, previous):
        return _WRITTEN
    return 1 if in_section and not cue("cues", "other").search(previous[-120:] if len(lead) < 20 else "") else 0


def _asks_to_write(block: Block, lead: str, previous: str) -> bool:
    """Whether the words before an address ask the reader to write, and of nothing but the job ("drop a line to")."""
    if block.section in _NOT_OF_THE_JOB:
        return False
    before = previous[-120:] + " | " + lead if len(lead) < _SHORT_LEAD else lead
    if cue("cues", "other").search(before) is not None:
        return False
    return cue("cues", "write").search(lead) is not None or _hands_in(re.split(r"[.!?] ", lead)[-1])


def _hands_in(lead: str) -> bool:
    """Whether right before an address papers are named and that they go there: "un mot et vos diplômes à"."""
    return _to().search(lead) is not None and any(
        cue("documents", kind).search(lead) for kind in ("diplomas", "references", "portfolio", "form", "other")
    )


@cache
def _to() -> re.Pattern[str]:
    """What leads to an address."""
    return re.compile(rf"(?:\b(?:{vocabulary.either('application', 'cues', 'to')})|[:>→]) ?[(<«\"]?$")


def _only_asks_to_write(lead: str, other_at: int) -> bool:
    """Whether behind words for another desk nothing but "write to" stands: "for an accommodation write to"."""
    cues = [match.group() for match in cue("cues", "apply").finditer(lead, other_at)]
    same = ". " not in lead[other_at:]
    return same and bool(cues) and all(_write_to().fullmatch(words) for words in cues)


_write_to = partial(vocabulary.pattern, "application", "cues", "write_to")


_NOT_OF_THE_JOB: tuple[Section, ...] = ("about", "legal", "context")
_SHORT_LEAD = 20
#: The score of an address that readers are asked to write to, or that is for hiring by its name.
_WRITTEN = 2


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def find_apply_url(document: Document, facts: Facts) -> Reading[str] | None:  # noqa: ARG001
    """Find the http(s) link to apply by: its own words say so, or the sentence it stands in does."""
    best: _Found | None = None
    blocks, written = document.blocks, "http" in document.folded
    told = [
        place
        for place, block in enumerate(blocks)
        if block.links or (written and "http" in block.folded) or has_bare_address(block.folded)
    ]
    for place in told:
        for found in _link_candidates(blocks[place], blocks[place - 1].folded[-160:] if place else ""):
            if best is None or found.score > best.score:
                best = found
    return None if best is None else Reading(best.value, best.excerpt[:_EXCERPT], best.rule)


#: What in the path of an address in the part on applying says that it is where one applies.
_to_apply = partial(vocabulary.pattern, "application", "cues", "to_apply")


def _is_for_applying(block: Block, address: str, lead: str) -> bool:
    """Whether an address says that one applies there, in the part on applying or behind words on it."""
    host, _, path = fold(address.partition("://")[2]).partition("/")
    if block.section == "apply":
        return _to_apply().search(path) is not None
    named = _to_apply().search(path) is not None or _to_apply().match(host) is not None
    return named and block.section not in ("about", "legal") and cue("cues", "apply").search(lead) is not None


def _link_candidates(block: Block, previous: str) -> Iterator[_Found]:
    links = [(text, href) for text, href in block.links if href.lower().startswith("http")]
    known = {href for _, href in links}
    links += [(match.group(), match.group()) for match in _URL.finditer(block.text) if match.group() not in known]
    if not links:
        links = list(bare_addresses(block.text))
    for text, href in links[:30]:
        address = _safe_url(href)
        if address is None or cue("cues", "not_link").search(f"{fold(text)} {fold(href)}"):
            continue
        at = max(block.text.find(text), 0)
        lead = block.folded[max(0, at - 200) : at]
        lead = previous if not lead.strip() else re.split(r"[.!?]\s", lead)[-1]
        if cue("cues", "link").search(fold(text)) and block.section not in ("about", "legal"):
            yield _Found(3, address, text, "link_text")
        elif _is_for_applying(block, address, lead):
            yield _Found(1, address, block.text[max(0, at - 100) : at + len(text)], "link_to_apply")
        elif _last(cue("cues", "link"), lead) > _last(cue("cues", "other"), lead) and block.section not in (
            "about",
            "legal",
        ):
            yield _Found(
                2 if block.section == "apply" else 1, address, block.text[max(0, at - 100) : at + len(text)], "link_cue"
            )
