"""How a folder becomes a list of members, so that no list is kept by hand.

A shelf is a package whose public modules (or sub-packages) are its members. A leading
underscore marks furniture: code that the members share and that is no member itself.
"""

import pkgutil
from collections.abc import Iterator, Mapping
from importlib import import_module
from types import ModuleType
from typing import TypeVar

T = TypeVar("T")


def names(package: ModuleType) -> tuple[str, ...]:
    """The members' names in order, without importing any of them."""
    found = (module.name for module in pkgutil.iter_modules(package.__path__))
    return tuple(sorted(name for name in found if not name.startswith("_")))


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
