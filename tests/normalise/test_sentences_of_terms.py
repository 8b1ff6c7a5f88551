"""Pay, benefits, contract, hours, start and end as ads word them in seven languages, read of whole pages."""

from __future__ import annotations

import pytest

from tests.normalise.sentences import read

STARTS = [
    ("de", "Start zum Schulhalbjahr, 1. Februar 2027", "2027-02-01"),
    ("en", "You would pick up the reins on 2 November, with a week of handover.", "2026-11-02"),
    ("en", "Duty starts on 4th January, 2027.", "2027-01-04"),
    (
        "es",
        "La relación es por locación de servicios y dura cinco meses contados desde el 1 de diciembre de 2026.",
        "2026-12-01",
    ),
    ("es", "Se entra a trabajar en enero de 2027.", "2027-01-01"),
    ("fr", "Tout le monde signe un CDDU, du 6 au 26 octobre 2026.", "2026-10-06"),
    (
        "fr",
        "Notre collègue part en congé maternité : il s'agit de la remplacer, du 2 mars 2027 jusqu'à son retour.",
        "2027-03-02",
    ),
    ("fr", "Un engagement de durée indéterminée au 1er novembre 2026.", "2026-11-01"),
    ("en", "Both run for six months, from 1 February to 31 July 2027, thirty-five hours a week.", "2027-02-01"),
    ("it", "chi arriva la affianca dal 18 gennaio 2027 e resta fino al suo rientro.", "2027-01-18"),
    ("nl", "We willen graag dat je op 1 november 2026 begint.", "2026-11-01"),
    (
        "pt",
        "A colaboração é paga a recibos verdes, a 16 € por hora de aula, de 11 de janeiro a 25 de junho de 2027.",
        "2027-01-11",
    ),
    ("de", "Anfangen können Sie sofort.", "asap"),
    ("nl", "Je start zo snel als het kan.", "asap"),
    ("nl", "Op 1 november 2026 ga je bij ons aan de slag.", "2026-11-01"),
    ("de", "Am 1. November 2026 geht es los.", "2026-11-01"),
    ("de", "Wir möchten, dass du am 1. November 2026 anfängst.", "2026-11-01"),
    ("de", "Ihr erster Arbeitstag ist der 2. November 2026.", "2026-11-02"),
    ("de", "Wir freuen uns, wenn Sie zum 1. November 2026 bei uns beginnen.", "2026-11-01"),
    ("de", "Zum 1. November 2026 wird die Stelle frei.", "2026-11-01"),
    ("de", "Die Stelle kann ab dem 15. Oktober 2026 angetreten werden.", "2026-10-15"),
    ("de", "Angefangen wird am 1. November 2026.", "2026-11-01"),
    ("de", "Dienstantritt: 1. November 2026", "2026-11-01"),
    ("en", "We would like you with us by 2 November 2026.", None),
    ("en", "Your first shift is on 2 November 2026.", "2026-11-02"),
    ("en", "You would join us on 2 November 2026.", "2026-11-02"),
    ("en", "We would love you to be in post on 2 November 2026.", "2026-11-02"),
    ("en", "We are hoping for someone to take over from 2 November 2026.", "2026-11-02"),
    ("en", "Work begins in the first week of November 2026.", "2026-11-01"),
    ("en", "The post falls vacant on 1 November 2026.", "2026-11-01"),
    ("en", "Resumption of duty: 4 January 2027", "2027-01-04"),
    ("en", "The engagement runs from 1 December 2026 to 31 March 2027.", "2026-12-01"),
    ("en", "The right person could begin tomorrow; we would settle for as soon as possible.", None),
    ("en", "You can start straight away.", "asap"),
    ("en", "The chair is empty now, so come as soon as you can.", None),
    ("fr", "On vous attend le 2 novembre 2026.", "2026-11-02"),
    ("fr", "Votre premier jour sera le lundi 2 novembre 2026.", "2026-11-02"),
    ("fr", "L'arrivée est prévue le 2 novembre 2026.", "2026-11-02"),
    ("fr", "Nous souhaitons que vous nous rejoigniez au 1er novembre 2026.", "2026-11-01"),
    ("fr", "Le 2 novembre 2026, vous prendrez vos fonctions.", "2026-11-02"),
    ("fr", "Le travail commence le 2 novembre 2026.", "2026-11-02"),
    ("fr", "Le poste se libère le 1er novembre 2026.", "2026-11-01"),
    ("fr", "À occuper dès le 1er novembre 2026.", "2026-11-01"),
    ("fr", "Il faudrait être là dès le 1er novembre 2026.", "2026-11-01"),
    ("fr", "La mission court du 2 novembre 2026 au 30 avril 2027.", "2026-11-02"),
    ("fr", "Le contrat va du 2 novembre 2026 au 30 avril 2027.", "2026-11-02"),
    ("fr", "Vous serez avec nous du 2 novembre 2026 au 30 avril 2027.", "2026-11-02"),
    ("fr", "Disponibilité immédiate souhaitée.", "asap"),
    ("fr", "Vous pouvez commencer tout de suite.", "asap"),
    ("es", "Te esperamos el 2 de noviembre de 2026.", "2026-11-02"),
    ("es", "El primer día será el 2 de noviembre de 2026.", "2026-11-02"),
    ("es", "Queremos que empieces el 2 de noviembre de 2026.", "2026-11-02"),
    ("es", "El trabajo arranca el 2 de noviembre de 2026.", "2026-11-02"),
    ("es", "Son seis meses, del 1 de noviembre de 2026 al 30 de abril de 2027.", "2026-11-01"),
    ("es", "Se empieza a trabajar el 2 de noviembre de 2026.", "2026-11-02"),
    ("es", "El contrato rige desde el 1 de diciembre de 2026.", "2026-12-01"),
    ("es", "La persona se incorporaría el 2 de noviembre de 2026.", "2026-11-02"),
    ("es", "Puedes empezar ya mismo.", "asap"),
    ("pt", "O trabalho começa a 2 de novembro de 2026.", "2026-11-02"),
    ("pt", "Queremos que comece a 2 de novembro de 2026.", "2026-11-02"),
    ("pt", "Entra-se ao serviço a 2 de novembro de 2026.", "2026-11-02"),
    ("pt", "O contrato vigora de 2 de novembro de 2026 a 30 de abril de 2027.", "2026-11-02"),
    ("pt", "A pessoa entra em funções no dia 2 de novembro de 2026.", "2026-11-02"),
    ("pt", "O primeiro dia é 2 de novembro de 2026.", "2026-11-02"),
    ("pt", "Pode começar já amanhã; o início é imediato.", "asap"),
    ("it", "Si entra in servizio il 2 novembre 2026.", "2026-11-02"),
    ("it", "Il primo giorno è il 2 novembre 2026.", "2026-11-02"),
    ("it", "Il lavoro parte il 2 novembre 2026.", "2026-11-02"),
    ("it", "Vorremmo che iniziassi il 2 novembre 2026.", "2026-11-02"),
    ("it", "Il contratto va dal 2 novembre 2026 al 30 aprile 2027.", "2026-11-02"),
    ("it", "Ti aspettiamo dal 2 novembre 2026.", "2026-11-02"),
    ("it", "L'incarico decorre dal 2 novembre 2026.", "2026-11-02"),
    ("it", "Si può cominciare subito.", "asap"),
    ("nl", "Je eerste werkdag is 2 november 2026.", "2026-11-02"),
    ("nl", "Je gaat op 2 november 2026 aan de slag.", "2026-11-02"),
    ("nl", "De functie komt vrij op 1 november 2026.", "2026-11-01"),
    ("nl", "Vanaf 2 november 2026 kun je bij ons terecht.", "2026-11-02"),
    ("nl", "We verwachten je op 2 november 2026.", "2026-11-02"),
    ("nl", "De opdracht loopt van 2 november 2026 tot 30 april 2027.", "2026-11-02"),
    ("nl", "Je kan meteen beginnen.", "asap"),
    ("nl", "Het contract gaat in op 1 november 2026.", "2026-11-01"),
    ("fr", "Nous fêtons nos vingt ans le 2 novembre 2026.", None),
    ("fr", "Le festival se tient du 6 au 26 octobre 2026.", None),
    ("fr", "Les entretiens commencent le 2 novembre 2026.", None),
    ("en", "Interviews begin on 2 November 2026.", None),
    ("en", "The exhibition runs from 1 December 2026 to 31 March 2027.", None),
    ("en", "The first shop opened on 2 November 2015.", None),
    ("de", "Am 1. November 2026 beginnt unsere Ausstellung.", None),
    ("de", "Am 1. November 2026 beginnt das neue Kursjahr.", None),
    ("de", "Der Kurs beginnt am 1. November 2026.", None),
    ("nl", "Op 1 november 2026 begint het nieuwe seizoen.", None),
    ("es", "El festival empieza el 2 de noviembre de 2026.", None),
    ("es", "La asamblea será el 2 de noviembre de 2026.", None),
    ("it", "Il corso parte il 2 novembre 2026.", None),
    ("it", "Il festival va dal 2 al 12 novembre 2026.", None),
    ("pt", "O curso começa a 2 de novembro de 2026.", None),
    ("en", "Our new building opens on 2 November 2026.", None),
    ("fr", "L'association intervient du 2 novembre 2026 au 30 avril 2027 dans les écoles.", None),
]

