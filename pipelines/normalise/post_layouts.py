"""Posts that an ad lays out without a word for them: a table without a head, a list of who is looked for, headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby, islice, pairwise, takewhile

from pipelines.normalise import gazetteer, vocabulary
from pipelines.normalise.document import Block, Document, section_of
from pipelines.normalise.labels import clean_label, split_pairs
from pipelines.normalise.place_shape import is_town, town_name
from pipelines.normalise.post_columns import CELLS, column_of, count_of
from pipelines.normalise.post_counts import any_of, is_role, names_job
from pipelines.normalise.post_lists import Post, described, has_figure, may_refer, reference_in
from pipelines.normalise.post_sentences import count_pattern, counted
from pipelines.normalise.text import fold
from pipelines.normalise.topics import blocks_on

_LINE = 160
_MOST = 20
#: "PA-01", "TaD-1", "A 12": what tells a post from the next one.
_CODE = re.compile(r"(?=[^\d]{0,20}\d)[A-Za-z][\w./-]{1,20}(?: \d{1,4})?")
_MONEY = re.compile(r"\d|€|£|\$")
_WORD = re.compile(r"[^\W\d_]+")
_FIRST_WORDS = 5
#: Both forms of a word for a person: "Pädagog*in", "animateur·rice", "Educador/a", "(m/w/d)".
_GENDERED = re.compile(
    r"[a-z][*:_·/](?:in|innen|e|rice|trice|euse|ne|a|as)\b|\([hfmwdxv](?:/[hfmwdxv])+\)|\b[hf]/[hf]\b"
)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    article = rf"(?:{any_of('articles')})[\s:]+"
    return re.compile(any_of("searches")), re.compile(rf"^[\W_]{{0,3}}(?:{article})?(?=\w)")


def rowed_posts(document: Document) -> list[Post]:
    """The rows of a table without a head whose cells are a code, a job and a known town each: one post a row.

    >>> from pipelines.normalise.document import read_document
    >>> rows = "".join(f"<tr><td>{n}</td><td>{job}</td><td>{town}</td></tr>" for n, job, town in (
    ...     ("A-1", "Animateur", "Metz"), ("A-2", "Juriste", "Nancy")))
    >>> [(p.title, p.place, p.reference) for p in rowed_posts(read_document(f"<table>{rows}</table>"))]
    [('Animateur', 'Metz', 'A-1'), ('Juriste', 'Nancy', 'A-2')]
    """
    for is_row, blocks in groupby(document.blocks, key=lambda block: block.kind == "row"):
        rows = [_cells(block) for block in blocks][:_MOST] if is_row else []
        if len(rows) > 1 and len({len(row) for row in rows}) == 1:
            columns = list(zip(*rows, strict=True))
            codes, towns, jobs = (_column(columns, test) for test in (_are_codes, _are_towns, _are_jobs))
            if jobs is not None and towns is not None and (codes is not None or len(columns) > 2):
                return [
                    Post(
                        1, row[jobs], town_name(row[towns]), row[codes] if codes is not None else None, " | ".join(row)
                    )
                    for row in rows
                ]
    return []


def _cells(block: Block) -> list[str]:
    return [cell.strip() for cell in CELLS.split(block.text)]


def _column(columns: Sequence[Sequence[str]], test: object) -> int | None:
    """The one column that passes a test; none where several do."""
    passing = [place for place, column in enumerate(columns) if callable(test) and test(column)]
    return passing[0] if len(passing) == 1 else None


def _are_codes(column: Sequence[str]) -> bool:
    return len(set(column)) == len(column) and all(_CODE.fullmatch(cell) for cell in column)


def _are_towns(column: Sequence[str]) -> bool:
    return all(
        is_town(cell, labelled=True) and gazetteer.find(cell) and not is_role(cell.split()[0]) for cell in column
    )


def _are_jobs(column: Sequence[str]) -> bool:
    return all(tells_job(cell) and not _MONEY.search(cell) and len(cell) <= _LINE for cell in column)


def tells_job(text: str) -> bool:
    """Whether one of the first words of a line is a job's.

    >>> tells_job("une éducatrice spécialisée"), tells_job("le sens du contact")
    (True, False)
    """
    folded = fold(text)
    if _GENDERED.search(folded) is not None:
        return True
    return any(names_job(word) for word in _WORD.findall(folded)[:_FIRST_WORDS] if len(word) > 2)


def sought_posts(document: Document) -> list[Post]:
    """The items of a list under "Nous recherchons :" that are a job each, told apart by a town or a reference.

    >>> from pipelines.normalise.document import read_document
    >>> html = "<p>Nous recrutons :</p><ul><li>un animateur à Metz</li><li>une juriste à Nancy</li></ul>"
    >>> [(post.title, post.place) for post in sought_posts(read_document(html))]
    [('animateur', 'Metz'), ('juriste', 'Nancy')]
    """
    searches, _ = _patterns()
    for index, (block, below) in enumerate(pairwise(document.blocks)):
        if below.kind != "item" or block.kind == "item":
            continue
        last = block.folded.rstrip(" :").rsplit(". ", 1)[-1]
        if len(last) > _LINE or searches.search(clean_label(last)) is None:
            continue
        items = [b.text for b in takewhile(lambda b: b.kind == "item", document.blocks[index + 1 : index + 1 + _MOST])]
        posts = [_of_item(item) for item in items if len(item) <= _LINE]
        if len(items) > 1 and len(posts) == len(items) and are_apart(posts):
            return posts
    return []


def _of_item(text: str) -> Post:
    _, article = _patterns()
    lead = article.match(fold(text))
    return described(text[lead.end() if lead else 0 :].strip(" :;,.-–•*"))


def referenced_posts(document: Document) -> list[Post]:
    """Lines in a row that are a job each with a reference of its own, whatever leads them.

    >>> from pipelines.normalise.document import read_document
    >>> html = "<p>1) Animateur, Metz (réf. A1)</p><p>2) Juriste, Nancy (réf. J2)</p>"
    >>> [(post.title, post.place, post.reference) for post in referenced_posts(read_document(html))]
    [('Animateur', 'Metz', 'A1'), ('Juriste', 'Nancy', 'J2')]
    """
    run: list[Post] = []
    referring = list(blocks_on("refers", document.blocks))
    named = {id(block) for block in islice(filter(_has_reference, referring), _MOST_LINES)}
    if len(apart := _enumerated(referring)) > 1:
        return apart
    for block in (*document.blocks, None) if len(named) > 1 else ():
        post = _of_line(block) if block is not None and id(block) in named else None
        if post is not None:
            run.append(post)
        elif len(run) > 1 and are_apart(run):
            return run[:_MOST]
        else:
            run = []
    return []


#: More lines with a reference than this are bait.
_MOST_LINES = 60


def _enumerated(referring: Iterable[Block]) -> list[Post]:
    """The posts of lines that are numbered from one on, whatever stands between them."""
    found: list[Post] = []
    for block in islice(referring, _MOST_LINES):
        number = _FIRST_NUMBER.match(block.text) if len(block.text) <= _LINE else None
        if number is not None and int(number[1]) == len(found) + 1 and reference_in(block.text, block.folded):
            post = _of_line(block)
            found += [post] if post is not None else []
    return found if are_apart(found) else []


_FIRST_NUMBER = re.compile(r"[^\w]{0,3}(\d{1,2})[.)°]{1,2}\s")


def _has_reference(block: Block) -> bool:
    short = len(block.text) <= _LINE and block.kind != "row" and has_figure(block.folded) is not None
    return short and reference_in(block.text, block.folded) is not None


def _of_line(block: Block) -> Post | None:
    post = _of_item(_NUMBER.sub("", block.text))
    return post if post.reference and post.title and tells_job(post.title) else None


@cache
def _line_of_town() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|[.;\n] )\W{{0,3}}([^\W\d_][^:.;\n\d]{{1,40}}?)\s?[:–-]\s{count_pattern()}"
        rf"\s(?:{any_of('posts')})([^.;\n]{{0,60}})"
    )


@cache
def _counted_behind() -> re.Pattern[str]:
    """What every such line has, and hardly any other."""
    return re.compile(rf"[:–-]\s{count_pattern()}\s(?:{any_of('posts')})")


def counted_lines(document: Document) -> list[Post]:
    """Known towns with the number of posts in each, a line or a sentence each.

    >>> from pipelines.normalise.document import read_document
    >>> html = "<ul><li>Metz : 2 postes (réf. M)</li><li>Nancy : 1 poste</li></ul>"
    >>> [(post.count, post.place) for post in counted_lines(read_document(html))]
    [(2, 'Metz'), (1, 'Nancy')]
    """
    found: list[Post] = []
    # One look at all lines together costs less than one at each.
    for block in document.blocks if _counted_behind().search(document.folded) is not None else ():
        if len(block.text) > _LINE or _counted_behind().search(block.folded) is None:
            continue
        for told in _line_of_town().finditer(block.folded):
            town = block.text[told.start(1) : told.end(1)].strip()
            if _are_towns((town,)):
                count = counted(told.group(2))
                rest = block.text[told.start(3) : told.end(3)]
                found.append(Post(count, None, town_name(town), reference_in(rest), block.text))
    return found if len({post.place for post in found}) == len(found) > 1 else []


def posts_with_references(sentence: str) -> list[Post]:
    """The jobs of a sentence that gives each its reference.

    >>> told = "Deux postes : un poste d'animateur à Metz (réf. A1) et un poste de juriste à Nancy (réf. J2)."
    >>> [(post.title, post.place, post.reference) for post in posts_with_references(told)]
    [('animateur', 'Metz', 'A1'), ('juriste', 'Nancy', 'J2')]
    """
    if sentence.count("(") < 2 or len(sentence) > 2 * _LINE:
        return []
    pieces = [piece for piece in sentence.split(": ", 1)[-1].split(")") if piece.strip(" .,;")]
    if not all(map(may_refer, pieces)):
        return []
    posts = [_of_item(_post_of().sub("", _JOIN.sub("", piece))) for piece in pieces]
    return posts if all(post.reference and post.title for post in posts) and are_apart(posts) else []


_JOIN = re.compile(r"^[\s,;]*(?:(?:et|and|und|y|e|en|sowie)\s)?")


@cache
def _post_of() -> re.Pattern[str]:
    articles, post_nouns = (vocabulary.either("positions", "lists", key) for key in ("articles", "post_nouns"))
    return re.compile(rf"^(?:(?:{articles})\s)?(?:{post_nouns})\s(?:d[e']\s?|of\s|als\s|di\s)")


#: The number or sign before an item.
_NUMBER = re.compile(r"^[^\w]{0,3}(?:\d{1,2}|[a-f])[.)°]{1,2}\s*|^[^\w]{1,3}")
#: So many lines under a heading may say where its post is.
_BELOW = 6
_PIECES = re.compile(r"\s*[·•|;]\s*|\s+[–—-]\s+|,\s+")
_LONGEST_PIECE = 60


def carded_posts(document: Document) -> list[Post]:
    """Headings of one level with a town or a reference of its own under each: one post each.

    >>> from pipelines.normalise.document import read_document
    >>> card = "<h3>{}</h3><p>{} · 24 h</p><p>Réf. {}</p>"
    >>> html = card.format("Animateur", "Metz", "A-1") + card.format("Juriste", "Nancy", "J-2")
    >>> [(post.title, post.place, post.reference) for post in carded_posts(read_document(html))]
    [('Animateur', 'Metz', 'A-1'), ('Juriste', 'Nancy', 'J-2')]
    """
    headings = [(index, block) for index, block in enumerate(document.blocks) if block.kind == "heading"]
    for level in sorted({block.level for _, block in headings}):
        jobs = _jobs_at(headings, level)
        run: list[Post] = []
        for index, block in enumerate(document.blocks) if len(jobs) > 1 else ():
            if block.kind == "heading" and block.level == level:
                post = _of_card(block, document.blocks[index + 1 : index + 1 + _BELOW]) if index in jobs else None
                if post is None and len(run) > 1:
                    break
                run = [*run, post] if post is not None else []
        if len(run) > 1 and are_apart(run):
            return run[:_MOST]
    return []


def _jobs_at(headings: Sequence[tuple[int, Block]], level: int) -> frozenset[int]:
    """Where the headings of a level stand that may each be a job."""
    found: set[int] = set()
    for index, block in headings:
        if block.level != level or len(block.text) > _LINE:
            continue
        # The tasks under one card do not head the next one.
        own = block.section in _OWN or (bool(found) and section_of(block.text) in ("post", "other"))
        if own and tells_job(block.text):
            found.add(index)
    return frozenset(found)


def _of_card(heading: Block, below: Sequence[Block]) -> Post | None:
    """The post of a heading that is a job, where the lines under it, or itself, say its town or its reference."""
    heads, told = _NUMBER.sub("", heading.text), 0
    for piece in _PIECES.split(heads)[1:]:
        told = told or count_of(piece) or 0
    post = described(" · ".join(piece for piece in _PIECES.split(heads) if not count_of(piece)) if told else heads)
    if post.title is None:
        return None
    post = replace(post, count=max(told, post.count))
    post = with_lines(post, takewhile(lambda b: b.kind != "heading", below))
    return post if post.place or post.reference else None


def with_lines(post: Post, lines: Iterable[Block]) -> Post:
    """The post with what the lines under it say; a line that is a label alone is that of the next."""
    above = None
    for block in lines:
        labelled = _stated(post, above, block.text.strip(" .;,")) if above is not None else post
        post = labelled if labelled is not post else _with_line(post, block)
        above = column_of(block.text) if not block.label else None
    return post


_OWN = ("other", "conditions")


def _with_line(post: Post, block: Block) -> Post:
    if len(block.text) > _LINE:
        return post
    told = split_pairs(block.text) or ([(block.label, block.value)] if block.label else [])
    pairs = [pair for pair in told if column_of(pair[0])]
    for label, value in pairs:
        post = _stated(post, column_of(label), value.strip(" .;,"))
    for piece in () if pairs else _PIECES.split(block.text):
        if len(piece) <= _LONGEST_PIECE:
            code = reference_in(piece) or (piece if _CODE.fullmatch(piece) and " " not in piece else None)
            post = _filled(post, "reference", code or "")
            post = _filled(post, "place", piece if code is None else "")
            post = replace(post, count=count_of(piece) or post.count) if post.count == 1 else post
    return post


def _stated(post: Post, column: str | None, value: str) -> Post:
    """The post with what a label on its card states: there any town's name is one, and any code a reference."""
    if column == "count" and post.count == 1:
        return replace(post, count=count_of(value, bare=True) or 1)
    if column == "place" and post.place is None and is_town(value, labelled=True):
        return replace(post, place=town_name(value))
    if column == "reference" and post.reference is None and len(value) <= _LONGEST_PIECE:
        return replace(post, reference=value or None)
    return post


def _filled(post: Post, field: str | None, value: str) -> Post:
    """The post with a town or a reference that it has not yet."""
    if field == "reference" and post.reference is None and value:
        return replace(post, reference=value)
    if field == "place" and post.place is None and value and _are_towns((value,)):
        return replace(post, place=town_name(value))
    return post


def are_apart(posts: Sequence[Post]) -> bool:
    """Whether every post has a town or a reference, none has another's, and a title of a post names a job."""
    told = [(post.place, post.reference, post.title) for post in posts]
    named = all(post.place for post in posts) or all(post.reference for post in posts)
    apart = len(set(told)) == len(told) and len({post.reference for post in posts}) in (1, len(posts))
    return named and apart and all(post.title is None or tells_job(post.title) for post in posts)
