"""Posts that an ad heads or lists one by one: "POSTE 1 : Animateur à Metz", "Postes à pourvoir :" over a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import islice, takewhile

from pipelines.normalise import gazetteer, vocabulary
from pipelines.normalise.countries import country_of
from pipelines.normalise.document import Block, Document
from pipelines.normalise.labels import clean_label, field_of, split_pairs
from pipelines.normalise.place_phrases import based_phrases
from pipelines.normalise.place_regions import region_of
from pipelines.normalise.place_shape import is_town, town_name
from pipelines.normalise.post_columns import CELLS, Column, column_of, count_of, is_count
from pipelines.normalise.post_counts import any_of, count_in_title, is_role, names_job
from pipelines.normalise.text import fold
from pipelines.normalise.titles import clean_title
from pipelines.normalise.topics import bits_of, look_at

_HEADING_LENGTH = 160
#: So many blocks below "POSTE 1" may say where it is and which reference it has.
_REACH = 12
_MOST = 20
#: A cheap test before the grammar: an ordinal near the start of the line.
_ORDINAL = re.compile(r"\d|\b[a-f]\s?[:.)-]")
_START = 24
_TRIM = " \t\"'«»“”„*:;,.|–—-"
_ANNOUNCED = (
    r"\b(?:ref(?:erence)?\.?|referenz|referencia|referentie|rif(?:erimento)?\.?|kennziffer|kennwort|kennung"
    r"|kenmerk|stichwort|codigo|codice|cod\.|code|id)\s?(?:n(?=[\s°:.])|[:°#.]){0,3}\s?"
    r"(?=[\w./-]{0,40}[\d_]|[a-z]{1,8}[-/][a-z]{1,8}(?:[-/][a-z]{1,8})?(?![\w-]))([\w./-]{2,40})"
)
_REFERENCE = re.compile(rf"[\s(\[,–|-]{{0,3}}{_ANNOUNCED}[\s)\]]?")
_REFERENCE_ALONE = re.compile(_ANNOUNCED)
_words = partial(vocabulary.pattern, "positions", "lists", "reference_stems")
#: A code without a figure is one in capitals, of pieces.
_FIGURE = re.compile(r"[\d_]")
#: Finds in a folded text what every reference has: a figure, or pieces joined.
has_figure = re.compile(r"[\d_]|[a-z][-/][a-z]").search
_PLACE = re.compile(
    r"(?:\s(?:[àa]|in|at|en|bei|te|em|para|pour|für|voor|per|for)\s|\s?[(–|,]\s?|\s-\s?)"
    r"([A-ZÀ-Þ][\w'’-]{1,30}(?: [A-ZÀ-Þ][\w'’-]{1,30}){0,2})\s?(?:\(\d{2,5}\))?\s?\)?\s?$"
)


@dataclass(frozen=True)
class Post:
    """A post as an ad lists it: how many of it, its job, its town, its reference, and the words."""

    count: int
    title: str | None
    place: str | None
    reference: str | None
    excerpt: str


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(
        rf"^\W{{0,3}}(?:{any_of('heads')})\s?(?:n\s?°\s?|no\.? ?|nr\.? ?|#)?(?:([1-9]|1\d)|([a-f]))"
        r"(?:\s?[(\[][^()\[\]]{2,40}[)\]])?\s?[:.)\-–]\s?(?=\w)"
        rf"|^\W{{0,3}}([1-9])(?:er|ere|eme|e|st|nd|rd|th|°|\.)\s(?:{any_of('heads')})\s?[:.)\-–]\s?(?=\w)"
    )


@cache
def _list_heads() -> re.Pattern[str]:
    return re.compile(any_of("lists"))


def described(text: str) -> Post:
    """A line about a post in its parts.

    >>> described("2 animateurs à Metz (réf. AN-2)")
    Post(count=2, title='Animateurs', place='Metz', reference='AN-2', excerpt='2 animateurs à Metz (réf. AN-2)')
    """
    rest, reference = text, reference_in(text)
    if reference is not None and (match := _REFERENCE.search(fold(text))) is not None:
        rest = f"{text[: match.start()]} {text[match.end() :]}".strip()
    rest = _FOR_WHOM.sub("", _without_sentences(rest))
    told, rest = without_count(rest)
    count = told or count_in_title(rest) or 1
    place = next((names for names, _, _ in based_phrases(rest, fold(rest))), None)
    last = _PLACE.search(rest)
    if place is None and last is not None and is_town(last.group(1), labelled=True) and not is_role(last.group(1)):
        place = last.group(1)
    if place is None and (parted := _parted_town(rest)) is not None:
        rest, place = parted
    if last is not None and place == last.group(1) and fold(last.group()[1:4]) in _FOR:
        rest = rest[: last.start()]
    title = clean_title(rest, places=[place] if place else []).value.strip(_TRIM)
    title = title[: behind.start()].strip(_TRIM) if (behind := _based_last().search(fold(title))) else title
    if place is None and is_town(title, labelled=True) and gazetteer.find(title) and not is_role(title):
        place, title = title, ""
    title = "" if _someone().fullmatch(fold(title)) else title
    return Post(count, title or None, town_name(place) if place else None, reference, text)


def _without_sentences(line: str) -> str:
    """A line about a post up to the full stop behind which sentences tell what one does there."""
    stop = _STOP.search(line)
    return line if stop is None or len(line) - stop.end() <= _SENTENCE else line[: stop.start()].rstrip()


_STOP = re.compile(r"(?<=\w\w[\w )])\.\s+(?=[A-ZÀ-Þ])")
_SENTENCE = 20


#: "…, for the districts of Orito and Solano": where one goes from there.
_FOR_WHOM = re.compile(r"\s?,\s(?:para|pour|for|für|per|voor)\s.{0,160}\Z")


@cache
def _someone() -> re.Pattern[str]:
    """ "Una persona": nothing that names a job."""
    return re.compile(rf"(?:{any_of('articles')})?\s?(?:{any_of('someone')})(?: (?:con|com|mit|met|with|avec))?")


#: "Agrónoma para Potosí": how the words between a job and its town begin.
_FOR = ("par", "pou", "fur", "voo", "per", "for")


def without_count(text: str) -> tuple[int | None, str]:
    """The count that stands in brackets in a line about a post, and the line without it.

    >>> without_count("Driver (2) – Yola"), without_count("Juriste (75)")
    ((2, 'Driver – Yola'), (None, 'Juriste (75)'))
    """
    bracket = _COUNT_LAST.search(fold(text))
    told = count_of(bracket[1], bare=len(bracket[1].lstrip("0")) == 1) if bracket is not None else None
    if bracket is None or told is None:
        return None, text
    return told, f"{text[: bracket.start()].rstrip()} {text[bracket.end() :].lstrip()}".strip()


#: "Motorista – Tabatinga (1 vaga)".
_COUNT_LAST = re.compile(r"\s?[(\[]((?:x ?)?\d{1,2}[^()\[\]]{0,20})[)\]]")


@cache
def _based_last() -> re.Pattern[str]:
    """What is left of "Animateur·rice, basé·e à Metz" without the town."""
    return re.compile(rf",? (?:{vocabulary.either('positions', 'lists', 'based')})$")


_BETWEEN = re.compile(r"\s[–—|·-]\s|,\s|\s?[()]\s?")


@cache
def _seats() -> re.Pattern[str]:
    return re.compile(rf"^(?:{vocabulary.either('positions', 'lists', 'seats')})\s")


def _parted_town(text: str) -> tuple[str, str] | None:
    """The words before a known town that stands between signs ("Animateur – Metz – 24 h"), and the town."""
    pieces = [piece.strip() for piece in _BETWEEN.split(text) if piece.strip()]
    for number, piece in enumerate(pieces[1:], 1):
        lead = _seats().match(fold(piece))
        name = piece[lead.end() :] if lead else piece
        name = town_of(name) or name
        if is_town(name, labelled=True) and not is_role(name.split()[0]) and gazetteer.find(name):
            return text[: text.index(pieces[number - 1]) + len(pieces[number - 1])], name
    return None


def reference_in(text: str, folded: str | None = None) -> str | None:
    """The reference that a text announces as one; ``folded`` is the folded text, where it is known already.

    >>> reference_in("Roubaix : réf. ASP-RBX-26"), reference_in("Roubaix")
    ('ASP-RBX-26', None)
    """
    folded = fold(text) if folded is None else folded
    found = _REFERENCE_ALONE.search(folded) if has_figure(folded) else None
    code = text[found.start(1) : found.end(1)].strip(_TRIM) if found is not None else ""
    return code if code and (_FIGURE.search(code) or code.isupper()) else None


def may_refer(text: str) -> bool:
    """Whether a text may announce a reference: it holds a word for one, and a figure."""
    folded = fold(text)
    return has_figure(folded) is not None and _words().search(folded) is not None


def headed_posts(document: Document) -> list[Post]:
    """ "POSTE 1 : Animateur", "POSTE 2 : Juriste": one each, with the town and the reference below its heading."""
    found: dict[str, Post] = {}
    heads = bits_of("heads")
    look_at(document.blocks)
    for index, block in enumerate(document.blocks):
        if not block.topics & heads:
            continue
        match = _numbered().match(block.folded) if _ORDINAL.search(block.folded, 0, _START) is not None else None
        line = _headed(block, match.end()) if match is not None else None
        if match is None or line is None:
            continue
        number = next(group for group in match.groups() if group)
        post = described(line)
        post = replace(post, excerpt=block.text, reference=post.reference or reference_in(block.text, block.folded))
        found.setdefault(number, _completed(post, document.blocks[index + 1 : index + 1 + _REACH]))
    return list(found.values())


def _headed(block: Block, start: int) -> str | None:
    """What a line says behind "POSTE 1 :": all of it, or a town alone before the sentences about the post there.

    Of cells that begin with a town, those count that are a job or a reference.
    """
    text = block.text[start:].strip(_TRIM)
    first = text.split(". ", 1)[0].strip(_TRIM)
    if len(first) < len(text) and len(first) <= _TOWN and is_town(first, labelled=True) and gazetteer.find(first):
        return first
    if len(block.text) > _HEADING_LENGTH:
        return None
    cells = [cell.strip() for cell in CELLS.split(text)] if block.kind == "row" else []
    if len(cells) > 1 and is_town(cells[0], labelled=True) and gazetteer.find(cells[0]) and not is_role(cells[0]):
        codes = [f"({cell})" for cell in cells[1:] if reference_in(cell)]
        jobs = [f"{cell}, " for cell in cells[1:] if names_job(cell.split(" ")[0])]
        return " ".join(["".join(jobs[:1]) + cells[0], *codes[:1]])
    return text


#: No town's name is longer.
_TOWN = 40


def _completed(post: Post, below: Sequence[Block]) -> Post:
    """The post with the town and the reference that stand under its heading."""
    for block in below:
        if _numbered().match(block.folded):
            break
        for label, value in split_pairs(block.text) or ((block.label, block.value),):
            field = field_of(label)
            if field == "place" and post.place is None and is_town(value.strip(_TRIM), labelled=True):
                post = replace(post, place=town_name(value.strip(_TRIM)))
            elif field == "reference" and post.reference is None and len(value) <= _HEADING_LENGTH:
                post = replace(post, reference=value.strip(_TRIM) or None)
    return post


def listed_posts(document: Document) -> list[Post]:
    """The items of a list that is headed "Postes à pourvoir" or "Open positions"."""
    heads = bits_of("heads")
    look_at(document.blocks)
    for index, block in enumerate(document.blocks):
        if not block.topics & heads:
            continue
        following = document.blocks[index + 1].kind if index + 1 < len(document.blocks) else ""
        if following != "item" or block.kind == "item" or len(block.text) > _HEADING_LENGTH:
            continue
        if not _list_heads().fullmatch(clean_label(block.text.split(":")[0])):
            continue
        items: list[Post] = []
        for item in document.blocks[index + 1 : index + 1 + _MOST]:
            if item.kind != "item" or len(item.text) > _HEADING_LENGTH:
                break
            items.append(described(item.text.strip(_TRIM)))
        if len(items) > 1:
            return items
    return []


def tabled_posts(document: Document) -> list[Post]:
    """The rows of a table whose head names a title, or else a place, and a reference or a count: one post each.

    >>> from pipelines.normalise.document import read_document
    >>> head, rows = ("Title", "Duty station"), (("Nurse", "Wau"), ("Midwife", "Aweil"))
    >>> html = "".join(f"<tr><td>{one}</td><td>{two}</td></tr>" for one, two in (head, *rows))
    >>> [(post.title, post.place) for post in tabled_posts(read_document(f"<table>{html}</table>"))]
    [('Nurse', 'Wau'), ('Midwife', 'Aweil')]
    """
    heads = bits_of("heads")
    look_at(document.blocks)
    for index, block in enumerate(document.blocks):
        first = index == 0 or document.blocks[index - 1].kind != "row"
        if block.kind != "row" or not (first or block.topics & heads):
            continue
        cells = CELLS.split(block.text)
        if not any(map(column_of, cells)):
            continue
        rows = list(islice(takewhile(lambda b: b.kind == "row", document.blocks[index + 1 :]), _MOST))
        fields = _columns(cells, rows)
        if not fields:
            continue
        fields = _with_title(fields, rows)
        posts = [post for row in rows if (post := _of_row(row, fields)) is not None]
        if len(posts) > 1 and (all(post.title for post in posts) or all(post.place for post in posts)):
            return posts
    return []


#: The head of a column of marks ("N°", "No.", "Lot").
_number_head = partial(vocabulary.pattern, "positions", "lists", "number_heads")


def _columns(cells: Sequence[str], rows: Sequence[Block]) -> list[Column | None]:
    """What each column holds; empty where the table is none of posts: a job with more, or a town with a count."""
    fields = [column_of(cell) for cell in cells]
    if _number_head().fullmatch(clean_label(cells[0])):  # else the running number of the rows
        fields[0] = "reference" if "reference" not in fields[1:] else None
    elif fields[0] in ("title", "reference") and _are_numbered(rows):
        fields[0] = None
    fields = ["count" if field == "title" and _holds_numbers(rows, at) else field for at, field in enumerate(fields)]
    if fields.count("title") > 1:  # "Vacancies" beside "Job" counts them
        told = zip(fields, cells, strict=True)
        fields = ["count" if field == "title" and is_count(cell) else field for field, cell in told]
    for name in ("title", "place", "count", "reference"):
        if fields.count(name) > 1:  # the plainest head of two is the first
            fields = [None if field == name and at != fields.index(name) else field for at, field in enumerate(fields)]
    held = {field for field in fields if field}
    placed = "place" in held and ("count" in held or ("reference" in held and not _POSTCODE.search(" ".join(cells))))
    return fields if placed or ("title" in held and {"place", "reference"} & held) else []


def _holds_numbers(rows: Sequence[Block], at: int) -> bool:
    """Whether all cells of a column are numbers: no job is one."""
    cells = [CELLS.split(row.text)[at:] for row in rows]
    return bool(cells) and all(told and told[0].strip().isdecimal() for told in cells)


def _are_numbered(rows: Sequence[Block]) -> bool:
    """Whether the first cells of rows are their running numbers ("Poste": 1, 2, 3)."""
    numbers = [_RUNNING.match(row.text) for row in rows]
    told = [number[1] for number in numbers if number is not None]
    return len(told) == len(numbers) > 1 and told in (_FIGURES[: len(told)], _LETTERS[: len(told)])


_RUNNING = re.compile(r"(?:\w{2,12} )?(?:[Nn]\W{1,3})?(\d{1,2}|[A-T])[.)]? (?:[|:]) ")
_FIGURES, _LETTERS = [str(number) for number in range(1, 21)], list("ABCDEFGHIJKLMNOPQRST")


#: The head of a column of codes of places.
_POSTCODE = re.compile(r"\b(?:[Cc]ode [Pp]ostal|CP|PLZ|[Pp]ostcode|CAP|CEP|ZIP)\b")


def _with_title(fields: list[Column | None], rows: Sequence[Block]) -> list[Column | None]:
    """The columns, where none is the jobs': the one under a word for posts is ("Plaza"), if it holds no numbers."""
    if "title" in fields or "count" not in fields:
        return fields
    at = fields.index("count")
    cells = [told[at] for row in rows if len(told := CELLS.split(row.text)) == len(fields)]
    counted = any(count_of(cell, bare=True) for cell in cells)
    return fields if counted else ["title" if field == "count" else field for field in fields]