BENEFITS = [
    ("de", "Eine private Zusatzversicherung für Zähne und Brille zahlen wir komplett.", {"health": (None, None, 1.0)}),
    ("de", "Das Kärnten Ticket bezahlen wir zur Gänze.", {"transport": (None, None, 1.0)}),
    ("de", "Wir erstatten die Fahrkarte für Bus und Bahn zu 70 Prozent.", {"transport": (None, None, 0.7)}),
    ("en", "A health cash plan we pay for in full from day one.", {"health": (None, None, 1.0)}),
    ("en", "Once sixty days have passed we carry the entire medical premium for you.", {"health": (None, None, 1.0)}),
    ("en", "A monthly bus pass comes with the badge at no cost to you.", {"transport": (None, None, None)}),
    ("en", "The Consortium insures their health and that of up to four dependants.", {"health": None}),
    (
        "en",
        "A room in the Union's compound is given free of charge to staff who come from outside the district.",
        {"housing": None},
    ),
    ("en", "CTA puts a furnished flat at your disposal for the length of the contract.", {"housing": None}),
    (
        "es",
        "Los días de campo la comida corre de nuestra cuenta mediante un vale de 9 € diarios.",
        {"meal_voucher": ("9", "EUR/day", None)},
    ),
    ("es", "Quien venga de otra isla puede quedarse en la casa de la finca sin pagar nada.", {"housing": None}),
    ("fr", "La moitié de la mutuelle est à notre charge.", {"health": (None, None, 0.5)}),
    ("fr", "On vous loge à l'internat du collège.", {"housing": None}),
    (
        "fr",
        (
            "La mutuelle est payée aux trois quarts par l'association, qui rembourse aussi la moitié de "
            "l'abonnement de bus."
        ),
        {"health": (None, None, 0.75), "transport": (None, None, 0.5)},
    ),
    (
        "fr",
        "Vous recevrez des titres-restaurant d'une valeur de 8,20 €, la moitié restant pour vous.",
        {"meal_voucher": ("8.20", "EUR/day", 0.5)},
    ),
    (
        "fr",
        (
            "Vous recevrez des chèques-repas de 8 €, dont 6 € à charge de l'asbl, et nous remboursons l'entièreté "
            "de vos trajets en train ou en bus."
        ),
        {"meal_voucher": ("8", "EUR/day", 0.75), "transport": (None, None, 1.0)},
    ),
    (
        "fr",
        "Une mutuelle prise en charge intégralement, et la navette du port remboursée à 50 %.",
        {"health": (None, None, 1.0), "transport": (None, None, 0.5)},
    ),
    (
        "fr",
        (
            "Une petite maison meublée est mise à votre disposition dans le quartier de la gare et vous êtes "
            "assuré·e pour la maladie et le rapatriement."
        ),
        {"housing": None, "health": None},
    ),
    ("fr", "Onze jours de RTT par an.", {"rtt": ("11", "days/year", None)}),
    (
        "fr",
        "Chèques-repas de 8 € et abonnement de train payé en totalité",
        {"meal_voucher": ("8", "EUR/day", None), "transport": (None, None, 1.0)},
    ),
    (
        "en",
        (
            "Half of your travel pass is refunded, and each day in the office earns you a lunch voucher worth €9, "
            "of which we pay 60 %."
        ),
        {"transport": (None, None, 0.5), "meal_voucher": ("9", "EUR/day", 0.6)},
    ),
    ("it", "Rimborsiamo l'abbonamento regionale al cinquanta per cento.", {"transport": (None, None, 0.5)}),
    (
        "it",
        (
            "Ogni giorno di lavoro vale un buono pasto da sette euro; a dicembre la tredicesima e a luglio la "
            "quattordicesima."
        ),
        {"meal_voucher": ("7", "EUR/day", None), "extra_month": ("2", "month", None)},
    ),
    ("nl", "Woon-werkverkeer met het openbaar vervoer krijg je helemaal terug.", {"transport": (None, None, 1.0)}),
    (
        "nl",
        (
            "Naast je loon zijn er maaltijdcheques van 8 euro, twaalf ADV-dagen per jaar en een "
            "hospitalisatieverzekering na zes maanden. Kom je met de trein, dan betalen we je abonnement volledig."
        ),
        {
            "meal_voucher": ("8", "EUR/day", None),
            "rtt": ("12", "days/year", None),
            "health": None,
            "transport": (None, None, 1.0),
        },
    ),
    ("pt", "A cooperativa paga por inteiro o seguro de saúde a partir do segundo mês.", {"health": (None, None, 1.0)}),
    (
        "pt",
        "O vale-transporte é pago integralmente pelo Instituto, sem desconto em folha.",
        {"transport": (None, None, 1.0)},
    ),
    (
        "de",
        "3.120 Euro brutto im Monat, dazu im November ein dreizehntes Gehalt.",
        {"extra_month": ("1", "month", None)},
    ),
    ("de", "Deine BahnCard zahlen wir zur Hälfte.", {"transport": (None, None, 0.5)}),
    ("de", "Die Monatskarte für den Nahverkehr übernehmen wir zu zwei Dritteln.", {"transport": (None, None, 0.67)}),
    ("de", "Für das Mittagessen gibt es Essensmarken zu sieben Euro am Tag.", {"meal_voucher": ("7", "EUR/day", None)}),
    ("de", "Wohnen kannst du kostenlos in unserem Haus.", {"housing": None}),
    ("de", "Eine kleine Wohnung auf dem Hof stellen wir dir mietfrei.", {"housing": None}),
    ("de", "Eine Auslandskrankenversicherung schließen wir für dich ab.", {"health": None}),
    ("de", "Wir zahlen dreizehn Gehälter.", {"extra_month": ("1", "month", None)}),
    ("de", "Das Gehalt wird vierzehnmal im Jahr gezahlt.", {"extra_month": ("2", "month", None)}),
    ("de", "Das Jobticket bezuschussen wir mit 25 Euro im Monat.", {"transport": ("25", "EUR/month", None)}),
    ("de", "Die Fahrt zur Arbeit mit Bus und Bahn erstatten wir ganz.", {"transport": (None, None, 1.0)}),
    ("en", "We meet two thirds of your rail season ticket.", {"transport": (None, None, 0.67)}),
    ("en", "You live rent-free in the warden's cottage.", {"housing": None}),
    ("en", "A rent-free room in the village house goes with the post.", {"housing": None}),
    ("en", "Your bus fares are refunded in full.", {"transport": (None, None, 1.0)}),
    ("en", "Premiums for medical, dental and vision cover are ours to pay.", {"health": None}),
    ("en", "Staff are insured for medical care from their first day.", {"health": None}),
    ("en", "We pay three quarters of the health insurance.", {"health": (None, None, 0.75)}),
    ("en", "A thirteenth salary is paid in December.", {"extra_month": ("1", "month", None)}),
    ("en", "A housing allowance of USD 300 a month is added.", {"housing": ("300", "USD/month", None)}),
    ("fr", "Vous serez logé sur place, gratuitement.", {"housing": None}),
    ("fr", "Un studio vous attend au-dessus du bureau, sans loyer.", {"housing": None}),
    (
        "fr",
        "Nous prenons à notre compte les deux tiers de votre abonnement de train.",
        {"transport": (None, None, 0.67)},
    ),
    ("fr", "La complémentaire santé est financée à cent pour cent par la coopérative.", {"health": (None, None, 1.0)}),
    ("fr", "Vous avez droit à douze jours de RTT.", {"rtt": ("12", "days/year", None)}),
    ("fr", "Le salaire est versé en treize mensualités.", {"extra_month": ("1", "month", None)}),
    (
        "fr",
        "Un ticket-restaurant de neuf euros par jour travaillé, que nous payons à soixante pour cent.",
        {"meal_voucher": ("9", "EUR/day", 0.6)},
    ),
    ("fr", "Votre titre de transport est remboursé aux trois quarts.", {"transport": (None, None, 0.75)}),
    ("es", "La mitad del abono de transporte la pagamos nosotros.", {"transport": (None, None, 0.5)}),
    ("es", "Te alojas gratis en la casa de la entidad.", {"housing": None}),
    ("es", "El alojamiento corre por nuestra cuenta.", {"housing": None}),
    ("es", "Se cobra en catorce pagas.", {"extra_month": ("2", "month", None)}),
    ("es", "El seguro médico privado lo paga íntegramente la fundación.", {"health": (None, None, 1.0)}),
    ("es", "Cheque restaurante de once euros por día trabajado.", {"meal_voucher": ("11", "EUR/day", None)}),
    ("es", "Pagamos el bono de metro al cien por cien.", {"transport": (None, None, 1.0)}),
    ("pt", "O passe mensal é pago a metade pela associação.", {"transport": (None, None, 0.5)}),
    ("pt", "Alojamento por conta da associação.", {"housing": None}),
    ("pt", "São catorze meses de vencimento por ano.", {"extra_month": ("2", "month", None)}),
    ("pt", "Cartão refeição de 8 € por dia.", {"meal_voucher": ("8", "EUR/day", None)}),
    ("pt", "Plano de saúde custeado em setenta por cento pelo instituto.", {"health": (None, None, 0.7)}),
    ("it", "L'alloggio è a carico nostro.", {"housing": None}),
    ("it", "La stanza la mettiamo noi, senza affitto.", {"housing": None}),
    ("it", "Il buono pasto vale 8 euro al giorno.", {"meal_voucher": ("8", "EUR/day", None)}),
    ("it", "Lo stipendio si paga in quattordici mensilità.", {"extra_month": ("2", "month", None)}),
    ("it", "L'abbonamento del treno lo paghiamo per metà.", {"transport": (None, None, 0.5)}),
    ("it", "La polizza sanitaria è interamente pagata dalla cooperativa.", {"health": (None, None, 1.0)}),
    ("nl", "We betalen de helft van je treinabonnement.", {"transport": (None, None, 0.5)}),
    ("nl", "De reis naar je werk vergoeden we voor driekwart.", {"transport": (None, None, 0.75)}),
    ("nl", "Er is een kamer in het huis, zonder huur.", {"housing": None}),
    ("nl", "Je woont gratis in het gastenhuis.", {"housing": None}),
    ("nl", "Je krijgt een dertiende maand.", {"extra_month": ("1", "month", None)}),
    ("nl", "Maaltijdcheques van acht euro per gewerkte dag.", {"meal_voucher": ("8", "EUR/day", None)}),
    ("pt", "Não há lugar a subsídio de refeição.", {}),
    ("fr", "Nous ne proposons pas de logement ; pas de mutuelle non plus.", {}),
    ("fr", "Il n'y a ni titres-restaurant ni treizième mois.", {}),
    ("en", "We do not offer accommodation. There is no health insurance.", {}),
    ("en", "Guest-house beds are for visitors only. Housing is not provided.", {}),
    ("de", "Eine Wohnung können wir nicht stellen, ein Jobticket gibt es nicht.", {}),
    ("de", "Wir vermieten Menschen ohne Wohnung ein Zuhause.", {}),
    ("de", "Kein Jobticket, kein dreizehntes Gehalt, aber nette Leute.", {}),
    ("es", "No hay seguro médico ni cheque restaurante.", {}),
    ("it", "Non sono previsti buoni pasto né alloggio.", {}),
    ("nl", "Er zijn geen maaltijdcheques en geen hospitalisatieverzekering.", {}),
    ("fr", "Les repas sont faits par la cantine des bénévoles.", {}),
    ("fr", "Vous accompagnez les familles vers le logement et la mutuelle.", {}),
    ("en", "You will help tenants with housing and health insurance claims.", {}),
    ("en", "Our medical team insures that health comes first.", {}),
    ("es", "La casa de la finca acoge a las visitas.", {}),
    ("it", "La casa accoglie otto ragazzi; le stanze sono sei.", {}),
    ("fr", "La maison meublée accueille des familles.", {}),
    ("de", "Der Zug fährt jede Stunde, das Ticket kostet 3 Euro.", {}),
    ("nl", "De trein rijdt elk uur; een abonnement kost 40 euro.", {}),
    ("fr", "Le salaire est versé sur douze mois.", {}),
    ("en", "The house has thirteen rooms and a flat for guests.", {}),
]

