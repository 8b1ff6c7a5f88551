"""How ads count their posts and tell them apart, in seven languages: one string a row."""

# ruff: noqa: E501 - tables of strings read better on one line

from __future__ import annotations

import pytest

from pipelines.model import Facts
from pipelines.normalise.document import read_document
from pipelines.normalise.positions import find_count, find_positions
from pipelines.normalise.post_counts import read_count

FACTS = Facts(board="b", today="2026-03-01", country="FR")

TITLES = [
    ("2 postes de juriste", 2),
    ("Juriste (2 postes)", 2),
    ("Juriste - 02 postes", 2),
    ("Juriste - 2 postes à pourvoir", 2),
    ("Coordinateur.ice.s projet (2 postes : Metz et Nancy) F/H", 2),
    ("Deux juristes", 2),
    ("2 animateurs H/F", 2),
    ("2x Data Analyst", 2),
    ("URGENT 3 éducateurs", 3),
    ("Internships (2)", 2),
    ("Officers (x3)", 3),
    ("Programme Officers x2", 2),
    ("Programme Officer (3 positions)", 3),
    ("Two Programme Officers", 2),
    ("4 vagas de educador", 4),
    ("Educador (01 vaga)", 1),
    ("2 plazas de trabajadora social", 2),
    ("Sozialarbeiter*in (2 Stellen)", 2),
    ("Zwei Sozialarbeiter*innen", 2),
    ("Educatore (3 posti)", 3),
    ("Projectleider (2 vacatures)", 2),
    ("L'ONG recrute 01 chauffeur", 1),
    ("La Maison verte recrute 3 animateurs", 3),
    ("La Maison verte recrute un animateur et un coordinateur", 2),
    ("Drivers", None),
    ("Community Engagement Coordinators", None),
    ("Juriste H/F", None),
    ("Belmont (67)", None),
    ("Data Analyste (24)", None),
    ("Animateur 3-6 ans", None),
    ("2nd Line Support", None),
    ("1 to 1 Tutor", None),
    ("360 Recruitment Consultant", None),
    ("3D Artist", None),
    ("Agent de sécurité 24h/24", None),
    ("Chargé de mission - CDD 6 mois", None),
]

LABELS = [
    ("3", 3),
    ("03", 3),
    ("01 poste", 1),
    ("Three (3)", 3),
    ("deux (02)", 2),
    ("2 (deux)", 2),
    ("1 vacancies", 1),
    ("8 (5 in Kabul, 3 in Herat)", 8),
    ("8", 8),
    ("2 postes", 2),
    ("2 plazas", 2),
    ("01 vaga", 1),
    ("zwei", 2),
    ("2 Stellen", 2),
    ("due", 2),
    ("plusieurs", None),
    ("several", None),
    ("12 mois", None),
    ("2 à 4", None),
    ("35 h", None),
    ("2026", None),
    ("1 500 €", None),
    ("aucun", None),
]

SENTENCES = [
    ("3 vacantes", 3),
    ("We are hiring two project officers.", 2),
    ("4 postes sont vacants.", 4),
    ("4 postes sont à pourvoir à Metz.", 4),
    ("Deux postes à pourvoir immédiatement.", 2),
    ("Nous proposons trois postes.", 3),
    ("Il y a 2 postes ouverts.", 2),
    ("L'association recrute trois animateurs et 1 coordinateur.", 4),
    ("L'association recrute deux animateurs, un coordinateur et 3 logisticiens.", 6),
    ("L'association recrute deux (2) animateurs.", 2),
    ("L'ONG recrute 01 chauffeur.", 1),
    ("Nous recherchons 5 bénévoles pour la maraude.", 5),
    ("Nous recrutons actuellement 2 infirmiers.", 2),
    ("Pour ces deux postes, l'anglais est requis.", 2),
    ("We are looking for two officers.", 2),
    ("We are hiring 3 nurses and 2 drivers.", 5),
    ("There are 2 positions available.", 2),
    ("Three positions are open.", 3),
    ("We are recruiting for the following 3 positions.", 3),
    ("Wir suchen zwei Sozialarbeiter.", 2),
    ("Es sind 2 Stellen zu besetzen.", 2),
    ("Wir suchen ab sofort 3 Erzieher.", 3),
    ("Buscamos dos trabajadoras sociales.", 2),
    ("Hay 3 plazas disponibles.", 3),
    ("Temos 2 vagas abertas.", 2),
    ("Cerchiamo due educatori.", 2),
    ("Sono disponibili 2 posizioni.", 2),
    ("Wij zoeken twee projectleiders.", 2),
    ("Er zijn 2 vacatures beschikbaar.", 2),
    ("Elle recrute chaque année 30 volontaires.", None),
    ("Nous recrutons 20 personnes par an.", None),
    ("We hire 40 people every year.", None),
    ("Nous recherchons 2 ans d'expérience.", None),
    ("We are looking for two years of experience.", None),
    ("We are seeking 2 references.", None),
    ("Merci d'envoyer deux lettres pour postuler.", None),
    ("L'association recherche 2 à 4 animateurs.", None),
    ("Le poste demande 2 jours par semaine.", None),
    ("La mission cherche des solutions depuis 1990.", None),
    ("Une équipe de 5 personnes vous attend.", None),
    ("Nous gérons 3 sites et 12 projets.", None),
]

