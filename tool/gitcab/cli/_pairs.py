"""Options of the form NAME=VALUE."""

from collections.abc import Iterable, Iterator

import click


def pairs(option: str, given: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Name and value of each. Raises UsageError for one that lacks either."""
    for text in given:
        name, equals, value = (part.strip() for part in text.partition("="))
        if not (name and equals and value):
            raise click.UsageError(f"{option} '{text}' is not of the form NAME=VALUE")
        yield name, value
