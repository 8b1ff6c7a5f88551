"""``graphql``: an interface that takes one GraphQL query over POST and answers JSON.

How to recognise it: the careers page posts a body with ``query`` and ``variables`` to an address that ends in
``/graphql``. Lists page by a cursor (``pageInfo.endCursor``), by an offset or by a page among the variables.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, ClassVar

from scrapy.http import TextResponse

from crawler import attributes
from crawler.archetypes.asked import Asked
from crawler.archetypes.json_api import JsonApiBoard
from crawler.archetypes.records import Answered, json_of, unreadable
from crawler.attributes import Attribute
from crawler.extract.queries import query


class GraphqlBoard(JsonApiBoard):
    """GraphQL.

    Declares ``query`` (the GraphQL document), ``variables`` (table), ``items`` (JMESPath from the answer's root, such
    as ``data.jobs.nodes``), and for more than one page ``next`` (JMESPath of the cursor) with ``token_param`` (the name
    of the variable it goes into), or ``page_param`` or ``offset_param`` as names of variables. ``more`` (JMESPath) is
    false on the last page, where the cursor does not end by itself.
    """

    archetype = "graphql"
    own_attributes: ClassVar[Mapping[str, Attribute]] = {
        **JsonApiBoard.own_attributes,
        "query": Attribute(attributes.text, required=True),
        "variables": Attribute(attributes.json_table, default={}),
        "more": Attribute(attributes.jmespath),
    }

    def asked(self, params: Mapping[str, Any]) -> Asked:
        """The query as a POST, the page among its variables."""
        own = self.board.own
        body = {"query": own["query"], "variables": {**own["variables"], **params}}
        headers = {"Accept": "application/json", "Content-Type": "application/json", **own["headers"]}
        return Asked("POST", json.dumps(body), headers)

    def answered(self, response: TextResponse) -> Answered:
        """The array that ``items`` finds; an answer with errors and no data is no listing."""
        answer = json_of(response.text)
        errors = query("errors[].message", answer)
        if errors and not query("data", answer):
            raise unreadable(response, f"answers with an error: {str(errors[0])[:120]}")
        found = super().answered(response)
        more = self.board.own["more"]
        if more is not None and not query(more, answer):
            return Answered(found.records, found.total, None, empty=found.empty)
        return found
