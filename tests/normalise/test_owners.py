"""Whose terms a sentence states: the post's are read, those of colleagues, clients and former times are not."""

from __future__ import annotations

import pytest

from pipelines.normalise.document import Block, Document
from pipelines.normalise.owners import is_of_another, own_words
from pipelines.normalise.text import fold
from tests.normalise.sentences import read

#: Contract, months, working time, hours a week and pay that a page states beside others'.
STATED = [
    (
        "fr",
        (
            "Notre coordinateur, en CDI à 30 heures, part à la retraite. Nous cherchons la personne qui prendra "
            "la suite : CDD de douze mois, 35 heures par semaine."
        ),
        ("fixed_term", 12, "full", 35, None),
    ),
    (
        "fr",
        (
            "Vous encadrez dix salariés en insertion. Ils ont des contrats de quatre mois renouvelables et "
            "travaillent 26 heures par semaine. Votre contrat est un CDI à temps plein."
        ),
        ("permanent", None, "full", None, None),
    ),
    (
        "fr",
        "Vous travaillerez avec une secrétaire à mi-temps et un comptable en CDD. Le poste est en CDI, 35 heures.",
        ("permanent", None, "full", 35, None),
    ),
    (
        "fr",
        "Nous ne parlons pas encore de salaire. Une de nos collègues est en CDD jusqu'en juin et une autre à 80 %.",
        (None, None, None, None, None),
    ),
    (
        "fr",
        "L'équipe compte six salariés, dont deux à temps partiel et trois en CDI. Poste à temps plein.",
        (None, None, "full", None, None),
    ),
    (
        "fr",
        "Votre prédécesseure gagnait 2 100 euros brut par mois. Nous proposons 2 300 euros brut par mois, en CDI.",
        ("permanent", None, None, None, 2300),
    ),
    (
        "fr",
        "Jusqu'ici le poste était à mi-temps. Il passe à temps plein, sans terme.",
        ("permanent", None, "full", None, None),
    ),
    (
        "fr",
        "CDI, temps plein, 35 h par semaine, sous la responsabilité de la cheffe de cuisine.",
        ("permanent", None, "full", 35, None),
    ),
    (
        "fr",
        "Nous recrutons un cuisinier en CDI, à temps partiel (24 heures par semaine), 1 350 € brut par mois.",
        ("permanent", None, "part", 24, 1350),
    ),
    (
        "fr",
        "Rattachée à notre directrice, vous serez embauchée en CDD de neuf mois à 50 %.",
        ("fixed_term", 9, "part", None, None),
    ),
    (
        "fr",
        "Nos bénévoles donnent six heures par semaine. Contrat à durée indéterminée de 28 heures.",
        ("permanent", None, "part", 28, None),
    ),
    (
        "en",
        (
            "You will share an office with a part-time bookkeeper and two volunteers who give ten hours a week. "
            "This is a full-time, permanent post of 37.5 hours a week."
        ),
        ("permanent", None, "full", 37.5, None),
    ),
    (
        "en",
        (
            "The previous postholder worked 21 hours a week on a fixed-term contract. The new role is permanent "
            "and for 28 hours a week."
        ),
        ("permanent", None, "part", 28, None),
    ),
    (
        "en",
        (
            "Our trainees are on six-month contracts, renewable once, and earn £1,500 a month. You will be paid "
            "£2,400 a month."
        ),
        (None, None, None, None, 2400),
    ),
    (
        "en",
        "Sam, our head gardener, is employed on a two-year contract. Your hours will be 30 a week.",
        (None, None, "part", 30, None),
    ),
    (
        "en",
        (
            "She had a permanent contract of 35 hours. We start her successor a little more carefully, with a "
            "contract for twelve months and 30 hours a week."
        ),
        ("fixed_term", 12, "part", 30, None),
    ),
    (
        "en",
        "Terms will be settled when we meet. The cook at our sister house works 20 hours a week and earns £14 an hour.",
        (None, None, None, None, None),
    ),
    (
        "en",
        "The finance assistant, who works half-time, reports to you. You are full-time.",
        (None, None, "full", None, None),
    ),
    (
        "en",
        "We are hiring an assistant, part-time, 20 hours a week, on a 12-month contract.",
        ("fixed_term", 12, "part", 20, None),
    ),
    (
        "en",
        "Reporting to the Director, full-time, permanent, £31,000 a year.",
        ("permanent", None, "full", None, 31000),
    ),
    (
        "en",
        "A fixed-term contract of ten months, 20 hours a week; our three other teachers are all permanent.",
        ("fixed_term", 10, "part", 20, None),
    ),
    (
        "en",
        (
            "Residents who join the workshop receive £60 per week and work 16 hours per week. The salary for "
            "this role is £27,500 per year."
        ),
        (None, None, None, None, 27500),
    ),
    (
        "de",
        (
            "Unsere Kollegin, die mit 20 Stunden unbefristet bei uns arbeitet, geht in Elternzeit. Wir suchen "
            "eine Vertretung, befristet auf 14 Monate, 25 Stunden pro Woche."
        ),
        ("fixed_term", 14, "part", 25, None),
    ),
    (
        "de",
        (
            "Sie leiten acht Teilnehmende an, die für sechs Monate und 30 Stunden in der Woche beschäftigt sind. "
            "Ihre eigene Stelle ist unbefristet und in Vollzeit."
        ),
        ("permanent", None, "full", None, None),
    ),
    (
        "de",
        "Ihre Vorgängerin hatte eine halbe Stelle. Sie bekommen eine ganze, 39 Stunden pro Woche, ohne Befristung.",
        ("permanent", None, "full", 39, None),
    ),
    (
        "de",
        (
            "Eine Kollegin mit befristetem Vertrag bis August unterstützt Sie halbtags. Das Gehalt beträgt 3.200 "
            "Euro brutto im Monat."
        ),
        (None, None, None, None, 3200),
    ),
    (
        "de",
        (
            "Unbefristet, 30 Stunden pro Woche, 2.400 Euro brutto im Monat. Zum Team gehören zwei Küchenhilfen "
            "in Teilzeit."
        ),
        ("permanent", None, "part", 30, 2400),
    ),
    (
        "de",
        "Wir suchen eine Köchin in Teilzeit, 25 Stunden pro Woche, befristet auf ein Jahr.",
        ("fixed_term", 12, "part", 25, None),
    ),
    (
        "de",
        (
            "Der Mindestlohn liegt bei 13,90 Euro pro Stunde, im Nachbarverein zahlt man 2.500 Euro brutto im "
            "Monat. Alles Weitere im Gespräch."
        ),
        (None, None, None, None, None),
    ),
    (
        "de",
        "Bisher war die Stelle mit 20 Stunden besetzt; künftig sind es 30 Stunden pro Woche.",
        (None, None, "part", 30, None),
    ),
    (
        "de",
        (
            "Unsere Praktikanten bleiben drei Monate und bekommen 300 Euro im Monat. Für die Leitung zahlen wir "
            "4.100 Euro brutto im Monat."
        ),
        (None, None, None, None, 4100),
    ),
    (
        "de",
        (
            "Er arbeitet seit 2019 in Teilzeit bei uns. Du arbeitest 38,5 Stunden pro Woche und bekommst einen "
            "unbefristeten Vertrag."
        ),
        ("permanent", None, "full", 38.5, None),
    ),
    (
        "es",
        (
            "Las personas en inserción firman contratos de seis meses y trabajan veinte horas a la semana. El "
            "puesto es indefinido, a jornada completa."
        ),
        ("permanent", None, "full", None, None),
    ),
    (
        "es",
        (
            "Nuestra compañera, con contrato indefinido a media jornada, se jubila. Buscamos a alguien para un "
            "contrato temporal de doce meses, 30 horas semanales."
        ),
        ("fixed_term", 12, "part", 30, None),
    ),
    (
        "es",
        "Quien ocupaba antes el puesto cobraba 1.200 euros al mes. Ahora ofrecemos 1.450 euros brutos al mes.",
        (None, None, None, None, 1450),
    ),
    (
        "es",
        "Ella tenía un contrato de obra y servicio de nueve meses; el tuyo será indefinido, a tiempo completo.",
        ("permanent", None, "full", None, None),
    ),
    (
        "es",
        "Se busca educador a tiempo parcial, 25 horas semanales, contrato de sustitución de seis meses.",
        ("fixed_term", 6, "part", 25, None),
    ),
    (
        "es",
        "Dos de nuestras técnicas están a jornada parcial. De las condiciones hablaremos en persona.",
        (None, None, None, None, None),
    ),
    (
        "es",
        "En dependencia de la directora, a jornada completa, con contrato indefinido y 28.000 euros brutos al año.",
        ("permanent", None, "full", None, 28000),
    ),
    (
        "it",
        (
            "La collega che sostituirai ha un contratto a tempo indeterminato di 38 ore. Il tuo sarà a tempo "
            "determinato, dieci mesi, 30 ore settimanali."
        ),
        ("fixed_term", 10, "part", 30, None),
    ),
    (
        "it",
        "Con te ci sarà un aiuto cuoco part-time. Assunzione a tempo pieno e indeterminato, 1.600 euro lordi al mese.",
        ("permanent", None, "full", None, 1600),
    ),
    (
        "it",
        (
            "Chi c'era prima guadagnava 1.300 euro al mese e lavorava 24 ore a settimana. Oggi offriamo 1.500 "
            "euro lordi al mese per 30 ore a settimana."
        ),
        (None, None, "part", 30, 1500),
    ),
    (
        "it",
        "Cerchiamo una progettista part-time, 20 ore settimanali, contratto a tempo determinato di 12 mesi.",
        ("fixed_term", 12, "part", 20, None),
    ),
    (
        "it",
        (
            "Il nostro contabile, assunto a tempo determinato fino a giugno, lavora part-time. Delle condizioni "
            "parleremo insieme."
        ),
        (None, None, None, None, None),
    ),
    (
        "pt",
        (
            "A colega que sai tinha contrato sem termo de 35 horas semanais. Quem entra terá contrato a termo "
            "certo de doze meses, 30 horas semanais."
        ),
        ("fixed_term", 12, "part", 30, None),
    ),
    (
        "pt",
        (
            "Os jovens da oficina têm contratos de seis meses e trabalham vinte horas por semana. O posto é a "
            "tempo inteiro e sem termo."
        ),
        ("permanent", None, "full", None, None),
    ),
    (
        "pt",
        "Trabalhará com uma ajudante a meio tempo. Contrato sem termo, 1.200 euros brutos por mês.",
        ("permanent", None, None, None, 1200),
    ),
    (
        "pt",
        (
            "A nossa contabilista está a tempo parcial, com contrato a termo até junho. As condições combinam-se "
            "em pessoa."
        ),
        (None, None, None, None, None),
    ),
    (
        "pt",
        "Procuramos educador a tempo parcial, 20 horas semanais, contrato a termo de nove meses.",
        ("fixed_term", 9, "part", 20, None),
    ),
    (
        "pt",
        "Até agora o lugar era a meio tempo; passa a tempo inteiro, 37 horas semanais.",
        (None, None, "full", 37, None),
    ),
    (
        "nl",
        "Je collega had een vast contract van 32 uur. Jij krijgt een jaarcontract voor 24 uur per week.",
        ("fixed_term", 12, "part", 24, None),
    ),
    (
        "nl",
        "Je werkt samen met een parttime keukenhulp. Het salaris is € 2.600 bruto per maand bij een vast contract.",
        ("permanent", None, None, None, 2600),
    ),
    (
        "nl",
        "Je voorganger verdiende € 2.300 bruto per maand; wij bieden nu € 2.500 bruto per maand, 28 uur per week.",
        (None, None, "part", 28, 2500),
    ),
    (
        "nl",
        "Wij zoeken een kok voor 24 uur per week, tijdelijk contract van een jaar.",
        ("fixed_term", 12, "part", 24, None),
    ),
    (
        "nl",
        "De boekhouder, die parttime werkt, heeft een contract tot december. Over je voorwaarden praten we.",
        (None, None, None, None, None),
    ),
    (
        "de",
        (
            "Im Haus leben achtzehn Jugendliche, die meist zwei Jahre bleiben. Das Team besteht aus fünf "
            "Kolleginnen, drei davon in Teilzeit. Sie kommen in Vollzeit, unbefristet."
        ),
        ("permanent", None, "full", None, None),
    ),
    (
        "it",
        (
            "Chi lavora già con noi in magazzino ha contratti di tre mesi. Noi vorremmo assumerti a tempo "
            "indeterminato e full-time."
        ),
        ("permanent", None, "full", None, None),
    ),
    (
        "it",
        (
            "La formatrice attuale, in maternità, era a tempo pieno. La sostituzione è part-time, 24 ore "
            "settimanali, fino al suo rientro."
        ),
        ("fixed_term", None, "part", 24, None),
    ),
    (
        "pt",
        (
            "A gestora anterior ganhava 1.400 euros por mês. Para este lugar oferecemos 1.600 euros brutos por "
            "mês, contrato a termo certo de um ano."
        ),
        ("fixed_term", 12, None, None, 1600),
    ),
    (
        "nl",
        (
            "In het huis wonen twaalf jongeren, die gemiddeld anderhalf jaar blijven. Het team telt zes mensen, "
            "van wie vier parttime. Jouw contract is voor onbepaalde tijd, 32 uur per week."
        ),
        ("permanent", None, "part", 32, None),
    ),
    (
        "nl",
        (
            "Onze vorige docent had een nulurencontract. Wij bieden nu een jaarcontract van 20 uur per week en € "
            "3.100 bruto per maand bij een volledige werkweek."
        ),
        ("fixed_term", 12, "part", 20, 3100),
    ),
]


