"""A table of records, as `ci list`, `rfc list` and `ci history` tell it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows of text in the order in which they are told, each as long as `columns`.

    `name` says which listing it is (`ci list`), `title` what the rows are, in words
    (`configuration items`, or `configuration item` where there is just one); `total` counts the
    rows that there would be without a limit.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str
    total: int
