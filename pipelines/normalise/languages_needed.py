"""Languages a candidate must or should know, with their levels.

Names are those of :mod:`pipelines.normalise.language_names`. A sentence is cut into phrases at commas and conjunctions;
a name takes level and necessity from its own phrase, else from the phrase it continues ("du français et de l'anglais")
or that completes it ("anglais et espagnol courants"). The grammar's words are in ``vocabulary/languages_needed.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from itertools import islice
from typing import NamedTuple

from pipelines.model import Facts, LanguageNeed, Necessity, Reading
from pipelines.normalise import languages_told as told
from pipelines.normalise import vocabulary
from pipelines.normalise.document import Block, Document
from pipelines.normalise.language_names import WORD, is_meant, name_codes
from pipelines.normalise.patterns import alternatives
from pipelines.normalise.text import fold, sentences
from pipelines.normalise.topics import blocks_on, sentences_on

_LONGEST = 160
_READ = 2000
#: An ad that names languages more often than this is no ad.
_ENOUGH = 200
_CODE = re.compile(r"(?<![a-z0-9])([abc][12])(?![a-z0-9])")
_CUT = re.compile(
    r"(?P<soft>,|/| (?:et|and|und|ou|or|oder|y|e|o|as well as|ainsi que|sowie|&) "
    r"| en (?=(?:jij|je|hebt?|bent|een|enige|goede?|basis|vloeiend|uitstekende?|redelijk|kennis|bij voorkeur) ))"
    r"|(?P<dash> [-–|] )"
    r"|(?P<hard>[;\n•|]|(?<!min)(?<!mind)(?<!niv)\. "
    r"|(?<=\)) (?!est |is |serait |sera |sont |are |ist |souhait|appreci|requis|exig|oblig))"
)
_CHAIN = re.compile(r"\s*(?:de |du |d'|of |in |en |l'|le |la |del |di |do |von )")


class _Phrase(NamedTuple):
    """A piece of a sentence with at most a few names in it, and what it says by itself."""

    start: int
    end: int
    joined: str
    names: tuple[tuple[str, int, int], ...]
    level: str | None
    level_first: bool
    need: Necessity | None
    need_first: bool


_words = partial(vocabulary.whole_words, "languages_needed", "words")


@cache
def _levels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table: dict[str, list[str]] = vocabulary.load("languages_needed")["levels"]
    return tuple(
        (name.removeprefix("more_"), vocabulary.whole_words("languages_needed", "levels", name)) for name in table
    )


@cache
def _needs() -> tuple[tuple[Necessity, re.Pattern[str]], ...]:
    said = partial(vocabulary.whole_words, "languages_needed", "need")
    return ("desired", said("negated")), ("required", said("required")), ("desired", said("desired"))


def _level(phrase: str, middle: int) -> tuple[str | None, bool]:
    """The level a phrase states, and whether its words stand before ``middle``."""
    code = _CODE.search(phrase)
    if code is not None:
        return code[1].upper(), code.start() < middle
    for name, pattern in _levels():
        found = pattern.search(phrase)
        if found is not None:
            return name, found.start() < middle
    return None, False


def _need(phrase: str, middle: int) -> tuple[Necessity | None, bool]:
    for name, pattern in _needs():
        found = pattern.search(phrase)
        if found is not None:
            return name, found.start() < middle
    return None, False


def _phrase(text: str, folded: str, start: int, end: int, joined: str) -> _Phrase:
    names = tuple(
        (name_codes()[word.group()], word.start(), word.end())
        for word in WORD.finditer(folded, start, end)
        if word.group() in name_codes() and is_meant(text, folded, word)
    )
    piece = folded[start:end]
    middle = names[0][1] - start if names else end - start
    level, level_first = _level(piece, middle)
    need, need_first = _need(piece, middle)
    if need is None and names and told.is_wished_before(piece[:middle]):
        need, need_first = "desired", True
    return _Phrase(start, end, joined, names, level, level_first, need, need_first)


#: "Il francese è un vantaggio", "o francês é uma mais-valia": folded, the verb is an "and".
_IS = re.compile("[èéÈÉ]")


def _phrases(text: str, folded: str) -> list[_Phrase]:
    found: list[_Phrase] = []
    start, joined = 0, "start"
    for cut in _CUT.finditer(folded):
        if _IS.search(text, cut.start(), cut.end()) is not None:
            continue
        found.append(_phrase(text, folded, start, cut.start(), joined))
        start = cut.end()
        joined = "dash" if cut["dash"] else "hard" if cut["hard"] else "comma" if cut["soft"] == "," else "and"
    found.append(_phrase(text, folded, start, len(folded), joined))
    return found


def _inherit(phrases: list[_Phrase], folded: str) -> list[_Phrase]:
    """Give a phrase that says nothing of level or necessity what its neighbour says for both."""
    _pass_on(phrases, folded)
    _hand_back(phrases, folded)
    return phrases


def _pass_on(phrases: list[_Phrase], folded: str) -> None:
    """From left to right: "maîtrise du français et de l'anglais", "anglais lu, parlé, écrit couramment"."""
    named = 0
    for at in range(1, len(phrases)):
        phrase = phrases[at]
        if phrase.joined in ("hard", "dash") and not _only_a_level(phrase, folded):
            named = at
            continue
        previous = phrases[named if not phrase.names else at - 1]
        if phrase.names:
            named = at
        elif at + 1 < len(phrases) and phrases[at + 1].names and told.is_lead(folded[phrase.start : phrase.end]):
            phrases[at + 1] = phrases[at + 1]._replace(need=phrases[at + 1].need or "desired", need_first=True)
            continue
        if phrase.names and previous.need and told.is_likewise(folded[phrase.start : phrase.end]):
            phrases[at] = phrase._replace(need=phrase.need or previous.need)
            continue
        silent = phrase.level is None and phrase.need is None
        chained = phrase.joined == "and" or _CHAIN.match(folded, phrase.start) is not None
        if phrase.names and (silent or chained):
            phrases[at] = phrase._replace(
                level=phrase.level or (previous.level if _leads(previous, phrase, folded) else None),
                level_first=phrase.level_first or (phrase.level is None and previous.level_first),
                need=phrase.need or (previous.need if previous.need_first else None),
                need_first=phrase.need_first or (phrase.need is None and previous.need_first),
            )
        elif (
            not phrase.names
            and previous.names
            and not told.is_of_another(folded, phrases[at - 1].end, phrase.start, phrase.end)
            and not (phrase.joined == "comma" and _GOES_ON.search(folded, phrase.start - 6, phrase.start - 1))
        ):  # "anglais lu, écrit, courant": the rest of the same name's phrase
            phrases[named] = previous._replace(
                level=_finer(previous.level, phrase.level), need=previous.need or phrase.need, end=phrase.end
            )
            phrases[at] = phrase._replace(level=None, need=None)


def _leads(previous: _Phrase, phrase: _Phrase, folded: str) -> bool:
    """Whether a level is also that of the phrase behind, which says none itself: "maîtrise du français, anglais lu"."""
    own = phrase.joined == "comma" and _words("known").search(folded, phrase.start, phrase.end) is not None
    return previous.level_first and not own


def _finer(level: str | None, after: str | None) -> str | None:
    """The level a name has, or the code that follows it: "inglese intermedio, B1 o giù di lì"."""
    coded = [each is not None and _CODE.fullmatch(each.lower()) is not None for each in (level, after)]
    return after if level is None or coded == [False, True] else level


def _only_a_level(phrase: _Phrase, folded: str) -> bool:
    """Whether what stands between two dashes or in a cell is a level or a need and little more: "Anglais - C1 - lu"."""
    size = len(folded[phrase.start : phrase.end].strip())
    said = phrase.level is not None or phrase.need is not None
    return phrase.joined == "dash" and not phrase.names and said and size <= _SHORT


_SHORT = 20
#: A line of a profile that begins with a language and is no longer asks for it.
_LINE = 60
#: In a line as short as this that states a level of one language the others are asked for as well.
_LIST = 100
#: A conjunction at the end of a phrase: what is wished for behind it is something else.
_GOES_ON = re.compile(r" (?:y|et|and|und)$")
#: A word or two between commas: "el inglés, en cambio, no se exige".
_ASIDE = re.compile(r", [a-z]{2,12}(?: [a-z]{2,12})?, ")
#: "Não é preciso": the verb reads like an "and", so that a phrase may begin inside what negates it.
_NEGATION = 12


def _hand_back(phrases: list[_Phrase], folded: str) -> None:
    """From right to left: "anglais et espagnol courants", "une maîtrise de l'anglais ou de l'allemand est un plus"."""
    for at in range(len(phrases) - 2, -1, -1):
        phrase, after = phrases[at], phrases[at + 1]
        apart = after.joined in ("hard", "dash") or folded[phrase.end - 1 : phrase.end] == ")"
        if apart or not phrase.names or not after.names or phrase.need:
            continue
        if phrase.level:  # "une maîtrise de l'anglais ou de l'allemand est un plus": one wish for both
            together = _CHAIN.match(folded, after.start) or told.OR.fullmatch(folded, phrase.end, after.start)
            if phrase.level_first and together and not after.need_first:
                phrases[at] = phrase._replace(need=after.need)
            continue
        phrases[at] = phrase._replace(
            level=None if after.level_first else after.level,
            need=None if after.need_first else after.need,
        )


def _read(
    sentence: str,
    folded: str,
    *,
    labelled: bool,
    need: Necessity = "required",
    asked: bool = False,
    invited: bool = False,
) -> Iterator[Reading[LanguageNeed]]:
    """What a sentence asks for; ``need`` holds where it does not say how much a language is needed.

    Where something is ``asked``, as in a profile, a short line that begins with a language asks for it; what others
    speak is asked for where the reader is ``invited`` to speak it too.
    """
    if name_codes().keys().isdisjoint(WORD.findall(folded)):
        return
    known = (
        labelled
        or invited
        or _words("known").search(folded) is not None
        or (asked and _begins_with_a_name(sentence, folded))
    )
    guard = _words("others")
    phrases = _inherit(_phrases(sentence, folded), folded)
    known = known or (len(folded) <= _LIST and any(each.names and each.level for each in phrases))
    codes = [code for phrase in phrases for code, _, _ in phrase.names]
    if len(set(codes)) < len(codes):  # "bilingual English/Spanish preferred; professional English required"
        phrases.sort(key=lambda each: each.need != "required")
    for phrase in phrases:
        for code, start, end in phrase.names:
            stated = (
                known
                or phrase.level is not None
                or phrase.need is not None
                or _yours().search(folded, max(0, start - _SHORT), start)
            )
            if (
                not stated
                or _unneeded(folded, phrase)
                or (
                    not labelled
                    and (
                        told.is_aside(folded, start, end)
                        or (not invited and phrase.need is None and _is_described(folded, start))
                    )
                )
                or (not labelled and guard.search(folded, max(0, start - 40), start))
            ):
                continue
            excerpt = sentence if len(sentence) <= _LONGEST else sentence[phrase.start : max(phrase.end, end)]
            yield Reading(
                LanguageNeed(code, phrase.level, phrase.need or need),
                excerpt.strip()[:_LONGEST],
                "labelled" if labelled else "phrase",
            )


def _is_described(folded: str, start: int) -> bool:
    """Whether what stands between two semicolons, with the name at ``start``, tells what others speak."""
    end = folded.find(";", start)
    return told.is_described(folded[folded.rfind(";", 0, start) + 1 : end if end >= 0 else len(folded)])


def _begins_with_a_name(text: str, folded: str) -> bool:
    word = WORD.search(folded) if len(folded) <= _LINE else None
    named = word is not None and word.start() <= 2 and word.group() in name_codes() and is_meant(text, folded, word)
    return named and not folded.startswith("speaker", word.end() + 1 if word else 0)


@cache
def _yours() -> re.Pattern[str]:
    """Words for the reader's own at the end of what stands before a name: "your English", "votre français"."""
    return re.compile(rf"{alternatives(vocabulary.load('languages_needed')['words']['yours'])} $")