def _of_row(row: Block, fields: Sequence[Column | None]) -> Post | None:
    cells = [cell.strip() for cell in CELLS.split(row.text)]
    if len(cells) != len(fields) or _total().match(fold(cells[0])):
        return None
    told = dict(zip(fields, cells, strict=True))
    place = told.get("place", "")
    count = count_of(told.get("count", ""), bare=True) or 1
    title = _kind_last().sub("", told.get("title", "")) or None
    return Post(count, title, town_of(place), told.get("reference"), row.text)


#: What says where a town lies, behind its name.
_LIES_IN = re.compile(r"\s?(?:\(([^()]{2,40})\)|(?:,|/|\s[–-])\s?([A-ZÀ-Þ][^(),/]{1,40}))\Z")


def town_of(text: str) -> str | None:
    """The town that a cell names, without the country or region behind it.

    >>> town_of("Niamey (Niger)"), town_of("DENVER, CO"), town_of("Tefé/AM"), town_of("2 Vororte")
    ('Niamey', 'Denver', 'Tefé', None)
    """
    behind = _LIES_IN.search(text)
    name = text[: behind.start()] if behind is not None else text
    if behind is not None and behind[2] and not is_wider(behind[2]):
        name = text
    return town_name(name) if is_town(name, labelled=True) else None


def is_wider(text: str) -> bool:
    """Whether a text is the name of a country or region, or capitals that may be its code."""
    return bool(_STATE.fullmatch(text) or country_of(text) or region_of(text))


_STATE = re.compile(r"[A-Z]{2,3}")


@cache
def _kind_last() -> re.Pattern[str]:
    # "…, poste ACS": by which scheme a post is paid.
    return re.compile(rf",\s(?:{vocabulary.either('positions', 'lists', 'kinds_last')})\s[A-Z]{{2,5}}$")


#: The last row of a table that adds up.
_total = partial(vocabulary.pattern, "positions", "lists", "totals")
