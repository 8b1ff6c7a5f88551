"""What a batch of observations does to the file."""

import json

import pytest

from pipelines.model import Benefit, Evidence, LanguageNeed, Organisation, Place, Position, RawPosting, Statement
from pipelines.observations import PageFetched, PostingGone, PostingRead, PostingSeen
from pipelines.store.crawls import knowledge_of, mark_interrupted, start_crawl
from pipelines.store.postings import apply, settle_staged

_BOOKKEEPING = {"seen", "crawls", "pages", "boards", "sqlite_sequence"}


def content(board):
    tables = [name for name in board.store.db.table_names() if name not in _BOOKKEEPING]
    return {name: board.store.db.execute(f"SELECT * FROM [{name}]").fetchall() for name in tables}


def test_a_new_posting_is_written_whole(board, posting):
    ad = posting(
        renewable=True,
        apply_documents=("cv", "cover_letter"),
        positions=2,
        position_list=(Position(1, "Nurse", "Lyon", "R1"), Position(2, "Nurse", "Metz", "R2")),
        languages=(LanguageNeed("fr", "fluent"),),
        benefits=(Benefit("meal_voucher", unit="EUR/day", as_posted="tickets"),),
        evidence=(Evidence("renewable", "body", "1", "renewable once", "renewable_stated"),),
        employer=Organisation("Blue Lantern", legal_form="association", social_economy=True),
    )
    totals = board.crawl([ad])
    row = board.row()
    assert (totals.new, totals.changed, totals.postings_seen) == (1, 0, 1)
    assert (row["status"], row["revision"], row["renewable"], row["positions"]) == ("open", 1, 1, 2)
    assert row["first_seen_at"] == row["changed_at"] == "2026-11-01T08:00:00Z"
    assert json.loads(row["apply_documents"]) == ["cv", "cover_letter"]
    assert [each["reference"] for each in board.rows("SELECT * FROM positions")] == ["R1", "R2"]
    assert board.rows("SELECT ordinal, city, alternative FROM places") == [
        {"ordinal": 1, "city": "Lyon", "alternative": 0}
    ]
    assert board.rows("SELECT language, level FROM languages") == [{"language": "fr", "level": "fluent"}]
    assert board.rows("SELECT kind, unit FROM benefits") == [{"kind": "meal_voucher", "unit": "EUR/day"}]
    assert board.rows("SELECT field, chosen, agrees FROM evidence") == [
        {"field": "renewable", "chosen": 1, "agrees": 1}
    ]
    assert board.rows("SELECT legal_form, social_economy FROM organisations") == [
        {"legal_form": "association", "social_economy": 1}
    ]
    assert board.rows("SELECT kind, before, after FROM changes") == [
        {"kind": "opened", "before": None, "after": "open"}
    ]


def test_the_same_postings_twice_write_nothing_but_the_book_keeping(board, posting):
    ads = [posting(str(n), deadline_on="2026-10-01") for n in range(20)]
    board.crawl(ads)
    before = content(board)
    totals = board.crawl(ads, "2026-11-02T08:00:00Z")
    assert (totals.new, totals.changed, totals.closed, totals.postings_seen) == (0, 0, 0, 20)
    assert content(board) == before
    assert {row["last_seen_at"] for row in board.rows("SELECT * FROM seen")} == {"2026-11-02T08:00:00Z"}


def test_a_posting_that_only_stands_on_the_listing_writes_nothing_but_the_book_keeping(board, posting):
    board.crawl([posting()])
    before = content(board)
    assert board.crawl([PostingSeen("1", "f2")], "2026-11-02T08:00:00Z").postings_seen == 1
    assert content(board) == before
    assert knowledge_of(board.store.db, "harbour").postings["1"].fingerprint == "f2"


@pytest.mark.parametrize(
    "noise",
    [
        {"description": "Ward  at\u00a0night "},
        {"description": "12 views · 3 applicants\n\nWard at night\n\nPosted 3 days ago"},
        {"posted_on": None, "evidence": (), "statements": (Statement("posted", "30+ days ago"),)},
        {"url": "https://jobs.harbour.example/1?session=8"},
        {"posted_on": "2026-10-30", "evidence": (Evidence("posted_on", "label", "", "3 days ago", "relative"),)},
        {"apply_url": "https://apply.harbour.example/1?utm_source=mail&id=1"},
    ],
)
def test_noise_is_no_change(board, posting, noise):
    evidence = (Evidence("posted_on", "label", "", "2 days ago", "relative"),)
    base = {
        "description": "Ward at night",
        "posted_on": "2026-10-31",
        "evidence": evidence,
        "apply_url": "https://apply.harbour.example/1?utm_source=web&id=1",
    }
    board.crawl([posting(**base)])
    before = content(board)
    assert board.crawl([posting(**{**base, **noise})], "2026-11-02T08:00:00Z").changed == 0
    assert content(board) == before


