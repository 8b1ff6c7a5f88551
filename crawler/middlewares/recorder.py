"""Keeps every answer of a crawl that is recorded, as it came, for whoever asked for the recording."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response

from crawler.recording import Saved


class Recorder:
    """Downloader middleware that writes answers to the file named by the setting ``VEILLE_RECORD``, one a line."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Recorder:
        """Build for a crawl that is recorded; no other has it."""
        path = crawler.settings.get("VEILLE_RECORD")
        if not path:
            raise NotConfigured
        return cls(Path(path))

    def process_response(self, request: Request, response: Response) -> Response:
        """Keep the answer, and pass it on."""
        media = (response.headers.get("Content-Type") or b"text/html").decode("latin-1")
        line = {
            "method": request.method,
            "url": request.url,
            "status": response.status,
            "media": media,
            "body": base64.b64encode(response.body).decode(),
            "sent": base64.b64encode(request.body).decode(),
        }
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
        return response


def recorded(path: Path) -> Iterator[Saved]:
    """The answers that were kept, in their order; none where nothing was asked."""
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        kept = json.loads(line)
        body, sent = (base64.b64decode(kept[name]) for name in ("body", "sent"))
        yield Saved(kept["method"], kept["url"], kept["status"], kept["media"], body, sent)
