"""The sentences in which invented ads state their facts, in several voices, and the noise around them."""

from __future__ import annotations

from collections.abc import Sequence

from tests.ad_facts import NUMBERS, Facts, amount


def contract_words(f: Facts) -> str:
    """``CDD de 6 mois``, with ``renouvelable`` where it is; a trial period is no length."""
    if f.permanent:
        return _in_voice(
            f, "CDI avec période d'essai de 2 mois", "Contrat à durée indéterminée (CDI)", "CDI", "Poste en CDI"
        )
    n = f.months
    kind = _in_voice(
        f,
        f"CDD de {n} mois",
        f"Contrat à durée déterminée de {n} mois",
        f"CDD {n} mois",
        f"CDD d'une durée de {n} mois",
    )
    return kind + (
        _in_voice(f, " renouvelable", ", renouvelable une fois", " (renouvelable)", " renouvelable")
        if f.renewable
        else ""
    )


def _in_voice(f: Facts, *ways: str) -> str:
    return ways[f.voice % len(ways)]


def time_words(f: Facts) -> str:
    """``à temps plein 39H/semaine``, ``à temps partiel (60 %)``, or nothing."""
    if f.share is None:
        return ""
    if f.share == 100:
        hours = f" {str(f.hours).replace('.', ',')}H/semaine" if f.hours else ""
        return f" à temps plein{hours}"
    return " à mi-temps (50 %)" if f.share == 50 else f" à temps partiel ({f.share} %)"


REMOTE_WORDS = {
    "none": ("Pas de télétravail", "Pas de télétravail autorisé", "No remote"),
    "occasional": ("Télétravail ponctuel autorisé", "Télétravail ponctuel autorisé", "Occasional remote authorized"),
    "partial": ("Télétravail partiel possible", "Télétravail partiel possible", "Partial remote possible"),
}


def pay_words(f: Facts) -> str:
    """``3 678.19 € mensuels brut sur 13 mois``, or ``Salaire brut mensuel : 3.503.28€``."""
    written = amount(f.pay, f.notation)
    if f.paid_months is None:
        return _in_voice(
            f,
            f"Salaire brut mensuel : {written}.",
            f"Rémunération mensuelle brute de {written}.",
            f"Salaire : {written} brut par mois.",
            f"{written} bruts mensuels.",
        )
    n = f.paid_months
    return _in_voice(
        f,
        f"{written} mensuels brut sur {n} mois.",
        f"Salaire mensuel brut : {written} x {n} mois.",
        f"{written} brut/mois sur {n} mois.",
        f"Rémunération : {written} bruts mensuels, versés sur {n} mois.",
    )


def benefit_words(f: Facts) -> list[str]:
    """What is given beside the pay, one sentence each."""
    face, written = f"{f.voucher:.2f}", f"{f.voucher:.2f}".replace(".", ",")
    by = f.organisation
    return [
        _in_voice(
            f,
            f"{f.rtt} jours de RTT par an.",
            f"RTT : {f.rtt} jours par an.",
            f"{f.rtt} RTT par an.",
            f"{f.rtt} jours de RTT.",
        ),
        _in_voice(
            f,
            f"Complémentaire santé prise en charge à {f.health}% par {by}.",
            f"Mutuelle prise en charge à {f.health} % par l'employeur.",
            f"Mutuelle ({f.health}% employeur).",
            f"Prise en charge de la mutuelle à {f.health} %.",
        ),
        _in_voice(
            f,
            f"Titres restaurants d'une valeur faciale de {face}€ (prise en charge à {f.voucher_share}% par {by}).",
            f"Tickets-restaurant d'une valeur de {written} € pris en charge à {f.voucher_share} %.",
            f"Titres-restaurant de {written} € par jour (dont {f.voucher_share}% pris en charge par l'employeur).",
            f"Chèques déjeuner de {face}€ pris en charge à {f.voucher_share}% par {by}.",
        ),
        _in_voice(
            f,
            f"Prise en charge à {f.transport} % du titre de transports en commun ou équivalent.",
            f"Remboursement à {f.transport} % de l'abonnement aux transports en commun.",
            f"Abonnement de transport remboursé à {f.transport}%.",
            f"{f.transport}% du titre de transport pris en charge.",
        ),
    ]


