"""Scrapy's door to the boards: ``scrapy list`` and ``scrapy crawl NAME`` see every board there is."""

from __future__ import annotations

import os

from scrapy import Request, Spider
from scrapy.settings import BaseSettings

from crawler.catalog import Catalog, load_catalog
from crawler.configuration import configure
from crawler.exceptions import UnknownBoardError


class BoardLoader:
    """Loads spiders from the catalogue of boards; what Scrapy's ``SPIDER_LOADER_CLASS`` asks for."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> BoardLoader:
        """Load the catalogue with the boards files of the setting ``VEILLE_BOARDS``, or else of the configuration."""
        given = settings.get("VEILLE_BOARDS")
        return cls(load_catalog(configure(boards=given.split(os.pathsep) if given else ()).boards))

    def load(self, spider_name: str) -> type[Spider]:
        """The spider class of a board; ``KeyError`` for an unknown one, as Scrapy expects."""
        try:
            return self._catalog.spider(spider_name)
        except UnknownBoardError as error:
            raise KeyError(str(error)) from error

    def list(self) -> list[str]:
        """The names of all boards."""
        return [board.name for board in self._catalog]

    def find_by_request(self, request: Request) -> list[str]:  # type: ignore[valid-type]
        """The boards whose address a request goes to."""
        return [board.name for board in self._catalog if request.url.startswith(board.base_url + "/")]
