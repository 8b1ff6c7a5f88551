"""The grammar of pay: money in folded text, and the words around an amount that say what it is paid for.

Works on one sentence at a time. Every window that is looked at is bounded, so that the time is linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from itertools import islice
from typing import Any, cast

from babel.numbers import get_territory_currencies

from pipelines.model import Basis, Facts, Period
from pipelines.normalise import vocabulary
from pipelines.normalise.amounts import Amount, find_amounts, share_thousands
from pipelines.normalise.text import fold

#: How many numbers of one sentence are looked at, and how far around an amount its words may stand.
_MOST_AMOUNTS = 60
_BEFORE, _BEHIND = 90, 70
#: How many times its lower end the upper end of a range may be: where both show that they are money, where a word
#: joins them, where only a dash does ("coefficient 770 - 3 026 €").
_WIDEST, _WIDER, _WIDE = 20, 10, Decimal("3.5")

_HOURS = re.compile(
    r"\d{1,3}(?:[.,]\d{1,2})? ?(?:h|heures?|hours?|hrs?|std\.?|stunden|horas|ore|uur|jours?|j|days?|tage|dias"
    r"|semaines?|weeks?)"
    r"(?![a-z])(?: (?:de travail|travaillees?|travailles|ouvres))? ?(?:(?:/|par|per|a|pro|por|the|la|de)? ?"
    r"(?:semaine|hebdo[a-z]{0,8}|sem(?![a-z])|weekly|week|wk|woche|semana|settimana|mois|month|an(?![a-z])|year))?"
    r"|\d{1,3}(?:[.,]\d{1,2})? ?%"
)
_OTHER_YEARLY = re.compile(
    r"(?<=prime |onges |etien |udget |bilan |pport )(?:annuel|mensuel)(?:le)?s?"
    r"|(?:annual|yearly|monthly)(?= (?:leave|holiday|bonus|review|budget|report|turnover|income of the))"
)
_ASIDE = re.compile(r"\([^()]{0,80}\)|(?<![a-z])(?:hors|excluding|excl\.?|sans) [a-z]{1,20}")
_CLAUSE = re.compile(r"[,;|•]|\+(?! ?de)|\.(?= )| - |(?<![a-z])(?:soit|i\.e\.|equivalent a|equivalent to)(?![a-z])|=")
_SHORT_CLAUSE = re.compile(r"[,;|•+.]")
_MARKS = " :'\"*_~≈>()-"


def _words(patterns: list[str]) -> str:
    return f"(?<![a-z])(?:{'|'.join(patterns)})(?![a-z])"


@cache
def _table() -> dict[str, Any]:
    return vocabulary.load("salary")


@cache
def _currencies() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """Patterns of a currency behind and in front of an amount, and which code each group stands for."""
    groups: list[str] = []
    names: dict[str, str] = {}
    own = [(code, f"(?:{'|'.join(words)})") for code, words in _table()["currencies"].items()]
    signs = [(pattern, f"(?:{pattern})") for pattern in _table()["signs"]]
    for number, (name, pattern) in enumerate(own + signs):
        names[f"g{number}"] = name
        groups.append(f"(?P<g{number}>{pattern})")
    union = f"(?:{'|'.join(groups)})"
    return (
        re.compile(f" ?[(]?{union}(?![a-z])"),
        re.compile(f"(?<![a-z]){union}[)]? ?[$€£]?(?: ?:)? ?$"),
        names,
    )


@cache
def _named(table: str, name: str) -> re.Pattern[str]:
    return re.compile(_words(_table()[table][name]))


@cache
def _periods() -> re.Pattern[str]:
    groups = "|".join(f"(?P<{name}>{'|'.join(patterns)})" for name, patterns in _table()["periods"].items())
    return re.compile(f"(?:(?<![a-z])|(?=[ /⁄]))(?:{groups})(?![a-z])")


@cache
def _basis() -> re.Pattern[str]:
    groups = "|".join(f"(?P<{name}>{'|'.join(patterns)})" for name, patterns in _table()["basis"].items())
    return re.compile(f"(?<![a-z])(?:{groups})(?![a-z])")


@cache
def _edge(name: str, *, behind: bool) -> re.Pattern[str]:
    words = "|".join(_table()["words"][name])
    return re.compile(f"^[ (]?(?:{words})(?![a-z])" if behind else f"(?<![a-z])(?:{words})[ :]{{0,3}}$")


@cache
def _joiner() -> tuple[re.Pattern[str], re.Pattern[str]]:
    filler = (
        f"(?: ?[(]?(?:{'|'.join(p for patterns in _table()['basis'].values() for p in patterns)}"
        f"|{'|'.join(p for patterns in _table()['periods'].values() for p in patterns)})[)]?){{0,2}}"
    )
    plain, after_between = ("|".join(map(str, _table()["words"][name])) for name in ("join", "join_between"))
    return re.compile(f"{filler} ?(?:{plain}) ?"), re.compile(f"{filler} ?(?:{plain}|{after_between}) ?")


@cache
def _months() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    months = _table()["months"]
    return (
        re.compile("|".join(f"(?<![a-z0-9]){pattern}" for pattern in months["paid"])),
        re.compile(f"(?<![\\d.,])(?:{'|'.join(months['extra'])})"),
        re.compile(_words(months["included"])),
    )


@lru_cache(maxsize=512)
def currency_of_country(country: str | None, today: str) -> str | None:
    """The one legal tender of a country on the day of the fetch, ``None`` where there are several or none.

    >>> currency_of_country("FR", "2026-03-01"), currency_of_country(None, "2026-03-01")
    ('EUR', None)
    """
    if country is None:
        return None
    try:
        day = date.fromisoformat(today[:10])
    except ValueError:
        return None
    found = get_territory_currencies(country.upper(), day, day, tender=True)
    return str(found[0]) if len(found) == 1 else None


@dataclass(frozen=True)
class Money:
    """One amount with its currency, in folded text; ``sign`` is an ISO code or a sign of several currencies."""

    start: int
    end: int
    amount: Amount
    sign: str | None


@dataclass(frozen=True)
class Span:
    """A single amount or a range: where it stands, its ends, its sign, and whether a sign or ``k`` marks it."""

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    sign: str | None
    marked: bool


@dataclass(frozen=True)
class Around:
    """The words around a span: what they state, and from where to where they were used."""

    period: Period | None
    basis: Basis | None
    months: Decimal | None
    pro_rata: bool | None
    near: bool
    touching: bool
    pay: bool
    foreign: bool
    start: int
    end: int


def mask(folded: str) -> str:
    """Blank out working hours, days and percentages, so that "35h/semaine" lends no amount a period; same length."""
    for pattern in (_HOURS, _OTHER_YEARLY):
        folded = pattern.sub(lambda found: " " * len(found.group()), folded)
    return folded


def currency_code(sign: str | None, facts: Facts) -> str | None:
    """The ISO code of what stands beside an amount; a sign of several currencies is read by the board's country."""
    if sign is None or sign not in _table()["signs"]:
        return sign
    code: str | None = _table()["signs"][sign].get(facts.country)
    return code


