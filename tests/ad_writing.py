"""How invented ads are written: a text in sections, and the page around it."""

from __future__ import annotations

import html as html_text
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Variant:
    """A page, where it stands, and what must be read of it, in the shape that ``tests.expectations`` compares."""

    name: str
    board: str
    url: str
    html: str
    expected: Mapping[str, Any]
    organisation: str | None = None


class Writer:
    """Writes a text's sections in one style: ``h2``, ``bold`` paragraphs or ``plain`` short lines."""

    def __init__(self, style: str) -> None:
        self.style = style
        self.parts: list[str] = []

    def head(self, words: str) -> None:
        shapes = {"h2": "<h2><strong>{}</strong></h2>", "bold": "<p><strong>{}</strong></p>", "plain": "<p>{}</p>"}
        self.parts.append(shapes[self.style].format(html_text.escape(words)))

    def say(self, *paragraphs: str) -> None:
        bold = self.style == "bold"
        self.parts += [f"<p><strong>{escape(p)}</strong></p>" if bold else f"<p>{escape(p)}</p>" for p in paragraphs]

    def items(self, lines: Sequence[str]) -> None:
        self.parts.append("<ul>\n" + "\n".join(f"<li>{escape(line)}</li>" for line in lines) + "\n</ul>")

    def text(self) -> str:
        return "\n".join(self.parts)


def escape(words: str) -> str:
    return html_text.escape(words, quote=False)


def document(title: str, body: str, lang: str = "fr", head: str = "") -> str:
    """A whole page around its main part."""
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8"><title>{escape(title)}</title>{head}'
        "</head>\n"
        f'<body><header><nav><a href="/">Accueil</a></nav></header>\n<main>{body}</main>\n'
        '<footer><a href="/confidentialite">Politique de confidentialité</a></footer></body></html>'
    )


#: The words of a board's box about the employer, by the page's language.
CARD = {
    "fr": (
        "Plus d'informations",
        "Site internet",
        "Entre {} et {} salariés",
        "Mesure d'impact",
        "{} n'a pas encore communiqué sa mesure d'impact.",
        "Labels et certifications",
        "Cette structure ne nous a pas communiqué les labels ou certifications qu'elle a pu obtenir.",
        "Voir plus",
    ),
    "en": (
        "More information",
        "Website",
        "Between {} and {} employees",
        "Impact study",
        "{} did not yet communicate its impact measurement.",
        "Labels and certifications",
        "This structure did not communicate to us the labels or certifications that it was able to obtain.",
        "Read more",
    ),
}
