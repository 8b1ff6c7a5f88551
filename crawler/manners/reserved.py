"""What a page reserves in its headers and its head: text and data mining (TDMRep), and being indexed."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_META = re.compile(r"<meta\b[^>]{1,1000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(name|content)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
#: A page's head is looked for in so many characters.
_HEAD = 200_000
#: Directives of X-Robots-Tag whose own value follows a colon, where else the name of a crawler stands.
_VALUED = frozenset(("unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"))
_NO_INDEX = frozenset(("noindex", "none"))


def metas(page: str) -> Iterator[tuple[str, str]]:
    """Name, in small letters, and content of each ``meta`` in the head of a page.

    >>> list(metas("<head><!-- <meta name=a content=b> --><META content='noindex' NAME=Robots></head>"))
    [('robots', 'noindex')]
    """
    head = _COMMENT.sub("", re.split(r"<body\b", page[:_HEAD], maxsplit=1, flags=re.IGNORECASE)[0])
    for tag in _META.findall(head):
        found = {key.lower(): html.unescape(a or b or c) for key, a, b, c in _ATTRIBUTE.findall(tag)}
        if "name" in found and "content" in found:
            yield found["name"].strip().lower(), found["content"].strip()


def reserves_mining(headers: Iterable[str], page: str) -> bool:
    """Whether ``tdm-reservation`` is 1, in a header or in the head of the page.

    >>> reserves_mining(["1"], ""), reserves_mining(["0"], '<meta name="TDM-Reservation" content="1">')
    (True, True)
    """
    said = [*headers, *(content for name, content in metas(page) if name == "tdm-reservation")]
    return any(value.strip() == "1" for value in said)


def forbids_index(headers: Iterable[str], page: str, token: str) -> bool:
    """Whether ``X-Robots-Tag`` or a ``robots`` meta says noindex (or none) to all or to the product ``token``.

    >>> forbids_index(["otherbot: noindex", "unavailable_after: 25 Jun 2027 15:00:00 GMT, nofollow"], "", "veille")
    False
    >>> forbids_index(["nofollow, Veille: none"], "", "veille")
    True
    """
    in_head = (content for name, content in metas(page) if name in ("robots", token))
    return any(_forbids(value, token) for value in (*headers, *in_head))


def _forbids(value: str, token: str) -> bool:
    addressed = "*"
    for part in value.lower().split(","):
        name, colon, rest = part.partition(":")
        if colon and name.strip() not in _VALUED:
            addressed, directive = name.strip(), rest
        else:
            directive = part
        if directive.strip() in _NO_INDEX and addressed in ("*", token):
            return True
    return False
