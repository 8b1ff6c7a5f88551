"""Where the job is, how many posts there are and how much is done from home, in ads that name other towns too."""

# ruff: noqa: E501 - tables of strings read better on one line

from __future__ import annotations

import pytest

from pipelines.model import Facts, RawPosting, Statement
from pipelines.normalise.posting import normalise

#: The board's country, the title, the text, the towns, how many posts, and the level of remote work.
ADS = [
    (
        "FR",
        "Chargé de mission",
        "<p>Le poste, à pourvoir dès que possible, se situe dans nos locaux de Grenoble.</p>",
        "Grenoble FR",
        1,
        None,
    ),
    ("FR", "Travailleur social", "<p>Lieu : Vienne, Isère</p><p>Contrat : CDI</p>", "Vienne FR", 1, None),
    ("PT", "Animadora", "<p>Local: Figueira da Foz</p><p>Distrito: Coimbra</p>", "Figueira da Foz PT", 1, None),
    ("GB", "Adviser", "<ul><li>One trip a month to one of our offices (Leeds, York)</li></ul>", "", 1, None),
    (
        "FR",
        "Conseiller",
        "<ul><li>Un déplacement par mois dans l'une de nos antennes (Metz, Nancy)</li></ul>",
        "",
        1,
        None,
    ),
    (
        "FR",
        "Juriste droit d'asile",
        "<p>Le poste est ouvert à Rennes ou à Nantes, selon vos préférences.</p>",
        "Nantes FR | Rennes FR",
        1,
        None,
    ),
    (
        "FR",
        "Responsable de secteur",
        "<p>Située à Angers, la résidence Les Tilleuls héberge 60 personnes. Nous cherchons un responsable pour ses trois services.</p>",
        "Angers FR",
        1,
        None,
    ),
    ("BE", "Gestionnaire", "<p>Lieu de travail : Leuven (BE) ou Kigali (RW)</p>", "Kigali RW | Leuven BE", 1, None),
    ("FR", "Directeur", "<p>Le siège est à Nantes ; le poste, lui, se tient à Laval.</p>", "Laval FR", 1, None),
    (
        "FR",
        "Chargé d'études",
        "<p>Notre équipe compte douze salariés répartis entre Lille et Arras. Le poste est rattaché au bureau d'Arras.</p>",
        "Arras FR",
        1,
        None,
    ),
    (
        "GB",
        "Support Worker",
        "<p>You will be working from our day centre in Bradford, with one day a month in Wakefield.</p>",
        "Bradford GB",
        1,
        None,
    ),
    ("GB", "Caseworker", "<p>The postholder sits with the housing team in Derby.</p>", "Derby GB", 1, None),
    (
        "US",
        "Program Officers",
        "<h2>Openings</h2><ul><li>Program Officer – Denver, CO (Req 101)</li><li>Grants Manager – Boise, ID (Req 102)</li></ul>",
        "Boise US | Denver US",
        2,
        None,
    ),
    (
        "BD",
        "MEAL Officer",
        "<p><b>Vacancy:</b> 02</p><p><b>Job Location:</b> Cox's Bazar</p><h3>Company Information</h3><p><b>Address:</b> Sylhet Sadar, Sylhet</p>",
        "Cox's Bazar BD",
        2,
        None,
    ),
    (
        "GB",
        "Manager",
        "<p>The charity's head office is in Bath; this role, however, is at our Swindon branch.</p>",
        "Swindon GB",
        1,
        None,
    ),
    (
        "GB",
        "Adviser",
        "<p>We can offer this role in either Cardiff or Swansea.</p>",
        "Cardiff GB | Swansea GB",
        1,
        None,
    ),
    ("DE", "Referent", "<p>Arbeitsort: Bonn, bis zu 50 % mobil innerhalb Deutschlands</p>", "Bonn DE", 1, "partial"),
    (
        "DE",
        "Mehrere Stellen",
        "<table><tr><th>Standort</th><th>Stelle</th><th>Umfang</th></tr><tr><td>Jena</td><td>Sozialarbeiter</td><td>50 %</td></tr><tr><td>Gera</td><td>Verwaltungskraft</td><td>100 %</td></tr></table>",
        "Gera DE | Jena DE",
        2,
        None,
    ),
    (
        "DE",
        "Projektleitung",
        "<p>Die Stelle ist in Freiburg oder in Karlsruhe angesiedelt.</p>",
        "Freiburg DE | Karlsruhe DE",
        1,
        None,
    ),
    ("DE", "Fundraiser", "<p>Du kannst vollständig aus dem Homeoffice arbeiten, bundesweit.</p>", "", 1, "full"),
    (
        "ES",
        "Trabajadora social",
        "<p>El puesto se desarrollará en nuestro centro de día de Huesca.</p>",
        "Huesca ES",
        1,
        None,
    ),
    (
        "PE",
        "Coordinación",
        "<p>Tenemos una oficina de enlace en Lima. Condiciones. Sede de trabajo: ciudad de Ayacucho. Contrato a plazo fijo por un año.</p>",
        "Ayacucho PE",
        1,
        None,
    ),
    (
        "ES",
        "Comunicación",
        "<p>Modalidad híbrida: tres días en la oficina de Bilbao y dos en casa.</p>",
        "Bilbao ES",
        1,
        "partial",
    ),
    (
        "IT",
        "Mediatore",
        "<p>La cooperativa, che da Udine amministra dodici servizi, cerca per lo sportello di Gorizia un mediatore.</p>",
        "Gorizia IT",
        1,
        None,
    ),
    ("IT", "Capo progetto", "<p>Base a Tripoli, con missioni a Bengasi.</p>", "Tripoli LY", 1, None),
    ("MZ", "Coordenador", "<p>Baseado em Quelimane, com deslocações a Mocuba.</p>", "Quelimane MZ", 1, None),
    (
        "BR",
        "Educador social",
        "<p>Vagas</p><ul><li>Educador social – Tefé/AM (2 vagas)</li><li>Motorista fluvial – Tabatinga/AM (1 vaga)</li></ul>",
        "Tabatinga BR | Tefé BR",
        3,
        None,
    ),
    (
        "PT",
        "Animadora",
        "<p>Procuramos duas animadoras, uma para Braga e outra para Guimarães.</p>",
        "Braga PT | Guimarães PT",
        2,
        None,
    ),
    (
        "BE",
        "Raadgever",
        "<p>Location</p><p>Leuven (BE) or Kigali (RW)</p><p>Contract</p><p>Permanent</p>",
        "Kigali RW | Leuven BE",
        1,
        None,
    ),
    ("NL", "Begeleider", "<p>De functie wordt uitgevoerd op onze locatie in Assen.</p>", "Assen NL", 1, None),
    (
        "NL",
        "Schoonmaker",
        "<p>Thuiswerken is in deze functie niet mogelijk. Je werkt in Breda.</p>",
        "Breda NL",
        1,
        "none",
    ),
    (
        "FR",
        "Moniteur d'atelier",
        "<p>Nous accueillons 40 travailleurs dans notre ESAT de Morlaix. Vous encadrerez l'atelier blanchisserie (8 personnes) et ferez les livraisons à Brest.</p>",
        "Morlaix FR",
        1,
        None,
    ),
    (
        "FR",
        "Agent d'entretien",
        "<p>Notre résidence compte 45 places et trois postes d'agent d'entretien ; l'un d'eux se libère en mai. Elle se trouve à Sète.</p>",
        "Sète FR",
        1,
        None,
    ),
    (
        "FR",
        "Infirmier",
        "<p>Rattaché au siège de Chartres, vous intervenez au domicile des patients.</p>",
        "Chartres FR",
        1,
        None,
    ),
    (
        "CA",
        "Intake Worker",
        "<p>The clinic is in Thunder Bay, Ontario. Remote work isn't available for this role.</p>",
        "Thunder Bay CA",
        1,
        "none",
    ),
    (
        "CH",
        "Grants Officer",
        "<p>Geneva-based role with occasional travel to New York and Nairobi.</p>",
        "Geneva CH",
        1,
        None,
    ),
    (
        "DE",
        "Projektkoordination",
        "<p>Sie teilen sich die Woche zwischen Trier und Saarbrücken auf.</p>",
        "Saarbrücken DE | Trier DE",
        1,
        None,
    ),
    (
        "DE",
        "Referentin",
        "<p>Dienstsitz ist Stuttgart; an drei Tagen pro Woche kann mobil gearbeitet werden.</p>",
        "Stuttgart DE",
        1,
        "partial",
    ),
    (
        "DE",
        "Assistenz",
        "<p>Präsenz vor Ort in Bochum ist erforderlich, Homeoffice nur in Ausnahmefällen.</p>",
        "Bochum DE",
        1,
        "occasional",
    ),
    (
        "MX",
        "Coordinadora regional",
        "<p>Residencia en San Cristóbal de las Casas, Chiapas. Viajes a Tuxtla Gutiérrez.</p>",
        "San Cristóbal de las Casas MX",
        1,
        None,
    ),
    (
        "ES",
        "Abogada",
        "<p>Despacho en Murcia. Posibilidad de teletrabajo dos tardes a la semana.</p>",
        "Murcia ES",
        1,
        "partial",
    ),
    (
        "CO",
        "Facilitador",
        "<p>El trabajo se realiza en Tumaco y sus veredas; la oficina nacional queda en Bogotá.</p>",
        "Tumaco CO",
        1,
        None,
    ),
    (
        "IT",
        "Operatore sociosanitario",
        "<p>La nostra casa di riposo di Biella cerca due operatori sociosanitari.</p>",
        "Biella IT",
        2,
        None,
    ),
    (
        "IT",
        "Due posizioni",
        "<ul><li>Logista – Goma (RDC) – rif. L1</li><li>Amministratrice – Bukavu (RDC) – rif. A2</li></ul>",
        "Bukavu CD | Goma CD",
        2,
        None,
    ),
    (
        "IT",
        "Volontario",
        "<p>Vivrai a Palermo con altri quattro volontari e andrai ogni tanto a Corleone.</p>",
        "Palermo IT",
        1,
        None,
    ),
    (
        "MZ",
        "Oficiais",
        "<ul><li>Oficial de nutrição – Pemba (1 vaga)</li><li>Oficial de água – Nampula (2 vagas)</li></ul>",
        "Nampula MZ | Pemba MZ",
        3,
        None,
    ),
    ("NL", "Huismeester", "<p>Thuiswerken zit er niet in: de panden staan in Haarlem.</p>", "Haarlem NL", 1, "none"),
    (
        "FR",
        "Bénévole",
        "<p>Rejoignez les 300 bénévoles qui, de Lille à Marseille, font vivre l'association.</p>",
        "",
        1,
        None,
    ),
    (
        "FR",
        "Chef de projet",
        "<p>Projet financé par la Ville de Paris et la Région Bretagne, mené avec des partenaires de Nantes, Turin et Porto. Déplacements mensuels à Bruxelles.</p>",
        "",
        1,
        None,
    ),
    (
        "FR",
        "Directeur",
        "<p>Employeur : Fondation Le Port, 12 rue des Halles, 69002 Lyon</p><p>Lieu d'exercice : EHPAD Les Cèdres, 42300 Roanne</p>",
        "Roanne FR",
        1,
        None,
    ),
    (
        "FR",
        "Administrateur financier",
        "<p>Durée : 6 mois</p><p>Base : Bangui, avec des visites à Bambari et Bria</p><p>Départ : janvier</p>",
        "Bangui CF",
        1,
        None,
    ),
    (
        "FR",
        "Trois postes d'AESH",
        "<p>Trois postes à pourvoir :</p><p>- un à Dinan (école Ozanam) ;</p><p>- un à Dinard ;</p><p>- un à Saint-Malo.</p>",
        "Dinan FR | Dinard FR | Saint-Malo FR",
        3,
        None,
    ),
    ("FR", "Webmestre", "<p>Toute l'équipe travaille à distance, réunion annuelle à Tours.</p>", "", 1, "full"),
    ("GB", "Volunteer", "<p>Our volunteers come from all walks of life, from Plymouth to Inverness.</p>", "", 1, None),
    (
        "GB",
        "Grants Officer",
        "<p>You'll visit projects in Cardiff, Newport and Swansea and report to a board in London.</p>",
        "",
        1,
        None,
    ),
    (
        "GB",
        "Teacher",
        "<p>After an induction week in Oxford you'll be placed in our school in Slough.</p>",
        "Slough GB",
        1,
        None,
    ),
    (
        "GB",
        "Care staff",
        "<p>Vacancies: Senior Carer (Whitby, ref SC/1); Night Carer (Malton, ref NC/2); Cook (Whitby, ref CK/3)</p>",
        "Malton GB | Whitby GB",
        3,
        None,
    ),
    (
        "GB",
        "Web Developer",
        "<p>We have no office. Everyone works from where they live, and we meet twice a year in Leeds.</p>",
        "",
        1,
        "full",
    ),
    ("DE", "Ehrenamt", "<p>Von Flensburg bis Passau engagieren sich 4.000 Menschen bei uns.</p>", "", 1, None),
    (
        "DE",
        "Fachkraft",
        "<p>Träger: Sozialwerk e. V., Marktplatz 3, 99084 Erfurt</p><p>Einsatzort: Tagesklinik, 07743 Jena</p>",
        "Jena DE",
        1,
        None,
    ),
    ("DE", "Azubi", "<p>Nach der Einarbeitung in Mannheim arbeiten Sie in Speyer.</p>", "Speyer DE", 1, None),
    ("DE", "Koordinatorin", "<p>Standort: Marburg, regelmäßige Termine in Kassel und Fulda</p>", "Marburg DE", 1, None),
    ("DE", "IT-Admin", "<p>Wir arbeiten ortsunabhängig und treffen uns zweimal im Jahr in Weimar.</p>", "", 1, "full"),
    (
        "ES",
        "Voluntariado",
        "<p>Más de 300 personas voluntarias, de Vigo a Almería, hacen posible nuestra labor.</p>",
        "",
        1,
        None,
    ),
    ("EC", "Logista", "<p>Base: Esmeraldas, con visitas a Quito y Guayaquil</p>", "Esmeraldas EC", 1, None),
    (
        "IT",
        "Volontari",
        "<p>Da Trieste a Siracusa, 2.000 volontari rendono possibile il nostro lavoro.</p>",
        "",
        1,
        None,
    ),
    (
        "IT",
        "Operatrice",
        "<p>Ente: Fondazione Sole, via Roma 3, 37121 Verona</p><p>Luogo di lavoro: Casa Aurora, Mantova</p>",
        "Mantova IT",
        1,
        None,
    ),
    ("PT", "Voluntários", "<p>De Bragança a Faro, 500 voluntários dão corpo à nossa missão.</p>", "", 1, None),
    (
        "NL",
        "Begeleider",
        "<p>Organisatie: Stichting Zon, Kerkstraat 3, 6811 AA Arnhem</p><p>Werkplek: Huize Linde, Doetinchem</p>",
        "Doetinchem NL",
        1,
        None,
    ),
    (
        "NL",
        "Twee functies",
        "<p>De ene plek is in Emmen, de andere in Hoogeveen.</p>",
        "Emmen NL | Hoogeveen NL",
        2,
        None,
    ),
    (
        "FR",
        "Coordonnateur",
        "<p>Affectation : N'Djaména, avec 30 % de déplacements dans le Lac</p><p>Contrat : 12 mois</p>",
        "N'Djaména TD",
        1,
        None,
    ),
    (
        "FR",
        "Psychologue",
        "<p>Deux demi-postes sont ouverts, l'un à Dole, l'autre à Lons-le-Saunier.</p>",
        "Dole FR | Lons-le-Saunier FR",
        2,
        None,
    ),
    (
        "FR",
        "Avis",
        "<table><tr><th>N°</th><th>Fonction</th><th>Nombre</th><th>Localité</th></tr><tr><td>1</td><td>Sage-femme</td><td>3</td><td>Maradi</td></tr><tr><td>2</td><td>Logisticien</td><td>1</td><td>Zinder</td></tr></table>",
        "Maradi NE | Zinder NE",
        4,
        None,
    ),
    (
        "FR",
        "Chargée de clientèle solidaire",
        "<p>Vous recevez les adhérents à Castelsarrasin du mardi au samedi. Une réunion d'équipe a lieu chaque mois à Toulouse.</p>",
        "Castelsarrasin FR",
        1,
        None,
    ),
    (
        "DE",
        "Quartiersmanager",
        "<p>Unser Nachbarschaftstreff in Neuss ist an sechs Tagen geöffnet. Sie begrüßen Gäste und leiten zwei Hilfskräfte an.</p>",
        "Neuss DE",
        1,
        None,
    ),
    (
        "DE",
        "Landeskoordination",
        "<p>Dienstort: Tamale (Ghana), 30 % Reiseanteil in den Norden</p>",
        "Tamale GH",
        1,
        None,
    ),
    (
        "DE",
        "Psychologin",
        "<p>Zwei halbe Stellen sind frei, eine in Soest und eine in Unna.</p>",
        "Soest DE | Unna DE",
        2,
        None,
    ),
    (
        "ES",
        "Dinamizadora",
        "<p>Nuestro centro vecinal de Getafe abre seis días a la semana. Recibirás a la gente y coordinarás a dos auxiliares.</p>",
        "Getafe ES",
        1,
        None,
    ),
    (
        "IT",
        "Psicologa",
        "<p>Sono aperti due mezzi posti, uno a Cremona e uno a Lodi.</p>",
        "Cremona IT | Lodi IT",
        2,
        None,
    ),
    ("NL", "Chauffeur", "<p>De ritten vertrekken vanuit ons magazijn in Veghel.</p>", "Veghel NL", 1, None),
    ("UG", "Field Coordinator", "<p>Assigned to Gulu, with 30% travel across Acholi.</p>", "Gulu UG", 1, None),
    ("FR", "Coordinator", "<p>Née à Nantes en 1985, l'association compte aujourd'hui 40 salariés.</p>", "", 1, None),
    ("FR", "Coordinator", "<p>Déplacements réguliers à Lyon et à Dijon.</p>", "", 1, None),
    ("FR", "Coordinator", "<p>Notre équipe a soutenu 300 familles à Alep.</p>", "", 1, None),
    ("FR", "Coordinator", "<p>Le festival de Cannes est notre partenaire.</p>", "", 1, None),
    ("GB", "Coordinator", "<p>Founded in Bristol in 1974, the charity now has 80 staff.</p>", "", 1, None),
    ("GB", "Coordinator", "<p>You will report to the director in Geneva.</p>", "", 1, None),
    ("GB", "Coordinator", "<p>We have sister teams in York and Durham.</p>", "", 1, None),
    ("GB", "Coordinator", "<p>Staff from our office in London will visit you.</p>", "", 1, None),
    ("DE", "Coordinator", "<p>Der Verein wurde 1990 in Köln gegründet, das Team zählt 30 Leute.</p>", "", 1, None),
    ("DE", "Coordinator", "<p>Unsere Zentrale in Berlin übernimmt die Buchhaltung.</p>", "", 1, None),
    ("DE", "Coordinator", "<p>Gelegentliche Dienstreisen nach Hannover.</p>", "", 1, None),
    ("ES", "Coordinator", "<p>La asociación nació en Bilbao y hoy tiene 25 trabajadores.</p>", "", 1, None),
    ("ES", "Coordinator", "<p>Tenemos también un centro en Toledo.</p>", "", 1, None),
    ("ES", "Coordinator", "<p>El hospital de Jaén colabora con nuestro equipo.</p>", "", 1, None),
    ("IT", "Coordinator", "<p>I colloqui si svolgono a Verona.</p>", "", 1, None),
    ("IT", "Coordinator", "<p>La formazione iniziale si tiene a Roma.</p>", "", 1, None),
    ("PT", "Coordinator", "<p>A associação nasceu em Coimbra e tem 20 trabalhadores.</p>", "", 1, None),
    ("PT", "Coordinator", "<p>O nosso centro de Beja fechou em 2020.</p>", "", 1, None),
    ("NL", "Coordinator", "<p>De stichting is in Utrecht ontstaan en telt 30 medewerkers.</p>", "", 1, None),
    ("NL", "Coordinator", "<p>Ons huis in Gouda is in 2020 gesloten.</p>", "", 1, None),
    ("NL", "Coordinator", "<p>Je leidinggevende werkt in Nijmegen.</p>", "", 1, None),
    ("FR", "Coordinator", "<p>Le centre de Valence a été rénové l'an passé.</p>", "", 1, None),
    ("FR", "Coordinator", "<p>Son fondateur habite à Laval.</p>", "", 1, None),
    ("FR", "Coordinator", "<p>Le jury se réunira à Pau.</p>", "", 1, None),
    ("GB", "Coordinator", "<p>The team helped 200 families in Aleppo.</p>", "", 1, None),
    ("GB", "Coordinator", "<p>A new shop opened in Stirling last spring.</p>", "", 1, None),
    ("DE", "Coordinator", "<p>Das Team feiert jedes Jahr ein Fest in Worms.</p>", "", 1, None),
    ("DE", "Coordinator", "<p>Wir haben auch eine Schule in Goslar.</p>", "", 1, None),
    ("ES", "Coordinator", "<p>El jurado se reunirá en Alicante.</p>", "", 1, None),
    ("ES", "Coordinator", "<p>La universidad de Almería evalúa el programa.</p>", "", 1, None),
    ("IT", "Coordinator", "<p>Il centro di Savona ha vinto un premio.</p>", "", 1, None),
    ("PT", "Coordinator", "<p>Temos também uma casa em Tomar.</p>", "", 1, None),
    ("NL", "Coordinator", "<p>We hebben ook een huis in Weert.</p>", "", 1, None),
    ("GB", "Coordinator", "<p>You will work in our Communications office.</p>", "", 1, None),
    ("GB", "Coordinator", "<p>Join our Outreach team!</p>", "", 1, None),
    ("ES", "Coordinator", "<p>Nuestra sede de Vigo y los amigos de Lugo no toman gente.</p>", "", 1, None),
    ("ES", "Coordinator", "<p>Reportar cada mes a la casa central, en Vigo.</p>", "", 1, None),
    ("DE", "Coordinator", "<p>Sie hat 26 Mitarbeitende, zwölf davon im Koordinationsbüro in Niamey.</p>", "", 1, None),
    ("FR", "Coordinator", "<p>Vous travaillerez dans nos locaux de Grenoble.</p>", "Grenoble FR", 1, None),
    ("FR", "Coordinator", "<p>Nous cherchons quelqu'un à Brest pour la boutique.</p>", "Brest FR", 1, None),
    ("GB", "Coordinator", "<p>You'll be working from our Sheffield base.</p>", "Sheffield GB", 1, None),
    ("GB", "Coordinator", "<p>You will join our team in Plymouth.</p>", "Plymouth GB", 1, None),
    ("DE", "Coordinator", "<p>Du arbeitest in unserem Büro in Erfurt.</p>", "Erfurt DE", 1, None),
    ("ES", "Coordinator", "<p>El puesto está en Burgos.</p>", "Burgos ES", 1, None),
    ("IT", "Coordinator", "<p>Cerchiamo un educatore per la comunità di Rimini.</p>", "Rimini IT", 1, None),
    ("PT", "Coordinator", "<p>Procuramos um técnico para o centro de Leiria.</p>", "Leiria PT", 1, None),
    ("NL", "Coordinator", "<p>Je standplaats is Arnhem.</p>", "Arnhem NL", 1, None),
    ("FR", "Coordinator", "<p>Lieu : agence de Dijon</p>", "Dijon FR", 1, None),
    ("GB", "Coordinator", "<p>The post will be based at our hostel in Ipswich.</p>", "Ipswich GB", 1, None),
    ("DE", "Coordinator", "<p>Wir suchen für die Wohngruppe in Celle eine Erzieherin.</p>", "Celle DE", 1, None),
    ("ES", "Coordinator", "<p>El trabajo se realiza en nuestra sede de Cuenca.</p>", "Cuenca ES", 1, None),
    ("PT", "Coordinator", "<p>O local de trabalho é Guimarães.</p>", "Guimarães PT", 1, None),
    ("DE", "Coordinator", "<p>Arbeitsort: Büro Kassel</p>", "Kassel DE", 1, None),
    ("NL", "Coordinator", "<p>Standplaats: vestiging Breda</p>", "Breda NL", 1, None),
    ("FR", "Coordinator", "<p>Lieu : Agence de Vannes (56)</p>", "Vannes FR", 1, None),
    ("GB", "Coordinator", "<p>Location: Leeds, in schools and parks</p>", "Leeds GB", 1, None),
    ("ES", "Coordinator", "<p>Lugar: Oficina de Málaga (viajes a Granada)</p>", "Málaga ES", 1, None),
]