CONTRACTS = [
    (
        "en",
        (
            "Successful candidates will be engaged for two years in the first instance, and the engagement may be "
            "renewed on good performance."
        ),
        ("fixed_term", 24, True),
    ),
    (
        "en",
        (
            "This is an initial FTA (fixed-term appointment) of six months. An extension depends on funds and on "
            "how the first six have gone."
        ),
        ("fixed_term", 6, True),
    ),
    ("es", "Es una plaza de planta, a medio tiempo.", ("permanent", None, None)),
    (
        "fr",
        (
            "Notre collègue de l'accueil part en congé maternité : il s'agit de la remplacer, du 2 mars 2027 "
            "jusqu'à son retour."
        ),
        ("fixed_term", None, None),
    ),
    (
        "fr",
        (
            "La personne qui tient la logistique prend un congé parental ; il nous faut quelqu'un à sa place "
            "pendant six mois, sans reconduction possible."
        ),
        ("fixed_term", 6, False),
    ),
    (
        "it",
        (
            "La collega che aspetta un bambino ci saluta a fine gennaio: chi arriva la affianca dal 18 gennaio 2027 "
            "e resta fino al suo rientro."
        ),
        ("fixed_term", None, None),
    ),
    ("it", "L'assunzione è a tempo pieno e indeterminato, dopo un mese di prova.", ("permanent", None, None)),
    ("nl", "Een oproepovereenkomst voor twaalf maanden, die we daarna meestal verlengen.", ("fixed_term", 12, "any")),
    ("nl", "Je begint met een jaarcontract; bevalt het over en weer, dan wordt het vast.", ("fixed_term", 12, None)),
    ("en", "Employment is sessional, on a specified purpose contract.", ("fixed_term", None, None)),
    ("de", "Der Vertrag ist unbefristet nach Probezeit; die Probezeit dauert sechs Monate.", ("permanent", None, None)),
    ("de", "Die Anstellung läuft zunächst zwei Jahre und kann verlängert werden.", ("fixed_term", 24, True)),
    ("de", "Wir stellen dich für achtzehn Monate ein.", ("fixed_term", 18, None)),
    ("de", "Du vertrittst eine Kollegin in Elternzeit, voraussichtlich vierzehn Monate.", ("fixed_term", 14, None)),
    ("de", "Die Stelle ist auf Dauer angelegt.", ("permanent", None, None)),
    ("de", "Du gehörst von Anfang an fest dazu: der Vertrag hat kein Ablaufdatum.", ("permanent", None, None)),
    ("de", "Der Vertrag gilt, bis die Kollegin aus der Elternzeit zurückkommt.", ("fixed_term", None, None)),
    ("en", "The post has no end date.", ("permanent", None, None)),
    ("en", "We will employ you until our colleague is back from maternity leave.", ("fixed_term", None, None)),
    ("en", "It is a year-long post and could become longer.", ("fixed_term", 12, "any")),
    ("en", "You would cover for a colleague on parental leave for nine months.", ("fixed_term", 9, None)),
    ("en", "The appointment is for three years, with a chance of an extension.", ("fixed_term", 36, True)),
    ("fr", "L'embauche se fait pour dix-huit mois, avec une prolongation possible.", ("fixed_term", 18, True)),
    ("fr", "Vous remplacez une collègue en arrêt maladie, le temps de son absence.", ("fixed_term", None, None)),
    ("fr", "Le poste est pérenne.", ("permanent", None, None)),
    ("fr", "Nous vous embauchons pour de bon, sans date de fin.", ("permanent", None, None)),
    ("fr", "Un contrat d'un an, que nous aimerions prolonger.", ("fixed_term", 12, "any")),
    ("es", "Se contrata por ocho meses, con posibilidad de prórroga.", ("fixed_term", 8, True)),
    ("es", "Cubrirás la baja de maternidad de una compañera hasta su vuelta.", ("fixed_term", None, None)),
    ("es", "El puesto es fijo desde el primer día.", ("permanent", None, None)),
    ("es", "Contrato por un año que puede renovarse.", ("fixed_term", 12, True)),
    ("es", "Formarás parte de la plantilla estable.", ("permanent", None, None)),
    ("pt", "Contrato de um ano, que pode ser renovado.", ("fixed_term", 12, True)),
    ("pt", "Vai substituir uma colega em licença parental até ao seu regresso.", ("fixed_term", None, None)),
    ("pt", "Integra os quadros desde o primeiro dia.", ("permanent", None, None)),
    ("pt", "O contrato dura dez meses e não se renova.", ("fixed_term", 10, False)),
    ("it", "Il contratto dura nove mesi e si può prorogare.", ("fixed_term", 9, True)),
    ("it", "Sostituirai una collega in maternità fino al suo rientro.", ("fixed_term", None, None)),
    ("it", "Il posto è fisso.", ("permanent", None, None)),
    ("it", "L'incarico è di dieci mesi, non rinnovabile.", ("fixed_term", 10, False)),
    ("nl", "Je vervangt een collega met zwangerschapsverlof tot haar terugkeer.", ("fixed_term", None, None)),
    ("nl", "Het contract duurt zeven maanden en kan verlengd worden.", ("fixed_term", 7, True)),
    ("nl", "Je krijgt meteen een vaste aanstelling.", ("permanent", None, None)),
    ("nl", "Een contract van bepaalde duur, zes maanden, met kans op verlenging.", ("fixed_term", 6, True)),
    ("nl", "🔧 vrijwillig, met een kleine onkostenvergoeding", ("volunteer", None, None)),
    ("fr", "Mission bénévole, frais remboursés.", ("volunteer", None, None)),
    ("de", "Ehrenamtlich, mit Aufwandsentschädigung.", ("volunteer", None, None)),
    ("en", "Our colleague came back from maternity leave in spring.", (None, None, None)),
    ("fr", "Nous remplaçons les fenêtres jusqu’à l’été.", (None, None, None)),
    ("en", "Our grant may be renewed in 2028.", (None, None, None)),
    ("en", "The programme runs for three years and may be extended.", (None, None, None)),
    ("de", "Das Projekt läuft zwei Jahre und kann verlängert werden.", (None, None, None)),
    ("it", "Il progetto dura tre anni.", (None, None, None)),
    ("fr", "Le stage de préparation dure une semaine.", (None, None, None)),
    ("nl", "De vrijwilligers van het huis helpen mee.", (None, None, None)),
    ("es", "La beca de los niños dura nueve meses.", (None, None, None)),
    ("fr", "La période d’essai est de deux mois, renouvelable une fois.", (None, None, None)),
    ("fr", "CDI. La période d’essai est de deux mois, renouvelable une fois.", ("permanent", None, None)),
    ("en", "The volunteers of the house meet every two months.", (None, None, None)),
]

