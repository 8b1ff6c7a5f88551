"""The charset of a text is found by its bytes: what is declared may be missing or wrong."""

from __future__ import annotations

from itertools import product

import pytest

from crawler.extract.charset import charset_of

TEXTS = {
    "fr": "Chargé de mission à Genève « réseau d’éducation » 2 000 € — dès l’été, œuvre",
    "es": "Técnico de niñez y educación, ¿quién? España, 30 años",
    "pt": "Técnica de comunicação e mobilização, São Paulo, licença, 3.ª feira",
    "pl": "Łódź, specjalista ds. żywności, świadczenia, pięć lat",
    "cs": "Říčany, příspěvek, dělník, žádost",
    "hu": "Győr, fejlesztő, művész",
    "ro": "Bucureşti, funcţie, ţară",
    "de": "Köln, Bürokauffrau, Straße, größer",
    "tr": "İstanbul, çalışan, görevli, başvuru",
    "ru": "Москва, работа, вакансия",
    "el": "Θεσσαλονίκη, εργασία",
    "en": "Café, £30,000 – £35,000",
    "lt": "Šiauliai, darbuotojų, ąžuolas",
}
BYTES = ("cp1252", "iso8859-1", "iso8859-15", "cp1250", "iso8859-2", "cp1251", "koi8-r", "cp1253", "cp1254", "utf-8")


def encoded(text: str, charset: str) -> bytes | None:
    try:
        return f"<p>{text}</p>".encode(charset)
    except UnicodeEncodeError:
        return None


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_comes_out_right(language: str) -> None:
    for charset, declared, told in product(BYTES, (None, "utf-8", "iso-8859-1", "nonsense", ""), (None, language)):
        body = encoded(TEXTS[language], charset)
        said = None if declared is None else f"text/html; charset={declared or charset}"
        if body is not None:
            assert body.decode(charset_of(body, said, told)) == f"<p>{TEXTS[language]}</p>", (charset, said, told)


@pytest.mark.parametrize("word", ["Genève", "niñez", "comunicação", "Łódź"])
def test_one_word_is_enough(word: str) -> None:
    for charset, declared in product(("cp1252", "cp1250", "iso8859-2", "utf-8"), (None, "utf-8", "iso-8859-1")):
        body = encoded(word, charset)
        if body is not None:
            found = charset_of(body, declared and f"text/html; charset={declared}")
            assert body.decode(found) == f"<p>{word}</p>", (charset, declared)


@pytest.mark.parametrize("declared", ["gb18030", "shift_jis", "euc-kr", "utf-16", "iso-2022-jp"])
def test_a_declared_charset_of_several_bytes_a_letter_is_believed_where_it_fits(declared: str) -> None:
    text = {"euc-kr": "환경", "utf-16": "Genève"}.get(declared, "環境")
    body = f"<p>{text}</p>".encode(declared)
    assert body.decode(charset_of(body, f"text/html; charset={declared}")) == f"<p>{text}</p>"


def test_the_page_and_the_xml_declaration_are_asked_where_the_header_says_nothing() -> None:
    assert charset_of('<meta charset="windows-1251"><p>вода</p>'.encode("cp1251")) == "cp1251"
    assert charset_of('<?xml version="1.0" encoding="KOI8-R"?><a>вода</a>'.encode("koi8-r")) == "koi8-r"


def test_a_stray_byte_and_a_cut_letter_leave_a_page_in_utf_8() -> None:
    body = ("é" * 30).encode()
    assert charset_of(body + b"\xe9 " + body) == "utf-8"
    assert charset_of(body[:-1]) == "utf-8"


@pytest.mark.parametrize(
    "body", [b"", b"\x00", b"\xff", b"\x80" * 1000, bytes(range(256)), b"<meta charset=" * 100 + b"\xe9"]
)
def test_no_bytes_are_refused(body: bytes) -> None:
    body.decode(charset_of(body), "replace")
