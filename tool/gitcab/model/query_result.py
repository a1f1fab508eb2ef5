"""The answer to a question in SQL."""

from collections.abc import Iterable
from dataclasses import dataclass

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class QueryResult:
    """Rows, each as long as `columns`, whose names differ. The rows may be had only once, one by one."""

    columns: tuple[str, ...]
    rows: Iterable[tuple[Cell, ...]]
