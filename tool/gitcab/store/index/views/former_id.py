"""Ids that items had before, by which old records still name them."""

from gitcab.store.index.views._view import IS_ITEM, Column, View

VIEW = View(
    "An id that an item had before and that no other item has now.",
    (
        Column("former", "j.value", "The earlier id."),
        Column("ci", "r.id", "The item's id now."),
    ),
    f"FROM record r, json_each(r.formerly) j WHERE r.formerly IS NOT NULL AND {IS_ITEM} AND NOT EXISTS"
    f" (SELECT 1 FROM record p WHERE p.id = j.value AND {IS_ITEM.replace('r.', 'p.')})",
)
