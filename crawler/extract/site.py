"""What a page says of its site: its name in the metadata, and what kind of body it is by its head and foot."""

from __future__ import annotations

import re

from crawler.extract.elements import Element
from crawler.extract.headline import site_name
from pipelines.model import Statement
from pipelines.normalise.naming import states_form
from pipelines.normalise.text import fold, squash

#: So many pieces of text are the head of a page, and so many its foot.
_HEAD, _FOOT = 30, 40
_LONGEST, _LONGEST_PIECE = 600, 110
_MOST = 6
_YEARS = re.compile(r"^\W*(?:copyright|©|\(c\))?\W*(?:(?:19|20)\d\d\W*){0,2}", re.IGNORECASE)
#: What every legal form has in it, folded.
_FORMS = re.compile(
    r"asso|asbl|vzw|\bo[dn]|\ba[cp]|\be\.? ?v|\beg\b|verein|stift|fond|found|funda|coop|co-op|genoss|gmbh|gug|charit"
    r"|profit"
    r"|\bc\.?[il]|\bs\.?c|mutu|onlus|\bets|ente |entidad|entre|vereni|sticht|lucro|communit|societ|intergov|internation"
    r"|publi|ipss|scio|crl|u\.a|gip|esat|organi|ngo|501|unit|nation|nacion"
)
_PIECES = re.compile(r"\s*[·•|;]\s*|,\s+|(?<=\w{3})\.\s+|(?<=[. ]V)\.\s+|\s+[–—-]\s+|[()]")


def site_statements(root: Element) -> list[Statement]:
    """The legal forms that stand alone or in a name in the head or the foot of a page, the foot's first."""
    body = next(root.iter("body"), root)
    texts = [str(text) for text in body.itertext() if 2 < len(text) <= _LONGEST and "{" not in text]
    found: dict[str, Statement] = {}
    for label, lines in (("foot", texts[-_FOOT:][::-1]), ("head", texts[:_HEAD])):
        for line in lines:
            if _FORMS.search(fold(line)) is None:
                continue
            for piece in map(_bare, _PIECES.split(squash(line))):
                if 2 < len(piece) <= _LONGEST_PIECE and states_form(piece):
                    found.setdefault(piece, Statement("site_about", piece, "structured", label))
    return list(found.values())[:_MOST]


def _bare(piece: str) -> str:
    """A name without the sign and the years of a copyright before it."""
    return _YEARS.sub("", piece).strip()


def named_site(root: Element, title: str | None) -> list[Statement]:
    """The site's name, where the page's metadata state one beside the title."""
    name = site_name(root, title or "")
    return [Statement("site_name", name, "structured", "title")] if name else []
