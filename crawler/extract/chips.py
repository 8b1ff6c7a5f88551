"""The short lines around an ad: labelled pairs and chips, to statements under the field they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from crawler.extract import vocabulary
from crawler.extract.entries import LONGEST_CHIP, Entry, value_in_brackets
from pipelines.model import RawField, Statement
from pipelines.normalise.labels import field_of, split_label, split_prefix, split_question
from pipelines.normalise.run_on import split_run_on
from pipelines.normalise.text import fold, is_blank

_PARTS = re.compile(r"\s+[·•|▪◦●‣]\s+|\s*[•|●]\s*|\s+·\s*|\n")
_DASH = re.compile(r"\s+[–—-]\s+")
_DAYS: frozenset[RawField] = frozenset(("posted", "deadline", "start"))
_LINKED: frozenset[RawField] = frozenset(("apply_url", "organisation_website", "apply_email", "apply"))


def is_prose(entry: Entry) -> bool:
    """Whether an entry is running text that no statement is made of."""
    text = entry.text
    labelled = entry.label or split_label(text) is not None or split_prefix(text) is not None
    return not labelled and len(text) > LONGEST_CHIP and max(map(len, _pieces(text)), default=0) > LONGEST_CHIP


def statement(text: str, own: Mapping[str, str] | None = None, *, label: str = "", href: str = "") -> Statement | None:
    """What a short text of a page states: under its label's field, else a chip; ``None`` for mere navigation.

    >>> statement("Start: April 2026"), statement("Retour aux résultats")
    (Statement(field='start', text='April 2026', source='label', label='Start', parts={}), None)
    """
    name = (field_of(label, own) or _joint_field(label, own)) if label else None
    own_pair = split_label(text) if label and name is None else None
    if own_pair is not None and field_of(own_pair[0], own) is not None:
        label, text, name = *own_pair, field_of(own_pair[0], own)  # a label within a box that is headed by another
    if label and name is None and (told := split_prefix(text)) is not None and told[0] in _DAYS:
        return Statement(told[0], told[2], label=told[1])
    if label and name is None:
        return Statement("apply" if _leads_to_mail(label, text) else "unknown", text, label=label)
    if name is None and vocabulary.is_line(("page", "navigation", "lines"), text):
        return None
    if name is None and (pair := split_label(text) or split_question(text)) is not None:
        label, text = pair
        name = field_of(label, own) or ("apply" if _leads_to_mail(label, text) else "unknown")
    elif name is None and (prefix := split_prefix(text)) is not None:
        name, label, text = prefix
    elif name is None:
        return _unlabelled(text)
    if name in _LINKED and href:
        text = _linked(name, text, href)
    if name == "apply" and len(text) <= LONGEST_CHIP and _PERIOD.search(text) and not _ADDRESS.search(text):
        name = "deadline"  # "Inscrições: de 16/11 a 07/12/2026"
    return Statement(name, text, label=label)


def _unlabelled(text: str) -> Statement | None:
    """What a line without a label is: the way to apply, or a chip if it is short."""
    if _asks_for_mail(text):
        return Statement("apply", text)
    dated = vocabulary.pattern("page", "published", "lines").match(fold(text)) if len(text) <= LONGEST_CHIP else None
    if dated is not None and _DAY.match(text, dated.end()) is not None:
        return Statement("posted", text[dated.end() :].strip(" :"), label=text[: dated.end()])
    return Statement("chip", text) if len(text) <= LONGEST_CHIP else None


_DAY = re.compile(r"[ :]{1,3}(?:[^\W\d_]{2,10},? )?\d")
_PERIOD = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:20)?\d\d\b|\b20\d\d\b")
_ADDRESS = re.compile(r"@|://|www\.")


_JOINT = re.compile(r"\s*[,/&+]\s*|\s+(?:et|and|und|y|e|en)\s+")


def _joint_field(label: str, own: Mapping[str, str] | None) -> RawField | None:
    """The field of a label of several words that all mean the same: "Pays, ville"."""
    fields = {field_of(part, own) for part in _JOINT.split(label.strip(" :"))}
    return fields.pop() if len(fields) == 1 else None


_MAIL = re.compile(r"\S{1,64}@\S{3,200}")
_MAILBOX = re.compile(r"([\w.+-]{1,64})@[\w-]{1,63}\.[\w.-]{2,80}")
#: A line that sends an application to an address is no longer.
_LONGEST_LINE = 200


def _asks_for_mail(text: str) -> bool:
    """Whether a line without a label says that one applies to the one address in it: "envie um e-mail para …"."""
    boxes = _MAILBOX.findall(text) if "@" in text and len(text) <= _LONGEST_LINE else []
    if len(boxes) != 1 or vocabulary.pattern("page", "below", "other_desks").match(fold(boxes[0])):
        return False
    lead = fold(text[: text.index("@") - len(boxes[0])])
    told = [vocabulary.pattern("page", "below", "other_desks").match(word) for word in re.findall(r"[a-z]{3,20}", lead)]
    if any(told) or _NOT.search(lead) is not None:
        return False
    return vocabulary.pattern("page", "below", "applying").search(lead) is not None


#: What denies that one applies there.
_NOT = re.compile(r"\b(?:not|no|non|nao|ne|n'|pas|nicht|kein\w{0,2}|geen|niet|nunca|never|jamais|mai)\b")


def _leads_to_mail(label: str, text: str) -> bool:
    """Whether a label that nobody knows says that one sends something to the address behind it."""
    return _MAIL.fullmatch(text.strip(" .<>")) is not None and vocabulary.is_line(("page", "apply", "sending"), label)


def _linked(name: RawField, text: str, href: str) -> str:
    """The address behind a link, where the field is an address and the words are not."""
    if href.startswith("mailto:"):
        return text if "@" in text else href.removeprefix("mailto:").split("?")[0]
    return href if name in ("apply_url", "organisation_website") and href.startswith("http") else text


def statements(found: Iterable[Entry], own: Mapping[str, str] | None = None) -> list[Statement]:
    """The statements of a page's entries in page order, each once; a heading that is a label takes the next line."""
    made: list[Statement | None] = []
    label = ""
    found = list(found)
    over = _labels_over_values(found, own)
    for at, entry in enumerate(found):
        told = None if entry.label else _stated_in_brackets(entry.text, own)
        if told is not None:
            made.append(told)
            label = ""
            continue
        heads = (entry.heading or " " in entry.text or at in over) and not _states_itself(entry)
        if not entry.label and heads and field_of(entry.text, own) is not None:
            label = entry.text.rstrip(" :")
            continue
        taken = label if not entry.label and len(entry.text) <= _LONGEST_LINE and not _stands_alone(entry.text) else ""
        parts = _pieces(entry.text) if not entry.label and not taken else [entry.text]
        for first, *others in map(split_run_on, parts):
            read = _website(entry) or statement(first, own, label=entry.label or taken, href=entry.href)
            made.append(read)
            made.extend(statement(text, own) for text in others)
        label = ""
    return distinct(one for one in made if one is not None and not is_blank(one.text))


