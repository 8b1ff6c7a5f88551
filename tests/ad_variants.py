"""Ads made from facts: the same sentences with other amounts, dates, towns and names, in many shapes of page.

:func:`article` and :func:`header_page` turn a number into a page and what it states; the facts come first, the page
is written from them. An article is an employer's prose (one to four posts, references, deadline); a header page is a
board's page whose facts stand in short lines above the text, in French or English chrome over a French text.
"""

from __future__ import annotations

import html as html_text
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from tests.ad_facts import (
    ABROAD,
    MONTHS_EN,
    MONTHS_FR,
    NUMBERS,
    ROLES,
    SECTORS,
    TITLES,
    Facts,
    expectations,
    facts,
    french_day,
)
from tests.ad_sentences import (
    ALL_POSTS,
    DIVERSITY,
    NOISE_ITEMS,
    PERMIT,
    PRIVACY,
    REMOTE_WORDS,
    TASKS,
    at,
    benefit_words,
    context_words,
    contract_words,
    joined,
    pay_words,
    profile_words,
    time_words,
)
from tests.ad_writing import CARD, Variant, Writer, document, escape

# --- an employer's prose article ------------------------------------------------------------------------------------


def references(rng: Random, role: str, towns: Sequence[str]) -> tuple[dict[str, str], str]:
    """Each town's reference, and the one for all."""
    glue = rng.choice((" ", "_"))
    own = {town: f"{role}{glue}{town.upper()}_MISSION LITTORAL_NOM_PRENOM" for town in towns}
    return own, f"{role}_{' et '.join(town.upper() for town in towns)}_NOM_PRENOM"


def _reference_lines(rng: Random, short: str, own: Mapping[str, str], for_all: str) -> list[str]:
    """The three ways of giving a reference, as HTML lines in any order."""
    escaped = rng.random() < 0.4
    blocks = []
    for town, reference in own.items():
        stray = " s" if rng.random() < 0.3 else ""
        if rng.random() < 0.5:
            blocks.append([f"<p><strong>si vous postulez pour {short} {town} : {reference}{stray}</strong></p>"])
        else:
            blocks.append([f"<p>si vous postulez pour {short} {town} :</p>", f"<p><strong>{reference}</strong></p>"])
    blocks.append([f"<p>si vous postulez {ALL_POSTS[len(own)]} : <strong>{for_all}</strong></p>"])
    rng.shuffle(blocks)
    lines = [line for block in blocks for line in block]
    return [line.replace("_", r"\_") for line in lines] if escaped else lines


def article(seed: int) -> Variant:
    """The employer's article number ``seed``: one to four posts of one role."""
    rng = Random(seed)
    posts = rng.choice((1, 2, 2, 3, 4))
    f = facts(rng, posts)
    form = "prose"
    if seed >= PLAIN_ARTICLES:
        form = FORMS_OF_CONDITIONS[seed % len(FORMS_OF_CONDITIONS)]
        f = replace(f, voice=rng.randint(0, 3))
    single, plural, short, code = rng.choice(ROLES)
    role = single if posts == 1 else plural
    counted = f" ({posts} postes : {joined(f.towns)})" if posts > 1 else ""
    posted_title = f"Mission Littoral - {role}{counted} F/H"
    style = rng.choice(("h2", "bold", "plain"))
    w = Writer(style)
    w.parts += [f"<h1>{escape(posted_title)}</h1>", f'<p class="date">{french_day(f.posted)}</p>']
    w.say(context_words(f)[0])
    wanted = f"{NUMBERS[posts]} {role} pour {joined(f.towns)}" if posts > 1 else f"un.e {role} pour {f.towns[0]}"
    w.say(f"La mission recherche {wanted}")
    w.head("CONTEXTE :")
    w.say(*context_words(f)[1:])
    w.items(NOISE_ITEMS)
    w.head("MISSION :")
    w.items(TASKS)
    w.head("Profil recherché :")
    w.items(profile_words(f, essential=True))
    first, second = f.languages
    w.say(f"Langues : Maitrise {first[2]} obligatoire et bonne connaissance {second[2]}")
    expected = expectations(f)
    expected["languages"] = [
        {"language": first[0], "level": "fluent", "necessity": "required"},
        {"language": second[0], "level": "good", "necessity": "required"},
    ]
    _conditions(w, f, single, form)
    own, for_all = references(rng, code, f.towns)
    documents = rng.choice((("CV + lettre de motivation + Diplômes", ["cv", "cover_letter", "diplomas"]),
                            ("CV + lettre de motivation", ["cv", "cover_letter"])))  # fmt: skip
    email = f"recrutement{seed}@rives-solidaires.example"
    _how_to_apply(w, f, rng, documents[0], short, own, for_all, email)
    expected["title"] = f"Mission Littoral - {role}"
    expected["posting"] |= {
        "apply_email": email,
        "apply_documents": documents[1],
        "apply_reference": for_all if posts > 1 else own[f.towns[0]],
    }
    expected["positions"] = [{"place": t, "reference": own[t]} for t in f.towns] if posts > 1 else []
    html = document(f"{posted_title} | {f.organisation}", f"<article>{w.text()}</article>")
    url = f"https://www.msf.fr/agir/rejoindre-nos-equipes/toutes-nos-offres-emploi/mission-littoral-{seed}"
    name = f"article-{seed}-{posts}-posts-{style}-{form}-voice_{f.voice}"
    return Variant(name, "msf_france", url, html, expected, f.organisation)


