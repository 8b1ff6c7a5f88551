"""The portal: a sitemap, every ad in two languages, chips and JSON-LD."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import re
from typing import Any

from crawler.demo.content import day_date, slug
from crawler.demo.model import Ad, Listed
from crawler.demo.pages.shell import Answer, View, attributes, body_html, frame, missing, plain, removed
from crawler.demo.texts import country_name, family_texts, load, organisation, pick
from crawler.demo.wording import numeric_date, salary_words, sections

SITE, COLOUR = "Emplois du Fleuve", "#1f6f8b"
_FOLDERS = {"fr": "offres", "en": "jobs"}
_ORDERS = {"fr": "DD/MM/YYYY", "en": "MM-DD-YYYY"}
_DETAIL = re.compile(r"/(fr/offres|en/jobs)/[a-z0-9-]{1,200}-([0-9a-f]{8})")
_TYPES = {"internship": "INTERN", "civic_service": "VOLUNTEER", "apprenticeship": "OTHER"}
_UNITS = {"hour": "HOUR", "month": "MONTH", "year": "YEAR"}


def path(ad: Ad, language: str) -> str:
    """Return where an ad stands; the slug is that of its first title, the identity is at the end."""
    return f"/{language}/{_FOLDERS[language]}/{slug(ad.organisation)}-{ad.slug}-{ad.external_id}"


def title_in(ad: Ad, language: str) -> str:
    """Return the ad's title in the language of the page: French titles are translated, others stand as posted."""
    if language == "fr" or ad.language != "fr":
        return ad.title
    kind = "titles" if ad.contract in ("permanent", "fixed_term") else "junior"
    return str(pick(family_texts("en")[ad.family][kind], ad.opening, "title"))


def answer(view: View, path_asked: str, _query: dict[str, str]) -> Answer:
    """Answer a path of the portal."""
    if path_asked == "/sitemap.xml":
        return Answer(_sitemap_index(view), content_type="application/xml")
    if path_asked == "/sitemap-jobs.xml.gz":
        return Answer(gzip.compress(_sitemap(view).encode(), mtime=0), content_type="application/gzip")
    if path_asked in ("/", "/fr/offres", "/en/jobs"):
        return _listing(view, "en" if path_asked.startswith("/en") else "fr")
    found = _DETAIL.fullmatch(path_asked)
    state = view.find(found[2]) if found else None
    if found is None or state is None:
        return missing(view, SITE, COLOUR)
    language = found[1][:2]
    return removed(view, state, SITE, COLOUR, "/fr/offres") or _detail(view, state.ad, language)


def _sitemap_index(view: View) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"<sitemap><loc>{view.base_url}/sitemap-jobs.xml.gz</loc>"
        f"<lastmod>{day_date(view.day)}</lastmod></sitemap>\n</sitemapindex>\n"
    )


def _last_change(state: Listed, day: int) -> dt.date:
    """A page that was marked as over, or published again, changed then too."""
    touched = [
        day_date(event["day"])
        for event in load("plan")["events"]
        if (event["board"], event["job"]) == (state.ad.board, state.ad.job) and event["day"] <= day
    ]
    return max([state.ad.day_shown, *touched])


def _sitemap(view: View) -> str:
    rows = [
        f"<url><loc>{view.base_url}{path(state.ad, language)}</loc>"
        f"<lastmod>{_last_change(state, view.day)}</lastmod></url>"
        for state in view.listed
        for language in _FOLDERS
    ]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return head + "\n".join(rows) + "\n</urlset>\n"


def _listing(view: View, language: str) -> Answer:
    cards = "\n".join(
        f"<article{attributes(view, class_='card', id=state.ad.external_id)}>"
        f'<h2><a href="{path(state.ad, language)}">{plain(title_in(state.ad, language))}</a></h2>'
        f"<p>{plain(state.ad.organisation)} · {plain(', '.join(state.ad.towns))} · "
        f"{numeric_date(state.ad.day_shown, _ORDERS[language])}</p></article>"
        for state in view.listed
    )
    heading = {"fr": "Toutes les offres", "en": "All jobs"}[language]
    content = f"<h1>{heading}</h1>\n{cards}"
    return Answer(frame(view, heading, content, site=SITE, colour=COLOUR, language=language))


