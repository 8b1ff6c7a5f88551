"""What a site puts around an ad is taken out of it, wherever it stands and whatever it is called."""

from __future__ import annotations

import pytest

from crawler.extract.page import read_page
from pipelines.normalise.html_lines import lines_of

URL = "https://board.example/1"
AD = """<p>Green Harbour runs three drop-in centres on the coast and has done so since 1987 with many volunteers.</p>
<h3>What you will do</h3><ul><li>Run the Tuesday drop-in</li><li>Keep our case notes tidy</li></ul>
<h3>About you</h3><p>You have worked with families before and like a busy room.</p>
<p>To apply, send your CV to <a href="mailto:jobs@gh.example">jobs@gh.example</a> by 3 May 2026.</p>"""

BELOW = [
    "<aside><h3>While you are here</h3><p>Read about our summer fair on 12 June 2026.</p></aside>",
    "<div class='rec'><h4>Auch in der Nachbarschaft</h4><p>Köchin, Kiel, 3.200 €</p></div>",
    "<section class='zahlen'><h3>2025 in Zahlen</h3><p>11.480 Kontakte, 24 Helfende</p></section>",
    "<div class='altri'><h6>Simili</h6><p>Mediatore, Caserta, 20 €/ora</p></div>",
    "<div class='x'><b>Novità</b><br>03/01/2026 Cercasi autista</div>",
    "<hr><b>weitere anzeigen aus bw</b><br>5506 Vogelstation (400 Euro)<br>5503 Gärtnerhof sucht Azubi",
    "<hr><i>Also:</i> the shed next door wants a bookkeeper, 16 € an hour.",
    "<h2>¿Quiénes leyeron este aviso?</h2><p>412 personas de 9 comunas</p>",
    "<p><small>Run by two volunteers since 2001.</small></p>",
    "<font size='1'>You are visitor no. 20418.</font>",
    "<address>Archive made by a robot</address>",
    "<p>In the same row: <a href='/2'>Nurse (Hull)</a> | <a href='/3'>Cook (Leeds)</a></p>",
    "<div class='page-foot'><p>A free service since 2008. webmaster@board.example</p></div>",
    "<div><p>Apply for this job</p><label>Resume *</label><label>How did you hear about this job?</label></div>",
    "<p>This site is a service of the county. 318 jobs today.</p>",
]
KEPT = [
    "<h3>Our values</h3><p>We say what we mean, and we mean it kindly.</p>",
    "<div class='facts'><h4>Key facts</h4><p>Contract: permanent</p></div>",
    "<section><h3>Equal opportunities</h3><p>We welcome everybody who likes the sea.</p></section>",
    "<p>Interviews are on 12 May 2026 in Hull.</p>",
    "<details><summary>What do I need?</summary><p>A clean licence and good boots.</p></details>",
]


def text_of(html: str) -> list[str]:
    return [line.text for line in lines_of(read_page(html, URL).body)]


@pytest.mark.parametrize("below", BELOW)
def test_what_stands_behind_the_way_to_apply_is_the_sites(below):
    read = read_page(f"<body><div class='ad'><h1>Support worker</h1>{AD}</div>{below}</body>", URL)
    flat = read_page(f"<body><h1>Support worker</h1>{AD}{below}</body>", URL)
    for page in (read, flat):
        assert [line.text for line in lines_of(page.body)] == [line.text for line in lines_of(AD)]
        assert {s.field for s in page.statements} <= {"title", "apply_email"}


@pytest.mark.parametrize("behind", KEPT)
def test_what_belongs_to_the_ad_stays_behind_the_way_to_apply(behind):
    page = read_page(f"<body><h1>Support worker</h1>{AD}{behind}</body>", URL)
    told = " ".join([*(line.text for line in lines_of(page.body)), *(s.text for s in page.statements)])
    last = lines_of(behind)[-1].text
    assert last.removeprefix("Contract: ") in told


def test_the_first_way_to_apply_in_a_box_of_unknown_heading_is_the_ads():
    html = (
        AD.rsplit("<p>", 1)[0]
        + "<div class='z'><h4>Still here?</h4><p>Write to jobs@gh.example with your CV.</p></div>"
    )
    assert "Write to jobs@gh.example with your CV." in text_of(f"<body><h1>Support worker</h1>{html}</body>")


def test_boxes_before_the_title_are_the_sites():
    left = "<div class='l'><h3>Shop</h3><p>The calendar for 2026 is here, 8 € for a whole year of pictures.</p></div>"
    assert "8 €" not in " ".join(text_of(f"<body>{left}<div><h1>Support worker</h1>{AD}</div></body>"))


def test_running_text_above_the_title_is_the_sites():
    above = "<div><p>The board of the coast brings people and good work together since 2009, free of charge.</p></div>"
    chips = "<p>Permanent</p>"
    page = read_page(f"<body>{above}{chips}<h1>Support worker</h1>{AD}</body>", URL)
    assert [line.text for line in lines_of(page.body)] == [line.text for line in lines_of(AD)]
    assert [s.text for s in page.statements if s.field == "chip"] == ["Permanent"]


def test_a_page_laid_out_as_a_table_keeps_its_lines():
    side = "<td><b>News</b><br>Loto on 3 April</td>"
    html = f"<table><tr><td colspan=2>Home</td></tr><tr>{side}<td><h1>Support worker</h1>{AD}</td></tr></table>"
    assert text_of(f"<body>{html}</body>") == [line.text for line in lines_of(AD)]


def test_links_in_a_row_before_the_title_are_a_menu():
    menu = "<font><a href='/'>Start</a> :: <a href='/n'>New</a> :: <a href='/s'>Search</a><br><h1>Support worker</h1>"
    assert text_of(f"<body>{menu}{AD}</font></body>") == [line.text for line in lines_of(AD)]
