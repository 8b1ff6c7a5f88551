"""The charset a text's bytes are really in, whatever its server or its page says.

Valid UTF-8 with a letter beside ASCII is UTF-8: no other charset makes it by chance. Of single-byte charsets each gives
some text for any bytes, so that the one wins whose text reads like a language: its letters where letters stand, its
signs where signs do. What is declared wins where it reads about as well.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, resolve_encoding

from crawler.extract import vocabulary

_UTF_8 = "utf-8"
#: How much is searched for words with bytes beyond ASCII, and how many bytes of them tell a language.
_SEARCHED, _SAMPLE = 1_000_000, 20_000
#: A declared charset that reads worse by more than this share of the characters is a lie.
_WORSE = 0.25
#: No text holds control characters, which some charsets have where others have letters.
_CONTROL, _CONTROLS_WEIGH = re.compile(r"[\x80-\x9f]"), 5
_WORD = re.compile(rb"[A-Za-z\x80-\xff]{0,40}[\x80-\xff][A-Za-z\x80-\xff]{0,40}")
_XML = re.compile(rb"""\s{0,9}<\?xml[^>]{0,200}?\sencoding\s{0,9}=\s{0,9}["']([\w.:-]{1,40})["']""")
#: A page in UTF-8 may hold a stray byte; one in another charset is full of them.
_STRAYS = 20
_CODED = re.compile(rb"[\xc2-\xf4][\x80-\xbf]{1,3}")
#: From here on letters are of other scripts than ours, up to the signs.
_GREEK, _SIGNS = "\u0370", "\u2000"
_MARKS = ((codecs.BOM_UTF8, _UTF_8), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def charset_of(body: bytes, content_type: str | None = None, language: str | None = None) -> str:
    """Return the name under which Python decodes ``body``; ``language`` (ISO 639-1) settles what reads equally well.

    >>> charset_of("<p>niñez</p>".encode("latin-1")), charset_of("<p>Łódź</p>".encode("iso8859-2"))
    ('cp1252', 'iso8859-2')
    >>> charset_of("<p>Genève</p>".encode("utf-8"), "text/html; charset=iso-8859-1")
    'utf-8'
    """
    marked = next((name for mark, name in _MARKS if body.startswith(mark)), None)
    declared = marked or _declared(body, content_type)
    if marked or (declared is not None and _is_multibyte(declared) and _decodes(body, declared)):
        return declared or _UTF_8
    if body.isascii() or _is_utf_8(body):
        return _UTF_8
    known = declared if declared is not None and not _is_multibyte(declared) else None
    return _best(body, known, language)


def _declared(body: bytes, content_type: str | None) -> str | None:
    """What the header says, else the page; none for a name that Python does not know."""
    said = http_content_type_encoding(content_type) or html_body_declared_encoding(body[:5000])
    found = _XML.match(body) if said is None else None
    if found is not None:
        said = resolve_encoding(found[1].decode("ascii"))
    return codecs.lookup(said).name if said else None


@cache
def _is_multibyte(charset: str) -> bool:
    """Whether a charset takes several bytes a letter, so that bytes of another one hardly ever decode."""
    try:
        return len(bytes(range(0x100)).decode(charset, "replace")) < 0x100 or charset.startswith("iso2022")
    except (LookupError, UnicodeError):
        return True


def _decodes(body: bytes, charset: str) -> bool:
    try:
        codecs.getincrementaldecoder(charset)().decode(body)
    except (LookupError, UnicodeError):
        return False
    return True


def _is_utf_8(body: bytes) -> bool:
    """Whether the bytes are UTF-8, but for a stray one in a page and a letter that is cut at its end."""
    if _decodes(body, _UTF_8):
        return True
    strays = body.decode(_UTF_8, "replace").count("\N{REPLACEMENT CHARACTER}")
    coded = len(_CODED.findall(body))
    return coded > _STRAYS * strays


def _best(body: bytes, declared: str | None, language: str | None) -> str:
    """The charset whose text reads most like a language; the declared one unless it reads much worse."""
    sample = b" ".join(match[0] for match in _WORD.finditer(body[:_SEARCHED]))[:_SAMPLE]
    high = sum(byte >= 0x80 for byte in sample)
    best, most = declared or "cp1252", float("-inf")
    for charset, tongues in _charsets():
        score = _score(sample.decode(charset, "replace"), tongues, language)
        if score > most:
            best, most = charset, score
    if declared is None or declared == best:
        return best
    every = {tongue: letters for _, tongues in _charsets() for tongue, letters in tongues.items()}
    return best if most - _score(sample.decode(declared, "replace"), every, language) > high * _WORSE else declared


@cache
def _charsets() -> tuple[tuple[str, dict[str, str]], ...]:
    """Every charset with the letters of its languages, the likelier first."""
    return tuple((name, each["letters"]) for each in vocabulary.load("charset")["charset"] for name in each["names"])


def _score(text: str, tongues: dict[str, str], language: str | None) -> float:
    """How many characters fit the language that fits best, less those that do not."""
    counts = Counter(_characters(text))
    return max(
        _fit(counts, letters) + (0.5 if tongue == (language or "")[:2].lower() else 0.0)
        for tongue, letters in tongues.items()
    )


def _fit(counts: Counter[str], letters: str) -> int:
    usual = set(letters) | set(vocabulary.load("charset")["signs"])
    weighed = ((_CONTROLS_WEIGH if _CONTROL.match(each) else 1, each, count) for each, count in counts.items())
    return sum(count if each in usual else -count * weight for weight, each, count in weighed)


def _characters(text: str) -> Iterator[str]:
    """The characters beyond ASCII in small letters; a capital after one, and two scripts in a word, are odd."""
    for before, character, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if not character.isascii():
            odd = character.isupper() and before.islower()
            odd = odd or (_GREEK <= character < _SIGNS and (_is_latin(before) or _is_latin(after)))
            yield "\N{REPLACEMENT CHARACTER}" if odd else character.lower()[:1]


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()
