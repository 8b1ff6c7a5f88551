"""What every board of an archetype declares alike: the archetype's preset under the board's own declaration."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from crawler.board import Declaration

#: Tables of which a board may declare a part and keep the preset's rest.
_MERGED = ("fields", "labels", "page_fields", "detail_fields", "headers")

#: In a template such as ``/jobs/{id}`` these stand for a record's own values.
_OF_A_RECORD = frozenset(("id", "url", "title"))


def with_preset(declaration: Declaration, preset: Mapping[str, Any]) -> Declaration:
    """The declaration with what it leaves out taken from its archetype's preset.

    ``{tenant}`` in a preset's texts stands for what the board declares as ``tenant``, and so for every text it
    declares; a preset that needs one the board lacks stays as it is, and validation says what is missing.

    >>> made = with_preset(Declaration("a", {"tenant": "blue"}, "b.toml"), {"base_url": "https://{tenant}.example"})
    >>> made.table["base_url"], made.home_url
    ('https://blue.example', 'https://blue.example')
    """
    if not preset:
        return declaration
    declared = {**preset, **declaration.table}
    texts = {key: value for key, value in declared.items() if isinstance(value, str) and key not in _OF_A_RECORD}
    filled = {key: _filled(value, texts) for key, value in preset.items()}
    merged = {**filled, **declaration.table}
    for name in _MERGED:
        if isinstance(filled.get(name), Mapping) and isinstance(declaration.table.get(name), Mapping):
            merged[name] = {**filled[name], **declaration.table[name]}
    return dataclasses.replace(declaration, table=merged, home_url=declaration.home_url or filled.get("base_url"))


def _filled(value: Any, texts: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        for name, text in texts.items():
            value = value.replace(f"{{{name}}}", text)
        return value
    if isinstance(value, Mapping):
        return {key: _filled(each, texts) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_filled(each, texts) for each in value]
    return value
