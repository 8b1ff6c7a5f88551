"""The language an ad is written in, by a vote of its commonest short words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from pipelines.model import Reading
from pipelines.normalise import vocabulary
from pipelines.normalise.text import fold

_WORD = re.compile(r"[^\W\d_]+")
#: Enough to tell any language; a longer text is judged by its beginning and its end.
_SAMPLE = 8_000
_FEWEST_WORDS = 8
_FEWEST_HITS = 4
_EXCERPT = 160


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    """Each stop word to the languages it belongs to."""
    index: dict[str, tuple[str, ...]] = {}
    for language, words in vocabulary.load("stopwords").items():
        for word in set(words.split()):
            index[word] = (*index.get(word, ()), language)
    return index


def read_language(text: str) -> Reading[str] | None:
    """Return the ISO 639-1 code of the language most of ``text`` is in; ``None`` where it is short or undecided.

    >>> read_language("Nous recherchons une personne pour coordonner les activités de la mission.").value
    'fr'
    >>> read_language("Programme Officer") is None
    True
    """
    sample = text if len(text) <= _SAMPLE else f"{text[: _SAMPLE // 2]} {text[-_SAMPLE // 2 :]}"
    counts = Counter(_WORD.findall(fold(sample)))
    total = counts.total()
    if total < _FEWEST_WORDS:
        return None
    index = _languages()
    votes: Counter[str] = Counter()
    for word in counts.keys() & index.keys():
        for language in index[word]:
            votes[language] += counts[word]
    ranked = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))
    (language, best), (_, second) = (*ranked, ("", 0), ("", 0))[:2]
    if best < _FEWEST_HITS or 100 * best < 8 * total or 100 * second > 96 * best:
        return None
    return Reading(language, _opening(text), "stopword_vote")


def _opening(text: str) -> str:
    """The first words of the text, cut at a space."""
    stripped = text.strip()
    head = stripped.split("\n", 1)[0][:_EXCERPT]
    return head if head == stripped or len(head) < _EXCERPT else head.rsplit(" ", 1)[0]
