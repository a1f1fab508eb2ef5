"""What the index keeps of the whole mirror, so that nobody has to look at all of it: made when the mirror is."""

import os
import sqlite3
from collections.abc import Collection, Iterator

from gitcab.store.index.conversions import ATTRIBUTES
from gitcab.store.index.listed import Listed
from gitcab.store.index.listing import Kept, Look, digest, joined

TABLES = (
    # Records whose kind and id an earlier path has.
    "CREATE TABLE rival(n INTEGER PRIMARY KEY)",
    # Items that feel a group or a quorum which is not whole with nothing lost; some may feel nothing.
    "CREATE TABLE fragile(id TEXT PRIMARY KEY) WITHOUT ROWID",
    # What other contents hold that were laid over, by path (outlined.py).
    "CREATE TABLE outlined(path TEXT, blob TEXT, outline TEXT NOT NULL, PRIMARY KEY(path, blob)) WITHOUT ROWID",
)

FOLDERS = """CREATE TABLE folder(
path TEXT, state TEXT, has_attributes INT NOT NULL, names TEXT NOT NULL, PRIMARY KEY(path, state, has_attributes)
)"""
"""What lies in each folder, and in which state the disk had just that (listing.py); whether a file there gives
attributes to others. The names are long: nobody reads past them, as the key tells all the rest."""

_RIVALS = """
INSERT INTO rival
SELECT later.n FROM record later
WHERE later.id IN (SELECT id FROM record GROUP BY id HAVING count(*) > 1)
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


def keep_figures(connection: sqlite3.Connection) -> None:
    """Reckons what is known of all records. For the end of `building.build`, in whose transaction it is done."""
    for statement in TABLES:
        connection.execute(statement)
    for statement in (_RIVALS, _GROUPS, _POOLS):
        connection.execute(statement)


def keep_folders(connection: sqlite3.Connection, listed: Listed, looks: Collection[Look]) -> bool:
    """Keeps what is `listed` in the estate's folders, and in which states the disk had just that. At the end as well.

    Tells whether these are all folders there are on the disk, and it had just that in each of them.
    """
    states = {(look.folder, look.names): look.state for look in looks}
    rows = []
    seen: set[tuple[str, bytes]] = set()
    for path, names in listed.folders():
        text = joined(names)
        key = (path, digest(text))
        rows.append((_kept(path), states.get(key), ATTRIBUTES in names, text))
        seen.update([key] if path else ())
    connection.execute(FOLDERS)
    connection.executemany("INSERT INTO folder VALUES(?, ?, ?, ?)", rows)
    return seen == states.keys()


def kept_folders(connection: sqlite3.Connection) -> Kept:
    """What lies in each folder of the mirror."""

    def names(folder: str) -> str:
        (found,) = connection.execute("SELECT names FROM folder WHERE path = ?", (_kept(folder),)).fetchone()
        return str(found)

    states = connection.execute("SELECT path, state FROM folder")
    return Kept({os.fsdecode(path): state for path, state in states}, names)


def folders_with_attributes(connection: sqlite3.Connection) -> Iterator[str]:
    """The folders of the mirror in which a file gives attributes to others."""
    return (os.fsdecode(path) for (path,) in connection.execute("SELECT path FROM folder WHERE has_attributes"))


def _kept(path: str) -> str | bytes:
    """Bytes that are no UTF-8 are kept as such."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return os.fsencode(path)
    return path
