"""The facts of invented ads, the sentences that ads state them in, and what must be read from those sentences."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

TODAY = "2026-03-30"
MONTHS_FR = tuple("janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split())
MONTHS_EN = tuple(calendar.month_name[1:])
NUMBERS = ("zéro", "un", "deux", "trois", "quatre", "cinq")
TOWNS = (
    "Lille",
    "Amiens",
    "Nantes",
    "Grenoble",
    "Rouen",
    "Metz",
    "Bayonne",
    "Brest",
    "Le Havre",
    "Saint-Étienne",
    "Briançon",
)
ABROAD = (
    ("Dakar", "Sénégal", "Senegal", "SN"),
    ("Genève", "Suisse", "Switzerland", "CH"),
    ("Beyrouth", "Liban", "Lebanon", "LB"),
)
NOISE_TOWNS = ("Marseille", "Toulouse", "Strasbourg", "Perpignan")
NOISE_YEARS = ("1978", "2014", "2019-03", "2031")
ORGANISATIONS = ("Rives Solidaires", "Atlas Partagé", "Horizon Commun", "Maison des Deux Vents", "Passeurs d'Aube")
FORMS = (
    ("association", "Association", "Nonprofit organization", "association"),
    ("foundation", "Fondation", "Foundation", "fondation"),
    ("cooperative", "Coopérative", "Cooperative", "coopérative"),
)
SECTORS = (
    ("Santé", "Health", "health"),
    ("Éducation", "Education", "education"),
    ("Environnement", "Environment", "environment"),
    ("Handicap", "Disability", "disability"),
)
#: French title as posted, its name, English title as posted, its name.
TITLES = (
    ("Chargé·e de plaidoyer (H/F)", "Chargé·e de plaidoyer", "Advocacy Officer (M/F)", "Advocacy Officer"),
    (
        "Coordinateur.rice de programme F/H",
        "Coordinateur.rice de programme",
        "Programme Coordinator (M/F)",
        "Programme Coordinator",
    ),
    (
        "Responsable des partenariats (F/H/X)",
        "Responsable des partenariats",
        "Partnerships Manager (M/F)",
        "Partnerships Manager",
    ),
    ("Animateur/rice de réseau H/F", "Animateur/rice de réseau", "Network Facilitator (M/F)", "Network Facilitator"),
    (
        "Éducateur(trice) spécialisé(e) (H/F)",
        "Éducateur(trice) spécialisé(e)",
        "Specialised Educator (M/F)",
        "Specialised Educator",
    ),
)
#: Role in the singular and the plural, its short form, its form in references.
ROLES = (
    ("Coordinateur.ice logistique", "Coordinateur.ice.s logistique", "CL", "COORDINATEUR.ICE LOGISTIQUE"),
    ("Chargé.e d'accueil", "Chargé.e.s d'accueil", "CA", "CHARGE.E ACCUEIL"),
    ("Référent.e médical.e", "Référent.e.s médicaux.les", "RM", "REFERENT.E MEDICAL.E"),
)
LANGUAGES = (
    ("fr", "le français", "du français"),
    ("en", "l'anglais", "de l'anglais"),
    ("es", "l'espagnol", "de l'espagnol"),
    ("ar", "l'arabe", "de l'arabe"),
    ("pt", "le portugais", "du portugais"),
    ("de", "l'allemand", "de l'allemand"),
)


@dataclass(frozen=True)
class Start:
    """When the job starts, in the ad's words, and what they say."""

    words: str
    precision: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Facts:
    """What an ad states. ``None`` is not stated; ``months`` none with ``permanent``."""

    organisation: str
    form: tuple[str, str, str, str]
    towns: tuple[str, ...]
    permanent: bool
    months: int | None
    renewable: bool | None
    share: int | None
    hours: Decimal | None
    remote: str | None
    pay: Decimal
    notation: str
    paid_months: int | None
    rtt: int
    health: int
    voucher: Decimal
    voucher_share: int
    transport: int
    posted: date
    deadline: date | None
    inclusive: bool
    start: Start
    years: int
    years_in_words: bool
    bac: int | None
    languages: tuple[tuple[str, str, str], ...]
    licence: bool
    work_permit: bool
    voice: int = 0  # 0: the plainest sentences; more: others that say the same


# --- facts ----------------------------------------------------------------------------------------------------------