def test_a_hash_made_by_an_older_rule_is_replaced_and_nothing_else_is_written(board, posting):
    ad = posting(description="Ward at night.\n\n12 views")
    board.crawl([ad])
    (hashed,) = board.store.db.execute("SELECT content_hash FROM postings").fetchone()
    board.store.db.execute("UPDATE postings SET content_hash = 'old'")
    before = content(board)
    assert board.crawl([posting(description="Ward at night.\n\n13 views")], "2026-11-02T08:00:00Z").changed == 0
    assert board.row()["content_hash"] == hashed
    board.store.db.execute("UPDATE postings SET content_hash = 'old'")
    assert content(board) == before


def test_a_change_is_one_revision_with_one_line_per_field(board, posting):
    board.crawl([posting(salary_min=2000.0, remote="none")])
    totals = board.crawl([posting(salary_min=2100.0, remote="full")], "2026-11-02T08:00:00Z")
    assert totals.changed == 1
    assert board.row()["revision"] == 2
    assert board.row()["changed_at"] == "2026-11-02T08:00:00Z"
    assert board.rows("SELECT revision, field, before, after FROM changes WHERE kind = 'changed' ORDER BY field") == [
        {"revision": 2, "field": "remote", "before": "none", "after": "full"},
        {"revision": 2, "field": "salary_min", "before": "2000", "after": "2100"},
    ]
    assert len(board.rows("SELECT * FROM revisions")) == 2


def test_a_change_of_children_replaces_them(board, posting):
    board.crawl([posting(languages=(LanguageNeed("fr"),))])
    board.crawl([posting(languages=(LanguageNeed("fr"), LanguageNeed("en")))], "2026-11-02T08:00:00Z")
    assert [row["language"] for row in board.rows("SELECT * FROM languages")] == ["fr", "en"]
    assert [row["field"] for row in board.rows("SELECT * FROM changes WHERE kind = 'changed'")] == ["languages"]


def test_a_lost_value_is_gone_after_a_sound_crawl(board, posting):
    board.crawl([posting(salary_min=2000.0, places=(Place("Lyon", city="Lyon"),))])
    assert board.crawl([posting(salary_min=None, places=())], "2026-11-02T08:00:00Z").changed == 1
    assert board.row()["salary_min"] is None
    assert board.rows("SELECT * FROM places") == []
    assert board.rows("SELECT * FROM staged") == []


def test_a_lost_value_stays_after_a_doubtful_crawl_while_new_values_are_taken(board, posting):
    kept = (Evidence("salary_min", "label", "2000", "2 000 €", "amount"),)
    board.crawl([posting(salary_min=2000.0, evidence=kept)])
    board.crawl([posting(salary_min=None, remote="full")], "2026-11-02T08:00:00Z", complete=False)
    assert (board.row()["salary_min"], board.row()["remote"]) == (2000.0, "full")
    assert [row["field"] for row in board.rows("SELECT * FROM evidence")] == ["salary_min"]


def test_a_doubtful_reading_is_read_again_and_a_sound_crawl_heals_it(board, posting, read):
    page = PageFetched("https://jobs.harbour.example/1", etag="e1")
    board.crawl([read(posting(salary_min=2000.0), fingerprint="f1")])
    crawl_id = start_crawl(board.store, "harbour", "2026-11-02T08:00:00Z")
    lossy = [page, read(posting(salary_min=None), fingerprint="f2")]
    apply(board.store, crawl_id, lossy, "2026-11-02T08:00:00Z", organisation_key=lambda o: o.name)
    assert board.row()["salary_min"] == 2000.0
    assert mark_interrupted(board.store, "harbour", "2026-11-02T09:00:00Z") == 1
    known = knowledge_of(board.store.db, "harbour")
    assert (known.postings["1"].fingerprint, dict(known.pages)) == (None, {})
    assert board.crawl([posting(salary_min=None)], "2026-11-03T08:00:00Z").changed == 1
    assert board.row()["salary_min"] is None


def test_what_waits_is_dropped_when_the_same_crawl_reads_the_value_after_all(board, posting, read):
    board.crawl([posting(salary_min=2000.0)])
    crawl_id = start_crawl(board.store, "harbour", "2026-11-02T08:00:00Z")
    both = [read(posting(salary_min=None)), read(posting(salary_min=2000.0))]
    apply(board.store, crawl_id, both, "2026-11-02T08:00:00Z", organisation_key=lambda o: o.name)
    assert settle_staged(board.store, crawl_id, True, "2026-11-02T08:00:00Z").changed == 0
    assert board.row()["salary_min"] == 2000.0


