"""The starter that `gitcab init` writes: it lies in the package, in a checkout beside it."""

from collections.abc import Iterator
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_TEMPLATES = _PACKAGE / "starter"
_CHECKOUT = _PACKAGE.parent.parent
_SCHEMAS = ("schemas/classes", "schemas/relations.yaml", "schemas/records")
_EXAMPLE = ("cmdb", "changes", "operations")


def starter_files() -> Iterator[tuple[str, bytes]]:
    """Path and content of each file of the starter, in the order of the paths."""
    found = dict(_below(_TEMPLATES, "."))
    for part in _SCHEMAS:
        found |= dict(_below(_home(_TEMPLATES), part))
    yield from sorted(found.items())


def starter_file(path: str) -> bytes:
    """The content of one file of the starter's schemas, such as `schemas/records/Team.json`."""
    return (_home(_TEMPLATES) / path).read_bytes()


def example_files() -> Iterator[tuple[str, bytes]]:
    """Path and content of each record of the example estate, in the order of the paths."""
    for part in _EXAMPLE:
        yield from sorted(_below(_home(_PACKAGE / "example"), part))


def _home(packaged: Path) -> Path:
    """Where the files lie: in an installed package below it, in a checkout at its top."""
    return packaged if (packaged / "schemas").is_dir() or (packaged / "cmdb").is_dir() else _CHECKOUT


def _below(root: Path, part: str) -> Iterator[tuple[str, bytes]]:
    start = root / part
    for path in [start] if start.is_file() else start.rglob("*"):
        if path.is_file() and path.suffix not in (".pyc", ".py") and path.name != ".gitkeep":
            yield path.relative_to(root).as_posix(), path.read_bytes()
