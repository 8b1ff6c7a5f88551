"""Where an application goes, its reference and its papers, as ads in seven languages write them."""

# ruff: noqa: E501 - tables of strings read better on one line

from __future__ import annotations

import pytest

from pipelines.model import Facts
from pipelines.normalise.application import find_apply_email, find_apply_url
from pipelines.normalise.application_documents import find_apply_documents
from pipelines.normalise.application_reference import find_apply_reference, subject_of_mails
from pipelines.normalise.document import read_document
from tests.normalise.tables import rows

FACTS = Facts("green_harbour", "2026-01-15")

#: The section a paragraph stands in (A applying, C conditions, N none, U about us, L legal), its words, the address.
MAILS = """
A | Download the application form from our website and return it to people@charity.example. CVs will not be accepted. | people@charity.example
N | Si te ves ahí, cuéntanoslo por correo: hola@radio.example. | hola@radio.example
N | Zin om mee te doen? Stuur een berichtje naar hallo@collectief.example. | hallo@collectief.example
N | Un mot et vos diplômes à lasouplesse@asso.example, ou venez nous voir au forum. | lasouplesse@asso.example
N | Las personas interesadas remitirán su currículum a rrhh(arroba)asso.example. | rrhh@asso.example
N | Le candidature vanno inviate a selezioni(chiocciola)asso.example citando il rif. ED-44. | selezioni@asso.example
N | Per informazioni: info@asso.example. Per candidarsi: risorse@asso.example. | risorse@asso.example
A | Kandidaturen mogen naar aanwerving [at] stichting [punt] example. | aanwerving@stichting.example
N | Ihre Mappe geht an die Geschäftsstelle: post@verein.example | post@verein.example
N | Para darte de baja escribe a bajas@fundacion.example. | none
N | Für Fragen zur Stelle: leitung@verein.example | none
N | Para participar, envía tu currículum y una carta de motivos a talento@asso.example. | talento@asso.example
N | Postulación: enviar hoja de vida a convocatorias@asso.example | convocatorias@asso.example
N | Schick uns ein paar Zeilen und deinen Lebenslauf: freiwillig@asso.example. | freiwillig@asso.example
N | Mail je cv en motivatie naar jobs@asso.example | jobs@asso.example
N | Inviare il curriculum a selezione@asso.example | selezione@asso.example
N | Proposals, with the CV of the consultant, go to evaluation@asso.example. | evaluation@asso.example
N | Meer informatie: info@asso.example | none
A | CV et lettre de motivation à envoyer à recrutement@asso.example | recrutement@asso.example
A | Envoyez votre candidature par mail : rh@asso.example | rh@asso.example
A | Merci d'adresser CV + LM à l'attention de la direction : direction@asso.example avant le 10 mai. | direction@asso.example
A | Les candidatures sont à adresser à job[at]asso.example | job@asso.example
A | job (at) asso (dot) example | job@asso.example
A | Candidature : emploi AT asso.example | emploi@asso.example
A | contact arobase asso point example pour votre candidature | contact@asso.example
A | candidature à envoyer à : emploi[a]asso.example | emploi@asso.example
A | emploi {at} asso.example | emploi@asso.example
A | recrutement(@)asso.example | recrutement@asso.example
N | Envoyer CV+LM à contact@asso.example | contact@asso.example
N | >> Envoyer votre C.V. par mail à : contact@asso.example | contact@asso.example
N | Pour postuler, écrire à emploi.nord@asso.example en précisant vos disponibilités. | emploi.nord@asso.example
N | ou par mail à : contact@asso.example | contact@asso.example
C | Poste à pourvoir de suite. Candidatures à rh+lyon@asso.example. | rh+lyon@asso.example
A | Apply by sending your CV to jobs@charity.example | jobs@charity.example
A | Please email your application to hr@charity.example by 5pm. | hr@charity.example
A | Applications should be sent to recruitment@charity.example quoting HR/7 | recruitment@charity.example
N | To apply, send a resume and cover letter to hiring@charity.example | hiring@charity.example
A | Interested? jobs at charity dot example | none
A | Bewerbungen bitte an bewerbung@verein.example | bewerbung@verein.example
A | Ihre Bewerbung senden Sie per E-Mail an jobs(at)verein.example | jobs@verein.example
A | Enviar CV a empleo@fundacion.example | empleo@fundacion.example
A | Enviar currículo para vagas@ong.example | vagas@ong.example
A | Inviare CV a lavoro@onlus.example | lavoro@onlus.example
A | Stuur je motivatiebrief en cv naar vacature@stichting.example | vacature@stichting.example
N | Association Verte - 12 rue du Port - contact@asso.example - www.asso.example | none
U | Pour nous écrire : info@asso.example | none
L | Pour exercer vos droits, écrivez à dpo@asso.example | none
A | Renseignements auprès de la directrice : direction@asso.example | none
A | Pour tout renseignement : infos@asso.example. Candidatures : rh@asso.example | rh@asso.example
A | For informal enquiries contact lead@charity.example | none
A | If you need adjustments contact access@charity.example | none
A | Questions? ask@charity.example | none
A | To report fraud: alert@charity.example | none
A | Signaler un abus : alerte@asso.example. | none
A | noreply@asso.example | none
C | Mutuelle : adhesion@mutuelle.example | none
N | Rejoignez @asso sur les réseaux | none
A | Rückfragen an info@verein.example | none
"""

