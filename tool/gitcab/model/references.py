"""Which other records a record names, found by walking its fields once for each model."""

from collections.abc import Callable, Iterator
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from gitcab.model.records._record import Part, Record, Reference, RefersTo
from gitcab.model.source import Route

_Walk = Callable[[Any, Route], Iterator[Reference]]


def references(record: Record, kind: str | None = None) -> Iterator[Reference]:
    """Every place where the record names another one, in the order of its fields; or another one of that kind only.

    Fields that can name none of the kind are not looked at.
    """
    walk = _walk_of(type(record), kind)
    if walk is not None:
        yield from walk(record, ())


@cache
def _walk_of(annotation: Any, kind: str | None) -> _Walk | None:
    """How to find references in a value of that type; None where there can be none."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _walk_annotated(arguments, kind)
    if origin in (Union, UnionType):
        return _walk_union(tuple(member for member in arguments if member is not NoneType), kind)
    if origin is tuple:
        return _walk_many(arguments[0], kind, enumerate)
    if origin is dict:
        return _walk_many(arguments[1], kind, dict.items)
    if isinstance(annotation, type) and origin is None and issubclass(annotation, Part):
        return _walk_part(annotation, kind)
    return None


def _walk_annotated(arguments: tuple[Any, ...], kind: str | None) -> _Walk | None:
    for note in arguments[1:]:
        if isinstance(note, RefersTo):
            return _leaf(note.kind, kind)
    return _walk_of(arguments[0], kind)


def _leaf(kind: str, wanted: str | None) -> _Walk | None:
    if wanted not in (None, kind):
        return None

    def walk(value: Any, route: Route) -> Iterator[Reference]:
        if isinstance(value, str):
            yield Reference(kind, value, route)

    return walk


def _walk_union(members: tuple[Any, ...], kind: str | None) -> _Walk | None:
    """A value is walked as the part that it is, or, where it is no part, as the text it can be."""
    parts: dict[Any, _Walk | None] = {}
    others: list[_Walk] = []
    for member in members:
        bare = get_args(member)[0] if get_origin(member) is Annotated else member
        walk = _walk_of(member, kind)
        if isinstance(bare, type) and issubclass(bare, Part):
            parts[bare] = walk
        elif walk is not None:
            others.append(walk)
    if not others and not any(parts.values()):
        return None

    def walk_union(value: Any, route: Route) -> Iterator[Reference]:
        part = parts.get(type(value))
        for one in [part] if part else [] if type(value) in parts else others:
            yield from one(value, route)

    return walk_union


def _walk_many(inner: Any, kind: str | None, items: Callable[[Any], Any]) -> _Walk | None:
    walk_one = _walk_of(inner, kind)
    if walk_one is None:
        return None

    def walk(value: Any, route: Route) -> Iterator[Reference]:
        if isinstance(value, tuple | dict):
            for key, one in items(value):
                yield from walk_one(one, (*route, key))

    return walk


def _walk_part(model: type[Part], kind: str | None) -> _Walk:
    """The fields are looked up when a first part is walked, as a part may hold parts of its own kind."""

    def walk_part(value: Any, route: Route) -> Iterator[Reference]:
        for name, key, walk in _steps_of(model, kind):
            part = getattr(value, name)
            if part:
                yield from walk(part, (*route, key))

    return walk_part


@cache
def _steps_of(model: type[Part], kind: str | None) -> tuple[tuple[str, str, _Walk], ...]:
    """Attribute, key in the file and walk of each field that can name such a record."""
    steps = []
    for name, field in model.model_fields.items():
        annotation: Any = field.annotation
        notes = tuple(note for note in field.metadata if isinstance(note, RefersTo))
        walk = _leaf(notes[0].kind, kind) if notes else _walk_of(annotation, kind)
        if walk is not None and get_origin(annotation) is not Literal:
            steps.append((name, field.alias or name, walk))
    return tuple(steps)