@pytest.mark.parametrize(("language", "text", "wanted"), STATED)
def test_the_terms_of_others_beside_the_posts_are_not_taken_for_them(language, text, wanted):
    p = read(language, text)
    found = (p.contract, p.contract_months_max, p.working_time, p.weekly_hours_max, p.salary_min)
    assert found == wanted


@pytest.mark.parametrize(
    "sentence",
    [
        "CDI, temps plein, sous la responsabilité de notre directrice.",
        "Nous cherchons une assistante, à mi-temps, en CDD de six mois.",
        "We are hiring an assistant, part-time, on a 12-month contract.",
        "You will replace our bookkeeper, 20 hours a week.",
        "Wir suchen eine Kollegin in Teilzeit, 25 Stunden pro Woche.",
        "Buscamos una compañera a tiempo parcial, 25 horas semanales.",
        "Las personas contratadas firmarán un contrato de doce meses.",
        "Cerchiamo una collega part-time, 20 ore settimanali.",
        "Procuramos uma colega a tempo parcial, 20 horas semanais.",
        "Wij zoeken een collega voor 24 uur per week.",
        "Our new coordinator will work 30 hours a week.",
    ],
)
def test_who_is_sought_and_whom_the_post_answers_to_are_nobody_else(sentence):
    assert "#" not in own_words(fold(sentence))


