"""The ads of the simulated boards: few facts, each written in words that are read for certain."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random

MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "en": "January February March April May June July August September October November December".split(),
}
#: Job titles in both languages, in the same order, so that twins speak of the same job.
TITLES = {
    "fr": (
        "Coordinateur de réseau", "Comptable", "Juriste droit d'asile", "Infirmier de nuit", "Animateur nature",
        "Formateur numérique", "Assistant de direction", "Logisticien", "Éducateur spécialisé", "Maraîcher",
    ),
    "en": (
        "Network coordinator", "Accountant", "Asylum lawyer", "Night nurse", "Nature guide",
        "Digital trainer", "Executive assistant", "Logistician", "Special needs educator", "Market gardener",
    ),
}  # fmt: skip
EMPLOYERS = ("Les Amarres", "Fondation Clairière", "Association Trois Ponts", "Le Phare Solidaire")
TOWNS = ("Lille", "Lyon", "Marseille", "Nantes", "Rennes", "Strasbourg", "Toulouse", "Bordeaux")
CONTRACTS = ("permanent", "fixed_term", "internship")
CONTRACT_WORDS = {
    "fr": {"permanent": "CDI", "fixed_term": "CDD de {} mois", "internship": "Stage de {} mois"},
    "en": {"permanent": "Permanent", "fixed_term": "Fixed-term, {} months", "internship": "Internship, {} months"},
}
LABELS = {
    "fr": {"organisation": "Employeur", "contract": "Type de contrat", "town": "Lieu", "salary": "Salaire",
           "deadline": "Date limite de candidature"},
    "en": {"organisation": "Employer", "contract": "Contract type", "town": "Location", "salary": "Salary",
           "deadline": "Application deadline"},
}  # fmt: skip
TEXTS = {
    "fr": (
        "Vous préparez les réunions du projet Passerelle {n} et tenez le lien avec les bénévoles.",
        "Vous suivez les dossiers de financement et rendez compte chaque trimestre au bureau.",
        "Vous accueillez les familles et les orientez vers les partenaires du quartier.",
        "Vous tenez à jour les tableaux de suivi et préparez les bilans de l'équipe.",
        "Vous animez des ateliers avec les habitants et les écoles du secteur.",
        "Vous veillez à la sécurité des lieux et à l'entretien du matériel.",
    ),
    "en": (
        "You prepare the meetings of the Footbridge {n} project and keep in touch with volunteers.",
        "You follow the funding files and report to the board every quarter.",
        "You welcome families and point them to the partners of the neighbourhood.",
        "You keep the tracking tables up to date and prepare the reviews of the team.",
        "You run workshops with the people and the schools of the area.",
        "You look after the safety of the place and the upkeep of the equipment.",
    ),
}


@dataclass(frozen=True)
class Ad:
    """What an ad says. ``job`` numbers the job it is for; texts are indices into :data:`TEXTS`."""

    job: int
    title: int
    employer: str
    town: str
    contract: str
    months: int
    salary: int | None
    deadline: dt.date | None
    texts: tuple[int, ...]
    language: str

    def title_words(self, language: str | None = None) -> str:
        """The title in a language, the ad's own by default."""
        return TITLES[language or self.language][self.title]


def draw(rng: Random, job: int, today: dt.date, language: str, *, deadlines: bool = True, paid: float = 0.9) -> Ad:
    """A new ad for a job; its deadline, if any, is weeks away, and it states its pay with probability ``paid``."""
    return Ad(
        job=job,
        title=rng.randrange(len(TITLES["fr"])),
        employer=rng.choice(EMPLOYERS),
        town=rng.choice(TOWNS),
        contract=rng.choice(CONTRACTS),
        months=rng.choice((6, 8, 10, 12)),
        salary=rng.randrange(18, 40) * 100 if rng.random() < paid else None,
        deadline=a_deadline(rng, today) if deadlines and rng.random() < 0.5 else None,
        texts=(0, 1, *rng.sample(range(2, 6), 2)),
        language=language,
    )


def a_deadline(rng: Random, today: dt.date) -> dt.date:
    """A deadline far enough that no outage hides it until it has passed."""
    return today + dt.timedelta(days=rng.randrange(20, 60))


def changed(rng: Random, ad: Ad, kind: str, today: dt.date) -> Ad:
    """The ad with another value of ``kind``: salary, deadline, town, contract or text."""
    if kind == "salary":
        raised = rng.choice([each * 100 for each in range(18, 40) if each * 100 != ad.salary])
        return replace(ad, salary=raised)
    if kind == "deadline":
        later = a_deadline(rng, today)
        return replace(ad, deadline=later if later != ad.deadline else later + dt.timedelta(days=1))
    if kind == "town":
        return replace(ad, town=rng.choice([town for town in TOWNS if town != ad.town]))
    if kind == "contract":
        return replace(ad, contract=rng.choice([each for each in CONTRACTS if each != ad.contract]))
    last = rng.choice([each for each in range(2, 6) if each not in ad.texts])
    return replace(ad, texts=(*ad.texts[:-1], last))


def facts(ad: Ad, language: str | None = None) -> dict[str, str]:
    """The labelled facts of the ad in words, by concern; what the ad does not state is not there."""
    words = language or ad.language
    said = {"organisation": ad.employer, "contract": CONTRACT_WORDS[words][ad.contract].format(ad.months)}
    said["town"] = ad.town
    if ad.salary is not None:
        thousands = f"{ad.salary // 1000}{' ' if words == 'fr' else ','}{ad.salary % 1000:03}"
        said["salary"] = f"{thousands} € brut par mois" if words == "fr" else f"€{thousands} gross per month"
    if ad.deadline is not None:
        day = ad.deadline
        said["deadline"] = f"{day.day} {MONTHS[words][day.month - 1]} {day.year}"
    return said


def sentences(ad: Ad, language: str | None = None) -> list[str]:
    """The ad's text; its first sentence names the job's project, so that no two jobs share their words."""
    return [TEXTS[language or ad.language][index].format(n=ad.job) for index in ad.texts]


def expected(ad: Ad) -> dict[str, object]:
    """What the file must hold of the ad: columns of ``postings`` and the towns of ``places``."""
    timed = ad.contract != "permanent"
    return {
        "title": ad.title_words(),
        "organisation": ad.employer,
        "contract": ad.contract,
        "contract_months_min": ad.months if timed else None,
        "salary_min": ad.salary,
        "salary_max": ad.salary,
        "salary_period": None if ad.salary is None else "month",
        "deadline_on": None if ad.deadline is None else ad.deadline.isoformat(),
        "towns": [ad.town],
        "text": sentences(ad)[-1],
    }


def read_of(record: Mapping[str, object], ad: Ad) -> dict[str, object]:
    """The same view of a stored record (a revision's JSON): the ad's last sentence if the text has it."""
    wanted = sentences(ad)[-1]
    text = str(record.get("description") or "")
    kept = {name: record.get(name) for name in expected(ad) if name not in ("towns", "text")}
    places = record.get("places")
    towns = [place.get("city") for place in places] if isinstance(places, list) else []
    return {**kept, "towns": towns, "text": wanted if wanted in text else text[-80:]}