def _chips(ad: Ad, language: str) -> list[str]:
    words = load("labels")["fleuve"][language]
    order = _ORDERS[language]
    chips = [words["contract"][ad.contract], words["part"] if ad.working_time == "part" else None]
    chips += [f"{words['place']} {town}, {country_name(ad.country, language)}" for town in ad.towns]
    chips.append(words["sectors"][organisation(ad.organisation_key)["sector"]])
    chips.append(words["remote"][ad.remote] if ad.remote else None)
    if ad.salary_min is not None and ad.salary_period in words["period"]:
        low, high = (f"{value:f}".removesuffix(".00") for value in (ad.salary_min, ad.salary_max or ad.salary_min))
        chips.append(words["salary"].format(min=low, max=high, period=words["period"][ad.salary_period]))
    else:
        chips.append(salary_words(ad))
    if ad.experience_min is not None:
        kind = "range" if ad.experience_max is not None else "least"
        chips.append(words[kind].format(min=ad.experience_min, max=ad.experience_max))
    chips.append(f"{words['posted']} {numeric_date(dt.date.fromisoformat(ad.posted), order)}")
    if ad.starts is not None and ad.starts_precision == "day":
        chips.append(f"{words['start']} {numeric_date(dt.date.fromisoformat(ad.starts), order)}")
    return [chip for chip in chips if chip]


def job_posting(view: View, ad: Ad, language: str) -> dict[str, Any]:
    """Return the ad as schema.org JobPosting; the order of its keys turns with every request."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": title_in(ad, language),
        "description": body_html(sections(ad), 3),
        "datePosted": ad.posted,
        "employmentType": _TYPES.get(ad.contract, "PART_TIME" if ad.working_time == "part" else "FULL_TIME"),
        "identifier": {"@type": "PropertyValue", "name": SITE, "value": ad.external_id},
        "hiringOrganization": {"@type": "Organization", "name": ad.organisation},
        "jobLocation": [
            {
                "@type": "Place",
                "address": {"@type": "PostalAddress", "addressLocality": t, "addressCountry": ad.country},
            }
            for t in ad.towns
        ],
        "url": view.base_url + path(ad, language),
    }
    if ad.deadline is not None:
        data["validThrough"] = ad.deadline
    if ad.salary_min is not None and ad.salary_max is not None:
        value = {"minValue": float(ad.salary_min), "maxValue": float(ad.salary_max)}
        unit = {"@type": "QuantitativeValue", **value, "unitText": _UNITS[str(ad.salary_period)]}
        data["baseSalary"] = {"@type": "MonetaryAmount", "currency": ad.salary_currency, "value": unit}
    keys = list(data)
    turn = view.nonce % len(keys)
    return {key: data[key] for key in keys[turn:] + keys[:turn]}


def _detail(view: View, ad: Ad, language: str) -> Answer:
    words = load("labels")["fleuve"][language]
    about = [organisation(ad.organisation_key)[key] for key in ("form", "size")]
    facts = "".join(f"<p>{plain(words['translated'].get(fact, fact))}</p>" for fact in about)
    chips = "".join(f"<li>{plain(chip)}</li>" for chip in _chips(ad, language))
    alternates = "\n".join(
        f"<link{attributes(view, rel='alternate', hreflang=code, href=view.base_url + path(ad, code))}>"
        for code in _FOLDERS
    )
    data = json.dumps(job_posting(view, ad, language), ensure_ascii=False).replace("<", "\\u003c")
    title = title_in(ad, language)
    content = (
        f"<h1>{plain(title)}</h1>\n<p{attributes(view, class_='employer', id='employer')}>"
        f"{plain(ad.organisation)}</p>\n<p class='badge'>{words['badge']}</p>\n<ul class='chips'>{chips}</ul>\n"
        f"<div{attributes(view, class_='description', lang=ad.language)}>\n{body_html(sections(ad))}\n</div>\n"
        f"<aside><h2>{words['more']}</h2>{facts}</aside>"
    )
    head = f'{alternates}\n<script type="application/ld+json">{data}</script>'
    return Answer(frame(view, title, content, site=SITE, colour=COLOUR, language=language, head=head))