@pytest.mark.parametrize(
    "broken",
    [
        {"title": "Nurse \ud800"},
        {"salary_min": float("nan")},
        {"education_level": 2**63},
        {"description": "a\x00b"},
        {"description": "x" * 1_000_001},
        {"title": "  "},
        {"places": (Place("Lyon \ud800"),)},
        {"evidence": (Evidence("title", "label", None, "\x00", "r"),)},
        {"employer": Organisation("Half \udfff")},
        {"salary_min": object()},
    ],
)
def test_a_posting_that_cannot_be_stored_costs_only_itself(board, posting, broken):
    totals = board.crawl([posting("1"), posting("2", **broken), posting("3")])
    assert (totals.new, totals.rejected) == (2, 1)
    assert [row["external_id"] for row in board.rows("SELECT * FROM postings")] == ["1", "3"]
    assert [row["rule"] for row in board.rows("SELECT * FROM findings")] == ["rejected"]
    assert board.store.db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_known_posting_that_cannot_be_stored_any_more_keeps_its_content_and_is_seen(board, posting):
    board.crawl([posting()])
    board.crawl([posting(title="a\x00b")], "2026-11-02T08:00:00Z")
    assert board.row()["title"] == "Nurse 1"
    assert board.rows("SELECT last_seen_at, misses FROM seen") == [
        {"last_seen_at": "2026-11-02T08:00:00Z", "misses": 0}
    ]


def test_a_posting_that_could_not_be_read_is_rejected(board):
    unread = PostingRead(RawPosting("harbour", "9", "https://jobs.harbour.example/9", "2026-11-01T08:00:00Z"))
    assert board.crawl([unread]).rejected == 1


def test_pages_are_kept_for_the_next_crawl(board):
    crawl_id = start_crawl(board.store, "harbour", "2026-11-01T08:00:00Z")
    pages = [PageFetched("https://h.example/", "e1"), PageFetched("https://h.example/", "e2", listing="[]")]
    apply(board.store, crawl_id, [*pages, PostingGone("7", "page_gone")], "2026-11-01T08:00:00Z", organisation_key=str)
    assert knowledge_of(board.store.db, "harbour").pages["https://h.example/"].etag == "e2"


def test_an_ad_first_met_after_its_deadline_is_noted_once_and_stays_open(board, posting):
    late = posting(deadline_on="2026-10-15")
    board.crawl([late])
    board.crawl([late], "2026-11-02T08:00:00Z")
    assert board.row()["status"] == "open"
    assert [row["rule"] for row in board.rows("SELECT * FROM findings")] == ["deadline_before_first_seen"]


def test_a_large_batch_is_one_transaction(board, posting):
    crawl_id = start_crawl(board.store, "harbour", "2026-11-01T08:00:00Z")
    statements = []
    board.store.db.conn.set_trace_callback(statements.append)
    ads = [PostingRead(RawPosting("harbour", str(n), "u", ""), posting=posting(str(n))) for n in range(200)]
    totals = apply(board.store, crawl_id, ads, "2026-11-01T08:00:00Z", organisation_key=lambda o: o.name)
    board.store.db.conn.set_trace_callback(None)
    assert totals.new == 200
    assert [s for s in statements if s.startswith(("BEGIN", "COMMIT"))] == ["BEGIN IMMEDIATE", "COMMIT"]


def test_an_unchanged_posting_that_moved_is_asked_for_at_its_new_address(board, posting):
    board.crawl([posting()])
    board.crawl([posting(url="https://jobs.harbour.example/new/1")], "2026-11-02T08:00:00Z")
    assert board.row()["url"] == "https://jobs.harbour.example/new/1"
    assert board.row()["revision"] == 1


def test_half_a_batch_is_never_written(board, posting, read):
    crawl_id = start_crawl(board.store, "harbour", "2026-11-01T08:00:00Z")

    def refuse(organisation):
        raise KeyError(organisation.name)

    batch = [PageFetched("https://h.example/", "e1"), read(posting())]
    with pytest.raises(KeyError):
        apply(board.store, crawl_id, batch, "2026-11-01T08:00:00Z", organisation_key=refuse)
    assert board.rows("SELECT * FROM pages") == board.rows("SELECT * FROM postings") == []


def test_a_second_crawl_after_any_interruption_ends_like_an_undisturbed_one(board, posting, read):
    ads = [posting(str(n), salary_min=1000.0 + n) for n in range(6)]
    crawl_id = start_crawl(board.store, "harbour", "2026-11-01T08:00:00Z")
    some = [read(each) for each in ads[:3]]
    apply(board.store, crawl_id, some, "2026-11-01T08:00:00Z", organisation_key=lambda o: o.name.casefold())
    mark_interrupted(board.store, "harbour", "2026-11-01T09:00:00Z")
    board.crawl(ads, "2026-11-01T09:00:00Z")
    disturbed = board.rows("SELECT external_id, title, salary_min, status, revision, content_hash FROM postings")
    straight = type(board)(board.store, "river")
    straight.crawl([posting(str(n), board="river", salary_min=1000.0 + n) for n in range(6)])
    sql = "SELECT external_id, title, salary_min, status, revision, content_hash FROM postings WHERE board = 'river'"
    assert disturbed == board.rows(sql)
