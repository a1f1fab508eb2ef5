"""From the bytes of a file to its document: fast where the text is plain, carefully everywhere else.

Where each value stands is seldom asked. So of a plain text only the value is read at first, and the
careful reader is asked for the places when somebody wants to know one.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from gitcab.model.finding import Flaw
from gitcab.model.source import Mark, Route, Source
from gitcab.store.document import Document, Stretch
from gitcab.store.fast_yaml import accept
from gitcab.store.tree import CannotRead

ValueOf = Callable[[bytes], dict[str, Any] | None]
"""The fast reader, as it is or with a memory: `fast_yaml.accept`."""


def read_file(content: bytes, path: str, value_of: ValueOf = accept) -> Document | tuple[Flaw, ...]:
    """What `yaml_text.read` gives, sooner; `path` is only for telling."""
    value = value_of(content)
    if value is None:
        return _read_carefully(content, path)
    places = _Places(content, path)
    return Document(content, value, _Stretches(places), Source(path, _Marks(places)))


def _read_carefully(content: bytes, path: str) -> Document | tuple[Flaw, ...]:
    from gitcab.store.yaml_text import read  # on first use: most commands never need PyYAML

    return read(content, path)


class _Places:
    """What the careful reader says of a file that the fast one has accepted."""

    __slots__ = ("_content", "_document", "_path")

    def __init__(self, content: bytes, path: str) -> None:
        self._content = content
        self._path = path
        self._document: Document | None = None

    def document(self) -> Document:
        """Raises CannotRead where the two readers differ, which is a fault of gitcab's."""
        if self._document is None:
            found = _read_carefully(self._content, self._path)
            if not isinstance(found, Document):
                raise _disagreement(self._path, found[0])
            self._document = found
        return self._document


def _disagreement(path: str, flaw: Flaw) -> CannotRead:
    message = f"{path} was accepted by the fast reader and is refused by the careful one: {flaw.message}"
    return CannotRead(
        message, "this is a fault in gitcab: report it with the file, or `pip uninstall yaml-rs` meanwhile"
    )


class _Marks(Mapping[Route, Mark]):
    """The marks of all values, read when first asked for."""

    __slots__ = ("_places",)

    def __init__(self, places: _Places) -> None:
        self._places = places

    def __getitem__(self, route: Route) -> Mark:
        return self._places.document().source.marks[route]

    def __iter__(self) -> Iterator[Route]:
        return iter(self._places.document().source.marks)

    def __len__(self) -> int:
        return len(self._places.document().source.marks)


class _Stretches(Mapping[Route, Stretch]):
    """The stretches of all values, read when first asked for."""

    __slots__ = ("_places",)

    def __init__(self, places: _Places) -> None:
        self._places = places

    def __getitem__(self, route: Route) -> Stretch:
        return self._places.document().stretches[route]

    def __iter__(self) -> Iterator[Route]:
        return iter(self._places.document().stretches)

    def __len__(self) -> int:
        return len(self._places.document().stretches)
