"""What sentences of whole ads ask for in words of their own: years, languages, papers, days, references."""

# ruff: noqa: E501 - tables of strings read better on one line

from __future__ import annotations

import pytest

from pipelines.model import Facts, RawPosting, Statement
from pipelines.normalise.document import read_document
from pipelines.normalise.experience import find_experiences
from pipelines.normalise.languages_needed import find_languages
from pipelines.normalise.posting import normalise
from tests.normalise.tables import rows

_FACTS = Facts("board", "2026-03-10")

#: A sentence without a heading above it, and the years it asks for: "least..most", "-" for none.
_YEARS = """
Mindestens zwei Jahre lang haben Sie schon mit Freiwilligen gearbeitet, ob bezahlt oder nicht, ist uns einerlei. | 2..
Ein Masterabschluss in Umweltingenieurwesen liegt hinter dir, und danach sind mindestens fünf Jahre in der Entwicklungszusammenarbeit vergangen. | 5..
You'll have spent at least three years leading volunteers, whether or not that was your job title. | 3..
We would like you to bring at least one year of shelter, residential or hospital night work, plus a high school diploma or GED. | 1..
The person we have in mind holds a bachelor's degree in civil or water engineering and has put in no fewer than four years on rural water schemes. | 4..
Persons who have done similar work for not less than three (3) years, who speak Ewe and can read and write English. | 3..
Quien postule contará con un mínimo de dos años en proyectos rurales de saneamiento. | 2..
Buscamos a quien tenga licenciatura en su rama y lleve tres años o más atendiendo casos de violencia. | 3..
Il faut avoir déjà tenu un accueil, deux ans au moins ; pour le reste, le bac suffit. | 2..
Vous êtes porteur d'un bachelier à orientation sociale ou pédagogique et vous avez passé au moins trois ans à animer des groupes d'adultes. | 3..
Une formation supérieure (bachelor HES en architecture, génie civil ou bois) et quatre à six ans passés sur des chantiers, à diriger plus qu'à regarder. | 4..6
qui a travaillé cinq ans au bas mot en laiterie ou en fromagerie, peu importe où ; qui possède un BTS ou un DUT agroalimentaire | 5..
We picture somebody with seven or more years behind them in monitoring and evaluation, who holds a Master's degree. | 7..
Vous avez un master, de quatre à huit ans de plaidoyer derrière vous, le français (C1), le néerlandais (B2) et l'anglais (B2). | 4..8
Pour y parvenir, une licence en gestion ou en génie, au minimum quatre années passées dans les achats ou le transport. | 4..
Servono la laurea triennale in scienze dell'educazione (L-19) e un anno almeno passato in una comunità per minori. | 1..
Chiediamo una laurea magistrale e una pratica di almeno quattro anni nella programmazione di una sala o di un festival. | 4..
Daarna heb je drie tot vijf jaar met ouderen gewerkt, betaald of als mantelzorger. | 3..5
Pedimos licenciatura em Línguas ou em Ensino e prática de pelo menos um ano com adultos. | 1..
Para concorrer é preciso ter ensino médio completo e já ter trabalhado dois anos ou mais com grupos de crianças. | 2..
Have two years of teaching grown-ups behind you and an award at Level 7. | 2..
Con un año de práctica en servicios sociales de base nos basta. | 1..
rijbewijs B, en dat al minstens vijf jaar | -
Depuis 22 ans, Parenthèse Bleue prend le relais. | -
The hospice itself has been going for thirty-four years, so expect people with long memories. | -
Seit 38 Jahren begleiten wir in Osthessen Familien. | -
Née il y a 31 ans dans un local syndical, elle dispose aujourd'hui de cinq antennes. | -
Wir sind seit zehn Jahren ein Team. | -
Contrat de trois ans, renouvelable deux ans. | -
The post is funded for at least two years. | -
Das Projekt läuft noch mindestens drei Jahre. | -
Children aged three to five years come to us. | -
La direttrice, che ha lavorato qui vent'anni, va in pensione. | -
Vous accompagnerez des jeunes pendant deux ans au moins. | -
L'équipe travaille depuis cinq ans au moins sur ce sujet. | -
Il programma dura quattro anni. | -
Nos derniers collègues sont restés cinq ans. | -
The last cook stayed eleven years. | -
Permis B depuis trois ans au moins. | -
Du hast schon drei Jahre in der Pflege gearbeitet. | 3..
Je werkte al minstens twee jaar met jongeren. | 2..
Llevas al menos dos años trabajando con personas migrantes. | 2..
Llevas dos años o más en puestos de coordinación. | 2..
Hai lavorato almeno due anni con persone anziane. | 2..
Lavori da almeno tre anni nel sociale. | 3..
Trabalha há pelo menos dois anos com jovens. | 2..
You have run a kitchen for at least two years. | 2..
You've already put three years into community work. | 3..
Vous comptez trois années de terrain au minimum. | 3..
Tu as passé deux ans dans une cuisine collective. | 2..
Vous avez derrière vous cinq années de comptabilité. | 5..
Drei Jahre Buchhaltung sollten hinter dir liegen. | 3..
Fünf Jahre in der Jugendhilfe bringst du mit. | 5..
Con al menos tres años a tus espaldas en cooperación. | 3..
Tens pelo menos três anos de trabalho em cozinhas. | 3..
Minstens drie jaar achter de rug in de zorg. | 3..
Minimum three years doing comparable work. | 3..
"""

