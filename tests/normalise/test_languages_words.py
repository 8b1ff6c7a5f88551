"""Every word by which ads in seven languages demand a language, or only wish for it."""

from __future__ import annotations

import pytest

from pipelines.model import Facts
from pipelines.normalise.document import read_document
from pipelines.normalise.languages_needed import find_languages

# ruff: noqa: E501 - tables of words read better on one line

#: A sentence about one language, and the words that end it.
DEMANDS = {
    "L'anglais est": "indispensable, nécessaire, exigé, requis, obligatoire, impératif, essentiel",
    "French is": "required, essential, necessary, a must, mandatory, needed",
    "Englisch ist": "erforderlich, notwendig, Voraussetzung, unverzichtbar, unerlässlich, zwingend, Pflicht, ein Muss",
    "El inglés es": "indispensable, necesario, imprescindible, obligatorio, requerido, esencial, fundamental, un requisito",
    "L'inglese è": "indispensabile, necessario, richiesto, essenziale, fondamentale, obbligatorio, imprescindibile",
    "Engels is": "vereist, noodzakelijk, een vereiste, onmisbaar, verplicht, een must, nodig",
    "O inglês é": "obrigatório, indispensável, imprescindível, essencial, necessário, exigido, fundamental",
}
WISHES = {
    "L'anglais est": "un plus, un atout, souhaité, apprécié, bienvenu, utile",
    "French is": "desirable, an asset, a plus, an advantage, a bonus, useful, helpful, welcome",
    "Englisch ist": "von Vorteil, ein Plus, wünschenswert, gern gesehen, hilfreich",
    "El inglés es": "un plus, valorable, deseable, una ventaja",
    "L'inglese è": "gradito, preferibile, un vantaggio, un plus, un valore aggiunto, apprezzato, utile, auspicabile",
    "Engels is": "een pre, een pluspunt, meegenomen, welkom, gewenst",
    "O inglês é": "uma mais-valia, um diferencial, desejável, valorizado, uma vantagem, um plus, bem-vindo",
}


PLURALS = {
    "L'anglais et l'espagnol sont": "indispensables, nécessaires, exigés, requis, obligatoires",
    "English and French are": "required, essential, necessary, needed, mandatory",
    "Deutsch und Englisch sind": "erforderlich, notwendig, Voraussetzung, unverzichtbar, ein Muss",
    "El inglés y el francés son": "indispensables, necesarios, imprescindibles, obligatorios, requeridos, esenciales",
    "Inglese e francese sono": "indispensabili, necessari, richiesti, essenziali, fondamentali, obbligatori",
    "Engels en Frans zijn": "vereist, noodzakelijk, onmisbaar, verplicht, nodig",
    "O inglês e o francês são": "obrigatórios, indispensáveis, imprescindíveis, essenciais, necessários, exigidos",
}


def _rows() -> list[tuple[str, str]]:
    tables = (("required", DEMANDS), ("desired", WISHES))
    return [
        (f"{opening} {word}.", need)
        for need, table in tables
        for opening, words in table.items()
        for word in words.split(", ")
    ]


@pytest.mark.parametrize(("sentence", "need"), _rows())
def test_a_language_is_demanded_or_wished_for_by_every_common_word(sentence: str, need: str) -> None:
    found = find_languages(read_document(f"<p>{sentence}</p>"), Facts("b", "2026-01-01"))
    assert [(reading.value.level, reading.value.necessity) for reading in found] == [(None, need)]


@pytest.mark.parametrize(
    "sentence", [f"{opening} {word}." for opening, words in PLURALS.items() for word in words.split(", ")]
)
def test_two_languages_are_demanded_together(sentence: str) -> None:
    found = find_languages(read_document(f"<p>{sentence}</p>"), Facts("b", "2026-01-01"))
    assert [(reading.value.level, reading.value.necessity) for reading in found] == [(None, "required")] * 2


@pytest.mark.parametrize(
    ("sentence", "needs"),
    [
        ("È richiesto un buon inglese, mentre il francese è un titolo preferenziale.", ["required", "desired"]),
        ("L'inglese è indispensabile, il tedesco è gradito.", ["required", "desired"]),
        ("O inglês é obrigatório e o francês é uma mais-valia.", ["required", "desired"]),
        ("Inglese e francese sono richiesti.", ["required", "required"]),
        ("Valoramos el conocimiento de árabe, la lengua de una de cada cinco familias.", ["desired"]),
    ],
)
def test_a_verb_that_looks_like_an_and_parts_nothing(sentence: str, needs: list[str]) -> None:
    found = find_languages(read_document(f"<p>{sentence}</p>"), Facts("b", "2026-01-01"))
    assert [reading.value.necessity for reading in found] == needs