def _conditions(w: Writer, f: Facts, single: str, form: str) -> None:
    w.head("Conditions d'emploi :")
    based = [f"oste basé {at(town)}" + (f" pour {single} {town}" if len(f.towns) > 1 else "") for town in f.towns]
    where = "P" + joined([based[0], *(f"p{words}" for words in based[1:])])
    terms = f"{contract_words(f)}{time_words(f)}"
    remote = REMOTE_WORDS[f.remote or "none"][0]
    given = benefit_words(f)
    if form == "prose":
        w.say(f"Statut : {terms}. {where}. {remote}.")
        w.head("Rémunération et avantages :")
        w.items([pay_words(f), " ".join(given[:2]), *given[2:]])
        w.say(f"Poste à pourvoir : {f.start.words}.")
    else:
        rows = (("Contrat", terms), ("Lieu", where), ("Télétravail", remote), ("Rémunération", pay_words(f)),
                ("Avantages", " ".join(given)), ("Prise de poste", f.start.words))  # fmt: skip
        w.parts.append(ROWS[form]([(label, escape(value)) for label, value in rows]))
    if f.work_permit:
        w.parts.append(f"<p><em>{escape(PERMIT)}</em></p>")


#: Articles below this number use the plainest sentences only.
PLAIN_ARTICLES = 40
ROWS = {
    "br": lambda rows: "<p>" + "<br>".join(f"<strong>{a} :</strong> {b}" for a, b in rows) + "</p>",
    "list": lambda rows: "<ul>" + "".join(f"<li>{a} : {b}</li>" for a, b in rows) + "</ul>",
    "table_th": lambda rows: "<table>" + "".join(f"<tr><th>{a}</th><td>{b}</td></tr>" for a, b in rows) + "</table>",
    "table_td": lambda rows: "<table>" + "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in rows) + "</table>",
    "dl": lambda rows: "<dl>" + "".join(f"<dt>{a}</dt><dd>{b}</dd>" for a, b in rows) + "</dl>",
}
FORMS_OF_CONDITIONS = ("prose", *ROWS)


def _how_to_apply(
    w: Writer, f: Facts, rng: Random, documents: str, short: str, own: Mapping[str, str], for_all: str, email: str
) -> None:
    w.head("Pour postuler :")
    until = f" jusqu'au {french_day(f.deadline)}{' inclus' if f.inclusive else ''}" if f.deadline else ""
    asked = f"Merci d'envoyer votre candidature : {documents} par mail{until} avec la référence suivante en objet :"
    if len(own) > 1:
        w.say(asked)
        w.parts += _reference_lines(rng, short, own, for_all)
    else:
        w.say(f"{asked} {next(iter(own.values()))}")
    w.parts.append(f'<p>à <a href="mailto:{email}">{email}</a></p>')
    w.parts.append(f"<p><em>{escape(DIVERSITY)}</em></p>")
    if f.deadline and rng.random() < 0.6:
        w.head("Date limite de dépôt de candidatures")
        w.parts.append(f"<p>{french_day(f.deadline)}</p>")
    w.parts.append(f"<p><em>{escape(PRIVACY)}</em></p>")


# --- a board's page with a header of short facts --------------------------------------------------------------------

#: Header pages below this number use the plainest sentences only.
PLAIN_HEADERS = 60
SHAPES = ("chips", "shuffled", "list", "table_th", "table_td", "dl")
JSON_LD = ("good", "absent", "comma", "newline", "entities")
LABELS = {
    "fr": {"contract": "Type de contrat", "time": "Temps de travail", "place": "Lieu", "sector": "Secteur",
           "remote": "Télétravail", "salary": "Salaire", "experience": "Expérience", "posted": "Date de publication",
           "start": "Date de début"},
    "en": {"contract": "Contract type", "time": "Working time", "place": "Location", "sector": "Sector",
           "remote": "Remote work", "salary": "Salary", "experience": "Experience", "posted": "Posted on",
           "start": "Start date"},
}  # fmt: skip


@dataclass(frozen=True)
class Look:
    """How a header page shows its facts."""

    lang: str
    shape: str
    json_ld: str
    label_pay: str  # lost: without its thousands; right; absent
    style: str