def read(country, title, text, *statements):
    stated = (Statement("title", title, "label", "h1"), *statements)
    raw = RawPosting("ads", "u", "u", "2026-01-01T06:00:00Z", stated, text, None)
    return normalise(raw, Facts("ads", "2026-01-01", country=country))[0]


def towns(posting):
    return " | ".join(sorted({f"{place.city} {place.country}" for place in posting.places if place.city}))


@pytest.mark.parametrize(("country", "title", "text", "where", "count", "remote"), ADS)
def test_the_job_is_where_the_ad_says_and_nowhere_else(country, title, text, where, count, remote):
    posting = read(country, title, text)
    assert (towns(posting), posting.positions, posting.remote) == (where, count, remote)


@pytest.mark.parametrize(
    ("country", "text", "posts"),
    [
        (
            "KE",
            "<table><tr><th>Hub</th><th>Position</th><th>Req. #</th></tr><tr><td>Kisumu, Kenya</td><td>Officer</td><td>R-1</td></tr><tr><td>Juba, South Sudan</td><td>Driver</td><td>R-2</td></tr></table>",
            [("Officer", "Kisumu", "KE", "R-1"), ("Driver", "Juba", "SS", "R-2")],
        ),
        (
            "FR",
            "<table><tr><th>Lieu d'affectation</th><th>Poste</th><th>Code</th></tr><tr><td>Niamey (Niger)</td><td>Chef de projet</td><td>A1</td></tr><tr><td>Abéché (Tchad)</td><td>Logisticien</td><td>A2</td></tr></table>",
            [("Chef de projet", "Niamey", "NE", "A1"), ("Logisticien", "Abéché", "TD", "A2")],
        ),
        (
            "HN",
            "<table><tr><th>Plaza</th><th>Sede</th><th>Código</th></tr><tr><td>Técnico forestal</td><td>Gracias</td><td>L-1</td></tr><tr><td>Promotora</td><td>La Esperanza</td><td>L-2</td></tr></table>",
            [("Técnico forestal", "Gracias", "HN", "L-1"), ("Promotora", "La Esperanza", "HN", "L-2")],
        ),
    ],
)
def test_posts_of_a_table_have_the_country_that_stands_beside_their_town(country, text, posts):
    posting = read(country, "Notice", text)
    countries = {place.position: place.country for place in posting.places}
    told = [(post.title, post.place, countries[post.ordinal], post.reference) for post in posting.position_list]
    assert told == posts