PAY = [
    ("es", "BO", "El líquido pagable es de Bs 6.400 mensuales.", (6400, 6400, "BOB", "month", "net")),
    ("en", "GH", "Every post carries a take-home pay of GHS 2,850 a month.", (2850, 2850, "GHS", "month", "net")),
    ("es", "PE", "La retribución asciende a S/ 3 200 mensuales.", (3200, 3200, "PEN", "month", None)),
    ("es", "GT", "El salario es de Q 7,500.00 mensuales.", (7500, 7500, "GTQ", "month", None)),
    ("es", "HN", "Salario: L. 22,000 mensuales.", (22000, 22000, "HNL", "month", None)),
    ("es", "CR", "El salario es de ₡ 750.000 por mes.", (750000, 750000, "CRC", "month", None)),
    ("es", "DO", "El sueldo es de RD$ 45,000 mensuales.", (45000, 45000, "DOP", "month", None)),
    ("es", "UY", "Sueldo de $U 48.000 nominales por mes.", (48000, 48000, "UYU", "month", None)),
    ("es", "MX", "El sueldo es de 14,500 pesos al mes.", (14500, 14500, "MXN", "month", None)),
    ("es", "CO", "El salario es de $3.200.000 mensuales.", (3200000, 3200000, "COP", "month", None)),
    ("es", "EC", "La remuneración es de USD 1.212 mensuales.", (1212, 1212, "USD", "month", None)),
    ("en", "KE", "The gross monthly pay is KSh 145,000.", (145000, 145000, "KES", "month", "gross")),
    ("en", "UG", "Salary: UGX 2,400,000 gross per month.", (2400000, 2400000, "UGX", "month", "gross")),
    ("en", "ZM", "The monthly salary is ZMW 12,500 net.", (12500, 12500, "ZMW", "month", "net")),
    ("en", "PH", "Monthly salary: PHP 42,000.", (42000, 42000, "PHP", "month", None)),
    ("en", "NP", "NPR 85,000 per month, gross.", (85000, 85000, "NPR", "month", "gross")),
    ("fr", "SN", "Le salaire est de 650 000 F CFA net par mois.", (650000, 650000, "XOF", "month", "net")),
    ("fr", "CD", "Salaire : 1 200 USD brut par mois.", (1200, 1200, "USD", "month", "gross")),
    ("fr", "MG", "Le salaire est de 1 800 000 Ar par mois.", (1800000, 1800000, "MGA", "month", None)),
    ("fr", "HT", "Le salaire s'élève à 135 000 gourdes brut par mois.", (135000, 135000, "HTG", "month", "gross")),
    (
        "fr",
        "CH",
        "À plein temps, le salaire serait de 5'640 francs brut par mois, versé treize fois l'an (CHF).",
        (5640, 5640, "CHF", "month", "gross"),
    ),
    ("fr", "MA", "Salaire net mensuel : 9 500 DH.", (9500, 9500, "MAD", "month", "net")),
    ("fr", "TN", "Rémunération : 2 400 dinars net par mois.", (2400, 2400, "TND", "month", "net")),
    ("pt", "BR", "O salário é de R$ 2.150,00 por mês.", (2150, 2150, "BRL", "month", None)),
    ("pt", "MZ", "O salário é de 65.000 meticais por mês.", (65000, 65000, "MZN", "month", None)),
    ("pt", "AO", "Vencimento de 450.000 Kz por mês.", (450000, 450000, "AOA", "month", None)),
    (
        "de",
        "DE",
        "Bei uns verdienen alle dasselbe: 3.120 Euro brutto im Monat, gerechnet auf eine volle Stelle.",
        (3120, 3120, "EUR", "month", "gross"),
    ),
    (
        "de",
        "AT",
        "Bezahlt werden mindestens € 2.480 brutto im Monat, vierzehnmal im Jahr.",
        (2480, None, "EUR", "month", "gross"),
    ),
    (
        "it",
        "IT",
        "Ti paghiamo 1.650 euro lordi al mese per quattordici mensilità.",
        (1650, 1650, "EUR", "month", "gross"),
    ),
    ("nl", "NL", "Je verdient € 15,62 bruto per uur.", (15.62, 15.62, "EUR", "hour", "gross")),
    (
        "nl",
        "NL",
        "Je krijgt tussen € 2.954 en € 4.018 bruto, afhankelijk van je ervaring.",
        (2954, 4018, "EUR", "month", "gross"),
    ),
    ("it", "IT", "Abbiamo salvato € 230.000 di cibo nel 2025.", None),
    ("fr", "FR", "Le dernier exercice s'est soldé par 612 000 € de ventes.", None),
    ("en", "GB", "We hold a debt of £9.3 million.", None),
    ("es", "ES", "Cada donante pone 150 euros al mes.", None),
]

