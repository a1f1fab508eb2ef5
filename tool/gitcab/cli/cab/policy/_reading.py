"""Files of policies and of cases, read by the same strict door as records."""

from pathlib import Path
from typing import TypeVar

import click

from gitcab.model.records import parse_as
from gitcab.model.records._record import Part
from gitcab.store.document import Document
from gitcab.store.yaml_text import read

P = TypeVar("P", bound=Part)


def read_part(path: Path, model: type[P]) -> P:
    """What the YAML file holds, as that model. Raises UsageError that says where it does not fit."""
    try:
        document = read(path.read_bytes(), str(path))
    except OSError as error:
        raise click.UsageError(f"{path} cannot be read: {error.strerror}") from None
    if not isinstance(document, Document):
        first = document[0]
        raise click.UsageError(f"{path}:{first.place.line}: {first.message}")
    found = parse_as(model, document.value)
    if isinstance(found, tuple):
        place = document.source.place(found[0].route, of_key=found[0].unknown_field)
        raise click.UsageError(f"{path}:{place.line}: {found[0].message}")
    return found