def _unneeded(folded: str, phrase: _Phrase) -> bool:
    """Whether a phrase says that its language is not needed, and nothing says that it is welcome."""
    unneeded = _words("unneeded")
    aside = _ASIDE.match(folded, phrase.end)
    end = aside.end() if aside is not None else phrase.end
    far = 0 if phrase.level is not None and _another_follows(folded, phrase.end) else _SHORT
    if unneeded.search(folded, max(0, phrase.start - _NEGATION), min(end + far, len(folded))) is None:
        return False
    return _needs()[2][1].search(unneeded.sub("", folded)) is None


def _another_follows(folded: str, end: int) -> bool:
    """Whether another language stands right behind the comma at ``end``: "Frans spreek je goed, Duits hoeft niet"."""
    word = WORD.search(folded, end) if folded.startswith(",", end) else None
    return word is not None and word.start() <= end + 2 and word.group() in name_codes()


def _one_each(readings: Iterator[Reading[LanguageNeed]]) -> list[Reading[LanguageNeed]]:
    """One reading a language: the first that states a level, else the first."""
    found: dict[str, Reading[LanguageNeed]] = {}
    for reading in readings:
        known = found.get(reading.value.language)
        if known is None or (known.value.level is None and reading.value.level is not None):
            found[reading.value.language] = reading
    return list(found.values())


