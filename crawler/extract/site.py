"""What a page says of its site: its name in the metadata, and what kind of body it is by its head and foot."""

from __future__ import annotations

import re
from functools import cache

from crawler.extract import vocabulary
from crawler.extract.elements import Element
from crawler.extract.page_title import inner_pieces, site_name
from pipelines.model import Statement
from pipelines.normalise.naming import could_be_name, states_form
from pipelines.normalise.text import fold, fold_lines, squash

#: So many pieces of text are the head of a page, and so many its foot.
_HEAD, _FOOT = 30, 40
_LONGEST, _LONGEST_PIECE = 600, 110
_MOST = 6
_YEARS = re.compile(r"^\W*(?:copyright|©|\(c\))?\W*(?:(?:19|20)\d\d\W*){0,2}", re.IGNORECASE)
#: What every legal form has in it, folded. Two patterns are three times as fast as one: the first has no letters
#: that it must begin with.
_SHORT_FORMS = re.compile(r"\b(?:o[dn]|a[cp]|e\.? ?v|eg\b|c\.?[il]|s\.?c|ets)")


@cache
def _long_forms() -> re.Pattern[str]:
    return re.compile(vocabulary.either("page", "organisation", "long_forms"))


_PIECES = re.compile(r"\s*[·•|;]\s*|,\s+|(?<=\w{3})\.\s+|(?<=[. ]V)\.\s+|\s+[–—-]\s+|[()]")


def site_statements(root: Element) -> list[Statement]:
    """The legal forms that stand alone or in a name in the head or the foot of a page, the foot's first."""
    body = next(root.iter("body"), root)
    texts = [str(text) for text in body.itertext() if 1 < len(text) <= _LONGEST and "{" not in text and text.strip()]
    found: dict[str, Statement] = {}
    seen: set[str] = set()
    for label, lines in (("foot", texts[-_FOOT:][::-1]), ("head", texts[:_HEAD])):
        for line in lines:
            known = line in seen
            seen.add(line)
            if known or not _may_state_form(line):
                continue
            pieces = [_bare(piece) for piece in _PIECES.split(squash(line))]
            for piece in pieces:
                fits = 2 < len(piece) <= _LONGEST_PIECE and _may_state_form(piece)
                if (
                    fits
                    and states_form(piece)
                    and (_stands_alone(piece) or len(pieces) == 1 or could_be_name(pieces[0]))
                ):
                    found.setdefault(piece, Statement("site_about", piece, "structured", label))
    return [*list(found.values())[:_MOST], *_staff(texts)]


def _stands_alone(piece: str) -> bool:
    """Whether a form in a list tells of the site: "association sportive" behind others is what is offered there."""
    return not piece[0].islower() or any(map(str.isdigit, piece)) or any(map(str.isupper, piece))


def _may_state_form(text: str) -> bool:
    folded = fold(text)
    return _long_forms().search(folded) is not None or _SHORT_FORMS.search(folded) is not None


def _staff(texts: list[str]) -> list[Statement]:
    """The short texts of a page that tell how many people somebody employs, a figure over its word as one."""
    found: list[str] = []
    for at, (text, folded) in enumerate(zip(texts, fold_lines(texts), strict=True)):
        if len(text) > _LONGEST_PIECE * 2 or _people().search(folded) is None:
            continue
        alone = at > 0 and _FIGURE.fullmatch(texts[at - 1]) is not None and len(text) <= _LONGEST_WORD
        found.append(squash(f"{texts[at - 1]} {text}" if alone else text))
    return [Statement("site_about", text, "structured", "staff") for text in dict.fromkeys(found)][:_MOST]


@cache
def _people() -> re.Pattern[str]:
    return re.compile(vocabulary.either("page", "organisation", "people"))


_FIGURE = re.compile(r"\s*\d{1,3}(?:[ .,\u00a0\u202f]?\d{3})?\s*")
_LONGEST_WORD = 40


def _bare(piece: str) -> str:
    """A name without the sign and the years of a copyright before it."""
    return _YEARS.sub("", piece).strip()


def named_site(root: Element, title: str | None) -> list[Statement]:
    """The site's name, where the metadata state one beside the title, and what the page's title holds between them."""
    name = site_name(root, title or "")
    inner = [Statement("page_title", piece, "structured", "title") for piece in inner_pieces(root, title or "")]
    return [Statement("site_name", name, "structured", "title"), *inner] if name else inner