LINKS = """
A | <a href="https://asso.example/jobs/12/apply">Postuler en ligne</a> | https://asso.example/jobs/12/apply
A | Candidater via <a href="https://asso.example/f/7">ce formulaire</a> | https://asso.example/f/7
A | Formulaire de candidature : https://forms.example/abc?x=1. | https://forms.example/abc?x=1
A | Apply online at https://jobs.charity.example/123 | https://jobs.charity.example/123
A | <a href="https://jobs.charity.example/9">Apply now</a> | https://jobs.charity.example/9
A | Please complete the <a href="https://charity.example/form">application form</a>. | https://charity.example/form
A | <a href="https://verein.example/b">Jetzt bewerben</a> | https://verein.example/b
A | <a href="https://ong.example/i">Inscríbete</a> | https://ong.example/i
A | <a href="https://onlus.example/c">Candidati ora</a> | https://onlus.example/c
A | <a href="https://stichting.example/s">Solliciteer direct</a> | https://stichting.example/s
A | <a href="https://asso.example/confidentialite">Politique de confidentialité</a> | none
A | <a href="https://facebook.com/asso">Suivez-nous</a> | none
U | Plus d'infos : https://asso.example | none
A | <a href="javascript:void(0)">Postuler</a> | none
A | <a href="https://user@evil.example/">Postuler</a> | none
N | Notre site : https://asso.example/projets | none
"""

