"""How one applies: address, link, reference, documents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.model import Facts
from pipelines.normalise.application import find_apply_email, find_apply_url, read_apply_email, read_apply_url
from pipelines.normalise.application_documents import find_apply_documents, read_documents
from pipelines.normalise.application_reference import find_apply_reference, read_reference
from pipelines.normalise.document import read_document

FACTS = Facts(board="b", today="2026-03-01")
APPLY = "<h2>Pour postuler</h2>"


@pytest.mark.parametrize(
    ("html", "address"),
    [
        (APPLY + "<p>Merci d'envoyer CV et LM à rh@asso.example sous la référence MF-26.</p>", "rh@asso.example"),
        (
            APPLY + "<p>Pour plus d'informations : info@asso.example</p><p>Candidatures à : job@asso.example</p>",
            "job@asso.example",
        ),
        (APPLY + "<p>nom [at] asso.example</p>", "nom@asso.example"),
        (APPLY + "<p>à recrutement\\_metz@asso.example</p>", "recrutement_metz@asso.example"),
        (
            "<p>Envoyer votre candidature à <a href='mailto:job@a.example?bcc=x@y.example'>cette adresse</a></p>",
            "job@a.example",
        ),
        (
            "<h2>How to apply</h2><p>Send your CV to job@a.example. To report harassment: safe@a.example</p>",
            "job@a.example",
        ),
        ("<p>Association Verte, contact@asso.example</p>", None),
        (APPLY + "<p>Données personnelles : écrire à dpo@asso.example</p>", None),
        ("<h2>Conditions</h2><p>Pour toute question : info@asso.example</p>", None),
    ],
)
def test_the_address_is_where_applications_go(html: str, address: str | None) -> None:
    found = find_apply_email(read_document(html), FACTS)
    assert (found.value if found else None) == address


@pytest.mark.parametrize(
    ("html", "address"),
    [
        ("<p><a href='https://a.example/apply?id=3'>Apply online</a></p>", "https://a.example/apply?id=3"),
        (APPLY + "<p>Postulez sur https://asso.example/jobs/12.</p>", "https://asso.example/jobs/12"),
        (
            (
                "<h2>Candidature</h2><p>Solo attraverso il modulo in linea "
                "<a href='https://a.example/lavora/12'>a.example/lavora/12</a></p>"
            ),
            "https://a.example/lavora/12",
        ),
        (
            "<h2>Bewerbung</h2><p>Ausschließlich über unser Bewerberportal: <a href='https://a.example/k/7'>hier</a></p>",
            "https://a.example/k/7",
        ),
        (APPLY + "<p><a href='https://a.example/privacy'>Politique de confidentialité</a></p>", None),
        (APPLY + "<p><a href='javascript:alert(1)'>Postuler</a></p>", None),
    ],
)
def test_the_link_is_one_to_apply_by(html: str, address: str | None) -> None:
    found = find_apply_url(read_document(html), FACTS)
    assert (found.value if found else None) == address


@pytest.mark.parametrize(
    ("html", "reference"),
    [
        ("<p>CV à rh@a.example sous la référence MF-2026-14.</p>", "MF-2026-14"),
        ("<p>Réf. : 2026/12-A</p>", "2026/12-A"),
        ("<p>Send your CV quoting reference HR/2026/07.</p>", "HR/2026/07"),
        ("<p>Candidature avec la référence suivante en objet : COORD_METZ_NOM à rh@a.example</p>", "COORD_METZ_NOM"),
        ("<p>Candidature avec la référence suivante en objet :</p><p>COORD_METZ_NOM</p>", "COORD_METZ_NOM"),
        ("<p>si vous postulez pour Lyon : A_1</p><p>si vous postulez pour Metz : B_1</p>", None),
        ("<p>si vous postulez aux deux postes : AB_1</p><p>si vous postulez pour Metz : B_1</p>", "AB_1"),
        ("<p>If you apply for the Goma post: CO_G. For both posts: CO_2</p>", "CO_2"),
        ("<p>Deux références professionnelles sont demandées.</p>", None),
        ("<p>La referencia del puesto es FN-INC-26.</p>", "FN-INC-26"),
        ("<p>The reference for this post is GH/26-4.</p>", "GH/26-4"),
        ("<p>Com a referência EI-26. Não se esqueça de escrever com a referência EI-26.</p>", "EI-26"),
        ("<p>Para o primeiro, com a referência EI-26. Para o segundo, com a referência AE-26.</p>", None),
    ],
)
def test_the_reference_is_of_the_ad_as_a_whole(html: str, reference: str | None) -> None:
    found = find_apply_reference(read_document(APPLY + html), FACTS)
    assert (found.value if found else None) == reference


@pytest.mark.parametrize(
    ("html", "documents"),
    [
        ("<p>Candidature : CV + lettre de motivation + Diplômes par mail</p>", ("cv", "cover_letter", "diplomas")),
        ("<p>Please send a cover letter, your CV and two references.</p>", ("cover_letter", "cv", "references")),
        ("<p>Merci d'envoyer :</p><ul><li>un CV</li><li>un portfolio</li></ul>", ("cv", "portfolio")),
        ("<p>Envoyer un CV, sans lettre de motivation.</p>", ("cv",)),
        ("<p>Écrivez-nous.</p>", None),
        ("<p>L'offre comprend le CV et une proposition financière.</p>", ("cv", "other")),
        ("<p>Send your CV with a financial offer.</p>", ("cv", "other")),
        ("<p>Envoie ton CV. La lettre de motivation, tu peux l'oublier.</p>", ("cv",)),
        ("<p>Bitte Ihr Lebenslauf per Mail, das Anschreiben können Sie sich sparen.</p>", ("cv",)),
        ("<p>Ask us for the form. Send the form back to jobs@a.example by noon.</p>", ("form",)),
    ],
)
def test_documents_are_in_the_order_of_the_ad(html: str, documents: tuple[str, ...] | None) -> None:
    found = find_apply_documents(read_document(APPLY + html), FACTS)
    assert (found.value if found else None) == documents


def test_a_diploma_of_the_profile_is_no_document() -> None:
    assert find_apply_documents(read_document("<h2>Profil</h2><p>Diplôme universitaire exigé.</p>"), FACTS) is None


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    document = read_document(f"{APPLY}<p>candidature à {text}</p><p>référence : {text}</p>")
    for find in (find_apply_email, find_apply_url, find_apply_reference, find_apply_documents):
        find(document, FACTS)
    for read in (read_apply_email, read_apply_url, read_reference, read_documents):
        found = read(text)
        assert found is None or len(found.excerpt) <= max(160, len(text))
