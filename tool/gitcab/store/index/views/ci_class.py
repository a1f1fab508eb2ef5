"""Classes of configuration items, from `schemas/classes/`."""

from gitcab.store.index.views._view import ONCE, Column, View, part

VIEW = View(
    "A class of configuration items.",
    (
        Column("class", "j.key", "Its name, as `ci.class` has it."),
        Column("title", part("j.value", "title"), "Its name, for people."),
        Column("family", part("j.value", "family"), "The family it belongs to, as service or platform."),
        Column("description", part("j.value", "description"), "What belongs to it."),
    ),
    f"FROM meta m, json_each(m.value, '$.classes') j WHERE m.key = 'demands' {ONCE}",
)
