"""What a page says of its site: its name in the metadata, and what kind of body it is by its head and foot."""

from __future__ import annotations

import re

from crawler.extract.elements import Element
from crawler.extract.headline import site_name
from pipelines.model import Statement
from pipelines.normalise.naming import states_form
from pipelines.normalise.text import fold, fold_lines, squash

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
    texts = [str(text) for text in body.itertext() if 1 < len(text) <= _LONGEST and "{" not in text and text.strip()]
    found: dict[str, Statement] = {}
    for label, lines in (("foot", texts[-_FOOT:][::-1]), ("head", texts[:_HEAD])):
        for line in lines:
            if _FORMS.search(fold(line)) is None:
                continue
            for piece in map(_bare, _PIECES.split(squash(line))):
                if 2 < len(piece) <= _LONGEST_PIECE and states_form(piece):
                    found.setdefault(piece, Statement("site_about", piece, "structured", label))
    return [*list(found.values())[:_MOST], *_staff(texts)]


def _staff(texts: list[str]) -> list[Statement]:
    """The short texts of a page that tell how many people somebody employs, a figure over its word as one."""
    found: list[str] = []
    for at, (text, folded) in enumerate(zip(texts, fold_lines(texts), strict=True)):
        if len(text) > _LONGEST_PIECE * 2 or _PEOPLE.search(folded) is None:
            continue
        alone = at > 0 and _FIGURE.fullmatch(texts[at - 1]) is not None and len(text) <= _LONGEST_WORD
        found.append(squash(f"{texts[at - 1]} {text}" if alone else text))
    return [Statement("site_about", text, "structured", "staff") for text in dict.fromkeys(found)][:_MOST]


_PEOPLE = re.compile(
    r"salarie|employe|mitarbeit|beschaftigt|angestellt|empleados|trabajador|plantilla|funcionari|colaborador|na equip"
    r"|dipendent|operatori|medewerker|werknemer|collega's|\bstaff\b|professionnels|kolleg"
)
_FIGURE = re.compile(r"\s*\d{1,3}(?:[ .,\u00a0\u202f]?\d{3})?\s*")
_LONGEST_WORD = 40


def _bare(piece: str) -> str:
    """A name without the sign and the years of a copyright before it."""
    return _YEARS.sub("", piece).strip()


def named_site(root: Element, title: str | None) -> list[Statement]:
    """The site's name, where the page's metadata state one beside the title."""
    name = site_name(root, title or "")
    return [Statement("site_name", name, "structured", "title")] if name else []