def facts(rng: Random, posts: int = 1) -> Facts:
    """Invent the facts of an ad with ``posts`` posts, each in a town of its own."""
    permanent = rng.random() < 0.25
    share = rng.choice((None, 100, 100, 100, 50, 60, 75))
    posted = date(2026, 1, 5) + timedelta(days=rng.randrange(75))
    return Facts(
        organisation=rng.choice(ORGANISATIONS),
        form=rng.choice(FORMS),
        towns=tuple(rng.sample(TOWNS, posts)),
        permanent=permanent,
        months=None if permanent else rng.randint(3, 24),
        renewable=True if not permanent and rng.random() < 0.4 else None,
        share=share,
        hours=rng.choice((None, Decimal(35), Decimal("37.5"), Decimal(39))) if share == 100 else None,
        remote=rng.choice(("none", "occasional", "partial")),
        pay=Decimal(rng.randint(185_000, 420_000)) / 100,
        notation=rng.choice(tuple(NOTATIONS)),
        paid_months=rng.choice((None, 12, 13, 13)),
        rtt=rng.randint(5, 24),
        health=rng.choice((60, 75, 100)),
        voucher=Decimal(rng.randint(17, 26)) / 2,
        voucher_share=rng.choice((50, 60)),
        transport=rng.choice((50, 75, 100)),
        posted=posted,
        deadline=date(2026, 4, 10) + timedelta(days=rng.randrange(50)) if rng.random() < 0.75 else None,
        inclusive=rng.random() < 0.5,
        start=_start(rng),
        years=rng.randint(1, 5),
        years_in_words=rng.random() < 0.5,
        bac=rng.choice((None, 2, 3, 5)),
        languages=tuple(rng.sample(LANGUAGES, 2)),
        licence=rng.random() < 0.5,
        work_permit=rng.random() < 0.5,
    )


def _start(rng: Random) -> Start:
    month = rng.randint(6, 11)
    last = calendar.monthrange(2026, month)[1]
    name = f"{MONTHS_FR[month - 1]} 2026"
    day = rng.choice((1, 1, 14, 22))
    elided = "début"
    return rng.choice(
        (
            Start(f"{french_day(date(2026, month, day))}", "day", date(2026, month, day)),
            Start(f"{elided} {name}", "part_of_month", date(2026, month, 1), date(2026, month, 10)),
            Start(f"mi-{name}", "part_of_month", date(2026, month, 11), date(2026, month, 20)),
            Start(f"fin {name}", "part_of_month", date(2026, month, 21), date(2026, month, last)),
            Start(name, "month", date(2026, month, 1), date(2026, month, last)),
            Start("dès que possible", "asap"),
        )
    )


def french_day(day: date) -> str:
    """``1er avril 2026``, ``14 avril 2026``."""
    return f"{'1er' if day.day == 1 else day.day} {MONTHS_FR[day.month - 1]} {day.year}"


#: How an amount of some thousands is written.
NOTATIONS = {
    "two_dots": lambda t, r, c: f"{t}.{r}.{c}€",
    "space_dot": lambda t, r, c: f"{t} {r}.{c} €",
    "dot_comma": lambda t, r, c: f"{t}.{r},{c} €",
    "space_comma": lambda t, r, c: f"{t}\u202f{r},{c}\u00a0€",
    "plain": lambda t, r, c: f"{t}{r},{c} €",
}


def amount(value: Decimal, notation: str) -> str:
    """An amount in one of the notations that ads use."""
    whole, cents = f"{value:.2f}".split(".")
    return NOTATIONS[notation](whole[:-3], whole[-3:], cents)


# --- what is expected -----------------------------------------------------------------------------------------------


def expectations(f: Facts) -> dict[str, Any]:
    """What every page made of these facts states, whatever its shape."""
    start = f.start
    posting: dict[str, Any] = {
        "language": "fr",
        "contract": "permanent" if f.permanent else "fixed_term",
        "contract_months_min": f.months,
        "contract_months_max": f.months,
        "renewable": f.renewable,
        "working_time": None if f.share is None else "full" if f.share == 100 else "part",
        "weekly_hours_min": f.hours,
        "weekly_hours_max": f.hours,
        "remote": f.remote,
        "salary_min": f.pay,
        "salary_max": f.pay,
        "salary_currency": "EUR",
        "salary_period": "month",
        "salary_basis": "gross",
        "salary_months": f.paid_months,
        "annual_min": f.pay * (f.paid_months or 12),
        "annual_max": f.pay * (f.paid_months or 12),
        "experience_years_min": f.years,
        "education_level": {None: None, 2: 5, 3: 6, 5: 7}[f.bac],
        "posted_on": f.posted.isoformat(),
        "deadline_on": f.deadline.isoformat() if f.deadline else None,
        "starts_on": start.first.isoformat() if start.first else None,
        "starts_precision": start.precision,
        "ends_on": None,
        "positions": len(f.towns),
        "driving_licence": "B" if f.licence else None,
        "work_permit": "required" if f.work_permit else None,
    }
    if start.last:
        posting["starts_before"] = start.last.isoformat()
    extra = [{"kind": "extra_month", "amount": 1}] if f.paid_months == 13 else []
    return {
        "posting": posting,
        "places": [{"city": town, "country": "FR"} for town in f.towns],
        "benefits": [
            {"kind": "rtt", "amount": f.rtt, "unit": "days/year"},
            {"kind": "health", "employer_share": Decimal(f.health) / 100},
            {
                "kind": "meal_voucher",
                "amount": f.voucher,
                "unit": "EUR/day",
                "employer_share": Decimal(f.voucher_share) / 100,
            },
            {"kind": "transport", "employer_share": Decimal(f.transport) / 100},
            *extra,
        ],
        "organisation": {"name": f.organisation, "legal_form": f.form[0]},
        "not": {"places": NOISE_TOWNS, "dates": NOISE_YEARS},
    }
