"""How ads lay several posts out, and how many they count: a title, a text, the count and the posts told apart."""

# ruff: noqa: E501 - tables of strings read better on one line

from __future__ import annotations

import pytest

from pipelines.model import Facts
from pipelines.normalise.document import read_document
from pipelines.normalise.positions import find_posts

ADS = [
    ("Animateurs", "<p>Nous ouvrons quatre postes pour le 31 août 2026 :</p>", "FR", 4, 0),
    ("Animateur", "<p>Deux postes sont à pourvoir, à Lyon et à Metz.</p>", "FR", 2, 2),
    ("Educateur", "<p>Nombre de postes : 3</p>", "FR", 3, 0),
    ("Educateur", "<p>Postes à pourvoir : 2</p>", "FR", 2, 0),
    ("Educateur", "<p>🙋 2 postes</p>", "FR", 2, 0),
    ("Educateur", "<p>2 postes à temps plein</p>", "FR", 2, 0),
    ("Educateur (x2)", "", "FR", 2, 0),
    ("Educateurs (2)", "", "FR", 2, 0),
    ("2 éducateurs", "", "FR", 2, 0),
    ("Deux animateurs", "", "FR", 2, 0),
    ("Animateur·rice (2 postes)", "", "FR", 2, 0),
    ("Servizio civile universale: 3 volontari per il fiume", "", "FR", 3, 0),
    ("Service civique : 2 volontaires", "", "FR", 2, 0),
    ("Zwei Stellen in der Theaterpädagogik", "", "FR", 2, 0),
    ("Two Support Workers", "", "GB", 2, 0),
    ("Support Workers x 3", "", "GB", 3, 0),
    ("3 x Support Workers", "", "GB", 3, 0),
    ("Support Worker (two posts)", "", "GB", 2, 0),
    ("Support Worker - 2 posts", "", "GB", 2, 0),
    ("Support Worker", "<p>We have two vacancies, one in Leeds and one in York.</p>", "GB", 2, 2),
    ("Support Worker", "<p>We are recruiting for two posts.</p>", "GB", 2, 0),
    ("Support Worker", "<p>There are 3 posts available.</p>", "GB", 3, 0),
    ("Support Worker", "<p>Number of positions: 2</p>", "GB", 2, 0),
    ("Support Worker", "<p>No. of posts: 2</p>", "GB", 2, 0),
    ("Support Worker", "<p>Vacancies: 4</p>", "GB", 4, 0),
    ("Support Worker", "<p>We are looking for two people to join us.</p>", "GB", 2, 0),
    ("Sozialarbeiter*in", "<p>Wir suchen zwei Sozialarbeiter*innen.</p>", "FR", 2, 0),
    ("Sozialarbeiter*in", "<p>Zwei Stellen sind zu besetzen.</p>", "FR", 2, 0),
    ("Sozialarbeiter*in", "<p>Es sind 2 Stellen zu besetzen, eine in Kassel und eine in Fulda.</p>", "DE", 2, 2),
    ("Sozialarbeiter*in", "<p>Anzahl der Stellen: 2</p>", "FR", 2, 0),
    ("2 Sozialarbeiter*innen (m/w/d)", "", "FR", 2, 0),
    ("Trabajador social", "<p>Número de plazas: 2</p>", "FR", 2, 0),
    ("Trabajador social", "<p>Buscamos dos trabajadores sociales.</p>", "FR", 2, 0),
    ("Trabajador social", "<p>Se ofrecen 3 plazas.</p>", "FR", 3, 0),
    ("Trabajador social", "<p>Vacantes: 2</p>", "FR", 2, 0),
    ("Dos educadores", "", "FR", 2, 0),
    ("Educador", "<p>Vagas: 2</p>", "FR", 2, 0),
    ("Educador", "<p>Número de vagas: 3</p>", "FR", 3, 0),
    ("Educador (2 vagas)", "", "FR", 2, 0),
    ("Educador", "<p>Temos 2 vagas abertas.</p>", "FR", 2, 0),
    ("Educatore", "<p>Posti disponibili: 2</p>", "FR", 2, 0),
    ("Educatore", "<p>Cerchiamo due educatori.</p>", "FR", 2, 0),
    ("Educatore", "<p>Numero posti: 2</p>", "FR", 2, 0),
    ("2 educatori", "", "FR", 2, 0),
    ("Begeleider", "<p>Aantal vacatures: 2</p>", "FR", 2, 0),
    ("Begeleider", "<p>Wij zoeken twee begeleiders.</p>", "FR", 2, 0),
    ("Twee begeleiders", "", "FR", 2, 0),
    (
        "Chargés de mission",
        "<h3>Les postes</h3><ul><li>Roubaix : réf. ASP-RBX-26</li><li>Lens : réf. ASP-LNS-26</li></ul>",
        "FR",
        2,
        2,
    ),
    (
        "Animateurs (2 postes : Roubaix et Lens)",
        "<ul><li>Roubaix : réf. ASP-RBX-26</li><li>Lens : réf. ASP-LNS-26</li></ul>",
        "FR",
        2,
        2,
    ),
    (
        "Equipe",
        "<h3>Poste 1 : Animateur</h3><p>Lieu : Metz. Référence : AN-1.</p><h3>Poste 2 : Juriste</h3><p>Lieu : Nancy. Référence : JU-2.</p>",
        "FR",
        2,
        2,
    ),
    (
        "Equipe",
        "<table><tr><td>PA-01</td><td>Animateur</td><td>Metz</td><td>24 h</td></tr><tr><td>PA-02</td><td>Juriste</td><td>Nancy</td><td>35 h</td></tr></table>",
        "FR",
        2,
        2,
    ),
    (
        "Equipe",
        "<table><tr><th>Poste</th><th>Lieu</th><th>Réf.</th></tr><tr><td>Animateur</td><td>Metz</td><td>A1</td></tr><tr><td>Juriste</td><td>Nancy</td><td>J2</td></tr></table>",
        "FR",
        2,
        2,
    ),
    ("Equipe", "<p>Nous recherchons :</p><ul><li>1 animateur à Metz</li><li>1 juriste à Nancy</li></ul>", "FR", 2, 2),
    (
        "Equipe",
        "<p>Nous recrutons :</p><ul><li>un·e animateur·rice (Metz)</li><li>un·e juriste (Nancy)</li></ul>",
        "FR",
        2,
        2,
    ),
    (
        "Team",
        "<p>We are recruiting:</p><ul><li>a Community Officer in Leeds</li><li>a Finance Officer in York</li></ul>",
        "GB",
        2,
        2,
    ),
    (
        "Team",
        "<h3>Community Officer (Leeds) – ref. CO-1</h3><p>...</p><h3>Finance Officer (York) – ref. FO-2</h3>",
        "GB",
        2,
        2,
    ),
    (
        "Team",
        "<p>Wir suchen:</p><ul><li>eine Sozialarbeiterin in Kassel (Kennziffer SA-1)</li><li>einen Erzieher in Fulda (Kennziffer ER-2)</li></ul>",
        "DE",
        2,
        2,
    ),
    (
        "Equipo",
        "<p>Puestos:</p><ul><li>Educador/a (Almería), ref. ED-1</li><li>Mediador/a (Huelva), ref. ME-2</li></ul>",
        "ES",
        2,
        2,
    ),
    ("Educateur", "<p>Vous encadrez deux animateurs.</p>", "FR", None, 0),
    ("Educateur", "<p>Une équipe de 3 postes.</p>", "FR", None, 0),
    ("Manager", "<p>You will manage two officers and three volunteers.</p>", "FR", None, 0),
    ("Manager", "<p>We have two offices and 12 staff.</p>", "FR", None, 0),
    ("Educateur", "<p>Nos actions : 3 ateliers par semaine</p>", "FR", None, 0),
    ("Manager", "<p>Two references are required.</p>", "FR", None, 0),
    (
        "Educateur",
        "<h3>Vos missions</h3><ul><li>animer 2 ateliers</li><li>encadrer 3 bénévoles</li></ul>",
        "FR",
        None,
        0,
    ),
    ("Projet : 3 ateliers pour le climat", "", "FR", None, 0),
    ("Chargé de mission - 2 jours par semaine", "", "FR", None, 0),
    ("Leiter*in (2 Jahre befristet)", "", "FR", None, 0),
    ("Coordinator: 2 year project", "", "FR", None, 0),
    (
        "Educateur",
        "<table><tr><td>Salaire</td><td>2000 €</td><td>brut</td></tr><tr><td>Lieu</td><td>Metz</td><td>57</td></tr></table>",
        "FR",
        None,
        0,
    ),
]


