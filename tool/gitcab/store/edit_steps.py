"""A change of a record, as one of three steps that a file knows: replace a value, insert one, delete one."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from gitcab.model.source import Route
from gitcab.store.splicing import Splicing


class CannotEdit(ValueError):
    """A route leads nowhere, or a value cannot be written so that it reads back."""


@dataclass(frozen=True, slots=True)
class Replace:
    """Another value where one stands."""

    route: Route
    value: Any

    def apply(self, top: Any) -> Any:
        """The whole value afterwards; `top` may be altered."""
        if not self.route:
            return deepcopy(self.value)
        at(top, self.route[:-1])[self.route[-1]] = deepcopy(self.value)
        return top

    def texts(self, splicing: Splicing, top: Any) -> Iterator[str]:
        """Ways to write it, the most careful first; `top` is the whole value before."""
        yield from splicing.replaced(self.route, self.value)


@dataclass(frozen=True, slots=True)
class Insert:
    """One more key (or item, without a key) in the filled mapping or list at `route`, behind the sibling `after`."""

    route: Route
    key: str | None
    value: Any
    after: str | int

    def apply(self, top: Any) -> Any:
        """The whole value afterwards; `top` may be altered."""
        holder = at(top, self.route)
        if self.key is None:
            holder.append(deepcopy(self.value))
            return top
        parts = dict(holder)
        holder.clear()
        for key, part in parts.items():
            holder[key] = part
            if key == self.after:
                holder[self.key] = deepcopy(self.value)
        return top

    def texts(self, splicing: Splicing, top: Any) -> Iterator[str]:
        """Ways to write it, the most careful first; `top` is the whole value before."""
        yield from splicing.inserted(self.route, self.key, self.value, (*self.route, self.after))


@dataclass(frozen=True, slots=True)
class Delete:
    """Without a key or item that is not the only one."""

    route: Route

    def apply(self, top: Any) -> Any:
        """The whole value afterwards; `top` may be altered."""
        del at(top, self.route[:-1])[self.route[-1]]
        return top

    def texts(self, splicing: Splicing, top: Any) -> Iterator[str]:
        """Ways to write it, the most careful first; `top` is the whole value before."""
        *above, last = self.route
        holder = at(top, tuple(above))
        parts = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        place = parts.index(last)
        before = (*above, parts[place - 1]) if place else None
        behind = (*above, parts[place + 1]) if place + 1 < len(parts) else None
        yield from splicing.removed(self.route, before, behind)


Step = Replace | Insert | Delete


def put(top: Any, route: Route, value: Any, after: str | None) -> Step:
    """The step that sets a value, with the mappings on its way. Raises CannotEdit where something else is there."""
    holder = top
    for depth, part in enumerate(route):
        if holder is None:
            return Replace(route[:depth], _nested(route[depth:], value))
        if not _has(holder, part):
            if not isinstance(holder, dict) or not isinstance(part, str):
                raise CannotEdit(f"there is no {shown(route[: depth + 1])}")
            inner = _nested(route[depth + 1 :], value)
            if not holder:
                return Replace(route[:depth], {part: inner})
            behind = after if after is not None and after in holder else list(holder)[-1]
            return Insert(route[:depth], part, inner, behind)
        holder = holder[part]
    return Replace(route, value)


def append(top: Any, route: Route, value: Any) -> Step:
    """The step that adds an item to a list. Raises CannotEdit where something else is there."""
    holder = at(top, route) if _leads(top, route) else None
    if not holder and not isinstance(holder, str | int | float | dict):
        return put(top, route, [value], None)
    if not isinstance(holder, list):
        raise CannotEdit(f"{shown(route)} is no list")
    return Insert(route, None, value, len(holder) - 1)


def remove(top: Any, route: Route, prune: bool) -> Step:
    """The step that takes out a key or item. Raises CannotEdit where there is none."""
    if not route or not _leads(top, route):
        raise CannotEdit(f"there is no {shown(route)}")
    holder = at(top, route[:-1])
    if len(holder) > 1:
        return Delete(route)
    if prune and len(route) > 1:
        return remove(top, route[:-1], prune)
    return Replace(route[:-1], type(holder)())


def at(top: Any, route: Route) -> Any:
    """The value at a route that leads somewhere."""
    for part in route:
        top = top[part]
    return top


def shown(route: Route) -> str:
    """A route in words: `relations.depends_on[0]`."""
    words = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in route)
    return words.removeprefix(".") or "the record"


def _leads(top: Any, route: Route) -> bool:
    for part in route:
        if not _has(top, part):
            return False
        top = top[part]
    return True


def _has(holder: Any, part: str | int) -> bool:
    if isinstance(holder, dict):
        return part in holder
    return isinstance(holder, list) and isinstance(part, int) and 0 <= part < len(holder)


def _nested(parts: Route, value: Any) -> Any:
    for part in reversed(parts):
        if not isinstance(part, str):
            raise CannotEdit(f"there is no list for item {part}")
        value = {part: value}
    return value
