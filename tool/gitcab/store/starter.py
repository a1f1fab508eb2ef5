"""The starter that `gitcab init` writes: it lies in the package, in a checkout beside it."""

from collections.abc import Iterator
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_TEMPLATES = _PACKAGE / "starter"
_CHECKOUT = _PACKAGE.parent.parent
_SCHEMAS = ("schemas/classes", "schemas/relations.yaml", "schemas/records")


def starter_files() -> Iterator[tuple[str, bytes]]:
    """Path and content of each file of the starter, in the order of the paths."""
    found = {path: content for root, part in _parts() for path, content in _below(root, part)}
    yield from sorted(found.items())


def _parts() -> Iterator[tuple[Path, str]]:
    yield _TEMPLATES, "."
    root = _TEMPLATES if (_TEMPLATES / "schemas").is_dir() else _CHECKOUT
    for part in _SCHEMAS:
        yield root, part


def _below(root: Path, part: str) -> Iterator[tuple[str, bytes]]:
    start = root / part
    for path in [start] if start.is_file() else start.rglob("*"):
        if path.is_file() and path.suffix not in (".pyc", ".py") and path.name != ".gitkeep":
            yield path.relative_to(root).as_posix(), path.read_bytes()
