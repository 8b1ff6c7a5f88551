"""A page's title is found whatever carries it, and is no announcement, employer or site."""

from __future__ import annotations

import pytest

from crawler.extract.page import read_page

URL = "https://www.emplois-ouest.example/offre/12"
AD = """<p>Rivages Solidaires accompagne depuis 1987 des familles du littoral dans leurs démarches et leurs projets.</p>
<h3>Vos missions</h3><ul><li>animer les permanences du mardi</li></ul>
<p>CV et lettre à rh@rivages.example avant le 3 mai 2026.</p>"""
TITLE = "Éducateur spécialisé"

#: What the page's metadata call it, and what stands before the ad's text.
PAGES = [
    ("Profil.pdf - Rivages - Documents", f"<p>Document du 24 avril</p><p>PROFIL DE POSTE</p><p>{TITLE}</p>"),
    ("Offre 12", f"<font size=4>L'Agora des associations</font><br><font class=tit>{TITLE} (h/f/x)</font><br>"),
    ("Rivages Solidaires", f"<h1>Rivages Solidaires</h1><h2>{TITLE}</h2>"),
    ("Nous rejoindre - Rivages Solidaires", f"<h1>Rivages Solidaires</h1><h3>{TITLE}</h3>"),
    ("Recrutement | Rivages", f"<h1>Rejoignez-nous !</h1><h2>{TITLE}</h2>"),
    ("Offre", f"<h1>Rivages recrute</h1><h2>{TITLE}</h2>"),
    ("Emplois Ouest", f"<div><h1>Emplois Ouest</h1></div><h2>{TITLE}</h2>"),
    ("annonce 3391", f"<p><b>{TITLE}</b></p>"),
    ("annonces", f"<center><font size=5><b>{TITLE}</b></font></center>"),
    ("annonce 3391", f"<p>Poste : {TITLE}</p><p>Lieu : Royan</p>"),
    ("Offre 12", f"<p><b>Intitulé du poste :</b> {TITLE}</p><p><b>Lieu :</b> Royan</p>"),
    ("Offre 12", f"<table><tr><td>Intitulé</td><td>{TITLE}</td></tr><tr><td>Lieu</td><td>Royan</td></tr></table>"),
    ("Offre 12", f"<div class='titre'>{TITLE}</div>"),
    ("Offre", f"<table><caption>{TITLE}</caption><tr><td>Lieu</td><td>Royan</td></tr></table>"),
    (TITLE, f"<h1>{TITLE}<br><small>Rivages Solidaires, Royan</small></h1>"),
    (TITLE, f"<h1><span class='badge'>Nouveau</span> {TITLE}</h1>"),
    (f"{TITLE} - Rivages Solidaires", ""),
    ("Rivages", f"<h4>{TITLE}</h4>"),
    ("Nos postes", f"<h1>Nos postes</h1><details open><summary>{TITLE}</summary></details>"),
    ("Job 12", f"<div role='heading' aria-level='1'>{TITLE}</div>"),
    ("Job 12", f"<fieldset><legend>{TITLE}</legend></fieldset>"),
    ("Convocatoria YK-07 – Asociación Yaku", f"<h2>{TITLE}</h2>"),
    ("Bando AB-7/2026", f"<h2>ASSOCIAZIONE PASSI LENTI ODV</h2><h3>{TITLE}</h3>"),
    ("Sans titre 3", f"<p class=MsoTitle>{TITLE}</p><p><span>Poste basé à </span><span><b>Saint-Flour</b></span></p>"),
    ("Fiche_poste_v2.pdf - Rivages - Documents", f"<p>FICHE DE POSTE</p><p>{TITLE}</p>"),
    ("TDR_2026.docx", f"<p>TERMES DE RÉFÉRENCE</p><p>{TITLE}</p>"),
    ("Version imprimable", f"<p class=t1><b>{TITLE}</b></p>"),
    ("x", "<h1>Édu&shy;cateur spécia\u200blisé</h1>"),
]


