"""What incidents hit: items that failed, services that people missed."""

from gitcab.store.index.views._view import Column, View, is_kind


def _named(route: str) -> str:
    return (
        f"FROM record r, json_each(r.fields, '$.{route}') j LEFT JOIN former_id f ON f.former = j.value"
        f" WHERE {is_kind('Incident')}"
    )


_ITEM = "coalesce(f.ci, j.value)"

VIEW = View(
    "An item of an incident.",
    (
        Column("incident", "r.id", "The incident."),
        Column("ci", _ITEM, "The item, by the id that it has now."),
        Column("role", "'failed'", "failed: what broke; missed: the service that people went without."),
    ),
    _named("configuration_items"),
    ((("r.id", _ITEM, "'missed'"), _named("services")),),
)