def header_page(seed: int, look: Look | None = None) -> Variant:
    """The board's page number ``seed``, in a look of its own or in a given one."""
    rng = Random(10_000 + seed)
    look = look or Look(
        rng.choice(("fr", "fr", "en")),
        SHAPES[seed % len(SHAPES)],
        JSON_LD[seed % len(JSON_LD)],
        rng.choice(("lost", "right", "absent")),
        rng.choice(("h2", "bold", "plain")),
    )
    f = replace(facts(rng), deadline=None)
    if seed >= PLAIN_HEADERS:
        f = replace(f, voice=rng.randint(1, 3))
    title_fr, name_fr, title_en, name_en = rng.choice(TITLES)
    sector, size = rng.choice(SECTORS), rng.choice(((1, 15), (15, 50), (50, 250), (250, 2000)))
    town = f.towns[0]
    country: tuple[str, ...] = ("France", "France", "FR")
    if rng.random() < 0.2:
        town, *names = rng.choice(ABROAD)
        country = tuple(names)
        f = replace(f, towns=(town,))
    most = f.years + rng.randint(1, 4) if rng.random() < 0.6 else None
    header = _header(f, look, country, sector, most)
    posted_title = title_fr if look.lang == "fr" else title_en
    text = _header_text(f, look.style, title_fr)
    tail = "".join(rng.choice("ABCDEFGHJKMNPQRSTUVWXYZabcdefghkmnpqrstuvwxyz23456789") for _ in range(20))
    url = f"https://jobs.makesense.org/{look.lang}/jobs/{rng.choice(('rives', 'atlas'))}-solidaires-offre-{tail}"
    body = (
        f'<h2 class="job__title">{escape(posted_title)} - {town}</h2>\n'
        f'<h2 class="project__name"><a href="/projects/x">{f.organisation}</a></h2>\n'
        f'{_render_header(header, look, rng)}\n<section class="job__description">{text}</section>\n'
        f"{_card(f, look.lang, sector, size)}"
    )
    head = _json_ld(look.json_ld, posted_title, f.organisation, town, text)
    expected = expectations(f)
    expected["title"] = name_fr if look.lang == "fr" else name_en
    expected["places"] = [{"city": town, "country": country[2]}]
    expected["positions"] = []
    expected["languages"] = [{"language": code, "level": "fluent", "necessity": "required"} for code, *_ in f.languages]
    expected["posting"] |= {"experience_years_max": most, "sector": sector[2]}
    if "salary" in header:
        expected["posting"]["salary_as_posted"] = header["salary"]
    expected["conflicts"] = ["salary_min", "salary_max"] if look.label_pay == "lost" else []
    expected["organisation"] |= {
        "size_min": size[0],
        "size_max": size[1],
        "labels_state": "not_communicated",
        "impact_state": "not_communicated",
    }
    if look.shape in ("chips", "shuffled", "list"):
        expected["organisation"]["social_economy"] = True
    page = document(f"{posted_title} - {town} | Jobs that make sense", body, look.lang, head)
    name = f"header-{seed}-{look.lang}-{look.shape}-ld_{look.json_ld}-pay_{look.label_pay}-{look.style}-voice_{f.voice}"
    return Variant(name, "makesense", url, page, expected)


def _number(value: Decimal) -> str:
    """As a browser writes a number: ``2847.5``."""
    return f"{value.normalize():f}"


def _header(f: Facts, look: Look, country: Sequence[str], sector: Sequence[str], most: int | None) -> dict[str, str]:
    """The header's facts by concern, in the board's order and words."""
    french = look.lang == "fr"
    chips = {"badge": "💡 Structure de l'ESS" if french else "💡 SSE organization"}
    chips["contract"] = (
        ("CDI" if french else "Long-term contract") if f.permanent else ("CDD" if french else "Short-term contract")
    )
    if f.share and f.share < 100:
        chips["time"] = "Temps partiel" if french else "Part-time"
    chips["place"] = f"{f.towns[0]}, {country[0] if french else country[1]}"
    chips["sector"] = sector[0] if french else sector[1]
    chips["remote"] = REMOTE_WORDS[f.remote or "none"][1 if french else 2]
    if look.label_pay != "absent":
        pay = _number(f.pay / 1000 if look.label_pay == "lost" else f.pay)
        chips["salary"] = f"{pay} - {pay}€ brut (Mensuel)" if french else f"{pay} - {pay}€ gross (Monthly)"
    years = (
        f"De {f.years} à {most}" if most else f"A partir de {f.years}",
        f"From {f.years} to {most}" if most else f"From {f.years}",
    )
    chips["experience"] = f"{years[0]} année(s) d'exp." if french else f"{years[1]} yrs of exp."
    chips["posted"] = f"{f.posted:%d/%m/%Y}" if french else f"{f.posted:%m-%d-%Y}"
    if f.start.first:
        month = (MONTHS_FR if french else MONTHS_EN)[f.start.first.month - 1]
        chips["start"] = f"{month} {f.start.first.year}"
    return chips


