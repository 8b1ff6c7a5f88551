"""``embedded``: pages that carry their postings as data in a script, for their own JavaScript.

How to recognise it: the page's HTML shows no posting, but a script with the id ``__NEXT_DATA__`` or ``__NUXT_DATA__``,
or an assignment such as ``window.jobs = [...]``, holds their titles.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from scrapy.http import TextResponse

from crawler import attributes
from crawler.archetypes.json_api import JsonApiBoard
from crawler.archetypes.records import Answered, named_next, unreadable, whole_number
from crawler.attributes import Attribute
from crawler.extract.page import Extraction
from crawler.extract.queries import query
from crawler.extract.records import read_record
from crawler.extract.state import state_of


class EmbeddedBoard(JsonApiBoard):
    """State in pages.

    Declares ``state`` (the script's id, or the variable's name), ``items`` (JMESPath in it), ``fields``, and what else
    ``json_api`` declares. ``detail_state`` (with ``detail_item`` and ``detail_fields``) reads the same from each
    posting's page; ``detail_page`` reads that page as HTML.
    """

    archetype = "embedded"
    answers_json = False
    own_attributes: ClassVar[Mapping[str, Attribute]] = {
        **JsonApiBoard.own_attributes,
        "state": Attribute(attributes.text, default="__NEXT_DATA__"),
        "detail_state": Attribute(attributes.text),
    }

    def answered(self, response: TextResponse) -> Answered:
        """The array that ``items`` finds in the page's state."""
        own = self.board.own
        state = state_of(response.text, own["state"])
        if state is None:
            raise unreadable(response, f"has no state called {own['state']!r}")
        items = query(own["items"], state)
        if isinstance(items, Mapping):
            items = list(items.values())
        if not isinstance(items, list):
            raise unreadable(response, f"has a state without the array that items = {own['items']!r} names")
        total = whole_number(query(own["total"], state)) if own["total"] else None
        following = named_next(query(own["next"], state)) if own["next"] else None
        records = [each for each in items if isinstance(each, Mapping)]
        if not self.board.fields and not own["detail_fields"]:
            self.learn(records)
        return Answered(records, total, following, empty=total == 0)

    def read_detail(self, response: TextResponse) -> Extraction:
        """What the state of a posting's page says of it."""
        own = self.board.own
        record: Any = query(own["detail_item"], state_of(response.text, own["detail_state"] or own["state"]))
        fields = own["detail_fields"] or self.board.fields
        return read_record(record, fields) if isinstance(record, Mapping) else Extraction()
