"""The views that people open first."""

from __future__ import annotations

from collections.abc import Mapping

from sqlite_utils import Database

_PLACES = """(
        SELECT group_concat(place, ' / ') FROM (
            SELECT DISTINCT coalesce(city, as_posted) || coalesce(' (' || country || ')', '') AS place
            FROM places WHERE posting_id = p.id ORDER BY ordinal
        )
    )"""

#: In this order, since later ones read from earlier ones.
VIEWS: Mapping[str, str] = {
    "open_offers": f"""
        SELECT o.id AS offer_id, p.id AS posting_id, p.title, p.organisation, {_PLACES} AS places,
            p.contract, p.contract_months_min, p.contract_months_max, p.working_time, p.remote,
            p.salary_min, p.salary_max, p.salary_currency, p.salary_period, p.salary_basis,
            p.annual_min, p.annual_max, p.salary_as_posted,
            p.experience_years_min, p.education_level, p.sector, p.language,
            p.posted_on, p.deadline_on, p.starts_on, o.first_seen_at,
            p.url, p.apply_url, p.apply_email, p.board, o.copies
        FROM offers o JOIN postings p ON p.id = o.posting_id
        WHERE o.status = 'open'""",  # noqa: S608 - built from the constant above
    "new_offers": """
        SELECT * FROM open_offers
        WHERE first_seen_at >= strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-7 days')
        ORDER BY first_seen_at DESC""",
    "closing_soon": """
        SELECT * FROM open_offers
        WHERE deadline_on BETWEEN date('now') AND date('now', '+7 days')
        ORDER BY deadline_on""",
    "recent_changes": """
        SELECT c.observed_at, c.kind, c.field, c.before, c.after, c.posting_id, c.revision,
            p.board, p.title, p.organisation, p.url
        FROM changes c JOIN postings p ON p.id = c.posting_id
        WHERE c.observed_at >= strftime('%Y-%m-%dT%H:%M:%SZ', (SELECT max(observed_at) FROM changes), '-30 days')
        ORDER BY c.id DESC""",
    "conflicts": """
        SELECT posting_id, field,
            max(CASE WHEN chosen = 1 THEN value END) AS chosen,
            group_concat(
                CASE WHEN agrees = 0 THEN coalesce(value, excerpt) || ' (' || source || ')' END, '; '
            ) AS others
        FROM evidence
        GROUP BY posting_id, field
        HAVING sum(agrees = 0) > 0""",
    "coverage": """
        SELECT c.id AS crawl_id, c.board, json_extract(each.value, '$.field') AS field,
            json_extract(each.value, '$.filled') AS filled, json_extract(each.value, '$.total') AS total
        FROM crawls c, json_each(c.coverage) AS each""",
    "posting_text": """
        SELECT p.id, p.title, p.organisation, p.description, (
            SELECT group_concat(words, ' ') FROM (
                SELECT as_posted || ' ' || coalesce(city, '') || ' ' || coalesce(region, '') AS words
                FROM places WHERE posting_id = p.id ORDER BY ordinal
            )
        ) AS places
        FROM postings p""",
}


def create_views(db: Database) -> None:
    """Creates every view, or brings it to its present definition."""
    for name, sql in VIEWS.items():
        db.create_view(name, sql.strip(), replace=True)
