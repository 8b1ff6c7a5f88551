"""What the process that crawls are forked from holds before any of them starts: Scrapy, the readers and their grammar.

Reading one small ad here builds every vocabulary and pattern once, so that no crawl has to. Nothing is opened and
nothing is asked for.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator

from scrapy.settings import Settings
from scrapy.utils.misc import load_object

from crawler.catalog import load_catalog
from crawler.child import run
from crawler.extract.page import read_page
from pipelines.model import Facts, RawPosting
from pipelines.noise import fingerprint
from pipelines.normalise.posting import normalise

__all__ = ["run"]

#: Settings of Scrapy that name classes: tables of them, and one each.
_TABLES = ("EXTENSIONS", "DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES", "ITEM_PIPELINES")
_SINGLE = ("SCHEDULER", "SCHEDULER_MEMORY_QUEUE", "SCHEDULER_PRIORITY_QUEUE", "DUPEFILTER_CLASS", "DOWNLOADER",
           "LOG_FORMATTER", "STATS_CLASS")  # fmt: skip

_PAGE = """<html lang="fr"><head><title>Chargé de projet</title></head><body><main><h1>Chargé de projet (H/F)</h1>
<ul><li>CDD</li><li>Paris, France</li><li>Télétravail partiel</li><li>2 000 € brut (Mensuel)</li><li>Santé</li>
<li>De 3 à 5 année(s) d'exp.</li><li>Association</li><li>Publiée le 02/03/2026</li></ul><article>
<p>La Passerelle, association d'aide à la recherche, recrute deux personnes en CDD de 6 mois renouvelable, à Lyon.</p>
<h2>Missions</h2><p>Télétravail possible. Expérience de deux ans. Anglais courant. Permis B. Bac+3.</p>
<h2>Conditions</h2><p>Salaire : 2 000 € brut par mois sur 13 mois, titres restaurant 9 €, 35 heures par semaine.</p>
<p>Poste à pourvoir : début juin 2026. Autorisation de travail requise.</p>
<h2>Pour postuler</h2><p>CV et lettre à jobs@passerelle.example avant le 10 mai 2026, référence AB-1 en objet.</p>
</article></main></body></html>"""


def warm() -> None:
    """Load what a crawl loads, and build what is built at first use.

    All of it is kept for good, so no search for cycles goes through it: neither meanwhile, which would take a quarter
    of the time, nor later in a crawl, which would copy its pages as well.
    """
    gc.disable()
    _load()
    gc.freeze()
    gc.enable()


def _load() -> None:
    for component in _components():
        load_object(component)
    load_catalog()
    fingerprint(_PAGE)
    page = read_page(_PAGE, "https://jobs.example/1")
    raw = RawPosting("preload", "1", "https://jobs.example/1", "2026-03-02T06:00:00Z", page.statements, page.body, "fr")
    normalise(raw, Facts("preload", "2026-03-02", country="FR", language="fr"))


def _components() -> Iterator[str]:
    """What Scrapy loads by its name when a crawl starts, switched on or not."""
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    for name in _TABLES:
        yield from settings.get_component_priority_dict_with_base(name)
    yield from (settings[name] for name in _SINGLE)
    yield from filter(None, settings["DOWNLOAD_HANDLERS"].values())


warm()
