"""Small invented sites of different make, as pages by address: ``sites/<make>.toml``.

``[pages]`` holds path and text; ``$title`` and the like stand for an ad of ``ads.toml`` in the site's ``language``. A
path with ``$`` is one page an ad; in a text, what stands between ``<!--each-->`` and ``<!--end-->`` is repeated for
each ad (``<!--each 1-2-->`` for some of them). ``address`` is what the recogniser is given.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import urljoin

from scrapy import Request
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from crawler.recognise.asking import Looking, Reply
from crawler.recognise.recognition import Recognition, recognise
from tests.site import Answer

HERE = Path(__file__).parent
NOW = datetime(2026, 3, 2, 6, tzinfo=UTC)
ADS: Mapping[str, list[dict[str, Any]]] = tomllib.loads((HERE / "ads.toml").read_text(encoding="utf-8"))
_EACH = re.compile(r"<!--each(?: (\d+)-(\d+))?-->(.*?)<!--end-->", re.DOTALL)
_TYPES = {".json": "application/json", ".xml": "application/xml", ".txt": "text/plain", ".pdf": "application/pdf"}


@dataclass(frozen=True)
class SavedSite:
    """A site of one make: its pages by whole address, what is given, and what must come of it."""

    make: str
    address: str
    pages: Mapping[str, Answer]
    expected: Mapping[str, Any] = field(default_factory=dict)


def sites() -> list[SavedSite]:
    """All saved sites by their make."""
    return [read_site(path) for path in sorted((HERE / "sites").glob("*.toml"))]


def read_site(path: Path, base: str | None = None) -> SavedSite:
    """One site, served at ``base`` (its own ``.example`` by default)."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    home = base or f"https://www.{path.stem.replace('_', '-')}.example"
    ads = [_whole(ad, n) for n, ad in enumerate(ADS[table["language"]], 1)][: table.get("ads", 4)]
    pages: dict[str, Answer] = {}
    for where, text in table["pages"].items():
        for ad in ads if "$" in where else [{}]:
            address = Template(where).safe_substitute(ad)
            pages[urljoin(home, address)] = _answer(
                where, Template(_repeated(text, ads)).safe_substitute({**ad, "home": home})
            )
    expected = {key: value for key, value in table.items() if key != "pages"}
    return SavedSite(path.stem, urljoin(home, table["address"]), pages, expected)


def _whole(ad: dict[str, Any], n: int) -> dict[str, Any]:
    escaped = ad["text"].replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return {**ad, "n": n, "id": 4700 + n, "json": escaped, "short": re.sub(r"<[^>]+>", " ", ad["text"])[:110]}


def _repeated(text: str, ads: list[dict[str, Any]]) -> str:
    def repeat(match: re.Match[str]) -> str:
        first, last = int(match[1] or 1), int(match[2] or len(ads))
        joiner = "," if match[3].lstrip().startswith("{") else ""
        return joiner.join(Template(match[3]).safe_substitute(ad) for ad in ads[first - 1 : last])

    return _EACH.sub(repeat, text)


def _answer(where: str, text: str) -> Answer:
    if text.startswith("status "):
        return Answer("<title>x</title>", int(text.removeprefix("status ")))
    if text.startswith("to "):
        return Answer("", 302, headers={"Location": text.removeprefix("to ")})
    if where.endswith(".pdf"):
        return Answer(pdf(text), type="application/pdf")
    start = text.lstrip()
    ending = Path(where.partition("?")[0]).suffix
    media = "application/json" if start[:1] in ("{", "[") else "application/xml" if start.startswith("<?xml") else None
    return Answer(text.strip(), type=media or _TYPES.get(ending, "text/html; charset=utf-8"))


def pdf(text: str) -> bytes:
    """A PDF of one page with the lines of a text, its first in large type; without lines a page without text."""
    lines = [line for line in re.sub(r"<[^>]+>", "\n", text).splitlines() if line.strip()]
    shown = b"".join(
        b"/F1 %d Tf (%s) Tj 0 -%d Td\n" % (20 if n == 0 else 11, _escaped(line), 30 if n == 0 else 14)
        for n, line in enumerate(lines)
    )
    stream = b"BT 50 780 Td\n" + shown + b"ET" if lines else b"0 0 m 100 100 l S"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    made, places = b"%PDF-1.4\n", []
    for n, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj%s endobj\n" % (n, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        made
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(made)
    )


def _escaped(line: str) -> bytes:
    return line.strip().encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def answer(pages: Mapping[str, Answer], request: Request, hops: tuple[str, ...] = ()) -> Reply:
    """What the saved pages answer to a request: 404 for what is not among them; redirects are followed."""
    found = pages.get(request.url, Answer("<title>404</title><h1>Not found</h1>", 404))
    if found.status == 302:
        target = urljoin(request.url, found.headers["Location"])
        return answer(pages, request.replace(url=target), (*hops, request.url))
    body = found.body.encode() if isinstance(found.body, str) else found.body
    kind: type[Response] = responsetypes.from_args(
        headers=Headers({"Content-Type": found.type}), url=request.url, body=body
    )
    led = request.replace(meta={**request.meta, **({"redirect_urls": list(hops)} if hops else {})})
    return kind(request.url, status=found.status, headers={"Content-Type": found.type}, body=body, request=led)


def recognised(site: SavedSite) -> Recognition:
    """What is recognised of a site; no page is asked for that it has not."""
    looking = Looking()
    steps = recognise(site.address, NOW, looking)
    try:
        request = next(steps)
        while True:
            request = steps.send(answer(site.pages, request))
    except StopIteration as stop:
        found: Recognition = stop.value
        return found


def table_of() -> Iterator[str]:
    """One line a site, for people: what was recognised, requests, coverage."""
    for site in sites():
        found = recognised(site)
        best = found.best
        what = (
            f"{best.trial.candidate.archetype:<12} {best.trial.listed:>2} {best.judgement.quality:.2f}"
            if best
            else found.reason
        )
        wanted = f"{site.expected['archetype']}/{site.expected.get('listed', '')}"
        yield f"{site.make:<24} {wanted:<16} {found.requests:>2}  {what}"