def read_languages(text: str, facts: Facts) -> list[Reading[LanguageNeed]]:  # noqa: ARG001 - every reader takes the same two
    """Return the languages that ``text``, a label's value or a chip, asks for, one reading each.

    >>> text = "Maîtrise du français obligatoire et bonne connaissance de l'anglais"
    >>> [(r.value.language, r.value.level) for r in read_languages(text, Facts("b", "2026-01-01"))]
    [('fr', 'fluent'), ('en', 'good')]
    """
    return _one_each(r for sentence in sentences(text[:_READ]) for r in _read(sentence, fold(sentence), labelled=True))


#: A chip that names languages has no more words of other things.
_OTHER_WORDS = 2
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


def read_named(text: str, facts: Facts) -> list[Reading[LanguageNeed]]:
    """Languages that a short text without a label names, where it says their level or hardly anything else.

    >>> facts = Facts("b", "2026-01-01")
    >>> [r.value.language for r in read_named("English, Arabic", facts)]
    ['en', 'ar']
    >>> read_named("Le portail breton et gallois des petites annonces", facts)
    []
    """
    found = read_languages(text, facts)
    if any(reading.value.level for reading in found):
        return found
    words = [word for word in _LONG_WORD.findall(fold(text)) if word not in name_codes() and _need(word, 0)[0] is None]
    return found if len(words) <= _OTHER_WORDS else []


