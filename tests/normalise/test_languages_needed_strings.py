"""Languages, their levels and how much they are needed, as ads in seven languages write them."""

from __future__ import annotations

import pytest

from pipelines.model import Facts
from pipelines.normalise.document import read_document
from pipelines.normalise.languages_needed import find_languages, read_languages
from tests.normalise.tables import rows

FACTS = Facts("green_harbour", "2026-01-15")

#: A sentence of a profile and what it asks for: code, level ("-" where none is stated), necessity ("?" for desired).
SENTENCES = """
Fluency in English and Kiswahili | en fluent, sw fluent
Catalán y castellano nativos o bilingües | ca native, es native
Je spreekt en schrijft uitstekend Nederlands; Arabisch is een pluspunt | nl fluent, ar - ?
Inglês intermediário será um diferencial | en good ?
Fluência em português; bom nível de inglês | pt fluent, en good
Ottima conoscenza dell'inglese | en fluent
Anglais lu, écrit, parlé | en -
Anglais courant exigé. | en fluent
Anglais courant | en fluent
Vous parlez couramment anglais et espagnol. | en fluent, es fluent
Vous parlez un anglais courant. | en fluent
Maîtrise de l'anglais indispensable | en fluent
Très bonne maîtrise du français à l'écrit | fr fluent
Bonne maîtrise de l'anglais écrit et oral | en good
Bon niveau d'anglais | en good
Un bon niveau en anglais est requis | en good
Excellent niveau de français | fr fluent
Niveau B2 en anglais minimum | en B2
Anglais : niveau C1 | en C1
Anglais (B2/C1) | en B2
Français C1, anglais B2 | fr C1, en B2
Espagnol niveau A2 souhaité | es A2 ?
Notions d'arabe appréciées | ar basic ?
Connaissances de base en allemand | de basic
Connaissance de la langue anglaise. | en -
Connaissance du russe souhaitée | ru - ?
La connaissance du portugais serait un plus | pt - ?
La maîtrise d'une autre langue, notamment l'arabe, est un atout | ar fluent ?
Anglais professionnel | en good
Anglais opérationnel | en good
Anglais technique lu et écrit requis | en -
Anglais nécessaire (lu, écrit, parlé) | en -
Anglais scolaire | en basic
Anglais intermédiaire | en good
Bilingue anglais | en fluent
Bilingue français-anglais | fr fluent, en fluent
Parfaitement bilingue anglais/français | en fluent, fr fluent
Vous êtes bilingue en espagnol. | es fluent
Langue maternelle française ou équivalent. | fr native
De langue maternelle française | fr native
Français langue maternelle | fr native
Français courant obligatoire, anglais souhaité | fr fluent, en - ?
Français et anglais obligatoires | fr -, en -
Français impératif ; la pratique de l'arabe est un plus | fr -, ar - ?
Pratique de l'anglais indispensable | en -
La pratique courante de l'anglais est exigée | en fluent
L'anglais est la langue de travail, un niveau courant est exigé | en fluent
Parler dari ou pachto est un avantage | ps - ?
Maîtrise orale et écrite du français | fr fluent
Une troisième langue (espagnol ou portugais) est appréciée | es - ?, pt - ?
Créole haïtien souhaité | ht - ?
Anglais lu, parlé, écrit couramment | en fluent
Capacité à travailler en anglais | en -
Aisance en anglais | en -
English required | en -
Fluent English | en fluent
Fluency in English and French is required | en fluent, fr fluent
Fluent in written and spoken English | en fluent
Excellent command of English; working knowledge of French | en fluent, fr good
Working knowledge of Arabic is an asset | ar good ?
Knowledge of Spanish is desirable | es - ?
Knowledge of another UN language, preferably French, is an advantage | fr - ?
Proficiency in English is essential | en fluent
Proficient in French | fr fluent
Native English speaker | en native
Native or near-native French | fr native
Good spoken Arabic | ar good
Basic Swahili | sw basic
Intermediate level of Spanish | es good
Professional English | en good
English (C1) and German (B1) | en C1, de B1
English level C2 | en C2
Strong written English | en good
Spanish preferred | es - ?
Ability to speak Somali would be an advantage | so - ?
Must speak French | fr -
Bilingual English/Spanish | en fluent, es fluent
Conversational Ukrainian | uk good
Mother tongue: Italian | it native
French is a plus | fr - ?
Full professional proficiency in English | en fluent
Portuguese speakers encouraged | none
English and French are required, Arabic is desirable | en -, fr -, ar - ?
Sehr gute Deutschkenntnisse | de good
Gute Englischkenntnisse in Wort und Schrift | en good
Verhandlungssicheres Englisch | en fluent
Fließende Deutsch- und Englischkenntnisse | de fluent, en fluent
Deutsch auf Muttersprachniveau | de native
Deutschkenntnisse mindestens B2 | de B2
Französischkenntnisse von Vorteil | fr - ?
Grundkenntnisse in Arabisch | ar basic
Deutsch (C1) | de C1
Kenntnisse in Ukrainisch oder Russisch wünschenswert | uk - ?, ru - ?
Nivel alto de inglés | en fluent
Inglés avanzado | en fluent
Inglés B2 imprescindible | en B2
Dominio del español y del inglés | es fluent, en fluent
Catalán nativo | ca native
Se valorará francés | fr - ?
Conocimientos básicos de árabe | ar basic
Inglês fluente | en fluent
Português nativo e inglês avançado | pt native, en fluent
Conhecimento de espanhol é desejável | es - ?
Ottima conoscenza della lingua inglese | en fluent
Buona conoscenza del francese | fr good
Inglese fluente, francese gradito | en fluent, fr - ?
Madrelingua italiana | it native
Italiano C1 | it C1
Goede beheersing van het Nederlands en Engels | nl good, en good
Vloeiend Nederlands | nl fluent
Uitstekende kennis van het Engels | en fluent
Frans is een pluspunt | fr - ?
Droit français | none
Association française | none
Cuisine vietnamienne | none
Un chantier sur le territoire français, expérience exigée | none
Société de droit français, bon niveau attendu | none
Cours de français niveau A1 | none
Clientèle française et internationale, bon relationnel | none
Maîtrise du Pack Office | none
English breakfast included, good pay | none
Experience with the German market required | none
Kenntnisse im deutschen Recht erforderlich | none
Langages : Python, Java | none
Traduire des documents vers l'anglais | none
"""