REFERENCES = """
A | CV + quelques lignes à equipe@asso.example (réf. à rappeler : ANIM-2026-02). | ANIM-2026-02
A | Merci d'indiquer le numéro d'offre 204KLMP dans votre courrier. | 204KLMP
A | Mail je motivatie en cv naar jobs@vzw.example met vermelding van referentie VB-12/26. | VB-12/26
A | Please put "Night Shelter Worker - Hull" in the subject line. | none
A | con el asunto «Coordinación Salud» | none
A | en précisant en objet « Coordination Nord » | none
A | Bitte geben Sie im Betreff „Beratung Mitte“ an. | none
A | Scrivere specificando "Educatrice Gorizia" nell'oggetto. | none
A | met als onderwerp "Coördinator Noord" | none
A | com o assunto «Técnica Social Gaia» | none
A | oggetto: «CP EDU LIB» | CP EDU LIB
A | com o assunto «GP-QLM» | GP-QLM
A | Écrire à terrain@eaux.example en rappelant RDC-KGA-EAH. | RDC-KGA-EAH
A | Mail je cv naar baan@baken.example o.v.v. SLU-04. | SLU-04
A | Vacancy ref. ML/22/C. Write to office@mill.example | ML/22/C
A | Sur notre site : https://phare.example/postuler?id=19 | none
A | Schick uns deinen Lebenslauf, Stichwort „Kita Nord“. | Kita Nord
A | Remita su propuesta citando TDR-07-2026. | TDR-07-2026
N | The post is paid from grant code EU-2231. | none
A | Bewerbungen an bewerbung@asso.example, Kennziffer 2026-07. | 2026-07
A | Send your CV through the form below, quoting HK/FO/26. | HK/FO/26
A | Inviare il curriculum, con oggetto EDU-MSNA. | EDU-MSNA
A | Indique no assunto: OMA/NPL-QLM. | OMA/NPL-QLM
A | Rif. 2026/03 | 2026/03
A | onder vermelding van vacaturenummer 2026-12 | 2026-12
A | Référence : ASSO-2026-04 | ASSO-2026-04
A | Réf. 2026/CP/12 | 2026/CP/12
A | Réf. : CP-12 | CP-12
A | Merci d'indiquer la référence CP-12 dans votre mail. | CP-12
A | en rappelant la référence DEV26 | DEV26
A | en précisant en objet « Candidature COORD-26 » | Candidature COORD-26
A | avec pour objet : CHARGE_PLAIDOYER_NOM | CHARGE_PLAIDOYER_NOM
A | Objet du mail : CDD-RH-2026 | CDD-RH-2026
A | sous la référence AB/77 | AB/77
A | avec la mention « RESP-LOG » | RESP-LOG
A | quoting reference HR/07 | HR/07
A | Please quote the job reference 4512-B. | 4512-B
A | Job ref: PO-2026 | PO-2026
A | Vacancy number: VN-0091 | VN-0091
A | with the subject line "WASH-Officer-2026" | WASH-Officer-2026
A | Please use the subject: FIN_MAN_26 | FIN_MAN_26
A | unter Angabe der Kennziffer 12/2026 | 12/2026
A | Kennziffer: SOZ-26 | SOZ-26
A | Betreff: BEWERBUNG_26 | BEWERBUNG_26
A | indicando la referencia TS-26 | TS-26
A | Asunto: TECNICO_26 | TECNICO_26
A | indicando il riferimento COOP26 | COOP26
A | Oggetto: LOG_26 | LOG_26
A | onder vermelding van VAC-26 | VAC-26
A | Trois références professionnelles | none
A | Faites référence à votre parcours | none
C | Le salaire fait référence à la grille | none
U | Association de référence depuis 1984 | none
A | Two references are required | none
A | L'objet de l'association est le soin | none
"""

DOCUMENTS = """
U | Inscríbete desde esta página con tu CV actualizado y una carta de motivación. | cv, cover_letter
A | Enviar hoja de vida con soportes académicos y laborales y carta de intención. | cv, diplomas, cover_letter
A | Non è richiesta la lettera di motivazione: basta il CV a hr@coop.example | cv
A | Não é necessária carta de motivação; basta o CV para equipa@coop.example. | cv
A | Lebenslauf reicht, auf ein Anschreiben verzichten wir. | cv
A | We ask for a résumé and nothing else; please do not spend your evening on a letter. | cv
A | Ihre Bewerbung mit Lebenslauf und Anschreiben erreicht uns über unser Bewerbungsformular. | cv, cover_letter
A | Modulo scaricabile da questa pagina, compilato e firmato, insieme al curriculum | form, cv
A | Remplissez le formulaire, sans oublier de nous raconter une fête réussie. | none
A | Joindre un CV et les deux derniers bulletins de salaire. | cv, other
N | Apoyarás a las mujeres en la redacción de su currículum y cartas de presentación. | none
N | Support young people with CV writing and interview practice. | none
N | Je ondersteunt deelnemers bij het schrijven van een cv. | none
A | Schreiben Sie uns bitte bis zum 15. November 2026, warum Sie das machen wollen, und legen Sie einen Lebenslauf bei. | cover_letter, cv
A | Le domande, con curriculum, copia del titolo di studio e lettera, vanno spedite a bandi@asso.example. | cv, diplomas, cover_letter
A | The signed Personal History Form and a cover letter must be uploaded. | form, cover_letter
A | Enviar CV no documentado y tres referencias a rrhh@asso.example. | cv, references
A | Als PDF mit Motivationsschreiben, Lebenslauf und Arbeitszeugnissen. | cover_letter, cv, diplomas
A | Só precisamos do CV, dispensamos carta. | cv
A | Indique a ref. ANI-3 no assunto e anexe CV e duas referências. | cv, references
A | Send your CV and a letter of recommendation. | cv, references
A | Enviar hoja de vida y carta de presentación | cv, cover_letter
A | Mail je cv en motivatie naar jobs@asso.example | cv, cover_letter
A | Merci d'envoyer CV et lettre de motivation | cv, cover_letter
A | CV + LM à envoyer par mail | cv, cover_letter
A | Lettre de motivation et curriculum vitae | cover_letter, cv
A | Envoyer CV, lettre de motivation et copie des diplômes | cv, cover_letter, diplomas
A | Envoyer un CV, une lettre et deux références | cv, cover_letter, references
A | Adresser CV, portfolio et prétentions salariales | cv, portfolio, other
A | Candidature avec CV et extrait de casier judiciaire | cv, other
A | Envoyer un CV ; lettre de motivation non obligatoire | cv
A | CV sans photo, pas de lettre de motivation | cv
A | Dossier : formulaire de candidature complété et CV | form, cv
A | Please send your CV and a cover letter | cv, cover_letter
A | Submit your resume and a letter of interest | cv, cover_letter
A | Send a CV, motivation letter and the names of two referees | cv, cover_letter, references
A | Attach your CV, a writing sample and academic transcripts | cv, other, diplomas
A | Complete the application form and attach your CV | form, cv
A | Include a CV and three professional references | cv, references
A | Senden Sie Lebenslauf, Anschreiben und Zeugnisse | cv, cover_letter, diplomas
A | Bewerbung mit Motivationsschreiben und Lebenslauf | cover_letter, cv
A | Enviar CV y carta de motivación | cv, cover_letter
A | Enviar currículo e carta de motivação | cv, cover_letter
A | Enviar curriculum e carta de motivação | cv, cover_letter
A | Inviare CV e lettera di motivazione | cv, cover_letter
A | Stuur je cv en motivatiebrief | cv, cover_letter
C | Vous analysez les CV et menez les entretiens | none
U | Notre lettre d'information paraît chaque mois | none
A | Écrivez-nous quelques lignes | none
"""

