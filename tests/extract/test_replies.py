"""What others say behind an ad is no part of it: replies, other mails, tables of a site, words of its staff."""

from __future__ import annotations

import pytest

from crawler.extract.page import read_page
from pipelines.normalise.html_lines import lines_of

URL = "https://board.example/1"
TEXT = """<p>Green Harbour runs three drop-in centres on the coast and has done so since 1987 with many volunteers.</p>
<h3>What you will do</h3><ul><li>Run the Tuesday drop-in</li><li>Keep our case notes tidy</li></ul>
<h3>About you</h3><p>You have worked with families before and like a busy room.</p>
<p>To apply, send your CV to <a href="mailto:jobs@gh.example">jobs@gh.example</a> by 3 May 2026.</p>"""
LETTER = """<pre>Dear all,

Green Harbour is looking for a support worker for its three drop-in centres on the coast.

Hours: 20 a week
Pay: 13.20 pounds an hour

Write to jobs@gh.example by 3 May 2026.
</pre>"""

BEHIND = [
    "<div class='post'><p>How much is it? Last time it was 12 pounds.</p></div>",
    "<blockquote><p>I came for a month and stayed for nine years.</p></blockquote>",
    "<figure><img><figcaption>Our boat last June</figcaption></figure>",
    "<table><tr><th colspan='3'>Other current openings</th></tr><tr><td>17</td><td>Cook</td><td>Hull</td></tr></table>",
    (
        "<table><tr><td>02/05</td><td><a href='/2'>Room to let</a></td></tr>"
        "<tr><td>03/05</td><td><a href='/3'>Van for sale</a></td></tr></table>"
    ),
]
KEPT = [
    "<table><tr><th>Closing date</th><td>3 May 2026</td></tr><tr><th>Interviews</th><td>12 May 2026</td></tr></table>",
    "<div class='post'><h3>Benefits</h3><p>Six weeks of holiday and a pension.</p></div>",
]


def text_of(html: str) -> str:
    page = read_page(f"<body>{html}</body>", URL)
    return " ".join([*(line.text for line in lines_of(page.body)), *(s.text for s in page.statements)])


@pytest.mark.parametrize("behind", BEHIND)
def test_what_others_say_behind_the_end_is_left_out(behind):
    told = text_of(f"<h1>Support worker</h1><div class='post'>{TEXT}</div>{behind}")
    assert "busy room" in told
    assert lines_of(behind)[-1].text not in told


@pytest.mark.parametrize("behind", KEPT)
def test_what_goes_on_with_the_ad_stays(behind):
    told = text_of(f"<h1>Support worker</h1><div class='post'>{TEXT}</div>{behind}")
    assert lines_of(behind)[-1].text.rsplit("\t", 1)[-1].split("Interviews")[-1].strip(" :") in told


@pytest.mark.parametrize(
    "behind",
    [
        "<pre>Thanks, I shall pass it on to Leeds.</pre>",
        "<p><b>Posting rules:</b> adverts are removed after 60 days.</p>",
        "<h3>More of this month</h3><ul><li>Van for sale, 900 pounds</li></ul>",
    ],
)
def test_a_typed_letter_ends_the_ad(behind):
    told = text_of(f"<h1>Support worker</h1><div>{LETTER}</div><hr><div>{behind}</div>")
    assert "three drop-in centres" in told
    assert lines_of(behind)[-1].text not in told


def test_typed_text_that_heads_a_part_goes_on():
    assert "A van licence" in text_of(f"<h1>Support worker</h1>{LETTER}<pre>Requirements\n\nA van licence</pre>")
