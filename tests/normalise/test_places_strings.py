"""Where ads of many lands say that the job is: labels, header lines, sentences and titles, one string a row."""

from __future__ import annotations

import pytest

from pipelines.model import Facts
from pipelines.normalise.document import read_document
from pipelines.normalise.place_lines import pinned_places
from pipelines.normalise.place_mentions import read_labelled_place
from pipelines.normalise.place_prose import find_places

LABELS = [
    ("USA, VA, Washington", "US", [("Washington", "VA", "US")]),
    ("Goma, Congo, Democratic Republic of the", "CD", [("Goma", None, "CD")]),
    ("Congo, The Democratic Republic of the, Goma", None, [("Goma", None, "CD")]),
    ("Dar es Salaam, Tanzania, United Republic of", None, [("Dar es Salaam", None, "TZ")]),
    ("Tralee, Co. Kerry", "IE", [("Tralee", "Co. Kerry", "IE")]),
    ("Castro, Chiloé", "CL", [("Castro", "Chiloé", "CL")]),
    ("Bergamo (BG)", "IT", [("Bergamo", "BG", "IT")]),
    ("Ballarat VIC", "AU", [("Ballarat", "VIC", "AU")]),
    ("Melbourne VIC 3000", "AU", [("Melbourne", "VIC", "AU")]),
    ("Berlin-Neukölln", "DE", [("Berlin", None, "DE")]),
    ("Villingen-Schwenningen", "DE", [("Villingen-Schwenningen", None, "DE")]),
    ("Lille-Fives", "FR", [("Lille", None, "FR")]),
    ("Paris XIX", "FR", [("Paris", None, "FR")]),
    ("Dublin 8", "IE", [("Dublin", None, "IE")]),
    ("Galway City Centre", "IE", [("Galway", None, "IE")]),
    ("Mexico City", "MX", [("Mexico City", None, "MX")]),
    ("Ciudad de México", "MX", [("Ciudad de México", None, "MX")]),
    ("São Luís/MA", "BR", [("São Luís", "MA", "BR")]),
    ("Recife-PE", "BR", [("Recife", "PE", "BR")]),
    ("Bogotá D.C., Colombia", "CO", [("Bogotá", None, "CO")]),
    ("Medellín, Antioquia", "CO", [("Medellín", "Antioquia", "CO")]),
    ("Madrid, Barcelona", "ES", [("Madrid", None, "ES"), ("Barcelona", None, "ES")]),
    ("Milano, Roma", "IT", [("Milano", None, "IT"), ("Roma", None, "IT")]),
    ("Paris, Dakar", "FR", [("Paris", None, "FR"), ("Dakar", None, "SN")]),
    ("Leeds-based role", "GB", [("Leeds", None, "GB")]),
    ("Nairobi with 40% travel", "KE", [("Nairobi", None, "KE")]),
    ("Rennes et déplacements dans toute la Bretagne", "FR", [("Rennes", None, "FR")]),
    ("Metz et alentours", "FR", [("Metz", None, "FR")]),
    ("Napoli e provincia", "IT", [("Napoli", None, "IT")]),
    ("Kreis Steinfurt", "DE", [(None, "Kreis Steinfurt", "DE")]),
    ("deutschlandweit / Homeoffice", "DE", []),
    ("France entière", "FR", []),
    ("Our office in Leeds", "GB", [("Leeds", None, "GB")]),
    ("Agence de Tours", "FR", [("Tours", None, "FR")]),
    ("Marburg", "DE", [("Marburg", None, "DE")]),
]


@pytest.mark.parametrize(("label", "country", "places"), LABELS)
def test_the_value_of_a_label_is_its_places(label, country, places):
    read = read_labelled_place(label, Facts("b", "2026-01-01", country=country))
    assert [(r.value.city, r.value.region, r.value.country) for r in read] == places