ENDS = [
    ("en", "We need you until 30 June 2027.", "2027-06-30"),
    ("en", "The post closes at the end of June 2027, on the 30th.", None),
    ("en", "Your last day would be 30 June 2027.", "2027-06-30"),
    ("fr", "Le contrat court jusqu'au 30 juin 2027.", "2027-06-30"),
    ("fr", "Vous restez avec nous jusqu'au 30 juin 2027.", "2027-06-30"),
    ("fr", "Fin de mission le 30 juin 2027.", "2027-06-30"),
    ("fr", "Dernier jour de travail : 30 juin 2027", "2027-06-30"),
    ("de", "Die Stelle endet am 30. Juni 2027.", "2027-06-30"),
    ("de", "Der Vertrag läuft am 30. Juni 2027 aus.", "2027-06-30"),
    ("de", "Letzter Arbeitstag ist der 30. Juni 2027.", "2027-06-30"),
    ("de", "Beschäftigt wirst du bis 30. Juni 2027.", "2027-06-30"),
    ("es", "El contrato termina el 30 de junio de 2027.", "2027-06-30"),
    ("pt", "O contrato termina a 30 de junho de 2027.", "2027-06-30"),
    ("pt", "A vaga vai até 30 de junho de 2027.", "2027-06-30"),
    ("it", "Il contratto scade il 30 giugno 2027.", "2027-06-30"),
    ("it", "L'incarico si chiude il 30 giugno 2027.", "2027-06-30"),
    ("nl", "Het contract loopt af op 30 juni 2027.", "2027-06-30"),
    ("nl", "Je blijft bij ons tot 30 juni 2027.", "2027-06-30"),
    ("fr", "Les candidatures sont reçues jusqu'au 30 juin 2027.", None),
    ("en", "The exhibition is open until 30 June 2027.", None),
    ("de", "Die Ausstellung läuft bis 30. Juni 2027.", None),
    ("en", "Funding is secured until 30 June 2027.", None),
    ("it", "Il bando scade il 30 giugno 2027.", None),
    ("es", "La convocatoria está abierta y finaliza el 30 de junio de 2027.", None),
    ("es", "El plazo empieza el 1 de junio de 2027 y acaba el 30 de junio de 2027.", None),
]

