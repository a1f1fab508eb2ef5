"""How a folder becomes a list of members, so that no list is kept by hand.

A shelf is a package whose public modules (or sub-packages) are its members. A leading
underscore marks furniture: code that the members share and that is no member itself.
"""

import os
from collections.abc import Iterator, Mapping
from importlib import import_module
from types import ModuleType
from typing import TypeVar

T = TypeVar("T")

_PACKAGE = f"{os.sep}__init__.py"


def names(package: ModuleType) -> tuple[str, ...]:
    """The members' names in order, without importing any of them."""
    return tuple(sorted(name for name, _ in _files(package.__path__[0])))


def sources(package: ModuleType) -> Iterator[tuple[str, str]]:
    """Each member's name and source, in order, without importing any of them.

    A member that is a shelf itself is followed by its own, which are called as in `json.impact`.
    """
    for name, file in _below(package.__path__[0]):
        yield name, _text(package, file)


def first_lines(package: ModuleType) -> Iterator[tuple[str, str]]:
    """Each member's name and what the first line of its docstring says, in order."""
    for name, file in sorted(_files(package.__path__[0])):
        yield name, _text(package, file).partition("\n")[0].strip('"')


def _text(package: ModuleType, file: str) -> str:
    told: bytes = package.__loader__.get_data(file)  # type: ignore[union-attr]
    return told.decode()


def _below(folder: str, prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, file in sorted(_files(folder)):
        yield f"{prefix}{name}", file
        if file.endswith(_PACKAGE):
            yield from _below(file.removesuffix(_PACKAGE), f"{prefix}{name}.")


def _files(folder: str) -> Iterator[tuple[str, str]]:
    for entry in _entries(folder):
        if entry.name.endswith(".py"):
            yield entry.name.removesuffix(".py"), entry.path
        elif entry.is_dir() and any(inside.path.endswith(_PACKAGE) for inside in _entries(entry.path, hidden=True)):
            yield entry.name, f"{entry.path}{_PACKAGE}"


def _entries(folder: str, *, hidden: bool = False) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return [entry for entry in entries if hidden or not entry.name.startswith("_")]


def members(package: ModuleType) -> Iterator[tuple[str, ModuleType]]:
    """Each member's name and its imported module."""
    for name in names(package):
        yield name, import_module(f"{package.__name__}.{name}")


def collect(package: ModuleType, attribute: str, kind: type[T]) -> Mapping[str, T]:
    """What every member offers under the agreed name.

    Raises TypeError that names the member which lacks it or offers something else.
    """
    offered: dict[str, T] = {}
    for name, module in members(package):
        value = getattr(module, attribute, None)
        if not isinstance(value, kind):
            raise TypeError(f"{module.__name__} must define {attribute} as a {kind.__name__}")
        offered[name] = value
    return offered