NAMED = [
    ("X", "<p>Positions available: 8 positions (3 in Herat and 5 in Kabul)</p>", [(None, "Herat", None)] * 3 + [(None, "Kabul", None)] * 5),
    ("X", "<p>4 postes : 3 à Metz et 1 à Nancy.</p>", [(None, "Metz", None)] * 3 + [(None, "Nancy", None)]),
    ("X", "<p>Postes ouverts : Metz (2 postes), Nancy (1 poste).</p>", [(None, "Metz", None)] * 2 + [(None, "Nancy", None)]),
    ("Animateurs (2 postes : Metz et Nancy)", "", [(None, "Metz", None), (None, "Nancy", None)]),
    ("X", "<p>L'association recrute deux animateurs et 1 coordinateur.</p>", [("animateurs", None, None)] * 2 + [("coordinateur", None, None)]),
    ("X", "<h2>POSTE 1 : Animateur à Metz</h2><p>Lire.</p><h2>POSTE 2 : Juriste (réf. J-2)</h2>", [("Animateur", "Metz", None), ("Juriste", None, "J-2")]),
    ("X", "<p>Poste n°1 – Animateur</p><p>Poste n°2 – Juriste</p>", [("Animateur", None, None), ("Juriste", None, None)]),
    ("X", "<p>Poste A : Animateur</p><p>Poste B : Juriste</p>", [("Animateur", None, None), ("Juriste", None, None)]),
    ("X", "<p>Position 1: Programme Officer, Nairobi</p><p>Position 2: Driver</p>", [("Programme Officer", "Nairobi", None), ("Driver", None, None)]),
    ("X", "<h3>Poste 1 : Animateur</h3><p>Lieu : Metz</p><p>Référence : AN-1</p><h3>Poste 2 : Juriste</h3><p>Lieu : Nancy</p><p>Référence : JU-2</p>", [("Animateur", "Metz", "AN-1"), ("Juriste", "Nancy", "JU-2")]),
    ("X", "<p>1er poste : Animateur</p><p>2ème poste : Juriste</p>", [("Animateur", None, None), ("Juriste", None, None)]),
    ("X", "<p>Stelle 1: Sozialarbeiter in Berlin</p><p>Stelle 2: Erzieher in Bonn</p>", [("Sozialarbeiter", "Berlin", None), ("Erzieher", "Bonn", None)]),
    ("X", "<p>Puesto 1: Educador</p><p>Puesto 2: Psicólogo</p>", [("Educador", None, None), ("Psicólogo", None, None)]),
    ("X", "<p>Postes à pourvoir :</p><ul><li>2 animateurs à Metz</li><li>Juriste (réf. J-2)</li></ul>", [("Animateurs", "Metz", None)] * 2 + [("Juriste", None, "J-2")]),
    ("X", "<h2>Open positions</h2><ul><li>Programme Officer</li><li>Driver</li></ul>", [("Programme Officer", None, None), ("Driver", None, None)]),
    ("X", "<p>Si vous postulez pour Metz : CP_METZ</p><p>Si vous postulez pour Nancy : CP_NANCY</p>", [(None, "Metz", "CP_METZ"), (None, "Nancy", "CP_NANCY")]),
    ("X", "<p>If you apply for Nairobi: PO-1. If you apply for Kampala: PO-2.</p>", [(None, "Nairobi", "PO-1"), (None, "Kampala", "PO-2")]),
    ("X", "<p>Please quote PO-1 for Nairobi and PO-2 for Kampala.</p>", [(None, "Nairobi", "PO-1"), (None, "Kampala", "PO-2")]),
    ("X", "<p>Pour le poste de Metz, merci d'indiquer la référence CP-1. Pour le poste de Nancy, merci d'indiquer la référence CP-2.</p>", [(None, "Metz", "CP-1"), (None, "Nancy", "CP-2")]),
    ("X", "<p>Vacante 1: Quito. Referencia: AB-1</p><p>Vacante 2: Cuenca. Referencia: AB-2</p>", [(None, "Quito", "AB-1"), (None, "Cuenca", "AB-2")]),
    ("X", "<p>Duty stations: Lodwar (1 position) and Marsabit (1 position), Kenya</p>", [(None, "Lodwar", None), (None, "Marsabit", None)]),
    ("X", "<table><tr><th>Title</th><th>Duty station</th><th>Reference</th></tr><tr><td>Nurse</td><td>Wau</td><td>N-1</td></tr><tr><td>Midwife</td><td>Torit</td><td>N-2</td></tr></table>", [("Nurse", "Wau", "N-1"), ("Midwife", "Torit", "N-2")]),
    ("X", "<table><tr><th>Title</th><th>Duration</th></tr><tr><td>Nurse</td><td>2 years</td></tr><tr><td>Midwife</td><td>1 year</td></tr></table>", None),
    ("X", "<p>We are recruiting for 2 nurses for Andover, Hampshire</p>", None),
    ("X", "<p>Wenn Sie sich für Berlin bewerben: SB-1</p>", None),
    ("X", "<p>Poste basé à Metz.</p>", None),
    ("Juriste", "<p>Poste 1 : Juriste</p>", None),
    ("Drivers", "<p>We need drivers in Kabul.</p>", None),
    ("X", "<p>Nous avons 3 centres à Metz et 2 à Nancy.</p>", None),
    ("X", "<h2>Vos missions</h2><ul><li>2 ateliers par semaine</li><li>Lire</li></ul>", None),
    ("X", "<p>Pour le poste de coordinateur : 3 ans d'expérience. Pour le poste de juriste : 2 ans.</p>", None),
    ("X", "<p>We are looking for a nurse and a place to grow.</p>", None),
]  # fmt: skip


