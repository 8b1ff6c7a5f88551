"""The language an ad is written in: a vote of its common words, and of letters and endings where it is short."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from pipelines.model import Reading
from pipelines.normalise import vocabulary
from pipelines.normalise.text import fold

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[a-z]+")
#: In folded text of our languages hardly a letter is not plain.
_FOREIGN = 0.05
#: Enough to tell any language; of a longer text so many pieces are judged, from its beginning to its end.
_SAMPLE, _PIECES = 1_200, 4
#: A text of so many words is told by its common words alone.
_LONG = 40
_EXCERPT = 160
#: What a common word, a letter that only some languages write and an ending count.
_WORD_VOTE, _LETTER_VOTE, _ENDING_VOTE = 1.0, 0.6, 0.25
_LONGEST_ENDING = 10
#: Below this there is nothing to go by, and the best language must lead by this share.
_FEWEST_VOTES = 1.5
_LEAD = 1.15
#: So large a share of a text's words must be known at all: a list of names in any language has hardly one.
_SHARE = 0.08


@cache
def _languages() -> dict[str, str]:
    """Each common word to the languages it belongs to, with spaces between."""
    index: dict[str, list[str]] = {}
    for language, words in vocabulary.load("stopwords").items():
        for word in set(words.split()) if isinstance(words, str) else ():
            index.setdefault(word, []).append(language)
    return {word: " ".join(names) for word, names in index.items()}


@cache
def _votes_of(languages: str) -> tuple[tuple[str, float], ...]:
    """The languages that share a word, with what it counts for each: less where many share it."""
    names = languages.split()
    return tuple((name, _WORD_VOTE / (1 + 0.35 * (len(names) - 1))) for name in names)


@cache
def _traits(kind: str) -> dict[str, tuple[tuple[str, float], ...]]:
    """Each letter or ending to the languages it tells of, with what it counts."""
    vote = _LETTER_VOTE if kind == "letters" else _ENDING_VOTE
    index: dict[str, list[str]] = {}
    for language, traits in vocabulary.load("stopwords")[kind].items():
        for trait in traits if kind == "letters" else traits.split():
            index.setdefault(trait, []).append(language)
    return {trait: tuple((name, vote / len(names)) for name in names) for trait, names in index.items()}


def read_language(text: str) -> Reading[str] | None:
    """Return the ISO 639-1 code of the language most of ``text`` is in; ``None`` where there is nothing to go by.

    >>> read_language("Nous recherchons une personne pour coordonner les activités de la mission.").value
    'fr'
    >>> read_language("Cuisinier en restauration collective").value, read_language("CDD Paris") is None
    ('fr', True)
    """
    sample = _sample(text)
    words = _words(fold(sample))
    shared = Counter(map(_languages().get, words))
    total, known = len(words), len(words) - shared.pop(None, 0)
    votes = _vote(shared)
    if total < _LONG:
        _vote_by_traits(sample, frozenset(words), votes)
    elif known < _SHARE * total:
        return None
    ranked = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))
    (language, best), (_, second) = (*ranked, ("", 0.0), ("", 0.0))[:2]
    if best < _FEWEST_VOTES or best < _LEAD * second or (total < _LONG and not known):
        return None
    return Reading(language, _opening(text), "word_vote")


def _words(folded: str) -> list[str]:
    plain = len(folded.encode("ascii", "ignore"))
    return (_LATIN if plain >= (1 - _FOREIGN) * len(folded) else _WORD).findall(folded)


def _sample(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    size = _SAMPLE // _PIECES
    starts = ((len(text) - size) * at // (_PIECES - 1) for at in range(_PIECES))
    return " ".join(text[start : start + size] for start in starts)


def _vote(shared: Mapping[str | None, int]) -> dict[str, float]:
    """What the common words of a text tell, counted by the languages that share them."""
    votes: dict[str, float] = {}
    for languages, count in shared.items():
        for language, weight in _votes_of(languages or ""):
            votes[language] = votes.get(language, 0.0) + weight * count
    return votes


def _vote_by_traits(sample: str, words: frozenset[str], votes: dict[str, float]) -> None:
    """Add what letters and endings tell to the votes."""
    letters, endings = _traits("letters"), _traits("endings")
    found = [letters[char] for char in sample.lower() if char in letters]
    for word in words:
        for length in range(min(_LONGEST_ENDING, len(word) - 2), 1, -1):
            if word[-length:] in endings:
                found.append(endings[word[-length:]])
                break
    for trait in found:
        for language, weight in trait:
            votes[language] = votes.get(language, 0.0) + weight


def _opening(text: str) -> str:
    """The first words of the text, cut at a space."""
    stripped = text.strip()
    head = stripped.split("\n", 1)[0][:_EXCERPT]
    return head if head == stripped or len(head) < _EXCERPT else head.rsplit(" ", 1)[0]