@pytest.mark.parametrize(("title", "text", "country", "count", "apart"), ADS)
def test_posts_are_counted_and_told_apart(title, text, country, count, apart):
    posts, counted = find_posts(title, read_document(text), Facts("b", "2026-01-01", country=country))
    assert (counted.value if counted else None) == count
    assert len(posts.value if posts else ()) == apart


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        (
            "<h3>PUESTO 1: Educador/a</h3><p>Lugar: Almería. Referencia: ED-1.</p><h3>PUESTO 2: Mediador/a</h3><p>Lugar: Huelva. Referencia: ME-2.</p>",
            [("Educador/a", "Almería", "ED-1"), ("Mediador/a", "Huelva", "ME-2")],
        ),
        (
            "<table><tr><td>N°</td><td>Intitulé</td><td>Site</td></tr><tr><td>A-1</td><td>Animateur</td><td>Metz</td></tr><tr><td>A-2</td><td>Juriste</td><td>Nancy</td></tr></table>",
            [("Animateur", "Metz", "A-1"), ("Juriste", "Nancy", "A-2")],
        ),
        (
            "<h2>Theaterpädagog*in Schule</h2><p>Emden</p><p>TD-1</p><h2>Theaterpädagog*in Generationen</h2><p>Leer</p><p>TD-2</p>",
            [("Theaterpädagog*in Schule", "Emden", "TD-1"), ("Theaterpädagog*in Generationen", "Leer", "TD-2")],
        ),
        (
            "<p>We are hiring two people: a Data Officer in Leeds (ref. DO1) and a Field Officer in York (ref. FO2).</p>",
            [("Data Officer", "Leeds", "DO1"), ("Field Officer", "York", "FO2")],
        ),
        (
            "<ul><li>Animateur – Metz – 24 h – réf. A1</li><li>Animateur – Nancy – 35 h – réf. A2</li></ul>",
            [("Animateur", "Metz", "A1"), ("Animateur", "Nancy", "A2")],
        ),
        (
            "<h3>Los puestos</h3><ul><li>Educadora, en Palencia (ref. CA-1). Dinamiza la casa y apoya a las familias.</li><li>Mediador, en Burgos (ref. CA-2). Acompaña al médico y a la oficina de empleo.</li></ul>",
            [("Educadora", "Palencia", "CA-1"), ("Mediador", "Burgos", "CA-2")],
        ),
        (
            "<ul><li>Leeds: 2 posts</li><li>York: 1 post</li></ul>",
            [(None, "Leeds", None), (None, "Leeds", None), (None, "York", None)],
        ),
        ("<p>We have two posts: one in Leeds, the other in York.</p>", [(None, "Leeds", None), (None, "York", None)]),
        *(
            (f"<p>{told}</p>", [(None, one, None), (None, other, None)])
            for told, one, other in (
                (
                    "Cerchiamo due persone: una per le scuole primarie di Faenza e una per quelle di Lugo.",
                    "Faenza",
                    "Lugo",
                ),
                (
                    "Nous recrutons deux personnes : une pour l'école de Dinan et une pour celle de Dinard.",
                    "Dinan",
                    "Dinard",
                ),
                (
                    "Buscamos dos personas: una para la escuela de Burgos y otra para la de Palencia.",
                    "Burgos",
                    "Palencia",
                ),
                ("We are hiring two people: one for the school in Leeds and one for that in York.", "Leeds", "York"),
                (
                    "Wir suchen zwei Personen: eine für die Schule in Kassel und eine für die in Fulda.",
                    "Kassel",
                    "Fulda",
                ),
            )
        ),
        ("<p>We are hiring: one for all, and a friend of Leeds and York.</p>", []),
        ("<p>Hay dos plazas: una en Almería y otra en Huelva.</p>", [(None, "Almería", None), (None, "Huelva", None)]),
        ("<p>Deux postes sont à pourvoir, à Lyon et à Metz.</p>", [(None, "Lyon", None), (None, "Metz", None)]),
        ("<p>Nous soutenons un projet à Lyon (réf. A1) et un projet à Metz (réf. A2).</p>", []),
    ],
)
def test_each_post_has_its_job_its_town_and_its_reference(text, posts):
    found = find_posts("Nous recrutons", read_document(text), Facts("b", "2026-01-01"))[0]
    assert [(post.title, post.place, post.reference) for post in (found.value if found else ())] == posts


@pytest.mark.parametrize(
    ("title", "towns"),
    [("Two Support Workers (Leeds and York)", ["Leeds", "York"]), ("Three Support Workers (Leeds and York)", [])],
)
def test_the_towns_of_a_title_are_the_posts_where_they_are_as_many(title, towns):
    found = find_posts(title, read_document(""), Facts("b", "2026-01-01", country="GB"))[0]
    assert [post.place for post in (found.value if found else ())] == towns