@pytest.mark.parametrize(("named", "head"), PAGES)
def test_the_title_is_what_names_the_post(named, head):
    page = read_page(f"<html><head><title>{named}</title></head><body><div>{head}{AD}</div></body></html>", URL)
    first = next(s.text for s in page.statements if s.field == "title")
    assert first.removesuffix(" (h/f/x)") == TITLE


def test_a_gender_mark_in_its_own_element_is_a_part_of_the_title():
    page = read_page("<h1>Sozialarbeiter <em>m/w/d</em> <span>(Projekt Hafen)</span></h1>", URL)
    assert page.title == "Sozialarbeiter m/w/d (Projekt Hafen)"


MARKED = f"{TITLE} (h/f/x)"


@pytest.mark.parametrize(
    ("named", "head"),
    [
        (
            "Annonces sociales - Fiche",
            f"<font size=4><b>Annonces Sociales</b></font><br><font class=t>{MARKED}</font><br>",
        ),
        ("Print view", f"<small>Imprimé le 12/01/2026</small><hr><p class=t1>{MARKED}</p>"),
        ("Offre 12", f"<table><tr><td class=gros>{MARKED}</td></tr></table>"),
    ],
)
def test_the_one_line_with_a_gender_mark_is_the_title_where_no_heading_is(named, head):
    page = read_page(f"<html><head><title>{named}</title></head><body><div>{head}{AD}</div></body></html>", URL)
    assert page.title == MARKED


def test_what_stands_under_the_kind_of_document_is_a_title_only_if_it_names_a_job():
    page = read_page(f"<title>{TITLE}</title><div><p>FICHE DE POSTE</p><p>Rivages du littoral</p>{AD}</div>", URL)
    assert page.title == TITLE


def test_the_name_of_the_site_is_stated_beside_the_title():
    page = read_page(f"<title>{TITLE} – La Fabrique</title><h1>{TITLE}</h1>{AD}<footer>Scic SA</footer>", URL)
    stated = {s.field: s.text for s in page.statements}
    assert (stated["site_name"], stated["site_about"]) == ("La Fabrique", "Scic SA")


@pytest.mark.parametrize(
    ("over", "first", "second"),
    [
        ("Recrutement", "Éducateur spécialisé (H/F)", "Comptable (H/F)"),
        ("Vacatures", "Begeleider wonen", "Kok"),
        ("Offene Stellen", "Koch (m/w/d)", "Erzieher:in"),
        ("Work with us", "Support Worker", "Finance Officer"),
        ("Trabaja con nosotros", "Educador social", "Administrativa"),
        ("Lavora con noi", "Educatore", "Cuoco"),
        ("Vagas", "Educador social", "Cozinheira"),
    ],
)
def test_a_page_of_several_posts_is_called_by_the_heading_over_them(over, first, second):
    cards = "".join(f"<h3>{job}</h3><p>{AD[3:100]}</p>" for job in (first, second))
    assert read_page(f"<title>{over}</title><main><h1>{over}</h1>{cards}</main>", URL).title == over
    alone = (
        f"<title>{over}</title><main><h1>{over}</h1><h3>{first}</h3>{AD}<h3>Autres offres</h3><p>{second}</p></main>"
    )
    assert read_page(alone, URL).title == first


def test_an_insurance_of_the_staff_is_no_legal_form_of_the_site():
    page = read_page(f"<h1>{TITLE}</h1>{AD}<p>Mutuelle d'entreprise, tickets, association sportive</p>", URL)
    assert "site_about" not in {s.field for s in page.statements if s.label in ("foot", "head")}


def test_the_mailbox_that_ends_a_letter_is_none_to_apply_to():
    more = "<h3>Et aussi</h3><p>Une fête au jardin</p><p><font size=1>Se désinscrire : stop@lettre.example</font></p>"
    body = read_page(f"<div><h2>{TITLE}</h2>{AD}{more}</div>", URL).body
    assert "rh@rivages.example" in body
    assert "fête" not in body
    assert "stop@" not in body
