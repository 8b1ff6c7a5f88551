"""What coming back costs: a board of 1,000 postings over 20 listing pages, crawled again and again.

    python benchmarks/recrawl.py            # the whole board
    python benchmarks/recrawl.py --small    # 100 postings, to try it

The baseline of every ratio is the first crawl of the same board in the same run. CPU is that of the crawl's own
process, net of what a crawl of an empty board costs; bytes are those the server sent, headers included.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path

from crawler.child import CrawlResult, CrawlTask, crawl
from crawler.clock import parse_instant
from pipelines.store.connection import open_reader

PER_PAGE = 50
PROSE = (
    "Vous coordonnez les actions de l'association avec les bénévoles et les partenaires du territoire, préparez les "
    "dossiers de financement et suivez leur exécution au fil de l'année. "
)
#: Tables that a crawl of an unchanged board may write.
BOOKS = ("seen", "crawls", "pages", "boards", "findings", "sqlite_sequence", "scheduler")


@dataclass
class Shop:
    """An invented board: postings by number, each with the salary it states, and what was asked of it."""

    pay: dict[int, int]
    asked: list[tuple[str, int]] = field(default_factory=list)
    sent: int = 0

    def page(self, path: str) -> str | None:
        """The HTML at a path, none where there is nothing."""
        if path == "/robots.txt":
            return "User-agent: *\nAllow: /\n"
        if path.startswith("/jobs/"):
            number = int(path.removeprefix("/jobs/"))
            return self.posting(number) if number in self.pay else None
        first = (int(path.partition("page=")[2] or 1) - 1) * PER_PAGE
        numbers = sorted(self.pay)[first : first + PER_PAGE]
        cards = "".join(
            f'<li class="job"><a href="/jobs/{n}">Chargé de mission {n}</a><p>Lyon · {self.pay[n]} € brut</p></li>'
            for n in numbers
        )
        more = first + PER_PAGE < len(self.pay)
        link = f'<a rel="next" href="/jobs?page={first // PER_PAGE + 2}">Suite</a>' if more else ""
        return f"<html lang='fr'><body><main><h1>Offres</h1><ul>{cards}</ul>{link}</main></body></html>"

    def posting(self, number: int) -> str:
        """A posting's own page, some ten kilobytes of it."""
        return (
            f"<html lang='fr'><head><title>Chargé de mission {number}</title></head><body><main><article>"
            f"<h1>Chargé de mission {number}</h1><h2>Missions</h2><p>{PROSE * 30}</p><h2>Conditions</h2>"
            f"<p>Lieu : Lyon</p><p>Contrat : CDI</p><p>Salaire : {self.pay[number]} € brut par mois</p>"
            f"<h2>Profil</h2><p>Dossier {number}. {PROSE * 10}</p></article></main></body></html>"
        )


def serve(shop: Shop) -> ThreadingHTTPServer:
    """Serve the shop on 127.0.0.1 with honest validators."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            html = shop.page(self.path)
            body = (html or "<h1>404</h1>").encode()
            tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
            status = 404 if html is None else 304 if self.headers.get("If-None-Match") == tag else 200
            shop.asked.append((self.path, status))
            body = b"" if status == 304 else body
            head = f"HTTP/1.1 {status} x\r\nContent-Type: text/html; charset=utf-8\r\nETag: {tag}\r\n"
            head += "" if status == 304 else f"Content-Length: {len(body)}\r\n"
            answer = head.encode() + b"\r\n" + body
            shop.sent += len(answer)
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def measured(task: CrawlTask, channel: Connection) -> None:
    """Crawl in this process and send what it cost."""
    began, cpu = time.monotonic(), time.process_time()
    result = crawl(task)
    channel.send((result, time.process_time() - cpu, time.monotonic() - began))


@dataclass(frozen=True)
class Cost:
    """What one crawl cost and did."""

    result: CrawlResult
    cpu: float
    seconds: float
    sent: int
    asked: list[tuple[str, int]]


def run(task: CrawlTask, shop: Shop) -> Cost:
    """One crawl, measured."""
    shop.asked, shop.sent = [], 0
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(["crawler.preload"])
    receiver, sender = server.Pipe(duplex=False)
    process = server.Process(target=measured, args=(task, sender))
    process.start()
    sender.close()
    result, cpu, seconds = receiver.recv()
    process.join()
    asked = [(path, status) for path, status in shop.asked if path != "/robots.txt"]
    return Cost(result, cpu, seconds, shop.sent, asked)


def content(db: Path) -> dict[str, str]:
    """A digest of every table, but for the book-keeping."""
    file = open_reader(db)
    try:
        return {
            name: hashlib.sha256(repr(list(file.query(f"SELECT * FROM [{name}]"))).encode()).hexdigest()
            for name in file.table_names()
            if name not in BOOKS and not name.startswith("postings_fts")
        }
    finally:
        file.close()


def main() -> int:
    """Run all crawls, print the ratios, and say whether each is within its bound."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--small", action="store_true", help="100 postings")
    size = 100 if parser.parse_args().small else 1000
    with tempfile.TemporaryDirectory(prefix="veille-recrawl-") as folder:
        return _measure(Path(folder), size)


