"""Posted, deadline, start and end as ads in seven languages word them, one string a row."""

from __future__ import annotations

import pytest

from pipelines.model import Facts
from pipelines.normalise.dates import read_moment
from pipelines.normalise.milestones import read_deadline, read_end, read_posted, read_start

TODAY = "2026-04-21"
FRENCH = Facts("board", TODAY, "FR", "fr")
BRITISH = Facts("board", TODAY, "GB", "en", date_order="DMY")
AMERICAN = Facts("board", TODAY, "US", "en", date_order="MDY")
ENGLISH = Facts("board", TODAY, None, "en")
GERMAN = Facts("board", TODAY, "DE", "de")
SPANISH = Facts("board", TODAY, "ES", "es")
PORTUGUESE = Facts("board", TODAY, "PT", "pt")
ITALIAN = Facts("board", TODAY, "IT", "it")
DUTCH = Facts("board", TODAY, "NL", "nl")

POSTED = [
    ("Publié le 12/04/2026", FRENCH, "2026-04-12"),
    ("Publiée le 2 avril 2026", FRENCH, "2026-04-02"),
    ("Publiée hier", FRENCH, "2026-04-20"),
    ("Publiée aujourd'hui", FRENCH, "2026-04-21"),
    ("il y a 17 jours", FRENCH, "2026-04-04"),
    ("Publié il y a 2 semaines", FRENCH, "2026-04-07"),
    ("il y a 3 heures", FRENCH, None),
    ("il y a une semaine", FRENCH, "2026-04-14"),
    ("il y a plus de 30 jours", FRENCH, None),
    ("il y a 2 mois", FRENCH, None),
    ("Posted 10 May", Facts("board", "2026-05-28", "GB", "en", date_order="DMY"), "2026-05-10"),
    ("Posted 28 April", Facts("board", "2026-05-28", "GB", "en", date_order="DMY"), "2026-04-28"),
    ("Posted 24 December", Facts("board", "2026-01-05", "GB", "en", date_order="DMY"), "2025-12-24"),
    ("Posted Yesterday", BRITISH, "2026-04-20"),
    ("Posted Today", BRITISH, "2026-04-21"),
    ("Posted 3 days ago", BRITISH, "2026-04-18"),
    ("Posted 5 hours ago", BRITISH, None),
    ("Posted a week ago", BRITISH, "2026-04-14"),
    ("Posted 30+ Days Ago", BRITISH, None),
    ("Posted last month", BRITISH, None),
    ("Apr 3, 2026", AMERICAN, "2026-04-03"),
    ("04/03/2026", AMERICAN, "2026-04-03"),
    ("04/03/2026", BRITISH, "2026-03-04"),
    ("04/03/2026", FRENCH, "2026-03-04"),
    ("04/03/2026", ENGLISH, None),
    ("13/03/2026", AMERICAN, "2026-03-13"),
    ("2025-03-28T14:24:54.516Z", FRENCH, "2025-03-28"),
    ("2024-01-30 23:21:39", FRENCH, "2024-01-30"),
    ("2025-02-27 14:31:25 UTC", FRENCH, "2025-02-27"),
    ("20260101", FRENCH, "2026-01-01"),
    ("22-05-2025 00:11:19", FRENCH, "2025-05-22"),
    ("Thu, 27 Feb 2025 14:31:25 +0000", BRITISH, "2025-02-27"),
    ("vor 3 Tagen", GERMAN, "2026-04-18"),
    ("Veröffentlicht am 15.04.2026", GERMAN, "2026-04-15"),
    ("hace 4 días", SPANISH, "2026-04-17"),
    ("Publicado el 3 de abril de 2026", SPANISH, "2026-04-03"),
    ("há 2 dias", PORTUGUESE, "2026-04-19"),
    ("Pubblicato il 10/04/2026", ITALIAN, "2026-04-10"),
    ("5 giorni fa", ITALIAN, "2026-04-16"),
    ("Geplaatst op 8 april 2026", DUTCH, "2026-04-08"),
    ("3 dagen geleden", DUTCH, "2026-04-18"),
    ("avril 2026", FRENCH, None),
    ("31/04/2026", FRENCH, None),
    ("N/A", FRENCH, None),
]