_HEADINGS = {"A": "<h2>Pour postuler</h2>", "C": "<h2>Conditions</h2>", "N": "", "U": "<h2>Qui sommes-nous ?</h2>", "L": "<h2>Données personnelles</h2>"}  # fmt: skip


def page(section: str, text: str):
    shown = text.replace(">> ", "&gt;&gt; ")
    return read_document(f"{_HEADINGS[section]}<p>{shown}</p>")


@pytest.mark.parametrize(("section", "text", "address"), rows(MAILS))
def test_an_address_is_one_that_applications_go_to(section, text, address):
    found = find_apply_email(page(section, text), FACTS)
    assert (found.value if found else "none") == address


@pytest.mark.parametrize(("section", "text", "address"), rows(LINKS))
def test_a_link_is_one_to_apply_by(section, text, address):
    found = find_apply_url(page(section, text), FACTS)
    assert (found.value if found else "none") == address


@pytest.mark.parametrize(("section", "text", "reference"), rows(REFERENCES))
def test_a_reference_is_one_to_apply_with(section, text, reference):
    found = find_apply_reference(page(section, text), FACTS)
    assert (found.value if found else "none") == reference


@pytest.mark.parametrize(
    ("links", "code"),
    [
        (["rh@a.example?subject=Candidature%20ANIM-2026-4"], "ANIM-2026-4"),
        (["rh@a.example?subject=EDU-1", "rh@a.example?subject=EDU-2"], None),
        (["rh@a.example?subject=Candidature"], None),
    ],
)
def test_the_subject_of_a_mail_link_is_the_reference_where_it_is_the_only_one(links, code):
    html = "".join(f'<p>CV : <a href="mailto:{link}">nous écrire</a></p>' for link in links)
    found = subject_of_mails(read_document(html))
    assert (found.value if found else None) == code


@pytest.mark.parametrize(("section", "text", "documents"), rows(DOCUMENTS))
def test_documents_are_those_an_application_needs(section, text, documents):
    found = find_apply_documents(page(section, text), FACTS)
    assert (", ".join(found.value) if found else "none") == documents


@pytest.mark.parametrize(
    "bait", ["@", "a@b", "cv [at] ", "candidature a x@y.example ", "reference : ", "cv et lettre "]
)
def test_bait_comes_to_an_end(bait):
    document = read_document(f"<h2>Pour postuler</h2><p>{bait * (1_000_000 // len(bait))}</p>")
    for find in (find_apply_email, find_apply_url, find_apply_reference, find_apply_documents):
        found = find(document, FACTS)
        assert found is None or found.excerpt
