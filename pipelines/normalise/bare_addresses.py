"""Addresses of pages that are written without ``https://``: "form: marecheia.example/form/estagio"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

_MOST = 20
_HOST = r"(?:[a-z0-9][a-z0-9-]{0,40}\.){1,4}[a-z]{2,12}"
_BARE = re.compile(rf"(?<![\w@./:-]){_HOST}/[\w~][\w./~%+=?&#-]{{1,200}}", re.IGNORECASE)
#: A letter, a dot and letters up to a stroke: without it no such address stands in a text.
_HINT = re.compile(r"[a-z0-9]\.[a-z]{2,12}/[a-z0-9]", re.IGNORECASE)


def has_bare_address(text: str) -> bool:
    """Whether an address of a page without its scheme may stand in ``text``.

    >>> has_bare_address("unter haus.example/jobs"), has_bare_address("et/ou. brut/mois")
    (True, False)
    """
    return "/" in text and _HINT.search(text) is not None


def bare_addresses(text: str) -> Iterator[tuple[str, str]]:
    """Each address without a scheme that has a path, as it stands and as a link; full stops behind it left out.

    >>> list(bare_addresses("Apply at jobs.vestmark.example/apply/2217."))
    [('jobs.vestmark.example/apply/2217', 'https://jobs.vestmark.example/apply/2217')]
    """
    for found in islice(_BARE.finditer(text), _MOST):
        address = found[0].rstrip(".-?&")
        yield address, f"https://{address}"