HOURS = [
    ("en", "Four days a week, 30 hours in all.", "part", 30.0, 30.0),
    ("en", "The week has thirty-five hours.", None, 35.0, 35.0),
    ("en", "You would do 22 hours, spread as you like.", "part", 22.0, 22.0),
    ("en", "Full time; four ten-hour nights.", "full", None, None),
    ("fr", "Le poste représente 17h30 par semaine, du lundi au jeudi matin.", "part", 17.5, 17.5),
    ("fr", "Un mi-temps annualisé.", "part", None, None),
    ("fr", "Trente heures par semaine, réparties sur quatre jours.", "part", 30.0, 30.0),
    ("fr", "On travaille quatre jours, 32 heures.", "part", 32.0, 32.0),
    ("de", "Der Umfang liegt bei 25 Stunden in der Woche.", "part", 25.0, 25.0),
    ("de", "Es ist eine halbe Stelle, 19,5 Stunden.", "part", 19.5, 19.5),
    ("de", "Du arbeitest 30 Stunden, verteilt auf vier Tage.", "part", 30.0, 30.0),
    ("de", "Drei Viertel einer vollen Stelle.", "part", None, None),
    ("de", "Zwischen 20 und 28 Stunden die Woche, wie es dir passt.", "part", 20.0, 28.0),
    ("es", "Son veinte horas semanales, por las tardes.", "part", 20.0, 20.0),
    ("es", "La jornada es de 38 horas repartidas de lunes a jueves.", "full", 38.0, 38.0),
    ("pt", "São 38 horas por semana, a tempo completo.", "full", 38.0, 38.0),
    ("pt", "Meio período: vinte horas semanais.", "part", 20.0, 20.0),
    ("it", "Trenta ore alla settimana, dal martedì al sabato.", "part", 30.0, 30.0),
    ("it", "Un part-time verticale, tre giorni la settimana.", "part", None, None),
    ("nl", "Je werkt 28 tot 32 uur per week.", "part", 28.0, 32.0),
    ("nl", "Halftijds, 19 uur per week, in overleg te spreiden.", "part", 19.0, 19.0),
    ("nl", "We zoeken iemand voor 24 uur.", "part", 24.0, 24.0),
    ("en", "The helpline is open 40 hours a week.", None, None, None),
    ("fr", "La formation dure 35 heures.", None, None, None),
    ("it", "Il corso è di 50 ore in tutto.", None, None, None),
    ("pt", "Cada turma tem 50 horas ao todo.", None, None, None),
    ("de", "Unser Laden ist 30 Stunden in der Woche geöffnet.", None, None, None),
]


