"""Other ways to write the same page: what a reader sees stays, what the HTML looks like changes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_SCRIPT = re.compile(r"(<script.*?</script>)", re.DOTALL)
_TEXT = re.compile(r"(<[^>]*>)")


def _in_text(html: str, change: Callable[[str], str]) -> str:
    """Change the words between tags; scripts and tags stay."""
    done = []
    for piece in _SCRIPT.split(html):
        if piece.startswith("<script"):
            done.append(piece)
        else:
            done.extend(part if part.startswith("<") else change(part) for part in _TEXT.split(piece))
    return "".join(done)


def decomposed(html: str) -> str:
    """Accents as marks of their own (NFD)."""
    return _in_text(html, lambda text: unicodedata.normalize("NFD", text))


def curly(html: str) -> str:
    """Typographic apostrophes."""
    return _in_text(html, lambda text: text.replace("'", "’"))


def hard_spaces(html: str) -> str:
    """No-break spaces around numbers, signs and before colons."""
    return _in_text(html, lambda text: re.sub(r"(?<=\d) (?=\S)| (?=[:€%])", "\u00a0", text))


def entities(html: str) -> str:
    """Letters beyond ASCII as character references."""
    return _in_text(html, lambda text: text.encode("ascii", "xmlcharrefreplace").decode("ascii"))


def minified(html: str) -> str:
    """No line breaks between elements."""
    return "".join(p if p.startswith("<script") else re.sub(r">\s*\n\s*<", "><", p) for p in _SCRIPT.split(html))


def indented(html: str) -> str:
    """Every element on lines of its own, deep in white space, and words broken over lines."""
    return _in_text(re.sub(r"(<(?:p|li|div|td|dd|h\d)[^>]*>)", r"\n            \1\n                ", html), _broken)


def _broken(text: str) -> str:
    return re.sub(r"(\S{9,} \S{5,}) (?=\S{5,} \S{5,})", "\\1\n                ", text)


def divisions(html: str) -> str:
    """``div`` for every paragraph."""
    return re.sub(r"<(/?)p(?=[ >])", r"<\1div", html)


def one_paragraph(html: str) -> str:
    """Paragraphs that follow each other joined by line breaks."""
    return re.sub(r"</p>\s*<p>", "<br>\n", html)


def spans(html: str) -> str:
    """Text in spans with styles, as pasted from a word processor."""
    return re.sub(
        r"<(p|li)>(.*?)</\1>", r'<\1><span style="font-size:11pt"><span lang="FR">\2</span></span></\1>', html
    )


def with_other_offers(html: str) -> str:
    """Beside the ad, the board shows others with other facts."""
    cards = "".join(
        f'<li><a href="/fr/jobs/autre-{n}"><h3>{title}</h3><span>{facts}</span></a></li>'
        for n, (title, facts) in enumerate(
            (
                ("Chargé.e de mécénat (H/F) - Marseille", "CDI - 4100 - 4500€ brut (Mensuel) - Publiée le 01/01/2026"),
                (
                    "Médecin coordinateur.ice - Toulouse",
                    "CDD de 36 mois - Télétravail total - Candidature avant le 31/12/2026",
                ),
            )
        )
    )
    return html.replace(
        "</main>", f'<section class="similar"><h2>Offres similaires</h2><ul>{cards}</ul></section></main>'
    )


def card_first(html: str) -> str:
    """The employer's box stands between the header and the text."""
    card = re.search(r"<aside.*?</aside>", html, re.DOTALL)
    if card is None:
        return html
    return html.replace(card[0], "").replace(
        '<section class="job__description">', f'{card[0]}<section class="job__description">'
    )


def unclassed(html: str) -> str:
    """No class says what an element is."""
    return re.sub(r' (?:class|role|tabindex)="[^"]*"', "", html)


def unmarked(html: str) -> str:
    """No element says which part of the page it is."""
    return re.sub(r"<(/?)(?:main|article|section|aside|header|footer|nav)(?=[ >])", r"<\1div", html)


def graph(html: str) -> str:
    """Structured data as one of several things in a graph."""
    crumbs = '{"@type": "BreadcrumbList", "itemListElement": []}'
    return re.sub(
        r'(<script type="application/ld\+json">)(\{.*?\})(</script>)',
        lambda m: f'{m[1]}{{"@context": "https://schema.org", "@graph": [{crumbs}, {m[2]}]}}{m[3]}',
        html,
        flags=re.DOTALL,
    )


def capital_headings(html: str) -> str:
    """Section titles in capitals."""
    return re.sub(r"(<h[2-4]>(?:<strong>)?)([^<]+)", lambda m: m[1] + m[2].upper(), html)


def lower_headings(html: str) -> str:
    """Section titles two levels further down."""
    return re.sub(r"<h2>(.*?)</h2>", r"<h4>\1</h4>", html)


_PAGE_WIDE = (decomposed, curly, hard_spaces, entities, minified, indented, divisions, one_paragraph, spans, unmarked)
_OF_PARTS = (with_other_offers, card_first, unclassed, graph, capital_headings, lower_headings)
REWRITES = {rewrite.__name__: rewrite for rewrite in (*_PAGE_WIDE, *_OF_PARTS)}
