"""The federation's job board: listing pages with a link to the next, details with a table of labels and values."""

from __future__ import annotations

import datetime as dt
import re

from crawler.demo.days import PAGE_SIZE, outage
from crawler.demo.model import Ad
from crawler.demo.pages.shell import Answer, View, attributes, body_html, frame, missing, plain, removed
from crawler.demo.texts import country_name, load, organisation
from crawler.demo.wording import experience_words, numeric_date, salary_words, sections, start_value

SITE, COLOUR = "Fédération des initiatives locales", "#7a3e9d"
_LISTING = re.compile(r"/offres/(?:page/([1-9][0-9]{0,2})/)?")
_DETAIL = re.compile(r"/offre/([a-z0-9-]{1,200})/")


def answer(view: View, path: str, _query: dict[str, str]) -> Answer:
    """Answer a path of the federation's board."""
    listing = _LISTING.fullmatch("/offres/" if path == "/" else path)
    if listing is not None:
        return _listing(view, int(listing[1] or 1))
    found = _DETAIL.fullmatch(path)
    state = view.find(found[1]) if found else None
    if state is None:
        return missing(view, SITE, COLOUR)
    return removed(view, state, SITE, COLOUR, "/offres/") or _detail(view, state.ad)


def _address(number: int) -> str:
    return "/offres/" if number == 1 else f"/offres/page/{number}/"


def _listing(view: View, number: int) -> Answer:
    size = PAGE_SIZE["federation"]
    last = -(-len(view.listed) // size)
    broken = outage(view.board, view.day)
    if broken == "listing" or (broken == "page 2" and number > 1):
        return Answer("Erreur critique sur ce site.", status=500)
    if number > last:
        return missing(view, SITE, COLOUR)
    cards = "\n".join(_card(view, state.ad) for state in view.listed[(number - 1) * size : number * size])
    links = [f'<a rel="prev" href="{_address(number - 1)}">« Précédent</a>'] if number > 1 else []
    links.append(f"<span>Page {number} sur {last}</span>")
    if number < last:
        links.append(f'<a rel="next" href="{_address(number + 1)}">Suivant »</a>')
    content = f"<h1>Offres d'emploi</h1>\n<p>{len(view.listed)} offres</p>\n{cards}\n<nav>{' '.join(links)}</nav>"
    page = frame(view, f"Offres d'emploi, page {number}", content, site=SITE, colour=COLOUR, language="fr")
    return Answer(page, validated=True)


def _card(view: View, ad: Ad) -> str:
    shown = numeric_date(ad.day_shown, "DD/MM/YYYY")
    said = "Mise à jour le" if ad.updated else "Publiée le"
    return (
        f"<article{attributes(view, class_='card offre', id=f'post-{ad.external_id[-4:]}')}>"
        f'<h2><a class="offre-lien" href="/offre/{ad.external_id}/">{plain(ad.title)}</a></h2>'
        f'<p><span class="structure">{plain(ad.organisation)}</span> · '
        f'<span class="ville">{plain(", ".join(ad.towns))}</span> · <time>{said} {shown}</time></p></article>'
    )


def _rows(ad: Ad) -> list[tuple[str, str | None]]:
    words = load("labels")["federation"]

    def day(iso: str | None) -> str | None:
        return numeric_date(dt.date.fromisoformat(iso), "DD/MM/YYYY") if iso else None

    return [
        ("Structure", ad.organisation),
        ("Type de structure", organisation(ad.organisation_key)["form"]),
        ("Pays", country_name(ad.country, "fr")),
        ("Ville", ", ".join(ad.towns)),
        ("Type de contrat", words["contract"][ad.contract]),
        ("Durée du contrat", f"{ad.months} mois" if ad.months else None),
        ("Temps de travail", f"{ad.hours}h/semaine"),
        ("Télétravail", words["remote"][ad.remote] if ad.remote else None),
        ("Salaire", salary_words(ad) or "Selon grille"),
        ("Expérience", experience_words(ad)),
        ("Prise de poste", start_value(ad)),
        ("Date de publication", day(ad.posted)),
        ("Date de validité", day(ad.deadline)),
        ("Comment postuler", f"CV et lettre de motivation à {ad.email}, référence {ad.reference}"),
    ]


def _detail(view: View, ad: Ad) -> Answer:
    rows = "\n".join(f"<tr><th>{plain(k)}</th><td>{plain(v)}</td></tr>" for k, v in _rows(ad) if v)
    content = (
        f"<article{attributes(view, class_='offre', id=f'post-{ad.external_id[-4:]}')}>\n"
        f"<h1>{plain(ad.title)}</h1>\n<table class='fiche'>\n{rows}\n</table>\n"
        f"<div{attributes(view, class_='entry-content', lang=ad.language)}>\n{body_html(sections(ad), 3)}\n</div>\n"
        '</article>\n<p><a href="/offres/">Toutes les offres</a></p>'
    )
    return Answer(frame(view, ad.title, content, site=SITE, colour=COLOUR, language="fr"), validated=True)
