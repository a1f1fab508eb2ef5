"""Attributes of configuration items, one by one."""

from gitcab.store.index.views._view import IS_ITEM, Column, View

VIEW = View(
    "An attribute of a configuration item.",
    (
        Column("ci", "r.id", "The item's id."),
        Column("class", "r.class", "The item's class."),
        Column("name", "j.key", "The attribute's name."),
        Column("value", "j.value", "Its value; a list or a mapping is JSON, true and false are 1 and 0."),
    ),
    f"FROM record r, json_each(r.attributes) j WHERE {IS_ITEM} AND r.attributes IS NOT NULL",
)
