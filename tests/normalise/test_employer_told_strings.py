"""Who employs, of what size and form, told in sentences of seven languages, and what looks like it and is not."""

from __future__ import annotations

import pytest

from pipelines.normalise.document import read_document
from pipelines.normalise.employer_client import find_client
from pipelines.normalise.form_told import told_form
from pipelines.normalise.organisation_sizes import find_size

CLIENTS = """
Notre client, la Fondation des Amarres, recherche un directeur. = Fondation des Amarres
Pour le compte de l'association Toits Partagés, nous recrutons une comptable. = Toits Partagés
Le cabinet Altitude accompagne la Mutuelle du Bocage dans le recrutement de son responsable. = Mutuelle du Bocage
Nous recherchons pour notre client Les Jardins du Rhin un encadrant. = Les Jardins du Rhin
Mandatés par l'ONG Eaux Vives, nous cherchons un logisticien. = Eaux Vives
Poste à pourvoir chez notre adhérent, l'association La Ruche. = La Ruche
Nous recrutons pour l'un de nos adhérents, l'ADMR du Causse, un aide à domicile. = ADMR du Causse
Le GEIQ recrute pour son adhérent Habitat Solidaire 44. = Habitat Solidaire 44
Harrow & Pike has been retained by the Tidewater Legal Fund, a law office, to find its Director. = Tidewater Legal Fund
We are recruiting on behalf of Rivers Trust Wales. = Rivers Trust Wales
Our client, Open Door Housing, is looking for a manager. = Open Door Housing
We are delighted to be supporting Northern Hospice Care in the search for a new Chief Executive. = Northern Hospice Care
Peak Search is partnering with Mercy Kitchens to recruit a Head of Finance. = Mercy Kitchens
Charity People is working with The Attic Youth Trust to find a fundraiser. = Attic Youth Trust
Brook Search is delighted to be working with Green Harbour Trust as it looks for a fundraiser. = Green Harbour Trust
On behalf of our client, Blue Harbour Relief, we seek a nurse. = Blue Harbour Relief
Mason Lane has been engaged by Seeds of Hope to fill this role. = Seeds of Hope
Für unseren Kunden, den Verein Hofleben e.V., suchen wir eine Leitung. = Verein Hofleben e.V.
Im Auftrag der Stiftung Sonnengarten suchen wir eine Referentin. = Stiftung Sonnengarten
Unser Auftraggeber, die Diakonie Mittelhessen, sucht Verstärkung. = Diakonie Mittelhessen
Wir suchen für unseren Mandanten Lebenshilfe Saaletal e.V. eine Pflegekraft. = Lebenshilfe Saaletal e.V.
Für die Kinderhilfe Elbe gGmbH besetzen wir die Stelle einer Buchhalterin. = Kinderhilfe Elbe gGmbH
Wir unterstützen die Umweltstiftung Nord bei der Besetzung der Stelle. = Umweltstiftung Nord
Seleccionamos para nuestro cliente, la Fundación Puente de Arena, una trabajadora social. = Fundación Puente de Arena
Por cuenta de Acción Ribera buscamos un contable. = Acción Ribera
Nuestro cliente, Asociación Manos Abiertas, incorpora una psicóloga. = Asociación Manos Abiertas
Colaboramos con la Fundación Horizonte en la búsqueda de su gerente. = Fundación Horizonte
Per conto della Fondazione Lanterna cerchiamo un educatore. = Fondazione Lanterna
Per conto della Fondazione della Pace cerchiamo un educatore. = Fondazione della Pace
Per conto della Casa dell'Olmo cerchiamo un cuoco. = Casa dell'Olmo
Pour notre client, l'association Les Jardins de l'Espoir, nous recherchons un comptable. = Les Jardins de l'Espoir
Für die Freunde von Ulm e.V. suchen wir eine Fachkraft. = Freunde von Ulm e.V.
Il nostro cliente, la Cooperativa Il Filo, ricerca un contabile. = Cooperativa Il Filo
Selezioniamo per il nostro cliente Associazione Mani Unite una segretaria. = Associazione Mani Unite
Siamo stati incaricati dalla Fondazione Luce Bassa di cercare la direttrice. = Fondazione Luce Bassa
Em nome da Fundação Maré Cheia, procuramos um gestor. = Fundação Maré Cheia
Para o nosso cliente, o Instituto Igapé, recrutamos um analista. = Instituto Igapé
O nosso cliente, a Associação Casa do Largo, procura uma assistente. = Associação Casa do Largo
Recrutamos por conta da Cooperativa Cais Novo um contabilista. = Cooperativa Cais Novo
Voor onze opdrachtgever Stichting De Wegwijzer werven wij een coach. = Stichting De Wegwijzer
In opdracht van Stichting Windkracht zoeken wij een coördinator. = Stichting Windkracht
Onze opdrachtgever, Vereniging Groene Stad, zoekt een jurist. = Vereniging Groene Stad
Namens Humanitas Noord werven wij een directeur. = Humanitas Noord
Wij begeleiden Stichting Avondrood bij de werving van een bestuurder. = Stichting Avondrood
Notre client, une association reconnue du secteur, recherche un directeur. = none
Vous agissez pour le compte de la Caisse d'allocations familiales auprès des familles. = none
Vous travaillez avec nos clients Particuliers et Entreprises. = none
Nous accompagnons les habitants dans le recrutement de leurs salariés. = none
Mandatés par l'État, nous accueillons 300 personnes. = none
Our client, a national charity, is looking for a manager. = none
You will act on behalf of the Director in meetings. = none
You will work with Norwich City Council to find homes. = none
We are working with partners to find a cure. = none
We are working with Green Harbour Trust as it plants trees. = none
Advocating on behalf of Palestinian refugees. = none
We are proud to be supporting Ukraine. = none
You will liaise on behalf of the Trust with funders. = none
Unser Kunde, ein bundesweit tätiger Verein, sucht eine Leitung. = none
Im Auftrag des Landes Hessen beraten wir Geflüchtete. = none
Für die Stadt Kassel betreiben wir drei Kitas. = none
Im Auftrag der Bundesregierung führen wir Projekte durch. = none
Wir unterstützen die Menschen bei der Wohnungssuche. = none
Nuestro cliente, una importante ONG, busca un contable. = none
Gestionamos por cuenta del Ayuntamiento de Sevilla dos centros. = none
Colaboramos con la Junta de Andalucía en la acogida. = none
Il nostro cliente, una fondazione, ricerca un contabile. = none
Gestiamo per conto del Comune di Parma due comunità. = none
O nosso cliente, uma associação, procura um gestor. = none
Gerimos por conta da Câmara Municipal dois centros. = none
Onze opdrachtgever, een landelijke stichting, zoekt een jurist. = none
In opdracht van de gemeente Utrecht vangen wij mensen op. = none
Namens de gemeente voeren wij de wet uit. = none
"""