def in_short(readings) -> str:
    said = [
        f"{r.value.language} {r.value.level or '-'}{' ?' if r.value.necessity == 'desired' else ''}" for r in readings
    ]
    return ", ".join(said) or "none"


@pytest.mark.parametrize(("text", "needs"), rows(SENTENCES))
def test_a_sentence_of_the_profile_asks_for_languages(text, needs):
    found = find_languages(read_document(f"<h2>Profil</h2><p>{text}</p>"), FACTS)
    assert in_short(found) == needs
    assert all(reading.excerpt in text for reading in found)


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("Anglais", "en -"),
        ("Français, Anglais", "fr -, en -"),
        ("English, French", "en -, fr -"),
        ("Inglés", "en -"),
        ("Deutsch, Englisch", "de -, en -"),
        ("FR / EN", "none"),
        ("Anglais (Optionnel)", "en - ?"),
        ("Anglais - C1 - Autonome", "en C1"),
        ("English (fluent), Spanish (basic)", "en fluent, es basic"),
        ("Paris", "none"),
    ],
)
def test_the_value_of_a_label_needs_no_more_than_the_name(text, needs):
    assert in_short(read_languages(text, FACTS)) == needs


@pytest.mark.parametrize("bait", ["anglais et ", "du francais, ", "English ", "bilingue/"])
def test_bait_comes_to_an_end(bait):
    text = bait * (1_000_000 // len(bait))
    found = [*read_languages(text, FACTS), *find_languages(read_document(f"<h2>Profil</h2><p>{text}</p>"), FACTS)]
    assert all(one.excerpt in text for one in found)