#: A sentence, and the languages it asks for: "r" required, "d" desired.
_LANGUAGES = """
Russisch oder Ukrainisch wäre ein Geschenk, ist aber keine Bedingung. | ru:d uk:d
Du schreibst Deutsch stilsicher, verhandelst auf Französisch und kommst mit Englisch gut zurecht. | de:r fr:r en:r
Gänge auf Dänisch wären ein Traum. | da:d
Fluent Somali goes without saying, though we say it anyway. | so:r
Some Arabic would be a bonus. | ar:d
Persons who speak Ewe and can read and write English. Twi is an advantage. | ee:r en:r tw:d
Hablará quechua con fluidez, pues las asambleas son en esa lengua. | qu:r
You write fluent English, your Arabic is at C1, and French would come in handy with our Tunis colleagues. | en:r ar:r fr:d
Pour y parvenir, un créole de tous les jours et un français soigné à l'écrit. L'espagnol aide quand le fournisseur est dominicain. | ht:r fr:r es:d
c) inglese di livello B1, tedesco gradito; | en:r de:d
Il francese deve essere fluente, perché metà dei contratti si discute con Parigi; l'inglese basta intermedio, B1 o giù di lì. | fr:r en:r
goed Nederlands; wie Turks of Twents verstaat, hoort onderweg meer | nl:r tr:d
Um inglês de nível B2 é necessário para os primeiros dias; o ucraniano dá jeito, mas não se exige. | en:r uk:d
Le français est votre langue de travail ; des bases de néerlandais ne gâchent rien. | fr:r nl:d
Deutsch sprechen und schreiben Sie auf dem Niveau C1. | de:r
El aymara hablado es imprescindible en Viacha; el quechua suma puntos. | ay:r qu:d
Pour la billetterie, l'anglais rend service. | en:d
Parliamo italiano tra noi; se conosci l'arabo, meglio. | ar:d
Le breton est un plaisir, pas une condition. | br:d
Le malgache s'apprend là-bas, des cours sont prévus. |
In de keuken wordt Nederlands, Frans en van alles door elkaar gesproken. |
Fluency in Swahili is a must, Kikuyu is welcome. | sw:r ki:d
Wolof or Pulaar would be very useful in the villages. | wo:d ff:d
Kenntnisse in Tigrinya oder Arabisch sind ein großes Plus. | ti:d ar:d
La connaissance du wolof ou du peul est un atout majeur. | wo:d ff:d
Il faut parler le lingala et comprendre le swahili. | ln:r sw:r
Se requiere guaraní hablado; portugués deseable. | gn:r pt:d
Je Engels is uitstekend en je kunt je redden in het Duits. | en:r de:r
Spaans is mooi meegenomen, maar geen must. | es:d
Ohne gutes Deutsch geht es bei uns nicht. | de:r
Wer Türkisch kann, ist klar im Vorteil. | tr:d
Your Spanish is conversational or better. | es:r
A working knowledge of Hausa will help. | ha:d
Your written English needs to be flawless. | en:r
Nous échangeons surtout en anglais, il doit donc être courant. | en:r
Ton anglais te permet d'animer une réunion. | en:r
Votre anglais est irréprochable, votre arabe correct. | en:r ar:r
Un buen nivel de inglés es indispensable; el francés, un plus. | en:r fr:d
El catalán se entiende y se habla. | ca:r
Te manejas en inglés y en francés. | en:r fr:r
Desenvoltura em inglês e francês. | en:r fr:r
À-vontade em inglês; o crioulo cabo-verdiano será uma vantagem. | en:r
Devi cavartela con l'inglese. | en:r
Serve un ottimo italiano scritto e un inglese discreto. | it:r en:r
Il tedesco è richiesto, il ladino apprezzato. | de:r
Unsere französische Partnerorganisation sitzt in Lyon. |
You will teach English to newcomers. |
English classes start in March. |
Nuestra fundación tiene una sede francesa. |
El contrato se rige por la ley española. |
La sede italiana si trova a Roma. |
Le droit français s'applique. |
Your German colleagues will help you settle in. |
Your English pupils are aged 8 to 12. |
Die italienische Küche ist für alle da. |
Traduire des documents de l'arabe vers le français est un autre métier. |
Onze Nederlandse lessen zijn gratis. |
Cerchiamo un insegnante per il corso di italiano. |
Cours de français langue étrangère pour adultes. |
Website in English, French and Arabic. |
Perfect English required; German is a plus but not a must. | en:r de:d
Muttersprache Deutsch, gute Englischkenntnisse. | de:r en:r
Deutsch C1, Englisch B2, weitere Sprachen willkommen. | de:r en:r
Vous parlez couramment anglais et espagnol. | en:r es:r
Bilingue français-anglais. | fr:r en:r
L'anglais est indispensable, le portugais un vrai plus. | en:r pt:d
Dominio del inglés hablado y escrito (C1). | en:r
Catalán nivel C y castellano. | ca:r es:r
Buona conoscenza dell'inglese; gradita quella del francese. | en:r fr:d
Inglês fluente; espanhol desejável. | en:r es:d
Uitstekende kennis van het Nederlands en goede kennis van het Frans. | nl:r fr:r
Je spreekt vlot Nederlands en kan je behelpen in het Frans. | nl:r fr:r
Working language is English. | en:r
Arbeitssprache ist Englisch. | en:r
Tu te débrouilles en anglais. | en:r
Du verstehst Französisch und schreibst einwandfreies Deutsch. | fr:r de:r
"""