@pytest.mark.parametrize(("language", "text", "wanted"), STARTS)
def test_a_start_is_read_where_the_words_say_it_is_the_jobs(language, text, wanted):
    posting = read(language, text)
    assert (posting.starts_on or ("asap" if posting.starts_precision == "asap" else None)) == wanted


@pytest.mark.parametrize(("language", "text", "wanted"), ENDS)
def test_an_end_is_read_where_the_words_say_it_is_the_contracts(language, text, wanted):
    assert read(language, text).ends_on == wanted


@pytest.mark.parametrize(("language", "text", "wanted"), BENEFITS)
def test_a_benefit_is_read_with_its_sum_and_share_and_not_where_it_is_denied(language, text, wanted):
    given = {b.kind: b for b in read(language, text).benefits if b.kind not in ("other", "bike")}
    assert set(given) == set(wanted)
    for kind, (amount, unit, share) in ((kind, row) for kind, row in wanted.items() if row is not None):
        found = given[kind]
        if amount is not None:
            assert (float(found.amount), found.unit) == (float(amount), unit)
        if share is not None:
            assert float(found.employer_share) == pytest.approx(share, abs=0.006)


@pytest.mark.parametrize(("language", "text", "wanted"), CONTRACTS)
def test_a_contract_is_read_of_what_its_sentence_says(language, text, wanted):
    posting = read(language, text)
    kind, months, renewable = wanted
    assert (posting.contract, posting.contract_months_max) == (kind, months)
    assert renewable == "any" or posting.renewable is renewable


@pytest.mark.parametrize(("language", "country", "text", "wanted"), PAY)
def test_pay_is_read_in_the_money_of_its_country(language, country, text, wanted):
    posting = read(language, text, country)
    basis = (posting.salary_min, posting.salary_max, posting.salary_currency, posting.salary_period)
    assert (*basis, posting.salary_basis) == (wanted or (None,) * 5)


@pytest.mark.parametrize(("language", "text", "kind", "low", "high"), HOURS)
def test_hours_of_a_week_are_told_from_those_of_anything_else(language, text, kind, low, high):
    posting = read(language, text)
    assert (posting.working_time, posting.weekly_hours_min, posting.weekly_hours_max) == (kind, low, high)
