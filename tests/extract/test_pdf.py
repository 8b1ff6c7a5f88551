"""Ads that are PDFs are read by their text; what has none says nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.pdf import read_pdf
from pipelines.model import Facts, RawPosting
from pipelines.normalise.posting import normalise

LINES = (
    "Educateur specialise (H/F)",
    "La Maison du Port accueille des familles et recrute pour son equipe de huit personnes, qui travaille en lien",
    "avec les ecoles du quartier.",
    "Contrat : CDI",
    "Lieu : Nantes (44)",
    "Salaire : 2 150 EUR brut par mois",
    "Date limite de candidature : 27/03/2026",
)


def pdf_of(lines: tuple[str, ...]) -> bytes:
    """A small PDF of one page with these lines."""
    shown = " T* ".join(f"({line.replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 40 800 Td {shown} ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    body, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(body)
    return body + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, start)
    )


def test_an_ad_that_is_a_pdf_is_read_as_a_page_would_be() -> None:
    stated = read_pdf(pdf_of(LINES))
    assert stated is not None
    assert stated.title == LINES[0]
    raw = RawPosting("a", "1", "https://a.example/1.pdf", "2026-03-02T06:00:00Z", stated.statements, stated.body, None)
    posting, _ = normalise(raw, Facts("a", "2026-03-02", country="FR", language="fr"))
    assert (posting.title, posting.contract, posting.deadline_on) == ("Educateur specialise", "permanent", "2026-03-27")
    assert (posting.salary_min, posting.places[0].city) == (2150, "Nantes")
    assert "qui travaille en lien avec les ecoles" in (posting.description or "")


def test_the_link_that_led_to_it_names_an_ad_that_is_a_pdf() -> None:
    stated = read_pdf(pdf_of(LINES), "Éducateur spécialisé – CDI")
    assert stated is not None
    assert stated.title == "Éducateur spécialisé – CDI"


@pytest.mark.parametrize("body", [b"", b"%PDF-1.4\n", pdf_of(("scan",)), pdf_of(LINES)[:300], b"<html></html>"])
def test_a_pdf_without_text_or_without_an_end_is_none(body: bytes) -> None:
    assert read_pdf(body) is None


@given(st.binary(max_size=300), st.integers(0, 900))
def test_no_bytes_raise(noise: bytes, at: int) -> None:
    whole = pdf_of(LINES)
    read_pdf(whole[:at] + noise + whole[at:])