def _stated_in_brackets(text: str, own: Mapping[str, str] | None = None) -> Statement | None:
    """What a label states that has its own value in brackets: "Contract (12 months)", "Remote (hybrid)".

    >>> _stated_in_brackets("Contract (12 months)").text, _stated_in_brackets("Salaire (brut)")
    ('12 months', None)
    """
    value = value_in_brackets(text)
    if not value:
        return None
    label = text[: text.rindex("(")].strip()
    name = field_of(label, own) or field_of(text, own)
    return Statement(name, value, label=label) if name in ("contract", "working_time", "remote") else None


def _states_itself(entry: Entry) -> bool:
    """Whether words for a field are no label of what follows: "Salaire (12 mois)", a link to the employer's site."""
    told = _IN_PARENTHESES.search(entry.text)
    if told is None or entry.heading:
        return _website(entry) is not None
    return any(map(str.isdigit, told[0]))


def _website(entry: Entry) -> Statement | None:
    """The employer's site, where a link without a label is called so."""
    known = not entry.label and entry.href.startswith("http") and field_of(entry.text) == "organisation_website"
    return Statement("organisation_website", entry.href, label=entry.text) if known else None


_IN_PARENTHESES = re.compile(r"\([^()]{2,40}\)")


def _stands_alone(text: str) -> bool:
    """Whether a line is no value of a label above it: it has its own, or heads a box of facts."""
    told = split_label(text) or ((prefix := split_prefix(text)) is not None and prefix[0] in _DAYS)
    return bool(told) or vocabulary.is_line(("page", "below", "kept"), text)


def _labels_over_values(found: Sequence[Entry], own: Mapping[str, str] | None) -> frozenset[int]:
    """Where the single words stand that are labels since others stand over their values right before or behind them."""
    labels = [not e.label and len(e.text) <= LONGEST_CHIP and field_of(e.text, own) is not None for e in found]
    over = {at for at, (one, value) in enumerate(pairwise(labels)) if one and not value and not found[at + 1].label}
    return frozenset(at for at in over if {at - 2, at + 2} & over)


def distinct(found: Iterable[Statement]) -> list[Statement]:
    """The statements in order, each once."""
    return list({(one.field, one.text, one.source, one.label, *one.parts.items()): one for one in found}.values())


def _pieces(text: str) -> list[str]:
    """The values one line holds between bullets or bars."""
    pieces = [piece.strip() for piece in _PARTS.split(text)]
    dashed = _DASH.split(text) if len(pieces) == 1 and len(text) <= 2 * LONGEST_CHIP else []
    if any((told := split_prefix(piece)) is not None and told[0] in _DAYS for piece in dashed[1:]):
        pieces = dashed
    return (
        [piece for piece in pieces if piece and any(char.isalnum() for char in piece)] if len(text) <= 400 else [text]
    )
