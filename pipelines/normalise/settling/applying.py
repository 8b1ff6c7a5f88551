"""How one applies: address, link, reference and documents, labels before prose."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from pipelines.model import Facts, RawField, Reading
from pipelines.normalise import application, application_documents, application_reference
from pipelines.normalise.ad import Ad
from pipelines.normalise.document import Document
from pipelines.normalise.reconcile import Candidate, Columns, settle

T = TypeVar("T")


def settle_application(ad: Ad, columns: Columns) -> None:
    """Settle the four columns of applying."""
    _settle(
        ad, columns, "apply_email", ("apply_email", "apply"), application.read_apply_email, application.find_apply_email
    )
    _settle(ad, columns, "apply_url", ("apply_url",), application.read_apply_url, application.find_apply_url)
    _settle(
        ad,
        columns,
        "apply_reference",
        ("reference",),
        application_reference.read_reference,
        application_reference.find_apply_reference,
    )
    asked: tuple[RawField, ...] = ("documents", "apply")
    _settle(
        ad,
        columns,
        "apply_documents",
        asked,
        application_documents.read_documents,
        application_documents.find_apply_documents,
    )


def _settle(
    ad: Ad,
    columns: Columns,
    column: str,
    fields: tuple[RawField, ...],
    read: Callable[[str], Reading[T] | None],
    find: Callable[[Document, Facts], Reading[T] | None],
) -> None:
    candidates = ad.read(fields, lambda text, _: read(text))
    found = find(ad.document, ad.body_facts)
    if found is not None:
        candidates.append(Candidate.of("body", found))
    columns.take(column, settle(column, candidates, ad.order))
