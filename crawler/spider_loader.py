"""Scrapy's door to the boards: ``scrapy list`` and ``scrapy crawl NAME`` see every board there is."""

from __future__ import annotations

import os
from pathlib import Path

from scrapy import Request, Spider
from scrapy.settings import BaseSettings

from crawler.catalog import Catalog, load_catalog
from crawler.exceptions import UnknownBoardError


def boards_files(given: str | None) -> list[Path]:
    """The boards files of a setting or of ``VEILLE_BOARDS``, separated by the system's path separator."""
    return [
        Path(part).expanduser() for part in (given or os.environ.get("VEILLE_BOARDS", "")).split(os.pathsep) if part
    ]


class BoardLoader:
    """Loads spiders from the catalogue of boards; what Scrapy's ``SPIDER_LOADER_CLASS`` asks for."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> BoardLoader:
        """Load the catalogue with the boards files of ``VEILLE_BOARDS`` (setting or environment)."""
        return cls(load_catalog(boards_files(settings.get("VEILLE_BOARDS"))))

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
