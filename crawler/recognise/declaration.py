"""The declaration of a recognised board: its name, its title, its country and language, and how it is read."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any
from urllib.parse import urlsplit

from babel import Locale

from crawler.attributes import language as read_language
from crawler.extract.page_title import meta
from crawler.recognise.asking import Page
from crawler.recognise.trial import Trial
from pipelines.normalise.text import fold, squash

_LEADING = re.compile(r"^(?:www\d?|jobs?|careers?|emploi|recrutement|karriere|stellen)\.")
#: Top-level domains of two letters that are not used as a country's.
_ANYBODYS = frozenset("io co ai me tv eu cc ws fm to ly gg sh is".split())
_TLD = {"uk": "GB"}
_LONGEST_TITLE = 80
_ORDER = ("archetype", "title", "tenant", "base_url", "allow_private", "start")


def declared(trial: Trial, page: Page, today: str) -> tuple[str, dict[str, Any]]:
    """The name and the table of the board, in the order in which a person would write it."""
    table = dict(trial.candidate.table)
    tenant = table.get("tenant")
    made = {"title": title_of(page, tenant), **table}
    language = language_of(trial, page)
    if language:
        made["language"] = language
    made["every"] = "12h"
    made["notes"] = f"recognised on {today} by {squash(trial.candidate.why)}"[:300]
    ordered = {key: made[key] for key in _ORDER if key in made}
    ordered |= {key: value for key, value in made.items() if not isinstance(value, dict)}
    return name_of(tenant or urlsplit(page.url).hostname or "board"), {**ordered, **made}


def name_of(text: str) -> str:
    """A board's name made of a host or a tenant.

    >>> name_of("www.les-amis.asso.example"), name_of("24.example"), name_of("Green Harbour")
    ('les_amis_asso_example', 'board_24_example', 'green_harbour')
    """
    plain = re.sub(r"[^a-z0-9]+", "_", fold(_LEADING.sub("", text.lower()))).strip("_")[:50]
    return plain if re.match(r"[a-z]", plain) else f"board_{plain}".rstrip("_")


def title_of(page: Page, tenant: str | None = None) -> str:
    """The board's name for people: the site's own, else the page's title, else the tenant's name or the host."""
    own = meta(page.root, "og:site_name") if page.root is not None else ""
    said = squash(own or page.title)[:_LONGEST_TITLE]
    host = urlsplit(page.url).hostname or page.url
    return said or (tenant.replace("-", " ").title() if tenant else host.removeprefix("www."))


def language_of(trial: Trial, page: Page) -> str | None:
    """The language of the board: that of its postings' texts, else what the page says of itself."""
    told = Counter(each.posting.language for each in trial.samples if each.posting.language)
    said = (page.root.get("lang") or "")[:2].lower() if page.root is not None else ""
    found = told.most_common(1)[0][0] if told else said
    try:
        return read_language(found)
    except ValueError:
        return None


def country_of(page: Page) -> str | None:
    """The country of the site's top-level domain; none where it is nobody's.

    The region of a page's language says nothing: ``en-US`` and ``fr-FR`` are what software is delivered with.
    """
    domain = (urlsplit(page.url).hostname or "").rpartition(".")[2].lower()
    code = _TLD.get(domain, domain.upper()) if domain not in _ANYBODYS else ""
    return code if len(code) == 2 and code.isalpha() and code in Locale("en").territories else None
