"""The number by which a board calls its notice is no reference; what an employer or a label of references says is."""

from __future__ import annotations

import pytest

from pipelines.model import Facts, RawPosting, Statement
from pipelines.normalise.posting import normalise


@pytest.mark.parametrize(
    ("label", "number", "kind", "reference"),
    [
        ("Offre n°", "88214", "specialised", None),
        ("Annuncio n.", "88214", "specialised", None),
        ("Offre n°", "88214", "employer", "88214"),
        ("Offre n°", "77001", "specialised", "77001"),
        ("Référence", "88214", "specialised", "88214"),
    ],
)
def test_the_number_in_the_address_of_the_page(label, number, kind, reference):
    stated = (Statement("title", "Comptable"), Statement("reference", number, label=label))
    raw = RawPosting(
        "b", "1", "https://board.example/offre.php?id=88214", "2026-03-01T06:00:00Z", stated, "<p>Bonjour</p>"
    )
    posting, _ = normalise(raw, Facts("b", "2026-03-01", country="FR", language="fr", kind=kind))
    assert posting.apply_reference == reference