RECORD = Statement("place", "Paris, FR", "structured", "jobLocation", {"city": "Paris", "country": "FR"})


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("<p>Le siège est à Nancy ; le poste, lui, se tient à Dakar ou à Abidjan.</p>", "Abidjan CI | Dakar SN"),
        ("<p>Nos projets à Dakar et à Abidjan vous occuperont.</p>", "Paris FR"),
        ("<p>Poste basé à Paris, avec des visites à Dakar.</p>", "Paris FR"),
    ],
)
def test_a_record_gives_way_to_a_text_that_bases_the_job_elsewhere(text, where):
    assert towns(read("FR", "Directrice", text, RECORD)) == where


def test_a_postal_address_gives_way_to_the_label_of_the_place_of_work():
    own, other = Statement("place", "Metz", "label", "Lieu de travail"), Statement("place", "Nancy", "label", "Adresse")
    assert towns(read("FR", "Juriste", "", own, other)) == "Metz FR"
    assert towns(read("FR", "Juriste", "", other)) == "Nancy FR"


def test_a_number_under_a_label_for_the_job_counts_its_posts():
    posting = read("BD", "MEAL Officer", "", Statement("title", "02", "label", "Vacancy"))
    assert (posting.title, posting.positions) == ("MEAL Officer", 2)


