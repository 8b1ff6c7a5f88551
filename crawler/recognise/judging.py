"""How good a trial is: which fields its postings state, whether they are ads at all, what is missing and what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from crawler.extract.links import canonical
from crawler.recognise.trial import Sample, Trial
from crawler.recognise.words import says, speaks_of_jobs, steps
from pipelines.model import Posting

#: From here on a trial is taken without a look at what else there is; below the second it is no reading at all.
GOOD, FAIR = 0.6, 0.4
_LONG = 800

#: The fields that are looked at, with what they weigh and how a posting states them.
FIELDS: dict[str, tuple[float, Callable[[Posting], Any]]] = {
    "title": (0.2, lambda posting: posting.title),
    "organisation": (0.08, lambda posting: posting.organisation),
    "place": (0.12, lambda posting: " · ".join(place.as_posted for place in posting.places)),
    "contract": (0.12, lambda posting: posting.contract),
    "deadline": (0.06, lambda posting: posting.deadline_on),
    "posted": (0.04, lambda posting: posting.posted_on),
    "salary": (0.03, lambda posting: posting.salary_as_posted),
    "description": (0.35, lambda posting: posting.description),
}

_ADVICE = {
    "organisation": 'if all ads are one employer\'s, declare organisation = "…" and kind = "employer"',
    "place": "if the page states one, declare [{name}.fields] place = CSS",
    "contract": "if the page states one, declare [{name}.fields] contract = CSS",
    "deadline": "if the page states one, declare [{name}.fields] deadline = CSS",
    "posted": "if the page states one, declare [{name}.fields] posted = CSS",
    "salary": "if the page states it, declare [{name}.fields] salary = CSS",
    "description": "declare [{name}.fields] description = CSS of the element that holds the ad's text",
    "title": "declare [{name}.fields] title = CSS",
}


@dataclass(frozen=True)
class Judgement:
    """How good a trial is, from 0 to 1, with the coverage of its fields; ``is_ad``: most of its pages are ads."""

    quality: float
    coverage: dict[str, int]
    is_ad: bool

    @property
    def is_fair(self) -> bool:
        """Whether the trial may be declared at all."""
        return self.is_ad and self.quality >= FAIR


def judge(trial: Trial) -> Judgement:
    """Judge what was read."""
    samples = trial.samples
    coverage = {name: sum(bool(read(each.posting)) for each in samples) for name, (_, read) in FIELDS.items()}
    if not samples:
        return Judgement(0.0, coverage, False)
    count = len(samples)
    quality = sum(weight * coverage[name] / count for name, (weight, _) in FIELDS.items() if name != "description")
    lengths = [min(len(each.posting.description or ""), _LONG) / _LONG for each in samples]
    quality += FIELDS["description"][0] * sum(lengths) / count
    titles = {each.posting.title for each in samples}
    if count > 1 and len(titles) == 1 and len({each.posting.description for each in samples}) == count:
        quality -= 0.2  # one title over different texts is the site's, not the ads'
    held = trial.candidate.holds
    if (
        held is not None
        and not any(canonical(held) == canonical(each.raw.url) for each in samples)
        and trial.listed < 2
    ):
        quality -= 0.3
    ads = sum(points(each) >= 2 for each in samples)
    return Judgement(max(quality, 0.0), coverage, 2 * ads > count)


def points(sample: Sample) -> int:
    """By how many signs a posting is an ad for a post, not a piece of news; from 2 on it is taken for one."""
    posting = sample.posting
    told = any(each.source == "structured" for each in sample.raw.statements)
    signs = (
        posting.contract, posting.deadline_on, posting.salary_min or posting.salary_as_posted,
        posting.working_time or posting.weekly_hours_min, posting.experience_years_min,
        posting.apply_email or posting.apply_reference or posting.apply_documents, posting.starts_as_posted,
        says("ad", posting.title_as_posted), any(speaks_of_jobs(step) for step in steps(sample.raw.url)),
        posting.education_level, posting.remote,
    )  # fmt: skip
    return 2 * told + sum(bool(sign) for sign in signs)


def missing(judgement: Judgement, samples: int, name: str) -> list[str]:
    """One line for each field that not all postings state, with what may be done."""
    lines = []
    for field, found in judgement.coverage.items():
        if found == 0 and samples:
            lines.append(f"no {field} seen: {_ADVICE[field].format(name=name)}")
    return lines