@pytest.mark.parametrize(("title", "count"), TITLES)
def test_a_title_counts_its_posts(title: str, count: int | None) -> None:
    found = find_count(title, read_document(""), FACTS)
    assert (found.value if found else None) == count


@pytest.mark.parametrize(("text", "count"), LABELS)
def test_a_label_counts_the_posts(text: str, count: int | None) -> None:
    found = read_count(text, FACTS)
    assert (found.value if found else None) == count


@pytest.mark.parametrize(("sentence", "count"), SENTENCES)
def test_a_sentence_counts_the_posts(sentence: str, count: int | None) -> None:
    found = find_count("X", read_document(f"<p>{sentence}</p>"), FACTS)
    assert (found.value if found else None) == count
    assert found is None or found.excerpt in sentence


@pytest.mark.parametrize(("title", "html", "posts"), NAMED)
def test_posts_are_told_apart_by_job_town_and_reference(
    title: str, html: str, posts: list[tuple[str | None, str | None, str | None]] | None
) -> None:
    found = find_positions(title, read_document(html), FACTS)
    assert ([(p.title, p.place, p.reference) for p in found.value] if found else None) == posts


@pytest.mark.parametrize(
    "bait",
    [
        "recrute 2 animateurs, ",
        "2 postes ",
        "Metz (2) ",
        "poste 1 : ",
        "3 à Metz et ",
        "CP-1 for ",
        "si vous postulez pour ",
        "pour le poste ",
    ],
)
def test_a_text_without_end_is_read_to_the_end(bait: str) -> None:
    document = read_document(f"<p>{bait * (1_000_000 // len(bait))}</p>")
    count = find_count(bait * 9, document, FACTS)
    assert count is None or count.value > 0
    found = find_positions(bait * 9, document, FACTS)
    assert found is None or found.excerpt