@pytest.mark.parametrize(
    ("text", "labels", "chosen"),
    [
        ("<p>Le poste est à Lyon ou à Bruxelles, à vous de choisir.</p>", ("jobLocation", "jobLocation"), True),
        ("<p>Escritorio en la oficina de Lyon o en la de Bruxelles.</p>", ("jobLocation", "jobLocation"), True),
        ("<p>Nos bureaux de Lyon et de Bruxelles.</p>", ("jobLocation", "jobLocation"), False),
        ("<p>Le poste est à Lyon, une ou deux fois par an à Bruxelles.</p>", ("jobLocation", "jobLocation"), False),
    ],
)
def test_places_of_which_the_page_leaves_the_choice_are_alternatives(text, labels, chosen):
    places = [
        Statement("place", f"{city}, {country}", "structured", label, {"city": city, "country": country})
        for (city, country), label in zip((("Lyon", "FR"), ("Bruxelles", "BE")), labels, strict=True)
    ]
    assert [place.alternative for place in read("FR", "Juriste", text, *places).places] == [chosen, chosen]


@pytest.mark.parametrize(
    ("country", "title", "text", "towns_and_choice"),
    [
        ("FR", "Conseiller (H/F) - LE MANS OU LAVAL", "<p>Réunion à Lyon.</p>", [("Le Mans", "FR", True), ("Laval", "FR", True)]),
        ("NL", "Adviseur - Zwolle of Assen", "<p>Overleg in Utrecht.</p>", [("Zwolle", "NL", True), ("Assen", "NL", True)]),
        ("ES", "Técnico (Burgos o Palencia)", "<p>x</p>", [("Burgos", "ES", True), ("Palencia", "ES", True)]),
        (None, "Adviser", "<p>Country: Ethiopia</p><p>Duty station: Addis Ababa / Nairobi</p>", [("Addis Ababa", "ET", False), ("Nairobi", "KE", False)]),
        ("IT", "Assistente - Bolzano / Bozen", "<p>Luogo di lavoro: Bolzano / Bozen</p>", [("Bolzano", "IT", False)]),
        ("GB", "Fundraiser", "<p>You will be based at the hospice in Truro and out and about: schools in Bude one day.</p>", [("Truro", "GB", False)]),
    ],
)  # fmt: skip
def test_towns_joined_by_or_are_alternatives_and_each_lies_in_its_own_country(country, title, text, towns_and_choice):
    posting = read(country, title, text)
    assert [(place.city, place.country, place.alternative) for place in posting.places] == towns_and_choice


def test_a_town_in_two_languages_is_no_part_of_the_title():
    posting = read("IT", "Assistente - Bolzano / Bozen", "<p>Luogo di lavoro: Bolzano / Bozen</p>")
    assert posting.title == "Assistente"


def test_countries_in_which_one_may_live_are_alternatives_and_go_before_a_line_about_the_employer():
    lived = [
        Statement("place", name, "structured", "applicantLocationRequirements", {"country": name})
        for name in ("Kenya", "Colombia")
    ]
    posting = read("GB", "Analyst", "<p>Fully remote.</p>", Statement("place", "Leeds", "label", ""), *lived)
    assert [(place.country, place.alternative) for place in posting.places] == [("KE", True), ("CO", True)]


def test_a_town_with_a_great_namesake_is_at_home_beside_the_posts_other_towns():
    text = "<h3>Poste 1 : animateur, Villeurbanne</h3><p>x</p><h3>Poste 2 : juriste, Vienne</h3><p>y</p>"
    posting = read("FR", "2 postes à pourvoir", text)
    assert [(place.city, place.country) for place in posting.places] == [("Villeurbanne", "FR"), ("Vienne", "FR")]
