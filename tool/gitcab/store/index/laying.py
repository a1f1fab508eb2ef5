"""Temporary tables and views that lie over the mirror's, so that one and the same SQL asks both."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence

from gitcab.model.finding import Flaw
from gitcab.model.outline import Outline
from gitcab.store.index import tables
from gitcab.store.index.view import Change

_CHOSEN = "IN (SELECT value FROM json_each(?1))"

_KEPT = {
    "record": "n NOT IN (SELECT n FROM temp.hidden)",
    "link": "n NOT IN (SELECT n FROM temp.hidden)",
    "reference": "n NOT IN (SELECT n FROM temp.hidden)",
    "flaw": "of_schemas OR path NOT IN (SELECT path FROM temp.hidden_path)",
    "unread": "path NOT IN (SELECT path FROM temp.hidden_path)",
    "fragile": "1",
}
"""Which rows of the mirror's tables still hold."""

_INDEXES = (
    "CREATE INDEX temp.new_record_n ON new_record(n)",
    "CREATE INDEX temp.new_record_path ON new_record(path)",
    "CREATE INDEX temp.new_record_id ON new_record(id)",
    "CREATE INDEX temp.new_link_n ON new_link(n, place)",
    "CREATE INDEX temp.new_link_target ON new_link(target)",
    "CREATE INDEX temp.new_reference_n ON new_reference(n)",
    "CREATE INDEX temp.new_reference_id ON new_reference(id)",
)


_RIVALS = f"""
INSERT INTO temp.rival
SELECT n FROM main.rival WHERE n NOT IN (SELECT n FROM temp.hidden)
  AND n NOT IN (SELECT n FROM main.record WHERE id {_CHOSEN})
UNION
SELECT later.n FROM record later WHERE later.id {_CHOSEN} AND later.proposed_by IS NULL
  AND EXISTS (SELECT 1 FROM record first WHERE first.id = later.id AND first.kind = later.kind
              AND first.proposed_by IS NULL AND first.path < later.path)
"""

_FRAGILE = f"""
INSERT INTO temp.new_fragile
SELECT value FROM json_each(?1)
UNION SELECT source FROM link WHERE at_least IS NOT NULL AND target {_CHOSEN}
UNION SELECT link.target FROM record JOIN link USING(n) WHERE link.relation = 'member_of' AND record.id {_CHOSEN}
UNION SELECT target FROM main.link WHERE relation = 'member_of' AND n IN (SELECT n FROM temp.hidden)
"""


def troubles(connection: sqlite3.Connection, paths: Collection[str]) -> bool:
    """Whether files at these paths, from git's top, could not be read as records when the mirror was made."""
    question = (
        f"SELECT 1 FROM flaw WHERE path {_CHOSEN} AND NOT of_schemas UNION SELECT 1 FROM unread WHERE path {_CHOSEN}"
    )
    return connection.execute(question, (json.dumps(list(paths)),)).fetchone() is not None


def lay(
    connection: sqlite3.Connection,
    changes: Sequence[Change],
    paths: Iterable[str],
    flaws: Iterable[Flaw],
    unread: Iterable[str],
) -> None:
    """Hides the mirror's records that changed and what it tells of files at `paths`, and adds what is there now.

    `paths` and `unread` are counted from git's top.
    """
    connection.execute("CREATE TEMP TABLE hidden(n INTEGER PRIMARY KEY)")
    connection.execute("CREATE TEMP TABLE hidden_path(path TEXT PRIMARY KEY)")
    connection.execute("CREATE TEMP TABLE rival(n INTEGER PRIMARY KEY)")
    gone = json.dumps([one.path for one in changes if one.before])
    connection.execute(f"INSERT INTO temp.hidden SELECT n FROM main.record WHERE path {_CHOSEN}", (gone,))
    connection.executemany("INSERT INTO temp.hidden_path VALUES(?)", ((path,) for path in paths))
    for table, kept in _KEPT.items():
        connection.execute(f"CREATE TEMP TABLE new_{table} AS SELECT * FROM main.{table} WHERE 0")
        both = f"SELECT * FROM main.{table} WHERE {kept} UNION ALL SELECT * FROM temp.new_{table}"
        connection.execute(f"CREATE TEMP VIEW {table} AS {both}")
    _insert(connection, [one.after for one in changes if one.after])
    connection.executemany(_into("flaw", 8), map(tables.flaw_row, flaws))
    connection.executemany(_into("unread", 1), ((path,) for path in unread))
    for statement in _INDEXES:
        connection.execute(statement)
    connection.execute(_RIVALS, (json.dumps([*_ids(changes)]),))
    connection.execute(_FRAGILE, (json.dumps([*_ids(one for one in changes if _is_felt(one))]),))


def _insert(connection: sqlite3.Connection, outlines: Iterable[Outline]) -> None:
    (last,) = connection.execute("SELECT coalesce(max(n), 0) FROM main.record").fetchone()
    for n, outline in enumerate(outlines, start=last + 1):
        connection.execute(_into("record", 24), tables.record_row(n, outline))
        connection.executemany(_into("link", 8), tables.link_rows(n, outline))
        connection.executemany(_into("reference", 3), tables.reference_rows(n, outline))


def _into(table: str, columns: int) -> str:
    return f"INSERT INTO temp.new_{table} VALUES({', '.join('?' * columns)})"


def _ids(changes: Iterable[Change]) -> set[str]:
    """The present and former ids of the records that changed, as they were and as they are."""
    records = (one for change in changes for one in (change.before, change.after) if one)
    return {name for one in records for name in (one.id, *one.formerly)}


def _is_felt(change: Change) -> bool:
    """Whether others may feel the change of an item."""
    before, after = change.before, change.after
    return before is None or after is None or _shown(before) != _shown(after)


def _shown(outline: Outline) -> tuple[object, ...]:
    one = outline
    return one.kind, one.id, one.formerly, one.state, one.quorum, one.links, one.proposed_by
