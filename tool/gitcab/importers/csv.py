"""Items from a table: CSV with a header that names fields, one item a row.

Columns: class, id, name, owner, operated_by, description, tags, environment, criticality, stage,
status, quorum, verified_on, attributes.NAME and relations.NAME. Several tags or targets in one
cell are separated by `;`. An empty cell is a field that is not given; without stage and status an
item is operational and in_use.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gitcab.importers._cells import Cell, rows
from gitcab.importers._imported import CannotImport, Imported, Refusal
from gitcab.model.attribute_text import attribute_value, split
from gitcab.model.item_class import ItemClass
from gitcab.model.nearest import did_you_mean
from gitcab.model.source import Mark, Place, Route, Source

LIMIT = 5_000_000
"""Bytes that a table may have."""

_Column = tuple[str, ...]

_FIELDS: Mapping[str, _Column] = {
    **{
        name: (name,)
        for name in ("class", "id", "name", "owner", "operated_by", "description", "tags", "environment", "criticality")
    },
    "stage": ("life_cycle", "stage"),
    "status": ("life_cycle", "status"),
    "quorum": ("quorum",),
    "verified_on": ("verified_on",),
}
_QUORUM = {"properties": {"quorum": {"type": "integer"}}}
_GROUPS = ("attributes", "relations")
_NEEDED = ("class", "id")
_KNOWN = (*_FIELDS, *(f"{group}.NAME" for group in _GROUPS))


def read_items(content: bytes, path: str, classes: Mapping[str, ItemClass]) -> tuple[Imported, ...]:
    """The items of a table; `path` is only for telling places.

    Values are typed by their class, and judged by nobody here. Raises CannotImport for a table
    that is none, for columns that no item has, and for rows without a class or an id.
    """
    header, *body = _rows(content, path)
    routes = _header(header, path)
    refusals = [refusal for row in body for refusal in _row_refusals(row, header, path)]
    if refusals:
        raise CannotImport(refusals)
    return tuple(_item(row, routes, path, classes) for row in body)


def _rows(content: bytes, path: str) -> list[list[Cell]]:
    if len(content) > LIMIT:
        raise CannotImport([Refusal(Place(path), f"the table has more than {LIMIT:,} bytes", "split it")])
    try:
        found = list(rows(content.decode("utf-8-sig"), path))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        hint = "save it as CSV UTF-8"
        raise CannotImport([Refusal(Place(path, line), "the table is not written in UTF-8", hint)]) from None
    if not found:
        hint = f"begin with a header of {', '.join(_KNOWN)}"
        raise CannotImport([Refusal(Place(path), "the table is empty", hint)])
    return found


def _header(header: Sequence[Cell], path: str) -> list[_Column]:
    """The field that each column fills. Raises CannotImport for columns that fill none or the same."""
    refusals = [*_unknown_columns(header, path), *_absent_columns(header, path)]
    if refusals:
        raise CannotImport(refusals)
    return [_route(cell.text) or () for cell in header]


def _unknown_columns(header: Sequence[Cell], path: str) -> Iterator[Refusal]:
    seen: set[str] = set()
    for cell in header:
        place = Place(path, cell.line, cell.column)
        if cell.text in seen:
            yield Refusal(place, f"the column '{cell.text}' is there twice", "keep one of them")
        elif _route(cell.text) is None:
            meant = did_you_mean(cell.text, _FIELDS) or f"write one of {', '.join(_KNOWN)}"
            yield Refusal(place, f"an item has no field '{cell.text}'", meant)
        seen.add(cell.text)


def _absent_columns(header: Sequence[Cell], path: str) -> Iterator[Refusal]:
    there = {cell.text for cell in header}
    for name in _NEEDED:
        if name not in there:
            yield Refusal(Place(path), f"there is no column '{name}'", "add it: it says where the file lies")


def _route(column: str) -> _Column | None:
    group, dot, name = column.partition(".")
    if dot and name and group in _GROUPS:
        return (group, name)
    return _FIELDS.get(column)


def _row_refusals(row: Sequence[Cell], header: Sequence[Cell], path: str) -> Iterator[Refusal]:
    if len(row) > len(header):
        place = Place(path, row[len(header)].line, row[len(header)].column)
        hint = "put a cell that holds a comma into quotes"
        yield Refusal(place, f"the row has {len(row)} cells and the header {len(header)}", hint)
    filled = {head.text for head, cell in zip(header, row, strict=False) if cell.text}
    for name in _NEEDED:
        if name not in filled:
            yield Refusal(Place(path, row[0].line), f"the row has no {name}", f"fill the column '{name}'")


def _item(row: Sequence[Cell], routes: Sequence[_Column], path: str, classes: Mapping[str, ItemClass]) -> Imported:
    cells = {route: cell for route, cell in zip(routes, row, strict=False) if cell.text}
    item_class = classes.get(cells[("class",)].text)
    schema = item_class.attributes if item_class else {}
    plain: dict[str, Any] = {"kind": "ConfigurationItem", "life_cycle": {"stage": "operational", "status": "in_use"}}
    for route, cell in cells.items():
        _put(plain, route, _value(route, cell.text, schema))
    marks: dict[Route, Mark] = {route: Mark((cell.line, cell.column)) for route, cell in cells.items()}
    return Imported(plain, Source(path, {(): Mark((row[0].line, row[0].column)), **marks}))


def _value(route: _Column, text: str, schema: Mapping[str, Any]) -> Any:
    if route[0] == "attributes":
        return attribute_value(schema, route[1], text)
    if route[0] in ("tags", "relations"):
        return split(text)
    return attribute_value(_QUORUM, "quorum", text) if route == ("quorum",) else text


def _put(plain: dict[str, Any], route: _Column, value: Any) -> None:
    *above, last = route
    for step in above:
        plain = plain.setdefault(step, {})
    plain[last] = value