def _money(folded: str) -> list[Money]:
    behind, before, names = _currencies()
    found: list[Money] = []
    for amount in islice(find_amounts(folded), _MOST_AMOUNTS):
        start, end, sign = amount.start, amount.end, None
        left = max(found[-1].end if found else 0, start - 16)
        if (prefix := before.search(folded[left:start])) is not None:
            sign, start = names[str(prefix.lastgroup)], left + prefix.start()
        if (suffix := behind.match(folded, end)) is not None:
            sign, end = sign or names[str(suffix.lastgroup)], suffix.end()
        found.append(Money(start, end, amount, sign))
    return found


def _joined(folded: str, low: Money, high: Money) -> bool:
    gap = folded[low.end : high.start]
    if len(gap) > 40 or low.amount.value <= 0:
        return False
    ratio = high.amount.value / share_thousands(low.amount, high.amount)
    if gap.strip() == "/":
        return (low.amount.value >= 1000 or high.amount.in_thousands) and 1 <= ratio <= 2
    both_marked = (low.sign or low.amount.in_thousands) and (high.sign or high.amount.in_thousands)
    widest = _WIDEST if both_marked else _WIDE if "-" in gap else _WIDER
    if not 1 <= ratio <= widest:
        return False
    plain, after_between = _joiner()
    if plain.fullmatch(gap):
        return True
    if not after_between.fullmatch(gap):
        return False
    unmarked = low.sign is None and not low.amount.in_thousands and high.amount.in_thousands
    return unmarked or _edge("between", behind=False).search(folded[max(0, low.start - 16) : low.start]) is not None