SENTENCES = [
    ("Dijon (21) — CDI — 35 h", "FR", "Dijon"),
    ("CDI | Dijon | à partir de mai", "FR", "Dijon"),
    ("CDI, 35 h, Dijon", "FR", "Dijon"),
    ("CDI à Dijon, temps plein", "FR", "Dijon"),
    ("Lieu Dijon", "FR", "Dijon"),
    ("Lieu de travail Dijon", "FR", "Dijon"),
    ("Notre crèche se trouve à Dijon.", "FR", "Dijon"),
    ("La boutique est au 12 rue des Roses, à Dijon.", "FR", "Dijon"),
    ("Nous sommes à Dijon, près de la gare.", "FR", "Dijon"),
    ("Au cœur de Dijon, notre café associatif ouvre cinq jours sur sept.", "FR", "Dijon"),
    ("Bureaux : 12 rue des Roses, 21000 Dijon", "FR", "Dijon"),
    ("Poste : Dijon", "FR", "Dijon"),
    ("Adresse du poste : 4 place Darcy, Dijon", "FR", "Dijon"),
    ("Prise de poste à Dijon le 4 mai.", "FR", "Dijon"),
    ("Poste à Dijon.", "FR", "Dijon"),
    ("Rattaché au site de Dijon, vous tenez les comptes.", "FR", "Dijon"),
    ("Vous êtes basé·e à Dijon et vous vous déplacez à Beaune.", "FR", "Dijon"),
    ("Le siège est à Paris ; le poste, à Dijon.", "FR", "Dijon"),
    ("Basée à Dijon, l'association recherche son comptable.", "FR", "Dijon"),
    ("Association dijonnaise. Bureau rue des Roses à Dijon (tram T1).", "FR", "Dijon"),
    ("Leeds, LS2 7AB · £28,000 · 30 hours", "GB", "Leeds"),
    ("Location Leeds (hybrid)", "GB", "Leeds"),
    ("£28,000, Leeds", "GB", "Leeds"),
    ("Part-time | Leeds city centre | permanent", "GB", "Leeds"),
    ("You would work from our warehouse in Leeds.", "GB", "Leeds"),
    ("Our office is in Leeds, a short walk from the bus.", "GB", "Leeds"),
    ("Working at our Leeds office three days a week.", "GB", "Leeds"),
    ("The hub sits in the heart of Leeds.", "GB", "Leeds"),
    ("Where you will be: Leeds", "GB", "Leeds"),
    ("Office: Leeds", "GB", "Leeds"),
    ("Based: Leeds, with visits to Hull", "GB", "Leeds"),
    ("Marburg | Teilzeit | ab sofort", "DE", "Marburg"),
    ("35037 Marburg", "DE", "Marburg"),
    ("Ort Marburg", "DE", "Marburg"),
    ("Unser Büro liegt mitten in Marburg.", "DE", "Marburg"),
    ("Wir sitzen in Marburg.", "DE", "Marburg"),
    ("Du arbeitest in unserem Büro in Marburg.", "DE", "Marburg"),
    ("in Teilzeit (20 Std.) in Marburg", "DE", "Marburg"),
    ("Für unser Haus in Marburg suchen wir dich.", "DE", "Marburg"),
    ("Wo: Marburg, Nordviertel", "DE", "Marburg"),
    ("Am Standort Marburg ist eine Stelle frei.", "DE", "Marburg"),
    ("Arbeitsstätte: Marburg", "DE", "Marburg"),
    ("Die Stelle ist am Standort Marburg angesiedelt.", "DE", "Marburg"),
    ("Cádiz · media jornada · indefinido", "ES", "Cádiz"),
    ("Ubicación Cádiz", "ES", "Cádiz"),
    ("Nuestra oficina está en Cádiz.", "ES", "Cádiz"),
    ("Buscamos contable para Cádiz.", "ES", "Cádiz"),
    ("Estamos en el centro de Cádiz.", "ES", "Cádiz"),
    ("El puesto es en Cádiz.", "ES", "Cádiz"),
    ("Braga, meio tempo", "PT", "Braga"),
    ("A vaga é para Braga.", "PT", "Braga"),
    ("O escritório fica em Braga.", "PT", "Braga"),
    ("Estamos em Braga, perto da estação.", "PT", "Braga"),
    ("Onde? Em Braga.", "PT", "Braga"),
    ("Pavia – part time – da maggio", "IT", "Pavia"),
    ("L'ufficio è a Pavia.", "IT", "Pavia"),
    ("Ci trovi a Pavia, in centro.", "IT", "Pavia"),
    ("Dove: a Pavia", "IT", "Pavia"),
    ("Cerchiamo una persona per la sede di Pavia.", "IT", "Pavia"),
    ("Zwolle · 24 uur · vast", "NL", "Zwolle"),
    ("Ons kantoor staat in Zwolle.", "NL", "Zwolle"),
    ("Voor onze winkel in Zwolle zoeken we een boekhouder.", "NL", "Zwolle"),
    ("Locatie Zwolle", "NL", "Zwolle"),
    ("We zitten midden in Zwolle.", "NL", "Zwolle"),
]