def _render_header(header: Mapping[str, str], look: Look, rng: Random) -> str:
    french = look.lang == "fr"
    if look.shape in ("chips", "shuffled", "list"):
        worded = dict(header)
        worded["posted"] = ("Publiée le " if french else "Posted on ") + header["posted"]
        if "start" in worded:
            worded["start"] = ("Début : " if french else "Start: ") + header["start"]
        names = list(worded)
        if look.shape != "chips":
            rng.shuffle(names)
        if look.shape == "list":
            return '<ul class="facts">' + "".join(f"<li>{escape(worded[name])}</li>" for name in names) + "</ul>"
        return _chips(worded, names)
    pairs = [(LABELS[look.lang][name], escape(value)) for name, value in header.items() if name != "badge"]
    rng.shuffle(pairs)
    if look.shape == "dl":
        return "<dl>" + "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in pairs) + "</dl>"
    cell = "th" if look.shape == "table_th" else "td"
    return (
        "<table>" + "".join(f"<tr><{cell}>{label}</{cell}><td>{value}</td></tr>" for label, value in pairs) + "</table>"
    )


def _chips(worded: Mapping[str, str], names: Sequence[str]) -> str:
    spacer = [name for name in names if name in ("posted", "start")]
    chips = []
    for name in names:
        if name not in spacer:
            lead = '<span class="sr-only">Localisation</span> ' if name == "place" else ""
            chips.append(f'<div class="meta"><div role="button" tabindex="0">{lead}{escape(worded[name])}</div></div>')
    dates = "".join(f'<div class="spacer__item">{escape(worded[name])}</div>' for name in spacer)
    return '<div class="job__meta">\n' + "\n".join(chips) + f'\n</div>\n<div class="spacer">{dates}</div>'


def _header_text(f: Facts, style: str, title: str) -> str:
    w = Writer(style)
    w.parts.append("<h3>➔ Description de la mission</h3>")
    w.say(context_words(f)[0], f"La mission recherche un.e : {title}.")
    w.head("Contexte")
    w.say(*context_words(f)[1:])
    w.items(NOISE_ITEMS)
    w.head("Responsabilités :")
    w.items(TASKS)
    w.head("Profil")
    w.items(profile_words(f, essential=False))
    w.say(f"Langues : Maîtrise obligatoire {f.languages[0][2]} et {f.languages[1][2]}.")
    w.head("Statut et Conditions")
    kind = (
        "Contrat à Durée Indéterminée (CDI)" if f.permanent else f"Contrat à Durée Déterminée (CDD) de {f.months} mois"
    )
    terms = contract_words(f) if f.voice else kind + (", renouvelable" if f.renewable else "")
    w.say(f"Statut : {terms}{',' if f.share else ''}{time_words(f)}. Poste basé au siège, {at(f.towns[0])}.")
    w.say(f"Conditions : {pay_words(f)} {' '.join(benefit_words(f))}")
    w.say(f"Poste à pourvoir : {f.start.words}.")
    if f.work_permit:
        w.parts.append(f"<p><em>{escape(PERMIT)}</em></p>")
    return w.text()


def _card(f: Facts, lang: str, sector: Sequence[str], size: Sequence[int]) -> str:
    more, website, band, impact, no_impact, labels, no_labels, rest = CARD[lang]
    form = f.form[1] if lang == "fr" else f.form[2]
    lines = [website, form, band.format(*size), sector[0] if lang == "fr" else sector[1]]
    stated = "<br>\n".join((impact, no_impact.format(f.organisation), labels, no_labels, rest))
    return (
        f'<aside class="project"><h2>{f.organisation}</h2>\n<p>{more}</p>\n<ul>'
        + "".join(f"<li>{escape(line)}</li>" for line in lines)
        + f"</ul>\n<p>{stated}</p></aside>"
    )


def _json_ld(mode: str, title: str, organisation: str, town: str, text: str) -> str:
    if mode == "absent":
        return ""
    job = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": title,
        "hiringOrganization": {"@type": "Organization", "name": organisation},
        "jobLocation": [{"@type": "Place", "address": {"@type": "PostalAddress", "addressLocality": town}}],
        "description": text,
    }
    written = json.dumps(job, ensure_ascii=False).replace("</", "<\\/")
    broken = {
        "good": written,
        "comma": written[:-1] + ",}",
        "newline": written.replace("\\n", "\n"),
        "entities": html_text.escape(written),
    }
    return f'\n<script type="application/ld+json">{broken[mode]}</script>'