def _measure(folder: Path, size: int) -> int:
    shop, empty = Shop({n: 1800 + n for n in range(1, size + 1)}), Shop({})
    servers = serve(shop), serve(empty)
    boards = folder / "boards.toml"
    boards.write_text(_declare("full_board", servers[0]) + _declare("empty_board", servers[1]), encoding="utf-8")
    db = folder / "jobs.db"

    def task(name: str, hour: int, file: Path = db) -> CrawlTask:
        return CrawlTask(name, file, (boards,), now=parse_instant(f"2026-03-02T{hour:02}:00:00Z"))

    run(task("empty_board", 5), empty)  # starts the process that crawls are forked from
    start = min(run(task("empty_board", 6 + n), empty).cpu for n in range(3))
    first = run(task("full_board", 6), shop)
    before = content(db)
    second = run(task("full_board", 12), shop)
    unchanged = content(db) == before
    numbers = sorted(shop.pay)
    changed, gone, new = numbers[5:15], numbers[20:25], range(size + 1, size + 6)
    for number in changed:
        shop.pay[number] += 100
    for number in gone:
        del shop.pay[number]
    shop.pay |= dict.fromkeys(new, 2500)
    third = run(task("full_board", 18), shop)
    for server in servers:
        server.shutdown()
    expected = {f"/jobs/{number}" for number in (*changed, *gone, *new)}
    return _report(start, first, second, third, unchanged=unchanged, exact=_postings(third) == expected)


def _declare(name: str, server: ThreadingHTTPServer) -> str:
    host = f"127.0.0.1:{server.server_address[1]}"
    return (
        f'[{name}]\narchetype = "listing"\ntitle = "{name}"\nbase_url = "http://{host}"\nallow_private = ["{host}"]\n'
        f'delay = 0\nstart = ["/jobs"]\ndetail_links = "li.job a"\nnext_page = "a[rel=next]"\nempty_text = "Offres"\n'
    )


def _postings(cost: Cost) -> set[str]:
    return {path for path, _ in cost.asked if path.startswith("/jobs/")}


def _report(start: float, first: Cost, second: Cost, third: Cost, *, unchanged: bool, exact: bool) -> int:
    def line(name: str, cost: Cost) -> None:
        t = cost.result.totals
        print(
            f"{name:<22} {len(cost.asked):>6} pages {sum(s == 304 for _, s in cost.asked):>5} not modified "
            f"{cost.sent / 1000:>9.0f} kB {cost.cpu - start:>7.2f} s CPU {cost.seconds:>7.2f} s   "
            f"{t.new} new, {t.changed} changed, {t.closed} closed"
        )

    print(f"a crawl of an empty board: {start:.2f} s CPU, taken off below")
    line("first crawl", first)
    line("unchanged", second)
    line("10 changed, 5+5 moved", third)
    cpu, sent = (second.cpu - start) / (first.cpu - start), second.sent / first.sent
    print(f"unchanged / first: CPU {cpu:.1%} (at most 10 %), bytes {sent:.2%} (at most 2 %)")
    totals = third.result.totals
    checks = {
        "no posting's page asked for": not _postings(second),
        "every listing page asked for conditionally": all(status == 304 for _, status in second.asked),
        "nothing written but the books": unchanged,
        "CPU within bound": cpu <= 0.10,
        "bytes within bound": sent <= 0.02,
        "exactly the pages of what changed, came and went": exact,
        "each told once": (totals.changed, totals.new, totals.closed) == (10, 5, 5),
    }
    for words, holds in checks.items():
        print(f"{'✓' if holds else '✗'} {words}")
    return 0 if all(checks.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
