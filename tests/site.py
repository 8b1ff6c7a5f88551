"""A real HTTP server on 127.0.0.1 for tests: paths to answers, every request remembered."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs


@dataclass(frozen=True)
class Answer:
    body: str | bytes = ""
    status: int = 200
    type: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)


Route = str | Answer | Callable[[str], Answer]


@dataclass(frozen=True)
class Post:
    """What is answered to a JSON body that holds ``body``: names with dots between lead into its tables."""

    path: str
    answer: Answer
    body: Mapping[str, Any] = field(default_factory=dict)
    needs: Mapping[str, str] = field(default_factory=dict)

    def matches(self, path: str, sent: Any) -> bool:
        return path == self.path and all(_at(sent, name) == value for name, value in self.body.items())


def _at(record: Any, name: str) -> Any:
    for part in name.split("."):
        record = record.get(part) if isinstance(record, dict) else None
    return record


class Site:
    """A site whose ``routes`` may change while it runs; unknown paths answer 404, robots.txt allows all."""

    def __init__(self, routes: Mapping[str, Route] | None = None) -> None:
        self.routes: dict[str, Route] = dict(routes or {})
        #: Answers to POST, the first that matches.
        self.posts: list[Post] = []
        #: Request headers without which a path answers 401.
        self.needs: dict[str, Mapping[str, str]] = {}
        self.asked: list[str] = []
        self.headers: list[Mapping[str, str]] = []
        self.answered: list[tuple[str, int]] = []
        #: Whether pages carry an honest ETag, and answer 304 to who knows it.
        self.etags = False
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.asked.append(self.path)
                site.headers.append(dict(self.headers.items()))
                lacks = any(self.headers.get(n) != v for n, v in site.needs.get(self.path, {}).items())
                answer = Answer("{}", 401, "application/json") if lacks else site.answer(self.path)
                body = answer.body.encode() if isinstance(answer.body, str) else answer.body
                if site.etags and answer.status == 200 and self.path != "/robots.txt":
                    answer, body = site.revalidated(answer, body, self.headers.get("If-None-Match"))
                site.answered.append((self.path, answer.status))
                self.send_response(answer.status)
                self.send_header("Content-Type", answer.type)
                if "Content-Length" not in answer.headers:
                    self.send_header("Content-Length", str(len(body)))
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def do_POST(self) -> None:
                site.asked.append(self.path)
                site.headers.append(dict(self.headers.items()))
                sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                answer = site.answer_to_post(self.path, sent)
                body = answer.body.encode() if isinstance(answer.body, str) else answer.body
                site.answered.append((self.path, answer.status))
                self.send_response(answer.status)
                self.send_header("Content-Type", answer.type)
                self.send_header("Content-Length", str(len(body)))
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self._server.server_address[1]}"

    @property
    def url(self) -> str:
        return f"http://{self.host}"

    def answer(self, path: str) -> Answer:
        route = self.routes.get(path)
        if route is None and path == "/robots.txt":
            return Answer("User-agent: *\nAllow: /\n", type="text/plain")
        if route is None:
            return Answer("<html><head><title>404</title></head><body><h1>Page introuvable</h1></body></html>", 404)
        found = route(path) if callable(route) else route
        return Answer(found) if isinstance(found, str) else found

    def answer_to_post(self, path: str, sent: bytes) -> Answer:
        """The answer to a POST: 404 where none is meant for it, 422 where it is no JSON."""
        try:
            body = json.loads(sent or b"null")
        except ValueError:
            body = {name: values[-1] for name, values in parse_qs(sent.decode()).items()}
        found = next((post.answer for post in self.posts if post.matches(path, body)), None)
        return found or Answer('{"error": "unknown"}', 404, "application/json")

    @staticmethod
    def revalidated(answer: Answer, body: bytes, known: str | None) -> tuple[Answer, bytes]:
        """The answer with an ETag of its body, or 304 to who knows it."""
        tag = f'"{hashlib.sha256(body).hexdigest()[:12]}"'
        headers = {**answer.headers, "ETag": tag}
        if known == tag:
            return Answer(status=304, type=answer.type, headers=headers), b""
        return Answer(answer.body, type=answer.type, headers=headers), body

    def forget(self) -> None:
        """Forget what was asked so far."""
        self.asked.clear()
        self.headers.clear()
        self.answered.clear()

    def pages(self) -> list[str]:
        """The paths asked for, robots.txt left out."""
        return [path for path in self.asked if path != "/robots.txt"]

    def __enter__(self) -> Site:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def page(title: str, body: str, lang: str = "fr", head: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><header><nav><a href='/'>Accueil</a></nav></header><main>{body}</main>"
        "<footer><a href='/mentions'>Mentions légales</a></footer></body></html>"
    )


def listing(paths: Iterable[str], more: str = "") -> str:
    cards = "".join(f'<li class="job"><a href="{path}">Offre {path}</a></li>' for path in paths)
    return page("Offres", f"<h1>Nos offres</h1><ul>{cards}</ul>{more}")


TASKS = (
    "Vous coordonnez les actions de l'association avec les bénévoles et les partenaires du territoire. Vous organisez "
    "les réunions d'équipe, préparez les dossiers de financement et suivez leur exécution au fil de l'année."
)


def posting(title: str, facts: str = "", tasks: str = TASKS) -> str:
    return page(title, f"<article><h1>{title}</h1><h2>Missions</h2><p>{tasks}</p><h2>Conditions</h2>{facts}</article>")
