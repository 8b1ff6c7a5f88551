"""Pages whose site reserves them are not read: text and data mining anywhere, being indexed on a posting's page."""

from __future__ import annotations

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import HtmlResponse, Response

from crawler.failures import ReservedError
from crawler.manners.reserved import forbids_index, reserves_mining


class Reservations:
    """Downloader middleware that raises :class:`ReservedError` instead of handing on a page its site reserves.

    A board that declares on what ground its site ``agreed`` is read all the same; robots.txt counts in any case.
    """

    def __init__(self, token: str, *, agreed: bool) -> None:
        self._token = token
        self._agreed = agreed

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Reservations:
        """Take what the board declares."""
        board = crawler.spidercls.board  # type: ignore[attr-defined]
        return cls(crawler.settings["ROBOTSTXT_USER_AGENT"], agreed=board.agreed is not None)

    def process_response(self, request: Request, response: Response) -> Response:
        """Hand on a page that is not reserved."""
        if self._agreed or request.meta.get("is_robots") or response.status >= 400:
            return response
        page = response.text if isinstance(response, HtmlResponse) else ""
        if reserves_mining(_values(response, "tdm-reservation"), page):
            raise ReservedError("reserves text and data mining (tdm-reservation: 1); 'agreed' lifts it")
        # A listing says noindex to keep its pages 2, 3 … out of search results, and an ad off the listing because it
        # is over: neither is about the ad.
        is_listed = request.cb_kwargs.get("listed", False)
        if is_listed and forbids_index(_values(response, "X-Robots-Tag"), page, self._token):
            raise ReservedError("is not to be indexed (noindex); 'agreed' lifts it")
        return response


def _values(response: Response, name: str) -> list[str]:
    return [value.decode("latin-1") for value in response.headers.getlist(name)]
