"""What SQLite complains of, in the words of somebody who knows the tables."""

import re

from gitcab.model.nearest import did_you_mean
from gitcab.store.index.views import query_tables

_UNKNOWN = re.compile(r"no such (?P<what>table|column): (?:(?P<of>\w+)\.)?(?P<name>.+)")
_READ_ONLY = "a query only reads the tables that are offered: write one SELECT"


def complaint(message: str, statement: str) -> str:
    """What is wrong with the statement and how to mend it, from SQLite's own message."""
    unknown = _UNKNOWN.fullmatch(message)
    if unknown:
        known = _columns(statement) if unknown["what"] == "column" else [table.name for table in query_tables()]
        meant = did_you_mean(unknown["name"], known) or f"there are {', '.join(known)}"
        return f"there is no {unknown['what']} '{unknown['name']}'; {meant}"
    if message.startswith(("not authorized to use function", "unsafe use of")):
        return f"{message}: only functions that reach nothing outside are offered"
    if message in ("not authorized", "authorization denied") or "prohibited" in message or "it is a view" in message:
        return _READ_ONLY
    if "one statement at a time" in message:
        return "there is more than one statement: write one SELECT"
    return message


def _columns(statement: str) -> list[str]:
    """The columns of those tables that the statement names, else of all."""
    words = {word.lower() for word in re.findall(r"\w+", statement)}
    tables = query_tables()
    named = [table for table in tables if table.name in words] or tables
    return sorted({column.name for table in named for column in table.columns})
