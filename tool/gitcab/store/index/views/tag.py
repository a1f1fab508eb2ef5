"""Tags of configuration items."""

from gitcab.store.index.views._view import IS_ITEM, Column, View

VIEW = View(
    "A tag of a configuration item.",
    (
        Column("ci", "r.id", "The item's id."),
        Column("tag", "j.value", "The tag."),
    ),
    f"FROM record r, json_each(r.tags) j WHERE {IS_ITEM} AND r.tags IS NOT NULL",
)
