"""Shelf of the views that people ask in SQL, one file each: every column with its meaning.

A member defines VIEW. The same text makes the views of the file, for any SQLite client, and those of one
revision (`temporary`), whose tables are temporary too. SQLite 3.32 or later reads them, also where it trusts no schema.
"""

import sys
from collections.abc import Iterator, Mapping

from gitcab import shelf
from gitcab.model.query_tables import QueryColumn, QueryTable
from gitcab.store.index.views._view import View


def views() -> Mapping[str, View]:
    """All views by their names."""
    return shelf.collect(sys.modules[__name__], "VIEW", View)


def definitions(*, temporary: bool = False) -> Iterator[str]:
    """The statements that make the views, in order of their names."""
    for name, view in views().items():
        if view.source:
            yield f"CREATE {'TEMP ' if temporary else ''}VIEW {name} AS {_selected(view)}"


def _selected(view: View) -> str:
    """Each source in a SELECT of its own, so that what is asked of a view reaches the indexes of its tables."""
    named = ", ".join(f'{column.sql} AS "{column.name}"' for column in view.columns)
    others = (f" UNION ALL SELECT {', '.join(columns)} {source}" for columns, source in view.also)
    return f"SELECT {named} {view.source}{''.join(others)}"


def query_tables() -> tuple[QueryTable, ...]:
    """What `gitcab query` offers, in words."""
    return tuple(
        QueryTable(name, view.manual, tuple(QueryColumn(column.name, column.manual) for column in view.columns))
        for name, view in views().items()
    )