DEADLINES = [
    ("15/05/2026", FRENCH, "2026-05-15"),
    ("15/05/2026 à 18h", FRENCH, "2026-05-15"),
    ("15 mai 2026, 23h59", FRENCH, "2026-05-15"),
    ("jusqu'au 15 mai 2026 inclus", FRENCH, "2026-05-15"),
    ("le 15 mai 2026 à minuit", FRENCH, "2026-05-15"),
    ("avant le 15 mai", FRENCH, "2026-05-15"),
    ("au plus tard le vendredi 15 mai 2026", FRENCH, "2026-05-15"),
    ("1er juin 2026", FRENCH, "2026-06-01"),
    ("1ER JUIN 2026", FRENCH, "2026-06-01"),
    ("15.05.26", FRENCH, "2026-05-15"),
    ("du 21 avril au 15 mai 2026", FRENCH, "2026-05-15"),
    ("entre le 1er et le 15 mai 2026", FRENCH, "2026-05-15"),
    ("dans 10 jours", FRENCH, "2026-05-01"),
    ("jusqu'au 15/06/2026Poste à pourvoir", FRENCH, "2026-06-15"),
    ("fin mai", FRENCH, None),
    ("au fil de l'eau", FRENCH, None),
    ("dès que possible", FRENCH, None),
    ("30 février 2026", FRENCH, None),
    ("15 mai 2026 (entretiens le 22 mai 2026)", FRENCH, "2026-05-15"),
    ("15 May 2026", BRITISH, "2026-05-15"),
    ("15th May 2026 at 5pm", BRITISH, "2026-05-15"),
    ("Friday 15 May 2026, 23:59 BST", BRITISH, "2026-05-15"),
    ("5:00pm on Friday, May 15th, 2026", AMERICAN, "2026-05-15"),
    ("May 15", AMERICAN, "2026-05-15"),
    ("by 15 May", BRITISH, "2026-05-15"),
    ("05/15/2026", AMERICAN, "2026-05-15"),
    ("15-May-2026", BRITISH, "2026-05-15"),
    ("2026/05/15", BRITISH, "2026-05-15"),
    ("Open until filled", BRITISH, None),
    ("Rolling basis", BRITISH, None),
    ("in 2 weeks", BRITISH, "2026-05-05"),
    ("October 7, 2026November 21, 2026Port Au Prince", AMERICAN, "2026-10-07"),
    ("15.05.2026", GERMAN, "2026-05-15"),
    ("bis zum 15. Mai 2026", GERMAN, "2026-05-15"),
    ("15. Mai 2026, 12 Uhr", GERMAN, "2026-05-15"),
    ("15 de mayo de 2026", SPANISH, "2026-05-15"),
    ("hasta el 15 de mayo", SPANISH, "2026-05-15"),
    ("15 de maio de 2026", PORTUGUESE, "2026-05-15"),
    ("até 15/05/2026", PORTUGUESE, "2026-05-15"),
    ("15 maggio 2026", ITALIAN, "2026-05-15"),
    ("entro il 15 maggio", ITALIAN, "2026-05-15"),
    ("15 mei 2026", DUTCH, "2026-05-15"),
    ("uiterlijk 15 mei", DUTCH, "2026-05-15"),
]

