"""What changes touch: one row for an item and a change."""

from gitcab.store.index.views._view import Column, View, is_kind, part

_ID, _RETIRED, _ADDED = (part("j.value", key) for key in ("id", "retire", "add"))
_ACTION = f"CASE WHEN {_ADDED} IS NOT NULL THEN 'add' WHEN {_RETIRED} IS NOT NULL THEN 'retire' ELSE 'touch' END"
_ITEM = f"coalesce(f.ci, {_ID}, {_RETIRED}, {part('j.value', 'add.id')})"
_EFFECT = f"iif({_ADDED} IS NOT NULL, NULL, coalesce({part('j.value', 'effect')}, 'outage'))"
_START, _END = (part("r.utc_times", f'"schedule.{end}"') for end in ("start", "end"))


def _own(end: str) -> str:
    """The item's own time, else that of the whole change."""
    own = f"json_extract(r.utc_times, '$.\"configuration_items.' || j.key || '.{end}\"')"
    return f"coalesce({own}, {_START if end == 'start' else _END})"


_COLUMNS = (
    Column("rfc", "r.id", "The change."),
    Column("ci", _ITEM, "The item, by the id that it has now."),
    Column("action", _ACTION, "touch, add or retire."),
    Column(
        "effect",
        _EFFECT,
        "What happens to it meanwhile: outage, degraded or none; NULL for an item that is added.",
    ),
    Column(
        "minutes",
        part("j.value", "minutes"),
        "How long that is expected to last; NULL where nothing is said.",
    ),
    Column("start_utc", _own("start"), "When that may begin, in UTC: its own time, else the change's."),
    Column("end_utc", _own("end"), "When that ends at the latest, in UTC: its own time, else the change's."),
    Column("patch", part("j.value", "patch"), "JSON merge patch of what is different afterwards."),
    Column("relate", part("j.value", "relate"), "JSON of the relations that are added."),
    Column("unrelate", part("j.value", "unrelate"), "JSON of the relations that are removed."),
)
_ADDED_FROM = {
    "rfc": "p.proposed_by",
    "ci": "p.id",
    "action": "'add'",
    "start_utc": _START,
    "end_utc": _END,
}

VIEW = View(
    "An item that a change touches, adds or retires.",
    _COLUMNS,
    "FROM record r, json_each(r.fields, '$.configuration_items') j"
    f" LEFT JOIN former_id f ON f.former = coalesce({_ID}, {_RETIRED})"
    f" WHERE {is_kind('RequestForChange')} AND {part('j.value', 'add_from')} IS NULL",
    (
        (
            tuple(_ADDED_FROM.get(column.name, "NULL") for column in _COLUMNS),
            "FROM record p LEFT JOIN record r ON r.id = p.proposed_by AND r.kind = 'RequestForChange'"
            " WHERE p.proposed_by IS NOT NULL AND p.kind = 'ConfigurationItem'",
        ),
    ),
)
