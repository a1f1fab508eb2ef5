"""Rows straight from an item's value, without an outline that would only be taken apart again.

Plain are items of the estate that have no quorum and no former ids, and links outside of groups: nearly all.
"""

from collections.abc import Mapping
from typing import Any

from gitcab.store.examining import Accepted
from gitcab.store.index.tables import Row
from gitcab.store.outlining import attributes_json, tags_json


def plain_item_values(n: int, accepted: Accepted) -> Row | None:
    """The values that INSERT_PLAIN_ITEM wants; None for whatever is no plain item."""
    value, path, blob, proposed, is_clear = accepted
    given = value.get
    if value["kind"] != "ConfigurationItem" or given("quorum") or given("formerly") or proposed:
        return None
    life_cycle, tags, attributes = value["life_cycle"], given("tags"), given("attributes")
    return (
        n,
        path,
        blob,
        value["id"],
        value["name"],
        life_cycle["stage"],
        life_cycle["status"],
        value["class"],
        value["owner"],
        given("operated_by"),
        given("environment"),
        given("criticality"),
        is_clear,
        attributes_json(attributes) if attributes else None,
        tags_json(tags) if tags else None,
        given("description"),
        given("verified_on"),
    )


def plain_link_values(n: int, item: Mapping[str, Any]) -> list[Any] | None:
    """The values that INSERT_PLAIN_LINK wants for all links of an item; None where one is of a group."""
    source, place = item["id"], 0
    values: list[Any] = []
    for relation, targets in item.get("relations", {}).items():
        for position, target in enumerate(targets):
            if type(target) is not str:
                return None
            values += (n, place, source, relation, target, position)
            place += 1
    return values
