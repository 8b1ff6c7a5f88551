"""Pages that are no open posting."""

# ruff: noqa: E501 - markup and tables of strings read better on one line

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.closed import closed_reason, is_challenge, is_soft_404
from pipelines.normalise.html_lines import parse_html

AD = (
    "<h1>Chargé de projet</h1><p>CDD</p><h2>Missions</h2><p>Rivages accompagne douze communes rurales dans la gestion de "
    "leurs points d'eau et forme les comités d'usagers.</p>" + "<p>Vous suivez le budget et les partenaires.</p>" * 20
)


def root_of(html: str):
    root = parse_html(f"<html><body>{html}</body></html>")
    assert root is not None
    return root


CLOSED = [
    "Cette offre n'est plus disponible.", "Cette annonce n’est plus en ligne", "L'offre a été pourvue", "Offre pourvue",
    "OFFRE EXPIRÉE", "Le poste est pourvu", "Cette offre a expiré !", "La date de candidature est dépassée",
    "Date limite de candidature dépassée : la date de candidature est dépassée", "Les candidatures sont closes",
    "Désolé, cette offre n'est plus disponible", "Cette offre est clôturée depuis le 3 mars", "Candidatures closes",
    "This job is no longer available.", "Sorry, this position has been filled", "This vacancy has now closed",
    "Applications are now closed", "No longer accepting applications", "Position filled", "This job posting has expired",
    "The closing date for this vacancy has passed" , "The deadline has passed",
    "Diese Stelle ist leider nicht mehr verfügbar", "Stelle nicht mehr verfügbar", "Die Stellenanzeige ist abgelaufen",
    "Esta oferta ya no está disponible", "Oferta cerrada", "Esta vaga foi encerrada", "Questa posizione non è più disponibile",
    "Deze vacature is gesloten",
]  # fmt: skip


@pytest.mark.parametrize("words", CLOSED)
def test_a_notice_says_that_the_posting_is_over(words):
    assert closed_reason(root_of(f"<div class='banner'>{words}</div>{AD}")) == words


OPEN = [
    (
        "<p>Si cette offre n'est plus disponible au moment où vous nous écrivez, nous gardons votre candidature pour de "
        "prochains recrutements dans nos équipes, en France comme à l'étranger, et nous vous répondons.</p>"
    ),
    "<p>Date limite de candidature : 3 mai 2026</p>",
    "<p>Nombre de postes : 2</p><p>Poste à pourvoir</p>",
    "<p>Applications close on 3 May</p>",
    "<p>Early application is advised as the position may be filled before the closing date.</p>",
    "<p>The position will be closed when this position has been filled.</p>",
    "<p>Le poste sera pourvu dès que possible</p>",
    "<section><h2>Offres similaires</h2><ul><li>Chef de projet</li><li>Offre pourvue</li></ul></section>",
    "<ul><li><a href='/2'>Offre pourvue</a></li></ul>",
    "<p>Experience of closed applications</p>",
]


@pytest.mark.parametrize("words", OPEN)
def test_prose_and_other_offers_close_nothing(words):
    assert closed_reason(root_of(AD + words)) is None


def test_the_words_of_the_board_count_too():
    root = root_of(f"<p>Recrutement bouclé, merci !</p>{AD}")
    assert closed_reason(root) is None
    assert closed_reason(root, closed_text=["recrutement bouclé"]) == "Recrutement bouclé, merci !"


MISSING = [
    "Page introuvable", "404", "Erreur 404", "Error 404", "404 Not Found", "404 - Page not found", "Page not found | Good Jobs",
    "Oups ! Page introuvable", "Cette page n'existe pas", "La page demandée n'existe plus", "Offre introuvable",
    "Sorry, the page you requested was not found", "Job not found", "This job does not exist",
    "Seite nicht gefunden", "Die Seite wurde nicht gefunden", "Página no encontrada", "Pagina nao encontrada",
    "Página não encontrada", "Pagina non trovata", "Pagina niet gevonden",
]  # fmt: skip


@pytest.mark.parametrize("heading", MISSING)
def test_a_short_page_that_says_it_is_not_there_is_a_soft_404(heading):
    assert is_soft_404(root_of(f"<h1>{heading}</h1><p>Retour à l'accueil</p>"))
    assert is_soft_404(root_of(f"<title>{heading}</title><p>Retour à l'accueil</p>"))


@pytest.mark.parametrize(
    "heading", ["Chargé de projet", "Page Designer", "Data Officer (404 places)", "Pages", "Offre"]
)
def test_a_posting_is_no_soft_404(heading):
    assert not is_soft_404(root_of(f"<h1>{heading}</h1><p>CDD</p>"))
    assert not is_soft_404(root_of(f"<h1>Page introuvable</h1>{AD * 3}"))


WALLS = [
    "<title>Just a moment...</title><h1>jobs.example</h1><p>Checking your browser before accessing jobs.example.</p>",
    "<script src='/cdn-cgi/challenge-platform/h/b/orchestrate'></script><p>Please wait</p>",
    "<h1>Please enable JavaScript and cookies to continue</h1>",
    "<div class='g-recaptcha'></div><p>Confirm</p>",
    "<h1>Access denied</h1><p>Reference #18.2</p>",
    "<h1>Vérification de votre navigateur</h1>",
    "<h1>Connexion</h1><form><input type='email'><input type='password'><button>OK</button></form>",
    "<h1>Log in to continue</h1><form><input name='u'><input type='password'></form><p>Forgot your password?</p>",
    "<h2>Bitte anmelden</h2><form><input type='PASSWORD'></form>",
]


@pytest.mark.parametrize("html", WALLS)
def test_a_wall_is_recognised(html):
    assert is_challenge(f"<html><body>{html}</body></html>")


@pytest.mark.parametrize(
    "html",
    [
        AD,
        AD + "<form><input type='password'></form>",
        AD + "<div class='g-recaptcha'></div>",
        "<h1>Security officer</h1><p>You will do a security check of all visitors.</p>" + AD,
        "<h1>Nurse</h1><p>CDI</p>",
        "",
        "<title>Toutes les offres</title><p>Aucune offre pour le moment.</p>",
    ],
)
def test_a_page_with_an_ad_is_no_wall(html):
    assert not is_challenge(f"<html><body>{html}</body></html>")


@given(st.text())
def test_any_text_is_survived(text):
    root = parse_html(f"<p>{text}</p>")
    assert root is not None
    closed_reason(root, closed_text=[text])
    is_soft_404(root)
    is_challenge(text)


@pytest.mark.parametrize(
    "bait", ["cette offre n'est ", "404 ", "this job job ", "<p>this position has", "page page ", ": ! "]
)
def test_bait_comes_to_an_end(bait):
    html = f"<h1>{bait * 60}</h1><p>{bait * 20_000}</p>" + f"<p>{bait * 4}</p>" * 2000
    root = root_of(html)
    assert closed_reason(root) is None or closed_reason(root)
    assert isinstance(is_soft_404(root), bool)
    assert not is_challenge(html)