#: Words, facts, precision, first day, last day.
STARTS = [
    ("01/09/2026", FRENCH, "day", "2026-09-01", "2026-09-01"),
    ("1er septembre 2026", FRENCH, "day", "2026-09-01", "2026-09-01"),
    ("à partir du 1er septembre", FRENCH, "day", "2026-09-01", "2026-09-01"),
    ("début septembre 2026", FRENCH, "part_of_month", "2026-09-01", "2026-09-10"),
    ("Début juin", FRENCH, "part_of_month", "2026-06-01", "2026-06-10"),
    ("mi-juin", FRENCH, "part_of_month", "2026-06-11", "2026-06-20"),
    ("mi juin 2026", FRENCH, "part_of_month", "2026-06-11", "2026-06-20"),
    ("fin juin 2026", FRENCH, "part_of_month", "2026-06-21", "2026-06-30"),
    ("courant août", FRENCH, "month", "2026-08-01", "2026-08-31"),
    ("courant août/début septembre 2026", FRENCH, "month", "2026-08-01", "2026-09-10"),
    ("septembre 2026", FRENCH, "month", "2026-09-01", "2026-09-30"),
    ("Septembre", FRENCH, "month", "2026-09-01", "2026-09-30"),
    ("09/2026", FRENCH, "month", "2026-09-01", "2026-09-30"),
    ("juin ou juillet 2026", FRENCH, "month", "2026-06-01", "2026-07-31"),
    ("février ou mars 2027", FRENCH, "month", "2027-02-01", "2027-03-31"),
    ("fin 2026", FRENCH, "quarter", "2026-10-01", "2026-12-31"),
    ("début 2027", FRENCH, "quarter", "2027-01-01", "2027-03-31"),
    ("premier trimestre 2027", FRENCH, "quarter", "2027-01-01", "2027-03-31"),
    ("second semestre 2026", FRENCH, "quarter", "2026-07-01", "2026-12-31"),
    ("été 2026", FRENCH, "season", "2026-06-01", "2026-08-31"),
    ("rentrée 2026", FRENCH, "season", "2026-09-01", "2026-09-30"),
    ("2027", FRENCH, "year", "2027-01-01", "2027-12-31"),
    ("dès que possible", FRENCH, "asap", None, None),
    ("Dès que possible, idéalement 1er juin 2026", FRENCH, "asap", None, None),
    ("Immédiate", FRENCH, "asap", None, None),
    ("ASAP", FRENCH, "asap", None, None),
    ("dès maintenant", FRENCH, "asap", None, None),
    ("De suite ou à convenir", FRENCH, "asap", None, None),
    ("1er septembre 2026 pour 12 mois", FRENCH, "day", "2026-09-01", "2026-09-01"),
    ("du 1er septembre 2026 au 31 août 2027", FRENCH, "day", "2026-09-01", "2026-09-01"),
    ("semaine du 4 mai 2026", FRENCH, "day", "2026-05-04", "2026-05-04"),
    ("première quinzaine de mai", FRENCH, "part_of_month", "2026-05-01", "2026-05-15"),
    ("2026-09-01", FRENCH, "day", "2026-09-01", "2026-09-01"),
    ("2026-09-01T00:00:00.000Z", FRENCH, "day", "2026-09-01", "2026-09-01"),
    ("01/09/2026Poste à pourvoir", FRENCH, "day", "2026-09-01", "2026-09-01"),
    ("1 September 2026", BRITISH, "day", "2026-09-01", "2026-09-01"),
    ("September 1st, 2026", AMERICAN, "day", "2026-09-01", "2026-09-01"),
    ("from 1 June", BRITISH, "day", "2026-06-01", "2026-06-01"),
    ("early June 2026", BRITISH, "part_of_month", "2026-06-01", "2026-06-10"),
    ("mid-June", BRITISH, "part_of_month", "2026-06-11", "2026-06-20"),
    ("late June 2026", BRITISH, "part_of_month", "2026-06-21", "2026-06-30"),
    ("end of June", BRITISH, "part_of_month", "2026-06-21", "2026-06-30"),
    ("June 2026", BRITISH, "month", "2026-06-01", "2026-06-30"),
    ("Q3 2026", BRITISH, "quarter", "2026-07-01", "2026-09-30"),
    ("autumn 2026", BRITISH, "season", "2026-09-01", "2026-11-30"),
    ("As soon as possible", BRITISH, "asap", None, None),
    ("Immediately", BRITISH, "asap", None, None),
    ("Immediate start", BRITISH, "asap", None, None),
    ("ab sofort", GERMAN, "asap", None, None),
    ("zum nächstmöglichen Zeitpunkt", GERMAN, "asap", None, None),
    ("zum 1. September 2026", GERMAN, "day", "2026-09-01", "2026-09-01"),
    ("ab 01.09.2026", GERMAN, "day", "2026-09-01", "2026-09-01"),
    ("Anfang Juni 2026", GERMAN, "part_of_month", "2026-06-01", "2026-06-10"),
    ("Mitte Juni", GERMAN, "part_of_month", "2026-06-11", "2026-06-20"),
    ("Ende Juni 2026", GERMAN, "part_of_month", "2026-06-21", "2026-06-30"),
    ("Herbst 2026", GERMAN, "season", "2026-09-01", "2026-11-30"),
    ("1 de septiembre de 2026", SPANISH, "day", "2026-09-01", "2026-09-01"),
    ("principios de junio de 2026", SPANISH, "part_of_month", "2026-06-01", "2026-06-10"),
    ("septiembre 2026", SPANISH, "month", "2026-09-01", "2026-09-30"),
    ("incorporación inmediata", SPANISH, "asap", None, None),
    ("lo antes posible", SPANISH, "asap", None, None),
    ("1 de setembro de 2026", PORTUGUESE, "day", "2026-09-01", "2026-09-01"),
    ("início imediato", PORTUGUESE, "asap", None, None),
    ("setembro de 2026", PORTUGUESE, "month", "2026-09-01", "2026-09-30"),
    ("1° settembre 2026", ITALIAN, "day", "2026-09-01", "2026-09-01"),
    ("inizio giugno 2026", ITALIAN, "part_of_month", "2026-06-01", "2026-06-10"),
    ("il prima possibile", ITALIAN, "asap", None, None),
    ("1 september 2026", DUTCH, "day", "2026-09-01", "2026-09-01"),
    ("begin juni 2026", DUTCH, "part_of_month", "2026-06-01", "2026-06-10"),
    ("zo snel mogelijk", DUTCH, "asap", None, None),
    ("A définir", FRENCH, None, None, None),
    ("Selon disponibilité", FRENCH, None, None, None),
    ("jusqu'au 31 août 2026", FRENCH, None, None, None),
    ("35h", FRENCH, None, None, None),
    ("12 mois", FRENCH, None, None, None),
]

