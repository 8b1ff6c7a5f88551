"""Settings of the Scrapy project; every one that differs from Scrapy's default says why."""

from __future__ import annotations

import os
from importlib.metadata import version

BOT_NAME = "veille"
SPIDER_MODULES: list[str] = []
SPIDER_LOADER_CLASS = "crawler.spider_loader.BoardLoader"  # boards are declarations, not modules
COMMANDS_MODULE = "crawler.commands"  # `scrapy crawl` checks the file and the lock before it asks for anything


def user_agent(contact: str | None) -> str:
    """An honest user agent: product, version, and how to reach whoever runs it."""
    return f"veille/{version('veille')} (+{contact})" if contact else f"veille/{version('veille')}"


USER_AGENT = user_agent(os.environ.get("VEILLE_CONTACT"))
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "veille"  # the product token that RFC 9309 has matched

CONCURRENT_REQUESTS = 1  # a board is one host; with a delay of 0 the limit per domain alone lets several through
CONCURRENT_REQUESTS_PER_DOMAIN = 1  # manners: one connection a host
DOWNLOAD_DELAY = 0  # the gate keeps the distance, over all crawls of a host
DOWNLOAD_DELAY_JITTER = 0.0
DOWNLOAD_HANDLERS = {
    "http": "crawler.manners.handler.PoliteHandler",  # one request at a time to a host, over all crawls
    "https": "crawler.manners.handler.PoliteHandler",
    "ftp": None,
    "file": None,
    "data": None,
    "s3": None,
}
DOWNLOAD_TIMEOUT = 30  # a board's `timeout` replaces it: seconds for a page in all, its retries included
DOWNLOAD_MAXSIZE = 16 * 1024 * 1024  # a page beyond is a bomb
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_VERIFY_CERTIFICATES = True  # Scrapy's default accepts any
RETRY_TIMES = 2
RETRY_HTTP_CODES = [500, 502, 504, 522, 524, 408]  # never 403; 429 and 503 have a longer pause
VEILLE_BACKOFF_BASE = 60  # seconds after a 429 or 503 that does not say how long; doubled each time, with jitter
VEILLE_WAIT_LIMIT = 300  # seconds: a longer Retry-After ends the crawl, and the board is due after it
VEILLE_WAIT_TOTAL = 900  # seconds that a crawl waits for one host in all
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"  # postings are read in the order of the page
REDIRECT_MAX_TIMES = 5
COOKIES_ENABLED = False  # nothing we read needs a session, and it keeps the public-suffix list from being fetched
REFERRER_POLICY = "no-referrer"  # no site learns where we come from, redirected or not
METAREFRESH_ENABLED = False
TELNETCONSOLE_ENABLED = False  # no console and no control port is ever open
REMOTE_CONTROL_ENABLED = False
WARN_ON_GENERATOR_RETURN_VALUE = False  # it parses a callback at every answer; none of ours returns a value
LOG_LEVEL = "INFO"
STATS_DUMP = False
LOGSTATS_INTERVAL = 0
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "fr,en;q=0.8,*;q=0.5",
}

DOWNLOADER_MIDDLEWARES: dict[str, int | None] = {
    "crawler.middlewares.guard.AddressGuard": 60,
    "crawler.middlewares.recorder.Recorder": 595,  # the answer unpacked, and before anything is made of it
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # the guard and the board decide where we go
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,  # lets everything pass where it gets no answer
    "crawler.middlewares.robots.RobotsMiddleware": 100,
    "crawler.middlewares.revalidation.Revalidation": 110,
    "crawler.middlewares.reservations.Reservations": 540,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,  # asks a host that refuses again, and at once
    "crawler.middlewares.patience.Patience": 550,
}
ITEM_PIPELINES = {
    "pipelines.stages.NormaliseStage": 100,
    "pipelines.stages.IdentifyStage": 200,
    "pipelines.stages.StoreStage": 300,
}
EXTENSIONS: dict[str, int | None] = {
    "crawler.extensions.record.CrawlRecord": 0,
    "crawler.extensions.progress.Progress": 100,
}

VEILLE_DB: str | None = None  # the file to write; --db, VEILLE_DB, or the project's data/jobs.db
VEILLE_BOARDS: str | None = None  # boards files, separated like a search path
VEILLE_RECORD: str | None = None  # a file to keep every answer in, for `board record`
VEILLE_ACCEPT = False  # believe a fall that would be suspect