def _single(folded: str, money: Money) -> Span:
    before, behind = folded[max(0, money.start - 24) : money.start], folded[money.end : money.end + 40]
    low: Decimal | None = money.amount.value
    high = low
    tail = behind[found.end() :] if (found := _basis().match(behind.lstrip())) else behind
    word = _edge("at_most", behind=False).search(before)
    if word or _edge("behind_at_most", behind=True).match(tail):
        low = None
    elif (word := _edge("at_least", behind=False).search(before)) or _edge("behind_at_least", behind=True).match(tail):
        high = None
    start = money.start - len(before) + word.start() if word else money.start
    return Span(start, money.end, low, high, money.sign, money.sign is not None or money.amount.in_thousands)


def find_spans(folded: str) -> list[Span]:
    """Single amounts and ranges of one folded sentence, in order, whether pay or not.

    >>> [(str(span.low), str(span.high), span.sign) for span in find_spans("de 34 a 42 k€ + 8 tickets")]
    [('34000', '42000', 'EUR'), ('8', '8', None)]
    """
    money = _money(folded)
    spans: list[Span] = []
    position = 0
    while position < len(money):
        low = money[position]
        high = money[position + 1] if position + 1 < len(money) else None
        if high is not None and _joined(folded, low, high):
            bottom = share_thousands(low.amount, high.amount)
            marked = bool(low.sign or high.sign) or high.amount.in_thousands
            lead = _edge("between", behind=False).search(folded[max(0, low.start - 16) : low.start])
            start = low.start - len(lead.group()) if lead else low.start
            spans.append(Span(start, high.end, bottom, high.amount.value, low.sign or high.sign, marked))
            position += 2
        else:
            spans.append(_single(folded, low))
            position += 1
    return spans


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    last = None
    for found in pattern.finditer(text):
        last = found
    return last


def _first(pattern: re.Pattern[str], head: str, close: str, wide: str) -> tuple[str | None, int, int]:
    """The word nearest to an amount: behind it in its clause, else in front, else further behind; with its offset.

    The offset is counted from the amount: negative in front of it (from its start), positive behind (to its end).
    """
    if (found := pattern.search(close)) is not None:
        return found.lastgroup, 0, found.end()
    if (last := _last(pattern, head)) is not None:
        return last.lastgroup, last.start() - len(head), 0
    if (found := pattern.search(wide)) is not None:
        return found.lastgroup, 0, found.end()
    return None, 0, 0


_OWN_NUMBER = re.compile(r"(?<![a-z])(?:net|brut|gross)[a-z]{0,2}[ :(~]{0,3}(?:de |environ )?\d")


def _months_paid(head: str, tail: str, period: str | None) -> tuple[Decimal | None, int]:
    paid, extra, included = _months()
    if (found := paid.search(tail)) is not None:
        number = next(group for group in found.groups() if group)
        return Decimal(number.replace(",", ".")), found.end()
    if (found := paid.search(head)) is not None and "sur" in found.group():
        number = next(group for group in found.groups() if group)
        return Decimal(number.replace(",", ".")), 0
    if period == "month" and not included.search(tail) and (found := extra.search(tail)) is not None:
        return Decimal(found.group(1)), found.end()
    return None, 0


def _clause_head(head: str) -> str:
    cleared = _ASIDE.sub(lambda found: " " * len(found.group()), head)
    start = 0
    for cut in _CLAUSE.finditer(cleared):
        start = cut.end()
    return cleared[start:]