def profile_words(f: Facts, *, essential: bool) -> list[str]:
    """Education, experience and the licence, one line each."""
    years = NUMBERS[f.years] if f.years_in_words else str(f.years)
    plural = "an" if f.years == 1 else "ans"
    degree = (
        f"Éducation : Diplôme universitaire bac+{f.bac} et plus.",
        f"Formation : Bac +{f.bac} minimum.",
        f"Diplôme de niveau Bac+{f.bac}.",
    )
    lines = [_in_voice(f, *degree)] if f.bac else []
    if essential and f.years > 1:
        lines.append("Expérience professionnelle d'au moins 1 an avec un public exilé souhaitable.")
    needed = "Expérience professionnelle essentielle" if essential else "Expérience"
    where = "dans une fonction similaire, au sein d'une ONG ou dans le médico-social"
    lines.append(
        _in_voice(
            f,
            f"{needed} d'au moins {years} {plural} {where}.",
            f"Au moins {years} {plural} d'expérience {where}.",
            f"{years[0].upper()}{years[1:]} {plural} d'expérience minimum {where}.",
            f"Vous justifiez d'une expérience de {years} {plural} minimum {where}.",
        )
    )
    lines.append("Connaissances informatiques essentielles (Word, Excel et Internet).")
    licence = (
        "Permis B obligatoire.",
        "Permis de conduire B exigé.",
        "Titulaire du permis B.",
        "Permis B indispensable.",
    )
    return [*lines, _in_voice(f, *licence)] if f.licence else lines


def context_words(f: Facts) -> list[str]:
    """The employer's story: towns, years and lengths that say nothing of the job."""
    return [
        f"{f.organisation}, {f.form[3]} humanitaire internationale créée en 1978, {WORK}",
        "Depuis mars 2019, la mission accompagne les personnes exilées. Elle compte actuellement 4 projets :",
    ]


WORK = (
    "apporte une assistance à des populations dont la vie est menacée, en cas de conflits, d'épidémies ou "
    "d'exclusion des soins."
)
NOISE_ITEMS = (
    "En Ile-de-France. Le projet est ouvert depuis décembre 2014, pour un budget de 1,6 million d'euros sur 3 ans.",
    "À Marseille. Accueil de jour et hébergement de jeunes en recours, soutien logistique et financier.",
    "A Toulouse et à Perpignan. Ouvert à l'été 2019. Cliniques mobiles du printemps à l'automne.",
)
TASKS = (
    "Définir la stratégie opérationnelle avec l'équipe de coordination et veiller au respect de la charte.",
    "Représenter l'organisation auprès des autorités et de ses partenaires de Strasbourg.",
    "Suivre le budget annuel et préparer la transition du projet à l'horizon 2031.",
)
PERMIT = (
    "En raison de contraintes administratives liées à la durée du contrat, les candidats doivent déjà disposer d'une "
    "autorisation de travail en France ou d'un titre de séjour leur permettant de travailler sur le sol français."
)
DIVERSITY = "Nous valorisons la diversité et encourageons toutes les personnes qualifiées à postuler."
PRIVACY = "Les données collectées lors de cette candidature sont transmises aux seules personnes qui recrutent."
ALL_POSTS = {2: "aux deux postes", 3: "aux trois postes", 4: "à tous les postes"}


def at(town: str) -> str:
    """``à Metz``, ``au Havre``."""
    return f"au {town[3:]}" if town.startswith("Le ") else f"à {town}"


def joined(words: Sequence[str]) -> str:
    """``A``, ``A et B``, ``A, B et C``."""
    return " et ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else words[0]