@pytest.mark.parametrize(("sentence", "country", "town"), SENTENCES)
def test_a_line_or_sentence_of_the_ad_names_its_town(sentence, country, town):
    found = find_places(read_document(f"<p>{sentence}</p>"), Facts("b", "2026-01-01", country=country))
    assert [reading.value.city for reading in found] == [town]


ELSEWHERE = [
    ("Les entretiens auront lieu à Dijon le 4 mai.", "FR"),
    ("Le siège est à Paris.", "FR"),
    ("Déplacements à Lyon et à Metz.", "FR"),
    ("Candidatures à envoyer à Emmaüs, 12 rue des Lilas, 21000 Dijon.", "FR"),
    ("Nous intervenons à Dijon, Beaune et Nevers.", "FR"),
    ("Un projet mené à Bamako avec la ville de Dijon.", "FR"),
    ("Diplômé de Sciences Po Lyon ou équivalent.", "FR"),
    ("Télétravail complet, deux séminaires par an à Lyon.", "FR"),
    ("Interviews will be held in Leeds on 4 May.", "GB"),
    ("Our head office is in York.", "GB"),
    ("Occasional travel to Manchester.", "GB"),
    ("We have offices in Leeds, York and Hull.", "GB"),
    ("A degree from Oxford is not needed.", "GB"),
    ("We were founded in Bath in 1990.", "GB"),
    ("Applications in March only.", "GB"),
    ("Reading and maths skills. Sale of goods.", "GB"),
    ("You will report to the manager in London once a month.", "GB"),
    ("Die Vorstellungsgespräche finden in Kassel statt.", "DE"),
    ("Unser Hauptsitz ist in Berlin.", "DE"),
    ("Essen gibt es in der Kantine. Leer ist der Hof nie.", "DE"),
    ("Dienstreisen nach Hamburg und München.", "DE"),
    ("Wir arbeiten bundesweit, auch in Dresden.", "DE"),
    ("Las entrevistas serán en Sevilla.", "ES"),
    ("La sede social está en Madrid.", "ES"),
    ("Viajes a Granada y Jaén.", "ES"),
    ("As entrevistas são em Lisboa.", "PT"),
    ("A sede nacional fica em Lisboa.", "PT"),
    ("I colloqui si tengono a Milano.", "IT"),
    ("La sede legale è a Roma.", "IT"),
    ("De gesprekken zijn in Utrecht.", "NL"),
    ("Het hoofdkantoor staat in Den Haag.", "NL"),
    ("Formation prise en charge à Lyon.", "FR"),
    ("Partenariat avec la mairie de Dijon.", "FR"),
    ("Super.", "FR"),
    ("Super.", "FR"),
    ("Vous parlez anglais et lisez le wolof.", "FR"),
    ("Super.", "FR"),
    ("S", "FR"),
]


@pytest.mark.parametrize(("sentence", "country"), ELSEWHERE)
def test_towns_of_journeys_seats_interviews_and_words_are_no_place_of_work(sentence, country):
    assert find_places(read_document(f"<p>{sentence}</p>"), Facts("b", "2026-01-01", country=country)) == []


@pytest.mark.parametrize(
    ("title", "country", "towns"),
    [
        ("Bookkeeper in Leeds", "GB", ["Leeds"]),
        ("Support Worker, Leeds", "GB", ["Leeds"]),
        ("Animateur (Vierzon)", "FR", ["Vierzon"]),
        ("Animateur Vierzon", "FR", ["Vierzon"]),
        ("Field Coordinator, Maiduguri", "NG", ["Maiduguri"]),
        ("Educadora en Cádiz", "ES", ["Cádiz"]),
        ("Animateur·rice – Lyon et Metz", "FR", ["Lyon", "Metz"]),
        ("Responsable plaidoyer Sahel", "FR", []),
        ("Officer, Climate", "GB", []),
        ("Educateur (Hope)", "GB", []),
        ("Médecin PMI", "FR", []),
        ("Chargé de mission Climat", "FR", []),
        ("Project Manager, Education", "GB", []),
        ("Assistant, Finance and Grants", "GB", []),
    ],
)
def test_a_title_names_the_town_it_ends_with(title, country, towns):
    found = find_places(read_document(""), Facts("b", "2026-01-01", country=country), title=title)
    assert [reading.value.city for reading in found] == towns


def test_what_stands_behind_a_pin_is_a_place_and_nothing_else_is():
    facts = Facts("b", "2026-01-01", country="FR")
    lines = ["📅 Mai 2026", "📍 Crest (Drôme)", "💶 SMIC"]
    assert [reading.value.city for reading in pinned_places(lines, facts)] == ["Crest"]
