"""The shape of a view: columns with their SQL and what they mean, and where the rows come from."""

from typing import NamedTuple

IS_ITEM = "r.kind = 'ConfigurationItem' AND r.proposed_by IS NULL"
"""Which rows of `record`, as r, are items of the estate."""

ONCE = "LIMIT -1"
"""No limit at all; but SQLite then makes these rows once for a statement, not again for each row beside them."""


def is_kind(kind: str) -> str:
    """Which rows of `record`, as r, are records of another kind that no change only proposes.

    What is said twice lets SQLite see that the index of the small kinds will do.
    """
    return f"r.kind = '{kind}' AND r.kind <> 'ConfigurationItem' AND r.proposed_by IS NULL"


def of_kind(kind: str) -> str:
    """All records of that kind."""
    return f"FROM record r WHERE {is_kind(kind)}"


class Column(NamedTuple):
    """A column's name, the expression that gives it, and its meaning in a few words."""

    name: str
    sql: str
    manual: str


class View(NamedTuple):
    """Rows for whoever asks in SQL. `source` is all that follows the columns, from FROM on.

    `also` are further sources, whose rows are added: their own expressions for all columns in order, and
    what follows them. Without a `source` the view is a table of the index that is offered as it stands.
    """

    manual: str
    columns: tuple[Column, ...]
    source: str = ""
    also: tuple[tuple[tuple[str, ...], str], ...] = ()


def part(json: str, route: str) -> str:
    """The value at that route of a JSON; a list or a mapping as JSON, which works in any SQLite of these years."""
    return f"json_extract({json}, '$.{route}')"


def fields(*columns: tuple[str, str]) -> tuple[Column, ...]:
    """Columns that are fields of the record r, from its JSON, as they are called there."""
    return tuple(Column(name, part("r.fields", name), manual) for name, manual in columns)


def defaulted(name: str, default: str, manual: str) -> Column:
    """A field of the record r that has this value, written as SQL, where the record says nothing."""
    return Column(name, f"coalesce({part('r.fields', name)}, {default})", manual)


def instant(name: str, route: str, manual: str) -> Column:
    """A time of the record r in UTC."""
    return Column(name, part("r.utc_times", f'"{route}"'), manual)


WHERE_IT_LIES = (
    Column("path", "r.path", "The file, from the estate's root."),
    Column("blob", "r.blob", "git's id of the file's content."),
)

WHOLE = Column("fields", "r.fields", "The whole record as JSON: what the other columns leave out.")
