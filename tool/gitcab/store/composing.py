"""A plain record as a new file: where it lies, and the text that it holds."""

import re
from collections.abc import Mapping
from typing import Any

from gitcab.model.records import kinds
from gitcab.model.records._record import ID_PATTERN
from gitcab.store.yaml_emitting import document_text

_IDENTIFIER = re.compile(ID_PATTERN)


def compose(plain: Mapping[str, Any]) -> tuple[str, bytes]:
    """The new file's path from the estate's root, and its content: the fields in their model's order.

    Raises ValueError, in words for people, for an id or a class that no path can have, and for
    text that no file can hold.
    """
    path = path_of(plain)
    schema = f"{'../' * path.count('/')}schemas/records/{plain['kind']}.json"
    text = document_text(_in_order(plain), f"yaml-language-server: $schema={schema}")
    return path, text.encode("utf-8")


def path_of(plain: Mapping[str, Any]) -> str:
    """Where a new record lies. Raises ValueError for an id or a class that no path can have."""
    named = checked_id(plain["id"])
    home = kinds()[plain["kind"]].home()
    if plain["kind"] == "ConfigurationItem":
        return f"{home}/{checked_id(plain['class'])}/{named}.yaml"
    if plain["kind"] == "RequestForChange":
        return f"{home}/{named[4:8]}/{named}.yaml"
    return f"{home}/{named}.yaml"


def checked_id(text: str) -> str:
    """The text itself where it can be an id. Raises ValueError where it cannot."""
    if not _IDENTIFIER.fullmatch(text):
        shown = text if len(text) <= 60 else f"{text[:57]}…"
        raise ValueError(
            f"{shown!r} cannot be an id: letters, digits and . _ + -, the first a letter or digit, at most 128"
        )
    return text


def _in_order(plain: Mapping[str, Any]) -> dict[str, Any]:
    fields = kinds()[plain["kind"]].model_fields.items()
    order = ["kind", "class", *(field.alias or name for name, field in fields)]
    known = {name: plain[name] for name in order if name in plain}
    return {**known, **plain}
