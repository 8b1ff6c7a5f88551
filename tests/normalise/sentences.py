"""Sentences in the languages of the readers: the facts they are read by, under a heading, and alone on a whole page."""

from __future__ import annotations

from pipelines.model import Facts, Posting
from pipelines.normalise.document import Document, read_document
from tests.ads_judge import read_ad

TODAY = "2026-03-10"
COUNTRIES = {"fr": "FR", "en": "GB", "de": "DE", "es": "ES", "pt": "PT", "it": "IT", "nl": "NL"}
FACTS = {
    language: Facts("board", TODAY, country, language)
    for language, country in {**COUNTRIES, "at": "AT", "ke": "KE"}.items()
}
HEADINGS = {
    "fr": "Bon à savoir",
    "en": "Good to know",
    "de": "Gut zu wissen",
    "es": "Bueno saberlo",
    "pt": "Bom saber",
    "it": "Buono a sapersi",
    "nl": "Goed om te weten",
}


def under(heading: str, sentence: str) -> Document:
    """A sentence with a heading over it, or with none."""
    return read_document(f"<h3>{heading}</h3><p>{sentence}</p>" if heading else f"<p>{sentence}</p>")


def read(language: str, text: str, country: str | None = None) -> Posting:
    """What is read of a page that says nothing else."""
    body = f"<h1>Coordinator</h1><p>Lorem ipsum.</p><h2>{HEADINGS[language]}</h2><p>{text}</p>"
    page = f'<!DOCTYPE html><html lang="{language}"><body><main><article>{body}</article></main></body></html>'
    board = {"country": country or COUNTRIES[language], "language": language, "date_order": "DMY"}
    return read_ad({"board": board, "url": "https://ads.example/1", "fetched_on": "2026-09-14"}, page)
