"""The vocabulary of pay as compiled patterns: currencies, periods, gross and net, and what makes money pay or not.

All match folded text. The words are in ``vocabulary/salary.toml``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pipelines.normalise import vocabulary
from pipelines.normalise.patterns import any_of, one_of


def table() -> dict[str, Any]:
    """The vocabulary of pay as it stands in its file."""
    return vocabulary.load("salary")


def _whole(patterns: list[str]) -> str:
    return f"(?<![a-z]){one_of(patterns)}(?![a-z])"


def _named(groups: dict[str, list[str]]) -> str:
    return "|".join(f"(?P<{name}>{one_of(patterns)})" for name, patterns in groups.items())


#: What may stand between a currency and the amount behind it.
_UP_TO_AMOUNT = r"[)]? ?[$€£]?(?: ?:)? ?$"


def _signs() -> dict[str, list[str]]:
    """ISO code, or sign of several currencies, to how it is written."""
    return {**table()["currencies"], **{sign: [sign] for sign in table()["signs"]}}


@cache
def currencies() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """Patterns of a currency behind and in front of an amount, and which code or sign each group stands for."""
    names = {f"g{number}": name for number, name in enumerate(_signs())}
    groups = zip(names, _signs().values(), strict=True)
    union = "|".join(f"(?P<{group}>{'|'.join(patterns)})" for group, patterns in groups)
    return (
        re.compile(f" ?[(]?(?:{union})(?![a-z])"),
        re.compile(f"(?<![a-z])(?:{union}){_UP_TO_AMOUNT}"),
        names,
    )


@cache
def any_currency() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The same without the groups, which is quicker where there is none."""
    union = any_of(pattern for patterns in _signs().values() for pattern in patterns)
    return re.compile(f" ?[(]?{union}(?![a-z])"), re.compile(f"(?<![a-z]){union}{_UP_TO_AMOUNT}")


@cache
def money_marks() -> re.Pattern[str]:
    """Something that marks a number as money: a currency, or thousands behind a figure."""
    union = any_of(pattern for patterns in _signs().values() for pattern in patterns)
    return re.compile(rf"(?<![a-z]){union}|\d ?(?:k|tsd|mille)")


@cache
def words(section: str, name: str) -> re.Pattern[str]:
    """The words of one line of the vocabulary, as whole words."""
    return re.compile(_whole(table()[section][name]))


@cache
def periods() -> re.Pattern[str]:
    """A period of pay; the last group that matched is its name."""
    return re.compile(f"(?:(?<![a-z])|(?=[ /⁄]))(?:{_named(table()['periods'])})(?![a-z])")


@cache
def any_period() -> re.Pattern[str]:
    """The same without the names, which is quicker where there is none."""
    union = any_of(pattern for patterns in table()["periods"].values() for pattern in patterns)
    return re.compile(f"(?:(?<![a-z])|(?=[ /⁄])){union}(?![a-z])")


@cache
def basis() -> re.Pattern[str]:
    """Gross or net; the last group that matched is which."""
    return re.compile(f"(?<![a-z])(?:{_named(table()['basis'])})(?![a-z])")


@cache
def leading(name: str) -> re.Pattern[str]:
    """Words that end right in front of an amount ("a partir de ")."""
    return re.compile(f"(?<![a-z]){one_of(table()['words'][name])}[ :]{{0,3}}$")


@cache
def trailing(name: str) -> re.Pattern[str]:
    """Words that begin right behind an amount (" minimum")."""
    return re.compile(f"^[ (]?{one_of(table()['words'][name])}(?![a-z])")


@cache
def leading_in() -> re.Pattern[str]:
    """Words that only lead to an amount ("environ ", "from ") and end right in front of it."""
    return re.compile(f"[-:( ]*$|[-:( ]*{one_of(table()['words']['lead'])}[: ]*$")


@cache
def of_full_time() -> re.Pattern[str]:
    """Words that say an amount is that of full time."""
    return words("words", "of_full_time")


@cache
def closing() -> re.Pattern[str]:
    """What ends an amount's clause: its mark, or words after which nothing about the amount follows."""
    return re.compile(f" ?(?:$|[,;)(+]|\\.(?!\\d)|- |{one_of(table()['words']['close'])})")


@cache
def joiners() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What joins the two ends of a range, and what does so behind "between"."""
    stated = [pattern for name in ("basis", "periods") for patterns in table()[name].values() for pattern in patterns]
    aside = "(?: ?[(][^()0-9]{1,40}[)])?(?: ?(?:plus|\\+) [a-z]{3,20}(?= (?:to|a) ))?"
    stage = f"(?: ?[(]?(?:{'|'.join(table()['words']['stage'])})[)]?)?"
    filler = f"(?: ?[(]?(?:{'|'.join(stated)})[)]?){{0,2}}{aside}{stage}"
    plain, after, most = ("|".join(map(str, table()["words"][name])) for name in ("join", "join_between", "at_most"))
    return (
        re.compile(f"{filler} ?(?:{plain}) ?"),
        re.compile(f"{filler} ?(?:(?:{plain}|{after})(?: ?(?:{most}))?|{most}) ?"),
    )


@cache
def months_paid() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """How many months a year are paid: behind an amount, in front of it, as an extra month, and taken out again."""
    months = table()["months"]
    return (
        re.compile("|".join(f"(?<![a-z0-9]){pattern}" for pattern in months["paid"])),
        re.compile(f"(?<![\\d.,])(?:{'|'.join(months['times'])}) ?$"),
        re.compile(f"(?<![\\d.,])(?:{'|'.join(months['extra'])})"),
        re.compile(_whole(months["included"])),
    )


@cache
def other_money_of() -> re.Pattern[str]:
    """Other money than pay right behind a period: " de subventions"."""
    other = one_of(table()["words"]["other_money_behind"])
    return re.compile(f" ?(?:brut|nets?)? ?(?:de|d'|des|du|of|in|en|for) ?(?:la |le |l'|the )?{other}(?![a-z])")


@cache
def other_money_behind() -> re.Pattern[str]:
    """Other money than pay right behind an amount: " le kilometre", " de prime"."""
    other = one_of(table()["words"]["other_money_behind"])
    return re.compile(
        r" ?(?:brut|nets?)? ?(?:/|par|per|en|of|x|for|le|la|the|in|pro|por|al)? ?(?:de |d'|des |du )?"
        f"(?:la |le |l'|mensuels? )?{other}(?![a-z])"
    )
