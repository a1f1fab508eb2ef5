"""What the index keeps of the whole mirror, so that nobody has to look at all of it: made when the mirror is."""

import sqlite3
from collections.abc import Iterable, Mapping

TABLES = (
    # Records whose kind and id an earlier path has.
    "CREATE TABLE rival(n INTEGER PRIMARY KEY)",
    # Items that feel a group or a quorum which is not whole with nothing lost; some may feel nothing.
    "CREATE TABLE fragile(id TEXT PRIMARY KEY) WITHOUT ROWID",
    # What lies in each folder: names of files and folders, in order, with NUL between them.
    "CREATE TABLE folder(path TEXT PRIMARY KEY, names TEXT NOT NULL)",
)

_RIVALS = """
INSERT INTO rival
SELECT later.n FROM record later
WHERE later.id IN (SELECT id FROM record WHERE proposed_by IS NULL GROUP BY id HAVING count(*) > 1)
  AND later.proposed_by IS NULL
  AND EXISTS (SELECT 1 FROM record first WHERE first.id = later.id AND first.kind = later.kind
              AND first.proposed_by IS NULL AND first.path < later.path)
"""

_IS_UP = """EXISTS (SELECT 1 FROM record WHERE record.id = {id} AND record.kind = 'ConfigurationItem'
AND record.proposed_by IS NULL AND record.state = 'operational' AND record.n NOT IN (SELECT n FROM rival))"""

_GROUPS = f"""
INSERT OR IGNORE INTO fragile
SELECT source FROM link WHERE at_least IS NOT NULL AND NOT {_IS_UP.format(id="link.target")}
UNION
SELECT source FROM link WHERE at_least IS NOT NULL GROUP BY n, relation, position HAVING max(at_least) > count(*)
"""

_POOLS = f"""
INSERT OR IGNORE INTO fragile
SELECT target FROM link WHERE relation = 'member_of' AND NOT {_IS_UP.format(id="link.source")}
UNION
SELECT id FROM record WHERE quorum IS NOT NULL
AND quorum > (SELECT count(DISTINCT link.source) FROM link JOIN record member USING(n)
              WHERE link.relation = 'member_of' AND link.target = record.id
                AND member.proposed_by IS NULL AND member.n NOT IN (SELECT n FROM rival))
"""


def keep_figures(connection: sqlite3.Connection, listed: Mapping[str, Iterable[str]]) -> None:
    """Reckons all of them anew; `listed` are the names in each of the estate's folders, from its root."""
    connection.execute("BEGIN")
    for statement in TABLES:
        connection.execute(statement)
    for statement in (_RIVALS, _GROUPS, _POOLS):
        connection.execute(statement)
    connection.executemany("INSERT INTO folder VALUES(?, ?)", ((path, joined(names)) for path, names in listed.items()))
    connection.execute("COMMIT")


def joined(names: Iterable[str]) -> str:
    """The names of one folder as they are kept; bytes that are no UTF-8 as visible escapes."""
    return "\0".join(sorted(names)).encode("utf-8", "backslashreplace").decode()