SIZES = """
Nous sommes 12 salariés et 40 bénévoles. = 12
Dix-sept salariés permanents et une soixantaine de bénévoles y font vivre une halte-garderie. = 17
En 2025 : 31 opérations, 11,8 M€ de chiffre d'affaires et une équipe de 74 personnes, à Rennes pour le siège. = 74
L'association emploie 45 personnes. = 45
Forte de 230 collaborateurs, la fondation gère douze établissements. = 230
La coopérative compte 19 salarié·es, dont 7 associés. = 19
620 salariés travaillent à la Fondation. = 620
Avec ses 85 professionnels, l'établissement accueille 60 enfants. = 85
Notre équipe : 9 permanents. = 9
Une équipe de huit salariés vous attend. = 8
Quelque 140 salariés y travaillent au quotidien. = 140
L'équipe compte aujourd'hui quinze personnes. = 15
Structure de 25 ETP, notre association porte trois services. = 25
Effectif : 34 salariés = 34
Nous employons 27 personnes à temps plein ou partiel. = 27
Elle réunit 52 salariés et 300 adhérents. = 52
Vingt-deux personnes y travaillent. = 22
Nous protégeons 90 000 personnes et employons 210 collaborateurs. = 210
Our team of nine runs sailing courses for young people. = 9
We work in nine countries with a staff of 410. = 410
Unsere 140 Mitarbeitenden begleiten Menschen mit Behinderung im Alltag. = 140
La formamos 23 personas contratadas, con un presupuesto de 1,9 millones de euros. = 23
Onze vereniging telt 1.200 leden en 9 beroepskrachten. = 9
Notre réseau fédère 320 associations et 12 000 salariés. = none
We provide payroll for 40 small charities with 600 employees. = none
Vai coordenar uma equipa de 8 colaboradores. = none
Ten of our staff speak Welsh. = none
Wir schulen jährlich 500 Mitarbeitende in Betrieben. = none
Le service compte 8 travailleurs sociaux. = none
La Mutuelle (310 salariés) protège 90 000 personnes. = 310
Association de 1 200 salariés, elle agit dans 4 départements. = 1200
We are a team of 14. = 14
The charity employs 63 people across two counties. = 63
Sixty staff work out of our Leeds office. = 60
Our 32 members of staff and 200 volunteers keep it going. = 32
With 140 employees, the Trust runs nine homes. = 140
We have 8 staff and a lot of kettles. = 8
Today 75 people work for Rivers Trust. = 75
The organisation has grown to 18 employees. = 18
We employ around 90 people. = 90
Some 220 colleagues work in six offices. = 220
96 Kolleginnen und Kollegen arbeiten heute in Dortmund, Hagen und Witten. = 96
Bei uns arbeiten 34 Menschen. = 34
Wir sind ein Team von 12 Personen. = 12
Der Verein beschäftigt 48 Mitarbeitende. = 48
Mit rund 200 Mitarbeiterinnen und Mitarbeitern sind wir der größte Träger der Stadt. = 200
Siebzehn Angestellte kümmern sich um 90 Kinder. = 17
Heute zählt das Team 31 Köpfe. = 31
Wir sind 14 Kolleg:innen. = 14
Rund 400 Beschäftigte tragen die Stiftung. = 400
Zum Team gehören 22 Personen. = 22
Etwa sechzig Menschen arbeiten für den Verband. = 60
112 personas en plantilla, un presupuesto de 5,3 millones de euros. = 112
Somos un equipo de 15 personas. = 15
La entidad cuenta con 48 trabajadoras y trabajadores. = 48
Trabajamos aquí 23 personas. = 23
La fundación emplea a 90 personas. = 90
Con una plantilla de 65 profesionales, atendemos a 300 familias. = 65
Nuestro equipo lo forman 11 personas. = 11
Hoy trabajan en la asociación treinta y dos personas. = 32
Somos 9 en el equipo técnico. = 9
La cooperativa tiene 27 socias trabajadoras. = 27
La Fondazione Luce Bassa nasce nel 2000, ha sei dipendenti e una cineteca di 8.400 titoli. = 6
Siamo in 14. = 14
La cooperativa conta 183 soci lavoratori. = 183
Il Filo di Lana, cooperativa sociale con 183 soci lavoratori, gestisce da ventidue anni servizi. = 183
Vi lavorano 40 persone. = 40
Siamo un gruppo di 12 persone. = 12
Con i suoi 220 dipendenti la cooperativa segue 18 comuni. = 220
L'associazione impiega 26 operatori. = 26
Oggi ci lavorano diciotto persone. = 18
Un organico di 55 persone. = 55
Somos 21 na equipe. = 21
A associação emprega 45 pessoas. = 45
Contamos com 32 colaboradores. = 32
A nossa equipa é composta por 12 pessoas. = 12
Trabalham aqui 18 pessoas. = 18
Com 140 funcionários, o Instituto atua em três estados. = 140
A instituição tem 60 trabalhadores. = 60
Somos uma equipa de nove pessoas. = 9
O quadro conta com 27 profissionais. = 27
1.140 huisbezoeken, 57 medewerkers, 640.000 euro subsidie = 57
Bij ons werken 85 mensen. = 85
Vijftien jaar geleden begon dat aan een keukentafel, nu werken er honderdtien mensen. = 110
De stichting telt 34 medewerkers. = 34
Ons team bestaat uit 9 collega's. = 9
Er werken 22 mensen bij de vereniging. = 22
Met 130 medewerkers en 400 vrijwilligers zijn we er elke dag. = 130
Wij zijn een team van 16 mensen. = 16
Vous encadrez une équipe de 12 salariés. = none
Nous accompagnons 48 personnes éloignées de l'emploi. = none
Une soixantaine de bénévoles nous aident. = none
Vous gérez la paie de 180 salariés. = none
Le foyer accueille 72 personnes. = none
L'atelier accueille 30 salariés en insertion chaque année. = none
Elle fédère 120 associations et leurs 3 000 salariés. = none
Vous rejoindrez un service de 5 personnes. = none
Nous cherchons 3 personnes. = none
Le collège de 40 administrateurs se réunit deux fois. = none
La formation réunit 15 personnes. = none
Entreprises de plus de 50 salariés : nos partenaires. = none
You will lead a team of 12 staff. = none
We support 400 people a year. = none
Responsible for payroll for 180 employees. = none
The home houses 72 people. = none
We work with employers of over 50 staff. = none
You will join a team of 4. = none
200 volunteers help us each week. = none
Our members employ 3,000 people. = none
We are hiring two people for the same job. = none
We train 60 members of staff at other charities. = none
Sie leiten ein Team von 12 Mitarbeitenden. = none
Wir begleiten 48 Menschen mit Behinderung. = none
Für die Abrechnung von 180 Mitarbeitenden zuständig. = none
80 Ehrenamtliche helfen mit. = none
Das Wohnheim beherbergt 72 Personen. = none
Du arbeitest in einem Team von 5 Personen. = none
Unsere Mitgliedsverbände beschäftigen 9.000 Menschen. = none
Wir suchen 3 Mitarbeitende. = none
Coordinarás un equipo de 12 personas. = none
Atendemos a 300 personas al año. = none
Nóminas de 180 trabajadores. = none
En 2025 pasaron por él 4.800 personas de 31 nacionalidades. = none
Contamos con 80 personas voluntarias. = none
Buscamos 2 personas. = none
Coordinerai un gruppo di 12 operatori. = none
Accogliamo 48 persone. = none
Buste paga per 180 dipendenti. = none
80 volontari ci aiutano. = none
Cerchiamo 2 persone. = none
Vai coordenar uma equipa de 12 pessoas. = none
Apoiamos 300 pessoas. = none
responde por uma equipe de cinco técnicos = none
80 voluntários ajudam. = none
Procuramos 2 pessoas. = none
Je geeft leiding aan een team van 12 medewerkers. = none
Wij helpen 300 mensen per jaar. = none
De salarisadministratie van 180 medewerkers. = none
80 vrijwilligers helpen mee. = none
We zoeken 2 mensen. = none
"""