ENDS = [
    ("31/12/2026", FRENCH, "2026-12-31"),
    ("jusqu'au 31 décembre 2026", FRENCH, "2026-12-31"),
    ("CDD jusqu'au 31/12/2026", FRENCH, "2026-12-31"),
    ("du 1er septembre 2026 au 30 juin 2027", FRENCH, "2027-06-30"),
    ("01/09/2026 - 30/06/2027", FRENCH, "2027-06-30"),
    ("du 1er mai au 31 août 2026", FRENCH, "2026-08-31"),
    ("de mai à août 2026", FRENCH, "2026-08-01"),
    ("à partir du 1er mai 2026", FRENCH, None),
    ("12 mois", FRENCH, None),
    ("avant le 31 mai 2026", FRENCH, None),
    ("until 31 December 2026", BRITISH, "2026-12-31"),
    ("1 May 2026 to 31 August 2026", BRITISH, "2026-08-31"),
    ("from May 1 through August 31, 2026", AMERICAN, "2026-08-31"),
    ("befristet bis 31.12.2027", GERMAN, "2027-12-31"),
    ("bis zum 30. Juni 2027", GERMAN, "2027-06-30"),
    ("hasta el 31 de diciembre de 2026", SPANISH, "2026-12-31"),
    ("del 1 abril al 31 agosto 2026", SPANISH, "2026-08-31"),
    ("até 31 de dezembro de 2026", PORTUGUESE, "2026-12-31"),
    ("fino al 31 dicembre 2026", ITALIAN, "2026-12-31"),
    ("tot en met 31 december 2026", DUTCH, "2026-12-31"),
]


def first(reading):
    return reading.value.first if reading is not None else None


@pytest.mark.parametrize(("text", "facts", "day"), POSTED)
def test_the_day_of_posting_is_read_as_worded(text, facts, day):
    reading = read_posted(text, facts)
    assert first(reading) == day
    assert reading is None or reading.excerpt in text


@pytest.mark.parametrize(("text", "facts", "day"), DEADLINES)
def test_the_last_day_to_apply_is_read_as_worded(text, facts, day):
    reading = read_deadline(text, facts, TODAY)
    assert first(reading) == day
    assert reading is None or reading.excerpt in text


@pytest.mark.parametrize(("text", "facts", "precision", "since", "until"), STARTS)
def test_the_start_is_read_as_worded(text, facts, precision, since, until):
    reading = read_start(text, facts, TODAY)
    value = reading.value if reading is not None else None
    given = (value.precision, value.first, value.last) if value is not None else (None, None, None)
    assert given == (precision, since, until)
    assert reading is None or reading.excerpt in text


@pytest.mark.parametrize(("text", "facts", "day"), ENDS)
def test_the_end_is_read_as_worded(text, facts, day):
    reading = read_end(text, facts, TODAY)
    assert first(reading) == day
    assert reading is None or reading.excerpt in text


@pytest.mark.parametrize("text", ["24/7", "7j/7", "9h-12h", "2 500 €", "75012", "06 00", "3/4 temps", "1/2", "28/35e"])
def test_figures_that_are_no_dates_are_none(text):
    assert read_moment(text, FRENCH) is None
