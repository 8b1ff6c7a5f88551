"""The northern job board: numbered pages, definition lists, German and English, served in Windows-1252."""

from __future__ import annotations

import datetime as dt
import re

from crawler.demo.days import PAGE_SIZE, outage
from crawler.demo.model import Ad
from crawler.demo.pages.shell import Answer, View, attributes, body_html, frame, missing, plain, removed
from crawler.demo.texts import country_name, load
from crawler.demo.wording import numeric_date, salary_words, sections, start_value

SITE, COLOUR = "Nordwind Stellen", "#b4541a"
CHARSET = "windows-1252"
EMPTY = "Keine weiteren Stellenangebote."
_DETAIL = re.compile(r"/stellen/(nw-[0-9]{1,9})\.html")


def answer(view: View, path: str, query: dict[str, str]) -> Answer:
    """Answer a path of the board."""
    if path in ("/", "/stellen"):
        asked = query.get("page", "1")
        return _listing(view, int(asked) if asked.isdecimal() and len(asked) < 4 else 1)
    found = _DETAIL.fullmatch(path)
    state = view.find(found[1]) if found else None
    if state is None:
        return missing(view, SITE, COLOUR)
    return removed(view, state, SITE, COLOUR, "/stellen") or _detail(view, state.ad)


def _listing(view: View, number: int) -> Answer:
    if outage(view.board, view.day) is not None:
        return Answer("Interner Serverfehler", status=500)
    size = PAGE_SIZE["nordwind"]
    last = -(-len(view.listed) // size)
    shown = view.listed[(max(number, 1) - 1) * size : max(number, 1) * size]
    cards = "\n".join(_card(view, state.ad) for state in shown) or f"<p>{EMPTY}</p>"
    pages = " ".join(f'<a href="/stellen?page={n}">{n}</a>' for n in range(1, last + 1))
    content = f"<h1>Stellenangebote</h1>\n<p>Seite {number} von {last}</p>\n{cards}\n<nav>{pages}</nav>"
    return Answer(frame(view, f"Stellenangebote, Seite {number}", content, site=SITE, colour=COLOUR, language="de"))


def _card(view: View, ad: Ad) -> str:
    return (
        f"<div{attributes(view, class_='card stelle', id=ad.external_id)}>"
        f'<h3><a href="/stellen/{ad.external_id}.html">{plain(ad.title)}</a></h3>'
        f"<p>{plain(ad.organisation)}, {plain(', '.join(ad.towns))}</p>"
        f"<p>{numeric_date(ad.day_shown, 'DD.MM.YYYY')}</p></div>"
    )


def _terms(ad: Ad) -> list[tuple[str, str | None]]:
    words = load("labels")["nordwind"][ad.language]

    def day(iso: str | None) -> str | None:
        return numeric_date(dt.date.fromisoformat(iso), "DD.MM.YYYY") if iso else None

    precise = ad.starts_precision == "day"
    return [
        (words["employer"], ad.organisation),
        (words["place"], f"{', '.join(ad.towns)}, {country_name(ad.country, ad.language)}"),
        (words["contract"], words["kinds"][ad.contract]),
        (words["length"], words["months"].format(months=ad.months) if ad.months else None),
        (words["hours"], words["week"].format(hours=ad.hours)),
        (words["salary"], salary_words(ad)),
        (words["start"], day(ad.starts) if precise else start_value(ad)),
        (words["posted"], day(ad.posted)),
        (words["deadline"], day(ad.deadline)),
        (words["reference"], ad.reference),
    ]


def _detail(view: View, ad: Ad) -> Answer:
    terms = "\n".join(f"<dt>{plain(k)}</dt><dd>{plain(v)}</dd>" for k, v in _terms(ad) if v)
    content = (
        f"<h1>{plain(ad.title)}</h1>\n<dl{attributes(view, class_='eckdaten', id='facts')}>\n{terms}\n</dl>\n"
        f"<div{attributes(view, class_='beschreibung', lang=ad.language)}>\n{body_html(sections(ad), 3)}\n</div>\n"
        '<p><a href="/stellen">Alle Stellen</a></p>'
    )
    return Answer(frame(view, ad.title, content, site=SITE, colour=COLOUR, language=ad.language))