FORMS = """
Notre centre social est une association de 340 familles. = association
Our community centre is a charity with two staff. = association
Une association de huit salariées qui étudie les accords de commerce. = association
Notre partenaire est une association de quartier. = none
Association de solidarité internationale au siège lyonnais, Rivages intervient depuis 1996 au Tchad. = association
Rivages est un atelier et chantier d'insertion porté par une association née en 2011. = association
Association loi 1901 créée en 1987, Rivages accueille des familles. = association
Rivages, association reconnue d'utilité publique, agit dans dix départements. = association
Nous sommes une petite association de quartier. = association
Rivages est une SCIC qui livre des paniers. = cooperative
En tant qu'association, nous dépendons de nos adhérents. = association
Créée sous forme associative en 1975, Rivages gère trois foyers. = association
Mutuelle régie par le code de la mutualité, Rivages protège 60 000 personnes. = mutual
Rivages, coopérative d'habitants, recrute. = cooperative
Établissement public départemental, Rivages accueille 60 enfants. = public
Régie par la loi de 1901, notre structure emploie six personnes. = association
We are a small foundation; our accounts are kept in Lilongwe. = foundation
Rivages is a registered charity working in the Fens. = association
Rivages was set up by treaty in 1968 and has 31 member states. = international
As a community interest company, we reinvest our surplus. = social_enterprise
Founded in 1990, Rivages is a company limited by guarantee and a registered charity. = association
We are a worker co-operative of nine. = cooperative
Rivages, a 501(c)(3) nonprofit, runs two shelters. = association
A charity since 1962, Rivages looks after old trees. = association
Rivages is a family foundation. = foundation
Rivages is a multi-stakeholder cooperative. = cooperative
Rivages ist eine gemeinnützige Stiftung. = foundation
Als eingetragener Verein finanzieren wir uns durch Spenden. = association
Rivages wurde 1985 als Verein gegründet. = association
Rivages ist eine Anstalt des öffentlichen Rechts. = public
Rivages es una asociación sin ánimo de lucro fundada en 1990. = association
Somos una fundación que acompaña a familias. = foundation
Entidad sin ánimo de lucro, Rivages acompaña once escuelas. = association
Somos una cooperativa de trabajo asociado. = cooperative
Rivages nació en 1987 como asociación de vecinos. = association
Associazione di volontariato iscritta al RUNTS, Rivages offre pasti. = association
Rivages è una cooperativa sociale di tipo A. = cooperative
Siamo un'associazione di promozione sociale. = association
Rivages è una fondazione privata. = foundation
O Rivages é uma associação sem fins lucrativos. = association
Somos uma IPSS fundada em 1990. = association
Rivages é uma fundação privada. = foundation
Rivages, cooperativa de solidariedade social, acolhe idosos. = cooperative
Rivages is een stichting. = foundation
Als stichting zijn we afhankelijk van giften. = foundation
Rivages is een coöperatie van bewoners. = cooperative
Rivages, een stichting uit Zwolle, helpt gezinnen. = foundation
Vous travaillerez avec l'association de quartier et la mairie. = none
Rivages accompagne des associations. = none
Diplôme d'État ou expérience en association. = none
La coopérative d'éleveuses vous accueillera. = none
Notre partenaire est une fondation privée. = none
Le projet est financé par une fondation. = none
Poste soutenu par la Fondation de France. = none
Rivages conseille les coopératives. = none
Rivages works with charities. = none
Funded by a family foundation. = none
Our partner is a cooperative. = none
We are hosted by a housing association. = none
Experience in a charity is a plus. = none
Rivages helps member states report. = none
Rivages berät Vereine. = none
Gefördert von einer Stiftung. = none
Erfahrung in einem Verein ist von Vorteil. = none
Die Stadt und ein Verein helfen mit. = none
Rivages trabaja con asociaciones. = none
Financiado por una fundación. = none
Experiencia en fundaciones. = none
Rivages lavora con le associazioni. = none
Finanziato da una fondazione. = none
Rivages trabalha com associações. = none
Financiado por uma fundação. = none
Rivages werkt met verenigingen. = none
Gefinancierd door een stichting. = none
"""


def rows(table):
    return [tuple(line.rsplit(" = ", 1)) for line in table.strip().splitlines()]


def document(text):
    return read_document(f"<p>{text}</p>")


@pytest.mark.parametrize(("text", "name"), rows(CLIENTS))
def test_an_agency_names_for_whom_it_recruits(text, name):
    found = find_client(document(text))
    assert (found.value if found else "none") == name


@pytest.mark.parametrize(("text", "count"), rows(SIZES))
def test_a_sentence_tells_how_many_people_an_employer_has(text, count):
    found = find_size(document(text))
    assert (str(found[0]) if found else "none") == count


@pytest.mark.parametrize(("text", "form"), rows(FORMS))
def test_a_sentence_tells_the_legal_form_of_its_subject(text, form):
    found = told_form("Rivages", document(text))
    assert (found.value if found else "none") == form


@pytest.mark.parametrize(
    "bait",
    ["pour le compte de ", "our client A ", "12 salariés ", "12 12 people ", "als ein Verein ", "association a "],
)
def test_bait_is_read_to_its_end(bait):
    long = document(bait * (1_000_000 // len(bait)))
    assert find_client(long) is None
    assert told_form("Rivages", long) is None or bait
    find_size(long)