def _readable(block: Block) -> bool:
    return block.section not in ("about", "context", "legal", "apply") and block.kind != "heading"


def _need_above(block: Block, sentence: str) -> Necessity:
    """How much is needed what stands under a heading or behind a lead: "Se valora", "Nice to have:"."""
    under = bool(block.heading) and told.is_wished(fold(block.heading))
    return "desired" if under or told.is_led_by_wish(sentence) else "required"


def _need_behind(text: str, sentence: str) -> tuple[Necessity | None, bool]:
    """How much is needed by the sentence that completes one, and whether it asks the reader for what others speak.

    "Spreek je Turks? Dat is een plus", "Several tenants speak Polish. If you do too, tell us". A sentence with a
    language of its own tells of that one: "You need fluent English. If you also speak Polish, all the better".
    """
    behind = told.completion(text, text.find(sentence) + len(sentence))
    if behind is None or not name_codes().keys().isdisjoint(WORD.findall(behind)):
        return None, False
    invited = told.is_invitation(behind) and told.is_described(fold(sentence))
    return _need(behind, 0)[0] or ("desired" if invited else None), invited


def _prose(document: Document) -> Iterator[Reading[LanguageNeed]]:
    for block in document.labelled("languages"):
        for sentence in sentences(block.value[:_READ]):
            yield from _read(sentence, fold(sentence), labelled=True)
    for block in blocks_on("languages", document.blocks):
        if block.field != "languages" and _readable(block):
            for sentence, folded in sentences_on("languages", block, _READ):
                need, invited = _need_behind(block.text, sentence)
                need, asked = need or _need_above(block, folded), block.section == "profile"
                yield from _read(sentence, folded, labelled=False, need=need, asked=asked, invited=invited)


def find_languages(document: Document, facts: Facts) -> list[Reading[LanguageNeed]]:  # noqa: ARG001 - every reader takes the same two
    """Return the languages that the ad's prose asks for, one reading each, those under their label first."""
    return _one_each(islice(_prose(document), _ENOUGH))