def _is_foreign(head: str, tail: str) -> bool:
    """Whether the clause names other money than pay, before the amount or right behind it."""
    clause = _clause_head(head)
    other = _last(_named("words", "other_money"), clause)
    if other is not None and not _named("words", "pay").search(clause, other.end()):
        return True
    return _foreign_behind().match(tail) is not None


@cache
def _foreign_of() -> re.Pattern[str]:
    words = "|".join(_table()["words"]["other_money_behind"])
    return re.compile(f" ?(?:brut|nets?)? ?(?:de|d'|des|du|of|in|en|for) ?(?:la |le |l'|the )?(?:{words})(?![a-z])")


@cache
def _foreign_behind() -> re.Pattern[str]:
    words = "|".join(_table()["words"]["other_money_behind"])
    return re.compile(
        r" ?(?:brut|nets?)? ?(?:/|par|per|en|of|x|for|le|la|the|in)? ?(?:de |d'|des |du )?(?:la |le |l'|mensuels? )?"
        f"(?:{words})(?![a-z])"
    )


_ALONE = re.compile(
    r"[-:( ]*$|[-:( ]*(?:range|(?:ranges? |ranging )?from|package|around|about|circa|environ|de|von|is)"
    r"[: ]*$"
)
_ENDED = re.compile(r" ?(?:$|[,;)(+]|\.(?!\d)|- |plus |pro[ -]?rata|prorata|doe(?![a-z])|negotiable|depending|selon)")
_LEADING = re.compile(r" ?[(]?")


def _is_touching(head: str, tail: str) -> bool:
    """Whether words of pay touch an amount that no sign marks as money.

    Right behind it stands a period or gross or net; or it ends its clause, and nothing or such words lead to it.
    """
    lead = _LEADING.match(tail)
    position = lead.end() if lead else 0
    if _periods().match(tail, position) or _basis().match(tail, position) or _periods().match(tail):
        return True
    if not _ENDED.match(tail):
        return False
    clause = _ALONE.sub("", head)
    ends = [found.end() for found in (_last(_named("words", "pay"), clause), _last(_periods(), clause)) if found]
    ends += [found.end() for found in (_last(_basis(), clause),) if found]
    return not clause.strip() or len(clause) in ends


def read_around(masked: str, span: Span, previous: int, following: int) -> Around:
    """What the words around ``span`` state, between the money before it and the money after it."""
    head = masked[max(previous, span.start - _BEFORE) : span.start]
    wide = masked[span.end : min(following, span.end + _BEHIND)]
    cut = _SHORT_CLAUSE.search(wide)
    close = wide[: cut.start()] if cut else wide
    own = _OWN_NUMBER.search(wide)
    basis, basis_from, basis_to = _first(_basis(), head, close[: own.start()] if own else close, "" if own else wide)
    period, period_from, period_to = _first(_periods(), head, close, wide)
    months, months_to = _months_paid(head, wide, period)
    pay = _last(_named("words", "pay"), head)
    prorated = _named("words", "pro_rata").search(head + wide)
    pay_from = pay.start() - len(head) if pay else 0
    near = (0 < period_to <= 40 and period_to <= len(close)) or (basis is not None and 0 < basis_to <= 40)
    return Around(
        cast("Period | None", period),
        cast("Basis | None", basis),
        months,
        True if prorated else None,
        near,
        _is_touching(head, wide),
        pay is not None,
        _is_foreign(head, wide) or (period_to > 0 and _foreign_of().match(wide, period_to) is not None),
        span.start + min(basis_from, period_from, pay_from),
        span.end + max(basis_to, period_to, months_to),
    )


@cache
def _unsaid() -> re.Pattern[str]:
    return re.compile("|".join(vocabulary.load("salary")["unsaid"]["words"]))


def leaves_pay_unsaid(text: str) -> bool:
    """Whether a label's value says no amount on purpose: a scale, an agreement, "to be discussed".

    >>> leaves_pay_unsaid("Selon grille"), leaves_pay_unsaid("2 400 €"), leaves_pay_unsaid("Babar")
    (True, False, False)
    """
    return not any(char.isdigit() for char in text) and _unsaid().search(fold(text)) is not None
