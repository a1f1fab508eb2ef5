"""Relations between configuration items, one row for each target."""

from gitcab.store.index.views._view import IS_ITEM, Column, View

_COLUMNS = (
    Column("source", "r.id", "The item in whose file it is written."),
    Column("relation", "l.relation", "Its name, as depends_on; see `relation_type`."),
    Column("target", "l.target", "The item that is named, by the id that it has now."),
    Column("at_least", "l.at_least", "How many of its redundancy group must be up; NULL where it stands alone."),
    Column(
        "redundancy_group",
        "iif(l.member IS NULL, NULL, l.position)",
        "Which group of this source and relation it belongs to; NULL where it stands alone.",
    ),
)
_RENAMED = tuple("f.ci" if column.name == "target" else column.sql for column in _COLUMNS)

VIEW = View(
    "A relation of an item to one other item.",
    _COLUMNS,
    f"FROM record r JOIN link l ON l.n = r.n WHERE {IS_ITEM} AND l.target NOT IN (SELECT former FROM former_id)",
    ((_RENAMED, f"FROM former_id f JOIN link l ON l.target = f.former JOIN record r ON r.n = l.n WHERE {IS_ITEM}"),),
)