#: Language, heading, sentence, column, value: "-" for none.
_COLUMNS = """
de|Bewerbung|Wir freuen uns bis zum 30. April 2026 auf deine Unterlagen an jobs@x.example.|deadline_on|2026-04-30
de||Bewirb dich jetzt! Letzter Tag ist der 30. April 2026.|deadline_on|2026-04-30
de|Los geht's|Bis 12. April hast du Zeit.|deadline_on|2026-04-12
fr|Pour postuler|Votre dossier doit nous parvenir pour le 15 avril 2026 à midi.|deadline_on|2026-04-15
fr|Candidature|Nous arrêtons de recevoir les candidatures le 15 avril 2026.|deadline_on|2026-04-15
fr|Candidature|On attend vos CV jusqu'au lundi 20 avril à minuit.|deadline_on|2026-04-20
fr||Vous avez jusqu'au 3 mai pour nous écrire.|deadline_on|2026-05-03
en|How to apply|We need to hear from you by noon on Friday 17 April 2026.|deadline_on|2026-04-17
en||Get your application to us before 5 p.m. on 17 April 2026.|deadline_on|2026-04-17
en||The door shuts on 17 April 2026 at midnight.|deadline_on|-
en|Applying|The form closes at 23:59 on Sunday 19 April.|deadline_on|2026-04-19
es|Cómo inscribirse|Tienes hasta el 15 de abril de 2026 a las 14:00.|deadline_on|2026-04-15
es||El plazo de admisión de candidaturas acaba el 15 de abril de 2026.|deadline_on|2026-04-15
es||Recibimos candidaturas hasta las 23:59 del 15 de abril.|deadline_on|2026-04-15
pt|Candidatura|Aceitamos candidaturas até sexta-feira, 17 de abril de 2026.|deadline_on|2026-04-17
pt||Candidate-se até 17/04/2026 através do formulário.|deadline_on|2026-04-17
it|Candidatura|Le candidature vanno inviate entro e non oltre venerdì 17 aprile 2026.|deadline_on|2026-04-17
it||C'è tempo fino al 17 aprile 2026 per candidarsi.|deadline_on|2026-04-17
nl|Solliciteren|Reageren kan tot vrijdag 17 april 2026.|deadline_on|2026-04-17
nl||Stuur je brief uiterlijk 17 april 2026 naar werk@x.example.|deadline_on|2026-04-17
nl||Je kunt solliciteren t/m 17 april.|deadline_on|2026-04-17
it||L'incarico si chiude il 30 giugno 2027.|deadline_on|-
fr||Le projet se termine le 30 juin 2027.|deadline_on|-
de||Das Projekt läuft bis 30. Juni 2027.|deadline_on|-
en||Our shop closes on 24 December 2026.|deadline_on|-
en||The contract closes on 30 June 2027.|deadline_on|-
de|Bewerbung|Betreff: "Stelle Garten 2026". An: garten@x.example|apply_reference|Stelle Garten 2026
de|Bewerbung|Bitte geben Sie die Kennung SOZ-14/26 an.|apply_reference|SOZ-14/26
fr|Candidature|Merci d'indiquer « COORD-26 » en objet.|apply_reference|COORD-26
fr|Candidature|Objet du mail : COORD 2026.|apply_reference|COORD 2026
en|How to apply|Use ABC-123 as the subject of your e-mail.|apply_reference|ABC-123
en|How to apply|Please put HLP/26 in the subject line.|apply_reference|HLP/26
en||Vacancy no. 2026-117|apply_reference|2026-117
es|Candidaturas|Indica EDU-7 en el asunto del correo.|apply_reference|EDU-7
es|Candidaturas|Asunto: MED-2026.|apply_reference|MED-2026
pt|Candidatura|Indique a ref.ª MED-26 no assunto.|apply_reference|MED-26
it|Candidatura|Nell'oggetto va scritto EDU-7.|apply_reference|EDU-7
nl|Solliciteren|Zet VW-2026-3 in het onderwerp.|apply_reference|VW-2026-3
nl|Solliciteren|Vermeld vacaturenummer 26-114.|apply_reference|26-114
en|How to apply|In the subject line, put your name and the post.|apply_reference|-
de|Bewerbung|Im Betreff steht bitte dein Name.|apply_reference|-
fr|Candidature|Mention « candidature spontanée » en objet.|apply_reference|-
de|Bewerbung|Schick uns deinen Lebenslauf und sag uns in drei Sätzen, warum du zu uns willst.|apply_documents|cv+cover_letter
de|Bewerbung|Ein Anschreiben brauchen wir nicht, nur deinen Lebenslauf an jobs@x.example.|apply_documents|cv
fr|Candidature|Pas de lettre de motivation, un simple CV suffit : jobs@x.example|apply_documents|cv
fr|Candidature|Joignez CV, lettre et copies de diplômes.|apply_documents|cv+cover_letter+diplomas
en|How to apply|No CVs please: just fill in the application form.|apply_documents|form
en|How to apply|Send us your CV and a page about why this job appeals.|apply_documents|cv+cover_letter
en|How to apply|Attach a résumé, a letter and the names of two referees.|apply_documents|cv+cover_letter+references
es|Candidaturas|Envía tu CV y una carta contando por qué te interesa.|apply_documents|cv+cover_letter
es|Candidaturas|Basta con el currículum, no hace falta carta.|apply_documents|cv
it|Candidatura|Inviare CV, lettera e copia del titolo di studio.|apply_documents|cv+cover_letter+diplomas
it|Candidatura|Non serve la lettera: basta il curriculum.|apply_documents|cv
pt|Candidatura|Envie currículo, carta e certificado de habilitações.|apply_documents|cv+cover_letter+diplomas
nl|Solliciteren|Mail je cv en een korte motivatie naar werk@x.example.|apply_documents|cv+cover_letter
nl|Solliciteren|Een motivatiebrief is niet nodig, een cv wel.|apply_documents|cv
en||Driving licence essential, as clients live far apart.|driving_licence|required
en||You drive and hold a full UK licence.|driving_licence|B
en||A driving licence is not needed.|driving_licence|-
fr||Avoir le permis (B) et un véhicule.|driving_licence|B
fr||Permis B depuis trois ans au moins.|driving_licence|B
fr||Conduite d'un minibus : permis D exigé.|driving_licence|D
de||Führerschein der Klasse B wäre gut.|driving_licence|-
de||Führerschein (Klasse B oder BE).|driving_licence|B, BE
de||Ein Führerschein ist nicht nötig.|driving_licence|-
es||Imprescindible carné de conducir tipo B y vehículo.|driving_licence|B
es||Se requiere carnet de conducir B1.|driving_licence|B1
it||È richiesta la patente di guida cat. B.|driving_licence|B
it||Automuniti, patente B.|driving_licence|B
pt||Carta de condução categoria B.|driving_licence|B
pt||CNH categoria B.|driving_licence|B
nl||In bezit van rijbewijs B en een auto.|driving_licence|B
nl||Een rijbewijs is niet nodig, een goede regenjas wel.|driving_licence|-
fr||Nous aidons les jeunes à passer le permis B.|driving_licence|-
de||Du brauchst eine gültige Arbeitserlaubnis für Deutschland.|work_permit|required
de||Wir unterstützen dich beim Visum.|work_permit|sponsored
fr||Être en règle pour travailler en Suisse (permis valable).|work_permit|required
fr||Il faut être autorisé·e à travailler en France.|work_permit|required
en||You must already be able to work legally in Ireland.|work_permit|required
en||We cannot sponsor visas.|work_permit|required
en||Sponsorship is available for this role.|work_permit|sponsored
es||Imprescindible permiso de trabajo en vigor.|work_permit|required
it||È necessario il permesso di soggiorno valido per lavoro.|work_permit|required
pt||É necessária autorização de residência com permissão de trabalho.|work_permit|required
nl||Je mag in Nederland werken zonder vergunning.|work_permit|required
nl||Geldige werkvergunning vereist.|work_permit|required
en|How to apply|Write to us: jobs (at) helpers (dot) example|apply_email|jobs@helpers.example
fr|Candidature|Envoyez votre CV à emploi[arobase]asso[point]example.|apply_email|emploi@asso.example
de|Bewerbung|Mail an team (at) verein punkt example|apply_email|team@verein.example
es|Candidaturas|Escríbenos a equipo arroba casa punto example|apply_email|equipo@casa.example
en|How to apply|Apply to jobs@x.example. For an adjustment write to access@x.example.|apply_email|jobs@x.example
en|How to apply|Questions? Write to anna@x.example.|apply_email|-
fr|Candidature|Pour toute question, écrivez à info@asso.example. Candidatures : rh@asso.example|apply_email|rh@asso.example
"""


