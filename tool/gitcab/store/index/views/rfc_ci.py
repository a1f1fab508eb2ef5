"""What changes touch: one row for an item and a change."""

from gitcab.store.index.views._view import Column, View, is_kind

_ITEM = "coalesce(f.ci, j.value ->> '$.id', j.value ->> '$.retire', j.value ->> '$.add.id')"
_ACTION = (
    "CASE WHEN j.value -> '$.add' IS NOT NULL THEN 'add' WHEN j.value -> '$.retire' IS NOT NULL THEN 'retire'"
    " ELSE 'touch' END"
)
_IS_ADDED = "j.value -> '$.add' IS NOT NULL"


def _own(end: str) -> str:
    """The item's own time, else that of the whole change."""
    own = f"r.utc_times ->> ('$.\"configuration_items.' || j.key || '.{end}\"')"
    return f"coalesce({own}, r.utc_times ->> '$.\"schedule.{end}\"')"


_COLUMNS = (
    Column("rfc", "r.id", "The change."),
    Column("ci", _ITEM, "The item, by the id that it has now."),
    Column("action", _ACTION, "touch, add or retire."),
    Column(
        "effect",
        f"iif({_IS_ADDED}, NULL, coalesce(j.value ->> '$.effect', 'outage'))",
        "What happens to it meanwhile: outage, degraded or none; NULL for an item that is added.",
    ),
    Column("minutes", "j.value ->> '$.minutes'", "How long that is expected to last; NULL where nothing is said."),
    Column("start_utc", _own("start"), "When that may begin, in UTC: its own time, else the change's."),
    Column("end_utc", _own("end"), "When that ends at the latest, in UTC: its own time, else the change's."),
    Column("patch", "j.value -> '$.patch'", "JSON merge patch of what is different afterwards."),
    Column("relate", "j.value -> '$.relate'", "JSON of the relations that are added."),
    Column("unrelate", "j.value -> '$.unrelate'", "JSON of the relations that are removed."),
)
_ADDED_FROM = {
    "rfc": "p.proposed_by",
    "ci": "p.id",
    "action": "'add'",
    "start_utc": "r.utc_times ->> '$.\"schedule.start\"'",
    "end_utc": "r.utc_times ->> '$.\"schedule.end\"'",
}

VIEW = View(
    "An item that a change touches, adds or retires.",
    _COLUMNS,
    "FROM record r, json_each(r.fields, '$.configuration_items') j"
    " LEFT JOIN former_id f ON f.former = coalesce(j.value ->> '$.id', j.value ->> '$.retire')"
    f" WHERE {is_kind('RequestForChange')} AND j.value -> '$.add_from' IS NULL",
    (
        (
            tuple(_ADDED_FROM.get(column.name, "NULL") for column in _COLUMNS),
            "FROM record p LEFT JOIN record r ON r.id = p.proposed_by AND r.kind = 'RequestForChange'"
            " WHERE p.proposed_by IS NOT NULL AND p.kind = 'ConfigurationItem'",
        ),
    ),
)
