"""Which changes a release consists of."""

from gitcab.store.index.views._view import Column, View, is_kind

VIEW = View(
    "A change of a release.",
    (
        Column("release", "r.id", "The release."),
        Column("rfc", "j.value", "The change."),
    ),
    f"FROM record r, json_each(r.fields, '$.changes') j WHERE {is_kind('Release')}",
)
