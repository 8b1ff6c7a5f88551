"""An employer's own careers page: one listing, ads in prose under headings, nothing labelled by the site."""

from __future__ import annotations

import re

from crawler.demo.days import outage
from crawler.demo.model import Ad
from crawler.demo.pages.shell import Answer, View, attributes, body_html, frame, missing, plain, removed
from crawler.demo.wording import long_date, sections

SITE, COLOUR = "Green Harbour Trust", "#1b7f4f"
_DETAIL = re.compile(r"/carrieres/([a-z0-9-]{1,200})")


def answer(view: View, path: str, _query: dict[str, str]) -> Answer:
    """Answer a path of the employer's site."""
    if path in ("/", "/carrieres"):
        return _listing(view)
    found = _DETAIL.fullmatch(path)
    state = view.find(found[1]) if found else None
    if state is None:
        return missing(view, SITE, COLOUR)
    return removed(view, state, SITE, COLOUR, "/carrieres") or _detail(view, state.ad)


def _listing(view: View) -> Answer:
    if outage(view.board, view.day) is not None:
        return Answer("Service unavailable", status=500)
    cards = "\n".join(
        f"<li{attributes(view, class_='card job', id=state.ad.external_id[:6])}>"
        f'<h3><a href="/carrieres/{state.ad.external_id}">{plain(state.ad.title)}</a></h3>'
        f"<p>{plain(' et '.join(state.ad.towns))}, {long_date(state.ad.day_shown, 'fr')}</p></li>"
        for state in view.listed
    )
    content = (
        "<h1>Rejoindre nos équipes</h1>\n<p>Nous recrutons toute l'année dans nos cinq villes.</p>\n"
        f"<ul class='chips jobs'>\n{cards}\n</ul>"
    )
    page = frame(view, "Rejoindre nos équipes", content, site=SITE, colour=COLOUR, language="fr")
    return Answer(page, validated=True)


def _detail(view: View, ad: Ad) -> Answer:
    published = long_date(ad.day_shown, ad.language)
    said = {"fr": "Mise à jour le" if ad.updated else "Publié le", "en": "Updated on" if ad.updated else "Posted on"}
    content = (
        f"<article{attributes(view, class_='job', lang=ad.language)}>\n<h1>{plain(ad.title)}</h1>\n"
        f"<p class='date'>{said[ad.language]} {published}</p>\n"
        f"<div class='text'>\n{body_html(sections(ad))}\n</div>\n</article>\n"
        '<p><a href="/carrieres">Toutes nos offres</a></p>'
    )
    return Answer(frame(view, ad.title, content, site=SITE, colour=COLOUR, language=ad.language), validated=True)
