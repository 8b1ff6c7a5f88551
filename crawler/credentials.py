"""Keys and approved names that a board needs: declared by the name of an environment variable, filled in when sent.

A declaration says ``${VEILLE_SOME_KEY}`` where the value belongs: in a path's query, a header or a body. Requests carry
the name everywhere in the program, so that neither a log nor the file ever holds the value; only what goes over the
wire does, and only to the host that the board names. A redirect to another origin takes nothing along.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from scrapy import Request

_PLACE = re.compile(r"(?:\$|%24)(?:\{|%7B)([A-Z][A-Z0-9_]{2,60})(?:\}|%7D)")


def names_in(value: Any) -> Iterator[str]:
    """The names of the variables that a declared value needs, in its order.

    >>> list(names_in({"headers": {"apikey": "${ENGAGEMENT_KEY}"}, "start": ["/v2/jobs?appname=${RELIEF_APP}"]}))
    ['ENGAGEMENT_KEY', 'RELIEF_APP']
    """
    if isinstance(value, str):
        yield from (found[1] for found in _PLACE.finditer(value))
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from names_in(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from names_in(each)


def sent(request: Request, environment: Mapping[str, str]) -> Request:
    """The request as it goes over the wire: values for names, none of them to an origin it was redirected to.

    ``request`` itself stays as it is.
    """
    own = request.meta.get("own_headers", ())
    elsewhere = _is_redirected_elsewhere(request)
    if elsewhere:
        request = request.replace(headers={name: v for name, v in request.headers.items() if _text(name) not in own})
    headers = {_text(name): [_text(value) for value in request.headers.getlist(name)] for name in request.headers}
    texts = (request.url, _text(request.body), *(value for values in headers.values() for value in values))
    if elsewhere or not any(_PLACE.search(text) for text in texts):
        return request
    headers = {name: [_filled(value, environment) for value in values] for name, values in headers.items()}
    body = _PLACE.sub(lambda m: _in_json(environment.get(m[1], ""), request), request.body.decode("utf-8", "replace"))
    url = _PLACE.sub(lambda m: quote(environment.get(m[1], ""), safe=""), request.url)
    return request.replace(url=url, headers=headers, body=body)


def _filled(text: str, environment: Mapping[str, str]) -> str:
    return _PLACE.sub(lambda m: environment.get(m[1], ""), text)


def _in_json(value: str, request: Request) -> str:
    """A value inside a body: quoted as the body's media type wants it."""
    media = _text(request.headers.get("Content-Type") or b"")
    return json.dumps(value)[1:-1] if "json" in media else quote(value, safe="")


def _is_redirected_elsewhere(request: Request) -> bool:
    first = next(iter(request.meta.get("redirect_urls", ())), request.url)
    return _origin(first) != _origin(request.url)


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc.lower()


def _text(value: bytes | str) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else value
