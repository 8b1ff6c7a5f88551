"""The pages a board serves. Pure; ``Noise`` adds what differs at every visit and says nothing about the jobs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from random import Random
from xml.sax.saxutils import escape as xml

from tests.simulator import ads
from tests.simulator.shapes import EMPTY_WORDS, Shape
from tests.simulator.world import Posting, State, date_of

_WORDS = {
    "fr": {"jobs": "Nos offres", "duties": "Missions", "next": "Page suivante", "apply": "Postuler",
           "seen": "Vue {} fois", "ago": "Publiée il y a {} jours", "new": "Nouveau"},
    "en": {"jobs": "Our jobs", "duties": "Duties", "next": "Next page", "apply": "Apply",
           "seen": "Viewed {} times", "ago": "Posted {} days ago", "new": "New"},
}  # fmt: skip
CLOSED_WORDS = {"fr": "Cette offre n'est plus disponible.", "en": "This job is no longer available."}


@dataclass
class Noise:
    """What changes at every visit; without ``rng`` nothing does, so that a page can be told from its noise."""

    rng: Random | None = None

    def number(self, most: int) -> int:
        """Some number below ``most``."""
        return self.rng.randrange(most) if self.rng else 0

    def token(self) -> str:
        """Some token."""
        return f"{self.rng.randrange(1 << 40):x}" if self.rng else "0"

    def often(self, share: float) -> bool:
        """Yes in about ``share`` of the visits."""
        return self.rng is not None and self.rng.random() < share

    def space(self) -> str:
        """White space of some kind."""
        return self.rng.choice(("", " ", "\n", "\n    ")) if self.rng else ""

    def attributes(self, **values: str) -> str:
        """Attributes of an element in some order."""
        pairs = [f'{name}="{value}"' for name, value in values.items()]
        if self.rng:
            self.rng.shuffle(pairs)
        return " ".join(pairs)


def address(shape: Shape, posting: Posting, noise: Noise, *, language: str = "") -> str:
    """Where a posting stands, as a link says it: with a token on boards that have them, else now and then tracked."""
    if shape.twins:
        path = f"/{language or 'fr'}/{'jobs' if language == 'en' else 'offres'}/{posting.slug}"
    else:
        path = f"/offres/{posting.slug}"
    if shape.tokens:
        return f"{path}?token={noise.token()}"
    return f"{path}?utm_source=list" if noise.often(0.2) else path


def listing(shape: Shape, shown: Sequence[tuple[Posting, State]], day: int, noise: Noise, following: str | None) -> str:
    """A page of the listing; ``following`` is where its link to the next page leads."""
    cards = "".join(_card(shape, posting, state, day, noise) for posting, state in shown)
    words = _WORDS[shape.language]
    content = f"<h1>{words['jobs']}</h1>{noise.space()}<ul>{noise.space()}{cards}</ul>"
    if not shown:
        content = f"<h1>{words['jobs']}</h1><p>{EMPTY_WORDS}</p>"
    if following is not None:
        content += f"<a {noise.attributes(**{'class': 'next', 'href': following})}>{words['next']}</a>"
    return frame(shape.language, words["jobs"], content, noise)


def _card(shape: Shape, posting: Posting, state: State, day: int, noise: Noise) -> str:
    words = _WORDS[shape.language]
    said = ads.facts(state.ad)
    shown = [said[kind] for kind in ("contract", "town", "salary", "deadline") if kind in shape.on_card & said.keys()]
    teaser = ads.sentences(state.ad)[0]
    extra = ""
    if shape.card_noise and noise.rng:
        extra = f"<span>{words['new']}</span>" if noise.often(0.2) else ""
        extra += f"<small>{words['ago'].format(day - posting.published)}</small>"
        extra += f"<small>{words['seen'].format(noise.number(900))}</small>" if noise.often(0.5) else ""
    if shape.card_noise == "teasers" and noise.rng:
        teaser = teaser[: 30 + noise.number(20)] + "…"
    link = noise.attributes(href=address(shape, posting, noise), rel="bookmark")
    facts = "".join(f"{noise.space()}<p>{each}</p>" for each in shown)
    title = f"<h3><a {link}>{escape(state.ad.title_words())}</a></h3>"
    box = noise.attributes(**{"class": "job", "data-n": str(posting.number)})
    return f"<li {box}>{noise.space()}{title}{facts}<p>{escape(teaser)}</p>{extra}</li>"


def posting_page(
    shape: Shape, posting: Posting, state: State, day: int, noise: Noise, *, language: str, without: str = ""
) -> str:
    """A posting's own page; ``without`` names a fact the site has stopped to show."""
    ad, words = state.ad, _WORDS[language]
    if state.page == "closed":
        return frame(
            language,
            ad.title_words(language),
            f"<h1>{ad.title_words(language)}</h1><p>{CLOSED_WORDS[language]}</p>",
            noise,
        )
    said = [(ads.LABELS[language][kind], each) for kind, each in ads.facts(ad, language).items() if kind != without]
    content = f"<article><h1>{escape(ad.title_words(language))}</h1>{noise.space()}"
    if noise.rng:
        content += f"<p class='when'>{words['ago'].format(day - posting.published)}</p>"
        content += f"<p class='count'>{words['seen'].format(noise.number(900))}</p>"
    content += f"{_facts(shape.style, said)}<h2>{words['duties']}</h2>"
    content += "".join(f"{noise.space()}<p>{escape(each)}</p>" for each in ads.sentences(ad, language))
    link = f"https://apply.example/{posting.number}?token={noise.token()}"
    content += f"<p><a {noise.attributes(href=link, rel='nofollow')}>{words['apply']}</a></p></article>"
    return frame(language, ad.title_words(language), content, noise)


def _facts(style: str, said: Sequence[tuple[str, str]]) -> str:
    if style == "dl":
        return "<dl>" + "".join(f"<dt>{label}</dt><dd>{escape(words)}</dd>" for label, words in said) + "</dl>"
    if style == "p":
        return "".join(f"<p><strong>{label} :</strong> {escape(words)}</p>" for label, words in said)
    return "<ul>" + "".join(f"<li>{label} : {escape(words)}</li>" for label, words in said) + "</ul>"


def sitemap(shape: Shape, host: str, shown: Sequence[tuple[Posting, State]], day: int, noise: Noise) -> str:
    """The sitemap, its entries in some order."""
    entries = [
        f"<url><loc>{xml(f'http://{host}{address(shape, posting, noise, language=language)}')}</loc>"
        f"{_lastmod(shape, posting, day)}</url>"
        for posting, _ in shown
        for language in (("fr", "en") if shape.twins else ("",))
    ]
    if noise.rng and noise.often(0.5):
        noise.rng.shuffle(entries)
    home = f"<url><loc>http://{host}/a-propos</loc></url>"
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{space}">{home}{"".join(entries)}</urlset>'


def _lastmod(shape: Shape, posting: Posting, day: int) -> str:
    if shape.lastmod == "none":
        return ""
    changed = date_of(day if shape.lastmod == "always" else posting.since(day)).isoformat()
    return f"<lastmod>{changed}{'T03:00:00Z' if shape.lastmod == 'instant' else ''}</lastmod>"


def frame(language: str, title: str, content: str, noise: Noise) -> str:
    """A whole page around its main part."""
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{escape(title)} | Quayside</title>"
        f'<meta name="csrf-token" content="{noise.token()}"></head><body><header><nav><a href="/">Quayside</a></nav>'
        f"</header><main>{content}</main><footer><a href='/mentions'>Mentions</a></footer></body></html>"
    )
