"""The tables that SQL may ask, as reports tell them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QueryColumn:
    """A column and what it means."""

    name: str
    manual: str


@dataclass(frozen=True, slots=True)
class QueryTable:
    """A table, what a row of it stands for, and its columns in order."""

    name: str
    manual: str
    columns: tuple[QueryColumn, ...]


@dataclass(frozen=True, slots=True)
class QueryTables:
    """Everything that `gitcab query` offers."""

    tables: tuple[QueryTable, ...]
