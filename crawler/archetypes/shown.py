"""What a board's listing showed in one crawl: every posting's addresses, its mark, and what the listing stated."""

from __future__ import annotations

from dataclasses import dataclass, field

from crawler.extract.listed import Entry
from crawler.extract.page import Extraction


@dataclass
class Shown:
    """The postings by external id; where a posting stands twice on the listing, the first place counts."""

    addresses: dict[str, list[str]] = field(default_factory=dict)
    marks: dict[str, str | None] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    stated: dict[str, Extraction] = field(default_factory=dict)

    def note(self, external_id: str, url: str, entry: Entry) -> None:
        """Keep one place where a posting stands."""
        addresses = self.addresses.setdefault(external_id, [])
        if url not in addresses:
            addresses.append(url)
        self.marks.setdefault(external_id, entry.mark)
        self.texts.setdefault(external_id, entry.text)
        if entry.stated is not None:
            self.stated.setdefault(external_id, entry.stated)

    def other_address(self, external_id: str, failed: str) -> str | None:
        """The next address of a posting that stands at several, after ``failed`` did not answer; each is told once."""
        addresses = self.addresses.get(external_id, [])
        if failed not in addresses:
            return None
        addresses.remove(failed)
        return addresses[0] if addresses else None