@pytest.mark.parametrize(
    ("before", "sentence", "others"),
    [
        ("Vous encadrez dix salariés.", "Elle est en CDI à 30 heures.", True),
        ("Nous cherchons une coordinatrice.", "Elle est employée à 30 heures.", False),
        ("Our bookkeeper left in May.", "She is on a permanent contract.", True),
        ("We need a gardener.", "She is on a permanent contract.", False),
        ("Unsere Kollegin geht in Rente.", "Sie hat einen unbefristeten Vertrag.", True),
    ],
)
def test_a_pronoun_tells_of_whom_the_sentence_before_told(before, sentence, others):
    assert ("#" in own_words(fold(sentence), fold(before))) is others


def test_words_found_in_a_text_are_anothers_where_their_sentence_says_so():
    document = Document(
        (Block("paragraph", "Notre comptable est en CDD jusqu'au 30 juin. Vous commencez le 1er mai."),)
    )
    assert is_of_another(document, "jusqu'au 30 juin")
    assert not is_of_another(document, "le 1er mai")
    assert not is_of_another(document, "le 2 mai")


@pytest.mark.parametrize(
    "bait", ["notre collegue ", "une ", "la colega que sai, ", "elle est en cdd. ", "een twintig "]
)
def test_every_text_keeps_its_length(bait):
    text = bait * (20_000 // len(bait))
    document = Document((Block("paragraph", text),))
    assert len(own_words(text[:1200])) == len(text[:1200])
    assert is_of_another(document, text[-9:]) in (True, False)


@pytest.mark.parametrize(
    ("title", "sentence", "own"),
    [
        ("animateur nature", "une comptable a 24 h par semaine complete l'equipe", False),
        ("animateur nature", "une animatrice a 24 h par semaine complete l'equipe", True),
        ("animateur nature", "un stagiaire vient chaque printemps, indemnise 650 euros", False),
        ("stage en communication", "un stagiaire est indemnise 650 euros", True),
        ("charge de mission", "vingt-deux salaries en parcours, en cddi de quatre mois, y collectent", False),
        ("support worker", "the cook is employed for 20 hours a week", False),
        ("support worker", "the support worker is employed for 20 hours a week", True),
        ("support worker", "we are hiring a cook for 20 hours a week", True),
        ("sozialarbeiterin", "der projektassistent ist mit 19,5 stunden befristet", False),
        ("projektassistenz", "der projektassistent ist mit 19,5 stunden befristet", True),
        ("trabajadora social", "el cocinero tiene un contrato indefinido de 30 horas", False),
        ("operatore sociale", "l'autista lavora part time, 18 ore a settimana", False),
        ("assistente social", "o motorista trabalha a tempo parcial, 18 horas por semana", False),
        ("buurtwerker", "de kok heeft een vast contract van 30 uur", False),
        ("", "the cook is employed for 20 hours a week", True),
    ],
)
def test_a_trade_that_the_title_does_not_name_is_somebody_elses(title: str, sentence: str, own: bool) -> None:
    assert (own_words(sentence, title=title)[-12:].count("#") == 0) is own


def test_a_colleague_of_the_sentence_before_came_on_her_own_contract() -> None:
    before = "notre coordinatrice nous quitte."
    assert own_words("elle est arrivee chez nous en cdd de dix-huit mois", before).endswith("#" * 20)
    whoever = "celle ou celui qui lui succedera signera un contrat a duree indeterminee"
    assert own_words(whoever, before).endswith("indeterminee")


@pytest.mark.parametrize(
    "text",
    [
        "They are looking for a full time nurse to cover 44 hours per week",
        "They are currently seeking a part time practitioner",
        "The Home Manager is keen to recruit a full time nurse",
        "An assistant team manager is required on a permanent basis",
        "A nurse who is happy to work full time nights",
        "La directrice cherche un comptable en CDI à 35 heures",
        "Der Leiter sucht eine Sozialarbeiterin mit 30 Stunden",
        "La directora busca cocinero con contrato indefinido",
        "De directeur zoekt een boekhouder voor 24 uur",
        "Reception duties and some filing, 40 hours a week",
    ],
)
def test_who_is_sought_is_nobody_else_whoever_seeks(text):
    folded = fold(text)
    own = own_words(folded, title="rgn")
    assert own[len(own) // 2 :] == folded[len(own) // 2 :]
