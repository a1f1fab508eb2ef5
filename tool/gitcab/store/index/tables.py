"""The tables of the index, and the one place that turns outlines into rows and rows into outlines.

A record's number `n` stands for its file as long as the mirror is not made anew. What was mirrored in
one go is numbered in the order of the paths; what came later has higher numbers, so who needs that order
asks for it (`ORDER BY path`: SQLite compares the bytes, as git does).
"""

import json
from collections.abc import Iterable, Sequence
from sqlite3 import Connection
from typing import Any

from gitcab.model.finding import Finding, Flaw
from gitcab.model.outline import Outline, OutlinedLink
from gitcab.model.source import Place

KEPT = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE flaw(
  path TEXT NOT NULL, rule TEXT NOT NULL, line INT, "column" INT, message TEXT, hint TEXT, record TEXT,
  of_schemas INT NOT NULL
);
CREATE TABLE unread(path TEXT NOT NULL);
CREATE TABLE finding(
  path TEXT NOT NULL, rule TEXT NOT NULL, severity TEXT NOT NULL, line INT, "column" INT, message TEXT, hint TEXT,
  record TEXT
);
CREATE INDEX flaw_path ON flaw(path);
CREATE INDEX unread_path ON unread(path);
CREATE INDEX finding_path ON finding(path);
CREATE INDEX finding_rule ON finding(rule);
"""
"""What is kept beside the records, in whichever form these are."""

RECORDS = """
CREATE TABLE record(
  n INTEGER PRIMARY KEY, path TEXT NOT NULL, blob TEXT, kind TEXT NOT NULL, id TEXT NOT NULL, name TEXT, state TEXT,
  status TEXT, class TEXT, owner TEXT, operated_by TEXT, environment TEXT, criticality TEXT, quorum INT, formerly TEXT,
  is_history INT NOT NULL, proposed_by TEXT, is_clear INT NOT NULL, attributes TEXT, tags TEXT, fields TEXT,
  description TEXT, verified_on TEXT, utc_times TEXT
);
CREATE TABLE link(
  n INT NOT NULL, place INT NOT NULL, source TEXT NOT NULL, relation TEXT NOT NULL, target TEXT NOT NULL,
  position INT NOT NULL, member INT, at_least INT, PRIMARY KEY(n, place)
) WITHOUT ROWID;
CREATE TABLE reference(n INT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL);
CREATE INDEX record_capitals ON record(lower(id)) WHERE id <> lower(id);
CREATE INDEX record_kind ON record(kind) WHERE kind <> 'ConfigurationItem';
CREATE INDEX record_formerly ON record(formerly) WHERE formerly IS NOT NULL;
CREATE INDEX record_proposed_by ON record(proposed_by) WHERE proposed_by IS NOT NULL;
CREATE INDEX record_quorum ON record(quorum) WHERE quorum IS NOT NULL;
CREATE INDEX link_group ON link(source) WHERE at_least IS NOT NULL;
"""
"""Indexes of few rows are kept from the first row on: making one later takes a pass over all rows."""

TABLES = f"{KEPT}{RECORDS}"

INDEXES = """
CREATE INDEX record_path ON record(path);
CREATE INDEX record_id ON record(id);
CREATE INDEX record_owner ON record(owner);
CREATE INDEX record_operated_by ON record(operated_by) WHERE operated_by IS NOT NULL;
CREATE INDEX link_target ON link(target, relation, position, member);
CREATE INDEX reference_n ON reference(n);
CREATE INDEX reference_id ON reference(id);
"""
"""Made when all rows are there, which is cheaper than keeping them on the way.

