"""Classes of configuration items, from `schemas/classes/`."""

from gitcab.store.index.views._view import Column, View

VIEW = View(
    "A class of configuration items.",
    (
        Column("class", "j.key", "Its name, as `ci.class` has it."),
        Column("title", "j.value ->> '$.title'", "Its name, for people."),
        Column("family", "j.value ->> '$.family'", "The family it belongs to, as service or platform."),
        Column("description", "j.value ->> '$.description'", "What belongs to it."),
    ),
    "FROM meta m, json_each(m.value, '$.classes') j WHERE m.key = 'demands'",
)