@pytest.mark.parametrize(("sentence", "years"), rows(_YEARS, "|"))
def test_years_are_the_candidates_by_the_words_around_them(sentence: str, years: str) -> None:
    found = find_experiences(read_document(f"<p>{sentence}</p>"), _FACTS)
    ends = (found[0].value.minimum, found[0].value.maximum) if found else None
    assert ("-" if ends is None else "..".join("" if end is None else str(end) for end in ends)) == years


@pytest.mark.parametrize(("sentence", "languages"), rows(_LANGUAGES, "|"))
def test_a_language_is_asked_for_in_many_words(sentence: str, languages: str) -> None:
    found = find_languages(read_document(f"<p>{sentence}</p>"), _FACTS)
    assert {f"{each.value.language}:{each.value.necessity[:1]}" for each in found} == set(languages.split())


@pytest.mark.parametrize(("language", "heading", "sentence", "column", "value"), rows(_COLUMNS, "|"))
def test_how_one_applies_and_what_one_holds(
    language: str, heading: str, sentence: str, column: str, value: str
) -> None:
    body = (f"<h2>{heading}</h2>" if heading else "") + f"<p>{sentence}</p>"
    url = "https://board.example/1"
    raw = RawPosting("board", url, url, "2026-03-10T06:00:00Z", (Statement("title", "Helper"),), body, language)
    found = getattr(normalise(raw, Facts("board", "2026-03-10", language=language))[0], column)
    stated = "+".join(found) if isinstance(found, tuple) else str(found or "")
    assert (stated or "-") == value