A record's links are found by its number: the table itself is in that order.
"""

RECORD = (
    "n, path, blob, kind, id, name, state, status, class, owner, operated_by, environment, criticality, quorum,"
    " formerly, is_history, proposed_by, is_clear, attributes, tags, fields, description, verified_on, utc_times"
)
"""The columns of `record` as `outline_of` wants them."""

LINK = "relation, target, position, member, at_least"
"""The columns of `link` as `outline_of` wants them, `ORDER BY place`."""

FLAW = 'path, rule, line, "column", message, hint, record'
"""The columns of `flaw` as `flaw_of` wants them; `ORDER BY of_schemas DESC, path, rowid` is the order of reading."""

FINDING = 'path, rule, severity, line, "column", message, hint, record'
"""The columns of `finding`, as rules give them."""

INSERT_RECORD = f"INSERT INTO record VALUES({', '.join('?' * 24)})"
INSERT_LINK = "INSERT INTO link VALUES(?, ?, ?, ?, ?, ?, ?, ?)"
INSERT_PLAIN_ITEM = (
    "INSERT INTO record VALUES",
    "(?, ?, ?, 'ConfigurationItem', ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, 0, NULL, ?, ?, ?, NULL, ?, ?, NULL)",
    17,
)
INSERT_PLAIN_LINK = ("INSERT INTO link VALUES", "(?, ?, ?, ?, ?, ?, NULL, NULL)", 6)
"""Most rows leave the same columns empty; binding what is always the same would be half of the cost of a row.

A statement's beginning, what it says for each row, and how many values a row needs (see `insert_flat`).
"""

_ROWS_AT_ONCE = 25

INSERT_REFERENCE = "INSERT INTO reference VALUES(?, ?, ?)"
INSERT_FLAW = "INSERT INTO flaw VALUES(?, ?, ?, ?, ?, ?, ?, ?)"
INSERT_UNREAD = "INSERT INTO unread VALUES(?)"
INSERT_FINDING = "INSERT INTO finding VALUES(?, ?, ?, ?, ?, ?, ?, ?)"

Row = tuple[Any, ...]


def record_row(n: int, outline: Outline) -> Row:
    """The row of `record`."""
    formerly = json.dumps(outline.formerly) if outline.formerly else None
    return (n, *outline[:13], formerly, *outline[14:20], *outline[22:])


def insert_flat(connection: Connection, statement: tuple[str, str, int], values: Sequence[Any]) -> None:
    """Inserts rows whose values follow one another; many at once cost less than one by one."""
    begin, row, width = statement
    at_once = _ROWS_AT_ONCE * width
    whole = len(values) - len(values) % at_once
    many = (values[at : at + at_once] for at in range(0, whole, at_once))
    rest = (values[at : at + width] for at in range(whole, len(values), width))
    connection.executemany(begin + ",".join([row] * _ROWS_AT_ONCE), many)
    connection.executemany(begin + row, rest)


def link_rows(n: int, outline: Outline) -> list[Row]:
    """The rows of `link`."""
    source = outline.id
    return [(n, place, source, *link) for place, link in enumerate(outline.links)]


def reference_rows(n: int, outline: Outline) -> list[Row]:
    """The rows of `reference`."""
    return [(n, *reference) for reference in outline.references]


def outline_of(row: Sequence[Any], links: Iterable[Sequence[Any]], references: Iterable[Sequence[Any]] = ()) -> Outline:
    """The outline from a row of the columns RECORD, its rows of the columns LINK, and (kind, id) pairs."""
    formerly = tuple(json.loads(row[14])) if row[14] else ()
    told = (*row[1:14], formerly, bool(row[15]), row[16], bool(row[17]), *row[18:21])
    return Outline._make((*told, tuple(map(OutlinedLink._make, links)), tuple(map(tuple, references)), *row[21:]))


def flaw_row(flaw: Flaw, *, of_schemas: bool = False) -> Row:
    """The row of `flaw`; `of_schemas` for what is wrong with the files of classes and relations."""
    place = flaw.place
    return (place.path, flaw.rule, place.line, place.column, flaw.message, flaw.hint, flaw.record, of_schemas)


def flaw_of(row: Sequence[Any]) -> Flaw:
    """The flaw from a row of the columns FLAW."""
    path, rule, line, column, message, hint, record = row
    return Flaw(rule, Place(path, line, column), message, hint, record)


def finding_row(finding: Finding) -> Row:
    """The row of `finding`."""
    place = finding.place
    severity = finding.severity.value
    said = (finding.message, finding.hint, finding.record)
    return (place.path, finding.rule, severity, place.line, place.column, *said)
