"""What of a page's text changes at every visit, and what only looks so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.links import canonical
from pipelines.noise import fingerprint, without_noise

#: Whole lines, none of which says anything.
LINES = """
1 234 vues
1\u202f234 vues
12 vues
1 vue
Vu 56 fois
Consulté 1 204 fois
Nombre de vues : 12
Vues : 12
12 candidatures
Candidatures : 12
12 candidats
Aucune candidature
Soyez parmi les 25 premiers candidats
Soyez le premier à postuler
25 personnes ont postulé
12 candidatures reçues
Views: 99
1.2k views
99 page views
Viewed 56 times
25 people have applied
Over 100 applicants
25 applicants
Be among the first 25 applicants
Be the first to apply
Number of applicants: 7
Aufrufe: 12
1.234 Aufrufe
12 Bewerbungen
12 Personen haben sich beworben
Bereits 12 Mal angesehen
123 visitas
Visto 12 veces
45 candidatos
12 visualizações
Visto 12 vezes
visualizzazioni: 45
45 visualizzazioni
Visualizzato 12 volte
12 weergaven
12 keer bekeken
12 sollicitaties
il y a 3 jours
Il y a plus de 30 jours
3 days ago
30+ days ago
More than 30 days ago
a day ago
an hour ago
3d ago
vor 2 Tagen
vor einem Tag
vor mehr als 30 Tagen
vor 3 Tagen veröffentlicht
hace 3 días
Hace un mes
há 3 dias
3 giorni fa
un giorno fa
3 dagen geleden
een dag geleden
Aujourd’hui
Today
Hier
Yesterday
Heute
gestern
plus que 3 jours
Plus que 3 jours pour postuler
Il reste 3 jours
Encore 3 jours pour postuler
Il ne reste plus que 3 jours
3 days left
Only 2 days left to apply
expires in 2 days
Closes in 5 days
Expire dans 2 jours
noch 5 Tage
Nur noch 5 Tage
Endet in 3 Tagen
Quedan 3 días
Faltam 3 dias
Mancano 3 giorni
Nog 3 dagen
J-3
NEW
New!
Nouveau
Nouvelle offre
Neu
Nuevo
Nuovo
Hot
Sponsored
12 vues · il y a 3 jours
3 days ago | 12 applicants | New
- 12 vues
(12 vues)
12 candidatures il y a 3 jours
""".strip().splitlines()

#: Nothing of these is noise.
CONTENT = """
Contrat de 3 jours par semaine
3 candidatures attendues
deadline in 3 days from publication
poste vu comme un tremplin
expérience de 3 jours
Réponse dans les 3 jours
3 ans d'ancienneté
visites à domicile : 12 par semaine
12 visites par semaine
1 234 personnes accompagnées
Vu l'arrêté du 3 mai 2026, 12 agents sont recrutés
Il y a 3 jours de télétravail par semaine
Il y a 3 postes à pourvoir
Publié le 3 mai 2026
Posted on 3 May 2026
Créée il y a 3 ans, l'association compte 30 salariés
Aujourd'hui, l'association compte 30 salariés
Today we are 30 people
Nous cherchons aujourd'hui un infirmier
Bewerben Sie sich noch heute
Hier arbeiten 30 Menschen
New York
Nouveau projet à Lyon
Urgent
URGENT !
Noch 5 Tage Urlaub zusätzlich
3 weeks of leave
30 days notice
3 Tage pro Woche
Vous gérez 12 candidatures par mois
We expect 3 applications.
12 vues par mois
Candidatures : 12 rue de la Paix
Candidatures : 12/05/2026
Candidatures avant le 12 mai
Bewerbungen: 12. Mai 2026
Applications: 12 May 2026
Clôture des candidatures le 12 mai 2026
Há 3 dias de formação
hace 3 años que trabajamos
Wir wurden vor 20 Jahren gegründet
24 h sur 24
35 h
2 postes
Hot meals for 12 people
https://jobs.example/?id=7&page=2
Questions ? a=b
Notre équipe s'est installée il y a 3 mois à Lyon
3 days left per year
Online 3 Tage pro Woche
Formation en ligne 2 jours par semaine
The contract ends in 6 months.
Vue 3
- Vue 3
12 vues/jour
Seminar: 12 Visits per year
L'offre expire le 12 mai 2026
3 candidats retenus
Vor 20 Jahren
Il reste 3 postes
5 places left
Créée il y a 3 mois à Lyon
""".strip().splitlines()


@pytest.mark.parametrize("line", LINES)
def test_a_line_that_says_nothing_goes(line):
    assert without_noise(line) == ""
    assert without_noise(f"Infirmier\n{line}\nLyon") == "Infirmier\nLyon"


@pytest.mark.parametrize("line", CONTENT)
def test_what_may_be_content_stays(line):
    assert without_noise(line) == line


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Nurse | 12 vues | Lyon", "Nurse | Lyon"),
        ("Nurse (12 vues) Lyon", "Nurse\nLyon"),
        ("- Nurse · 12 vues", "- Nurse"),
        ("NEW · Nurse · Lyon", "Nurse · Lyon"),
        ("Posted 3 days ago by Blue Lantern", "Posted\nby Blue Lantern"),
        ("Publié il y a plus de 2 ans", ""),
        ("Offre publiée aujourd’hui", "Offre publiée"),
        ("Mise à jour : hier", ""),
        ("Nurse | veröffentlicht vor 3 Tagen", "Nurse"),
        ("Ad publicado hace 3 días, Lyon", "Ad publicado\n, Lyon"),
        ("Ad publicado há 3 dias, Lyon", "Ad publicado\n, Lyon"),
        ("Ad pubblicato 3 giorni fa, Lyon", "Ad pubblicato\n, Lyon"),
        ("Ad geplaatst 3 dagen geleden, Lyon", "Ad geplaatst\n, Lyon"),
        ("Kranken\u00adpfleger\u200b  in\u00a0Lyon \t", "Krankenpfleger in Lyon"),
        ("Me\u0301tier", "Métier"),
        ("[Apply](https://a.example/?id=7&utm_source=x)", "[Apply](https://a.example/?id=7)"),
        ("https://a.example/job?source=x&amp;sid=3#top", "https://a.example/job#top"),
        ("https://a.example/job;jsessionid=1A2B?id=7&_=17", "https://a.example/job?id=7"),
        ("https://a.example/job?gclid=1&id=7&csrf\\_token=8", "https://a.example/job?id=7"),
    ],
)
def test_noise_is_cut_out_of_what_stands_around_it(text, left):
    assert without_noise(text) == left


CARD = "Infirmier · Lyon · CDI · 2 200 € · avant le 12 mai 2026"


@pytest.mark.parametrize(
    "same",
    [
        f" {CARD.replace(' ', chr(160) + ' ')}\n",
        f"{CARD} 12 vues",
        f"12 candidatures {CARD}",
        f"{CARD} Aujourd’hui",
        f"{CARD} il y a 3 jours",
        f"Nouveau {CARD}",
        f"NEW\n{CARD}\n3 days ago",
        CARD.replace(" · CDI", " · 3 applicants · CDI"),
    ],
)
def test_a_card_is_the_same_whatever_its_noise(same):
    assert fingerprint(same) == fingerprint(CARD)


@pytest.mark.parametrize(
    "other",
    [
        CARD.replace("2 200", "2 300"),
        CARD.replace("12 mai", "24 mai"),
        CARD.replace("Lyon", "Metz"),
        CARD.replace("Infirmier", "Infirmière"),
        CARD.replace("CDI", "CDD 3 mois"),
        CARD.replace("CDI", "cdi"),
        f"{CARD} Urgent",
        "",
    ],
)
def test_a_card_that_says_something_else_is_another(other):
    assert fingerprint(other) != fingerprint(CARD)


def test_what_else_is_known_of_a_card_counts_as_it_is():
    prints = {fingerprint(CARD), fingerprint(CARD, "a"), fingerprint(CARD, "a", ""), fingerprint(CARD, "", "a")}
    assert len(prints) == 4


@pytest.mark.parametrize(
    "name",
    "utm_source utm_x source fbclid gclid dclid gbraid wbraid msclkid yclid mc_cid mc_eid igshid _hsenc _hsmi mkt_tok"
    " xtor at_campaign at_medium at_source pk_campaign mtm_kwd".split(),
)
def test_what_follows_the_reader_of_a_listing_is_noise_in_a_text_too(name):
    link = f"https://a.example/job?id=7&{name}=1"
    assert canonical(link) == without_noise(link) == "https://a.example/job?id=7"


@pytest.mark.parametrize(
    "bait",
    ["il y a 3 jours ", "12 vues ", "1 2 3 ", "12 vues|", "Nurse | 12 vues | ", "x (12 vues) ", "posted on on ", "NEW ",
     "plus de ", "&?utm_source=1", "=?&&&", "1,000,", "12 candidatures il y a 3 jours ", "\n", "-- "],
)  # fmt: skip
def test_a_megabyte_of_bait_comes_to_an_end(bait):
    text = bait * (1_000_000 // len(bait))
    assert len(without_noise(text)) <= len(text)


@given(st.text(st.characters(categories=None)))
def test_any_text_is_read(text):
    assert isinstance(without_noise(text), str)
    assert len(fingerprint(text)) == 20


WORDS = """
1 12 234 3 30+ 1.2k vues vue vu fois views il y a un jours jour days day ago vor Tagen heute Nurse nurse candidatures
applicants NEW New nouveau Aujourd'hui today posted publié noch Tage plus que left | · - ( ) ! : , . / * : de of more
than only be the first 25 to apply reste J -3 2026 ?utm_a=1&b=2 \n
""".split(" ")


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", " ", " ", "", "\u00a0"]))))
def test_noise_once_taken_out_leaves_none_and_keeps_the_order_of_the_words(pieces):
    text = "".join(word + gap for word, gap in pieces)
    once = without_noise(text)
    assert without_noise(once) == once
    left = iter("".join(text.split()))
    assert all(char in left for char in "".join(once.split()))
