"""Items as they were accepted, and their rows straight from the value, without an outline to be taken apart again.

Plain are items of the estate that have no quorum and no former ids: nearly all.
"""

from collections.abc import Mapping
from typing import Any

from gitcab.store.examining import Accepted
from gitcab.store.index.tables import Row
from gitcab.store.outlining import attributes_json, outlined_links, tags_json

PlainItem = tuple[int, Mapping[str, Any], str, str, bool]
"""Its number, its value, its path and blob, and whether no rule on it alone complains."""


def plain_item(n: int, accepted: Accepted) -> PlainItem | None:
    """The item with that number; None for whatever is no plain one."""
    value, path, blob, proposed, is_clear = accepted
    if value["kind"] != "ConfigurationItem" or "quorum" in value or "formerly" in value or proposed:
        return None
    return n, value, path, blob, is_clear


def item_values(item: PlainItem) -> Row:
    """The values that INSERT_PLAIN_ITEM wants."""
    n, value, path, blob, is_clear = item
    given = value.get
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


def link_values(item: PlainItem) -> list[Any] | None:
    """The values that INSERT_PLAIN_LINK wants for all links of the item; None where one is of a group."""
    n, value = item[:2]
    source, place = value["id"], 0
    values: list[Any] = []
    for relation, targets in value.get("relations", {}).items():
        for position, target in enumerate(targets):
            if type(target) is not str:
                return None
            values += (n, place, source, relation, target, position)
            place += 1
    return values


def all_link_rows(item: PlainItem) -> list[Row]:
    """The rows of all links of the item."""
    n, value = item[:2]
    links = outlined_links(value.get("relations", {}))
    return [(n, place, value["id"], *link) for place, link in enumerate(links)]
