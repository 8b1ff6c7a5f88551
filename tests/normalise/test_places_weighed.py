"""Where the post is, told by a clause in any order of its words; towns that are named for other reasons."""

from __future__ import annotations

import pytest

from pipelines.model import Facts
from pipelines.normalise.document import read_document
from pipelines.normalise.place_prose import find_places

CASES = (
    ("GB", "It moved its office to York after the war and it is there that the adviser will work.", "York"),
    ("GB", "It is for a Warehouse Coordinator in Leeds, where the dry goods come in.", "Leeds"),
    ("GB", "Previous trainees now work in Glasgow.", ""),
    ("FR", "Contrat à durée déterminée de dix mois, au siège à Tours, à dix minutes de la gare.", "Tours"),
    ("FR", "Celle d'avant est partie à Tournai fabriquer un livre avec une école.", ""),
    ("FR", "L'association Le Lavoir Commun, à Die, cherche quelqu'un.", "Die"),
    ("DE", "Dafür suchen wir eine Fachkraft, die in Görlitz lebt und arbeitet.", "Görlitz"),
    ("DE", "Unsere Leiterin übernimmt eine Aufgabe in Marburg, und wir möchten ihre Stelle besetzen.", ""),
    (
        "ES",
        "Un contrato, a jornada completa, en nuestro taller de Barakaldo, que es el grande.",
        "Barakaldo",
    ),
    ("ES", "Con sede en Bogotá y un equipo de 26 personas, sostiene tres viveros.", ""),
    ("ES", "Nuestra compañera se marcha a Valencia y su puesto queda libre.", ""),
    ("IT", "La nostra comunità di Cuneo ha bisogno di un educatore per le notti.", "Cuneo"),
    ("IT", "Sarà in contatto costante con l'ufficio amministrazione di Padova.", ""),
    ("PT", "A associação, de Braga, precisa de alguém para a cozinha.", "Braga"),
    ("PT", "A nossa colega de Coimbra vai para a reforma.", ""),
    ("NL", "Het werk doe je in de buurtkeuken van Tilburg.", "Tilburg"),
    ("NL", "De opleiding volg je in Nijmegen.", ""),
)


@pytest.mark.parametrize(("country", "text", "town"), CASES)
def test_a_town_is_the_posts_where_its_clause_tells_of_the_post(country: str, text: str, town: str) -> None:
    facts = Facts("b", "2026-01-01", country=country)
    found = find_places(read_document(f"<p>{text}</p>"), facts)
    assert ", ".join(reading.value.city or "" for reading in found) == town
