"""HTML becomes lines and blocks as a reader of the page sees them: no visible word lost, no markup too bad."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.normalise.document import Document, markdown_of, read_document, section_of
from pipelines.normalise.html_lines import lines_of

LINES = [
    ("une phrase", ["une phrase"]),
    ("<p>Un</p><p>Deux</p>", ["Un", "Deux"]),
    ("<p>Un<br>Deux<br/>Trois</p>", ["Un", "Deux", "Trois"]),
    ("Un<p>Deux</p>Trois", ["Un", "Deux", "Trois"]),
    ("<div>Un<div>Deux</div>Trois</div>", ["Un", "Deux", "Trois"]),
    ("<p>Chargé<b>·e</b> de <i>projet</i></p>", ["Chargé·e de projet"]),
    ("<p>CDI\n   à   \n temps\u00a0plein</p>", ["CDI à temps plein"]),
    ("<p>Un</p><p> </p><p>\u00a0</p><p>Deux</p>", ["Un", "Deux"]),
    ("<table><tr><th>Salaire</th><td>2 000 €</td></tr><tr><td>Lieu</td><td>Lyon</td></tr></table>",
     ["Salaire : 2 000 €", "Lieu : Lyon"]),
    ("<table><tr><td>Salaire :</td><td>2 000 €</td></tr></table>", ["Salaire : 2 000 €"]),
    ("<table><tr><td><p>Lieu</p></td><td><p>Lyon</p><p>ou Paris</p></td></tr></table>", ["Lieu : Lyon ou Paris"]),
    ("<table><tr><th>Lieu</th><td>Lyon</td><td>Rhône</td></tr></table>", ["Lieu : Lyon | Rhône"]),
    ("<table><tr><th>Lieu</th><td></td></tr></table>", ["Lieu"]),
    ("<dl><dt>Lieu</dt><dd>Lyon</dd><dt>Début :</dt><dd>mai 2026</dd></dl>", ["Lieu : Lyon", "Début : mai 2026"]),
    ("<dl><dt>Ville</dt><dt>Pays</dt><dd>Lyon, France</dd></dl>", ["Ville / Pays : Lyon, France"]),
    ("<dl><dt>Seul</dt></dl><p>Suite</p>", ["Seul", "Suite"]),
    ("<dl><dt>Seul</dt></dl>", ["Seul"]),
    ("<dl><dt>Lieu</dt><dd>Lyon</dd><dd>Paris</dd></dl>", ["Lieu : Lyon", "Paris"]),
    ("<ul><li>Un</li><li>Deux<ul><li>Deux bis</li></ul></li></ul>", ["Un", "Deux", "Deux bis"]),
    ("<ul><li>Un<li>Deux</ul>Trois", ["Un", "Deux", "Trois"]),
    ("<p>Un<!-- caché -->Deux</p>", ["UnDeux"]),
    ("<p>Un</p><!-- <p>caché</p> --><p>Deux</p>", ["Un", "Deux"]),
    ("<p>Un</p><script>var a = '<p>x</p>'</script>Deux<style>p{}</style>", ["Un", "Deux"]),
    ("<noscript><p>Activez</p></noscript><p>Un</p>", ["Un"]),
    ("<p>Un<svg><title>icône</title><text>x</text></svg> deux</p>", ["Un deux"]),
    ("<p>R&amp;D &eacute;t&eacute; &lt;b&gt; &#8364;</p>", ["R&D été <b> €"]),
    ("<p>Salaire <b>2 000", ["Salaire 2 000"]),
    ("</div></p>Un</b></table>", ["Un"]),
    ("<p>3 < 5 et 7 > 2</p>", ["3 < 5 et 7 > 2"]),
    ("<?xml version='1.0'?><p>Un</p>", ["Un"]),
    ("<p>Un\x00deux</p>", ["Undeux"]),
    ("<html><head><title>Titre</title></head><body><p>Un</p></body></html>", ["Un"]),
    ("", []),
    ("   \n ", []),
    ("<!-- rien -->", []),
    ("<br><hr><img src='x'>", []),
]  # fmt: skip


@pytest.mark.parametrize(("html", "expected"), LINES)
def test_a_page_is_read_in_lines_as_it_is_seen(html: str, expected: list[str]) -> None:
    assert [line.text for line in lines_of(html)] == expected


def test_a_line_knows_what_it_is() -> None:
    html = "<h2>Profil</h2><p><b>Gras</b></p><ul><li>Point</li></ul><table><tr><td>a</td><td>b</td></tr></table>"
    seen = [(line.kind, line.level, line.bold) for line in lines_of(html)]
    assert seen == [("paragraph", 2, False), ("paragraph", 0, True), ("item", 0, False), ("row", 0, False)]


def test_a_line_keeps_its_links() -> None:
    lines = lines_of("<p>Postuler <a href=' https://jobs.example/a '>ici</a> ou <a>là</a></p><p>Fin</p>")
    assert [line.links for line in lines] == [(("ici", "https://jobs.example/a"),), ()]


def test_twenty_thousand_nested_wrappers_hide_nothing() -> None:
    depth = 20_000
    html = "<div>" * depth + "<p>Au fond</p>" + "</div>" * depth + "<p>Après</p>"
    assert [line.text for line in lines_of(html)] == ["Au fond", "Après"]


@pytest.mark.parametrize("tag", ["p", "a", "q", "x-card", "main", "li", "td", "dd", "label", "u"])
def test_no_element_nested_too_deep_hides_what_follows(tag: str) -> None:
    html = f"<p>Avant</p>{f'<{tag}>' * 5000}Au fond{f'</{tag}>' * 5000}<p>Après</p>"
    text = read_document(html).text
    assert [word for word in ("Avant", "Au fond", "Après") if word not in text] == []


def test_headings_give_the_blocks_below_them_their_section() -> None:
    document = read_document(
        "<h1>Chargé de projet</h1><h2>Missions</h2><p>Vous coordonnez.</p><h3>Au quotidien</h3><p>Vous écrivez.</p>"
        "<h2>Profil recherché</h2><ul><li>Rigueur</li></ul><h2>Divers</h2><p>Le reste.</p>"
    )
    assert [(b.section, b.text) for b in document.blocks if b.kind != "heading"] == [
        ("tasks", "Vous coordonnez."),
        ("tasks", "Vous écrivez."),
        ("profile", "Rigueur"),
        ("other", "Le reste."),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "<p><strong>Profil recherché</strong></p>",
        "<p><b>Profil recherché :</b></p>",
        "<div>Profil recherché :</div>",
        "<p>PROFIL RECHERCHÉ</p>",
        "<h4>Profil recherché</h4>",
        "<p>➔ Profil recherché :</p>",
        "<p><strong>Profil recherché</strong><br></p>",
    ],
)
def test_a_line_that_only_names_a_section_is_its_heading(heading: str) -> None:
    document = read_document(f"<p>Vous êtes attendu.</p>{heading}<p>Vous savez écrire et compter.</p>")
    assert [b.kind for b in document.blocks] == ["paragraph", "heading", "paragraph"]
    assert document.blocks[-1].section == "profile"
    assert [b.text for b in document.within("profile")] == ["Vous savez écrire et compter."]


@pytest.mark.parametrize(
    "html",
    [
        "<p><b>Vous êtes attendu ici.</b></p>",
        "<p>Un profil varié est souhaité pour ce poste</p>",
        "<p>a@b.example:</p>",
    ],
)
def test_a_sentence_is_no_heading(html: str) -> None:
    assert [b.kind for b in read_document(html).blocks] == ["paragraph"]


@pytest.mark.parametrize(
    ("html", "label", "value", "known"),
    [
        ("<p>Rémunération : 2 000 € brut</p>", "Rémunération", "2 000 € brut", "salary"),
        ("<li><b>Date limite :</b> 10 mai 2026</li>", "Date limite", "10 mai 2026", "deadline"),
        ("<table><tr><th>Type de contrat</th><td>CDD</td></tr></table>", "Type de contrat", "CDD", "contract"),
        ("<dl><dt>Lieu de travail</dt><dd>Lyon</dd></dl>", "Lieu de travail", "Lyon", "place"),
        ("<h3>Date limite</h3><p>10 mai 2026</p>", "Date limite", "10 mai 2026", "deadline"),
        ("<p>Babyfoot : oui</p>", "Babyfoot", "oui", None),
        ("<p>Rendez-vous à 12:30</p>", "", "", None),
    ],
)
def test_a_block_that_begins_with_a_label_has_it(html: str, label: str, value: str, known: str | None) -> None:
    block = read_document(html).blocks[-1]
    assert (block.label, block.value, block.field) == (label, value, known)


def test_only_the_block_right_under_a_heading_is_its_value() -> None:
    document = read_document("<h3>Date limite</h3><p>10 mai 2026</p><p>Le poste est à Lyon</p>")
    assert [b.text for b in document.labelled("deadline")] == ["10 mai 2026"]


def test_markdown_keeps_headings_lists_and_order() -> None:
    document = read_document("<h2>Missions :</h2><p>Vous :</p><ul><li>lisez</li><li>écrivez</li></ul><p>Fin.</p>")
    assert markdown_of(document) == "## Missions\n\nVous :\n\n- lisez\n- écrivez\n\nFin."


@pytest.mark.parametrize(
    "chrome",
    [
        "<p>Partager cette offre sur LinkedIn</p>",
        "<p>Share this job</p>",
        "<p>Facebook | LinkedIn | Twitter</p>",
        "<p>Retour aux offres</p>",
        "<p>Apply now</p>",
        "<p>Jetzt bewerben</p>",
        "<p>© 2026 Green Harbour. All rights reserved</p>",
        "<p>Mentions légales</p>",
        "<h2>Offres similaires</h2><ul><li>Comptable</li></ul>",
        "<h2>Similar jobs</h2><h3>Driver</h3><p>Metz</p>",
        "<h2>Weitere Stellenangebote</h2><p>Fahrer</p>",
        "<h2>Ofertas similares</h2><p>Conductor</p>",
        "<h3>Cookie List</h3><p>Nous mesurons.</p>",
        "<p>Vous écrivez des notes et vous animez le réseau des bénévoles.</p>",
    ],
)
def test_markdown_leaves_out_what_a_site_puts_around_its_ads(chrome: str) -> None:
    own = "<h2>Missions</h2><p>Vous écrivez des notes et vous animez le réseau des bénévoles.</p>"
    assert markdown_of(read_document(own + chrome)) == markdown_of(read_document(own))


@pytest.mark.parametrize(
    "text",
    [
        "Pour postuler, écrivez-nous.",
        "Partager les pratiques de l'équipe",
        "Retour d'expérience exigé",
        "Print and web design",
        "Contact",
    ],
)
def test_markdown_keeps_what_only_looks_like_a_button(text: str) -> None:
    assert text in markdown_of(read_document(f"<p>Vous coordonnez une équipe de cinq personnes.</p><p>{text}</p>"))


def test_a_heading_loses_its_bullet_and_a_section_below_the_furniture_stays() -> None:
    html = (
        "<h2>➔ Missions</h2><p>Vous lisez beaucoup et vous écrivez.</p>"
        "<h2>Partager</h2><p>x</p><h2>Profil</h2><p>Juriste.</p>"
    )
    assert markdown_of(read_document(html)).split("\n\n") == [
        "## Missions",
        "Vous lisez beaucoup et vous écrivez.",
        "## Profil",
        "Juriste.",
    ]


def test_folded_text_cuts_the_original() -> None:
    block = read_document("<p>Été à l’Haÿ – 3\u202f500 €</p>").blocks[0]
    assert len(block.folded) == len(block.text)


INLINE = ("b", "strong", "i", "span", "a", "em", "u", "font", "x-tag")
BLOCK = ("p", "div", "li", "ul", "ol", "h1", "h2", "h5", "td", "th", "tr", "table", "dl", "dt", "dd", "section",
         "blockquote", "article", "pre", "main", "summary", "details", "center", "form", "caption")  # fmt: skip
SILENT = ("script", "style", "noscript", "template", "select")
WORD = st.text("abcdefghij", min_size=1, max_size=6)
LEAF = WORD.map(lambda word: ([word], f" {word} ")) | st.sampled_from(
    [([], "<br>"), ([], "<!-- caché -->"), ([], "<?pi x?>"), ([], "<hr/>"), ([], "<img src=x alt=caché>"), ([], "</p>")]
)
Tree = tuple[list[str], str]


def _wrap(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    def build(tag: str, children: list[Tree]) -> Tree:
        return [w for words, _ in children for w in words], f"<{tag}>{''.join(h for _, h in children)}</{tag}>"

    hidden = st.builds(lambda tag, word: ([], f"<{tag}>{word}</{tag}>"), st.sampled_from(SILENT), WORD)
    return st.builds(build, st.sampled_from(INLINE + BLOCK), st.lists(inner, max_size=4)) | hidden


TREES = st.lists(st.recursive(LEAF, _wrap, max_leaves=20), max_size=4).map(
    lambda trees: ([w for words, _ in trees for w in words], "".join(html for _, html in trees))
)


@given(TREES)
def test_every_visible_word_is_kept(tree: Tree) -> None:
    words, html = tree
    document = read_document(html)
    for text in ("\n".join(line.text for line in lines_of(html)), document.text, markdown_of(document)):
        found = sorted(w for w in text.replace("/", " ").split() if w.isalpha())
        assert found == sorted(words), html


FRAGMENTS = [*(f"<{t}>" for t in INLINE + BLOCK + SILENT), *(f"</{t}>" for t in INLINE + BLOCK + SILENT), "<", ">", "&",
             "<!--", "-->", "<![CDATA[", "]]>", "<p", "&#0;", "&#xD800;", "&nbsp", "\x00", "\ud800", "Lieu : ", ":",
             "<!DOCTYPE html>", "<?xml version='1.0' encoding='utf-16'?>", "<meta charset=utf-16>"]  # fmt: skip


@given(st.text() | st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=5)).map("".join))
def test_no_markup_raises(html: str) -> None:
    document = read_document(html)
    assert isinstance(document, Document)
    markdown_of(document)
    assert all(block.text == block.text.strip() and block.text for block in document.blocks)


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("5. LES CONDITIONS", "conditions"),
        ("Unsere Bedingungen", "conditions"),
        ("Las condiciones", "conditions"),
        ("La candidature", "apply"),
        ("Your application", "apply"),
        ("Les conditions de vie des familles", "other"),
    ],
)
def test_a_heading_with_its_article_opens_its_part(heading: str, section: str) -> None:
    assert section_of(heading) == section
