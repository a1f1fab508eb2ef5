"""From a table to the files of many items, and back from a finding to the cell that it is about."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from gitcab.cli._exit import Exit
from gitcab.importers import CannotImport, Imported, Refusal
from gitcab.importers.csv import read_items
from gitcab.model.finding import Finding
from gitcab.model.inventory import Estate
from gitcab.model.source import Place, Route, Source
from gitcab.reports import visible
from gitcab.store.composing import compose
from gitcab.store.document import Document
from gitcab.store.record_files import FOLDERS
from gitcab.store.tree import CannotRead, Tree
from gitcab.store.yaml_text import read

Contents = Mapping[str, bytes]


def composed_table(estate: Estate, tree: Tree, table: Path) -> tuple[Contents, Callable[[Finding], Finding]]:
    """The files that the table's rows make, and how a finding in one of them is told of its cell.

    Leaves with FINDINGS, every reason told at its line and column, where a row makes no new file.
    """
    try:
        imported = read_items(_content(table), str(table), estate.classes)
        made = _files(imported, {file.path.casefold() for file in tree.files(*FOLDERS)})
    except CannotImport as error:
        _tell(error.refusals)
        click.get_current_context().exit(Exit.FINDINGS)
    cells = {f"{tree.prefix}{path}": _Cells(content, one.source) for path, (content, one) in made.items()}

    def told_at(finding: Finding) -> Finding:
        found = cells.get(finding.place.path)
        return finding._replace(place=found.place(finding.place)) if found else finding

    return {path: content for path, (content, _) in made.items()}, told_at


def _content(table: Path) -> bytes:
    try:
        return table.read_bytes()
    except OSError as error:
        raise CannotRead(f"cannot read {table}: {error.strerror}") from None


def _files(imported: Iterable[Imported], taken: set[str]) -> dict[str, tuple[bytes, Imported]]:
    """Path to content and origin. Raises CannotImport with every row that makes no new file."""
    made: dict[str, tuple[bytes, Imported]] = {}
    refusals: list[Refusal] = []
    for one in imported:
        try:
            path, content = compose(one.plain)
        except ValueError as error:
            refusals.append(Refusal(one.source.place(), str(error), "write it otherwise"))
            continue
        if path.casefold() in taken:
            message = f"{path} is there already, or made by an earlier row"
            refusals.append(Refusal(one.source.place(("id",)), message, "leave the row out, or give it another id"))
        taken.add(path.casefold())
        made[path] = (content, one)
    if refusals:
        raise CannotImport(refusals)
    return made


@dataclass(frozen=True)
class _Cells:
    """The cells behind a composed file."""

    content: bytes
    origin: Source

    def place(self, place: Place) -> Place:
        """The cell of the value that stands at that place in the file."""
        document = read(self.content, place.path)
        routes: dict[tuple[int, int], Route] = {}
        if isinstance(document, Document):
            for route, mark in document.source.marks.items():
                routes.setdefault(mark.value, route)
                routes.setdefault(mark.key or mark.value, route)
        return self.origin.place(routes.get((place.line, place.column), ()))


def _tell(refusals: Iterable[Refusal]) -> None:
    for one in refusals:
        place = one.place
        click.echo(f"{place.path}:{place.line}:{place.column}: {visible(one.message)}", err=True)
        click.echo(f"    how to mend: {visible(one.hint)}", err=True)
    click.echo("gitcab: nothing was written", err=True)
