"""How a listing page is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Asked:
    """How a listing page is asked for where a plain GET does not do."""

    method: str = "GET"
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


PLAIN = Asked()
