"""From the files of a tree to YAML documents, or to what is wrong with them."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from gitcab.model.finding import Flaw
from gitcab.model.nearest import did_you_mean
from gitcab.model.source import Place, Source
from gitcab.store.document import Document
from gitcab.store.fast_yaml import accept
from gitcab.store.file_reading import ValueOf, read_file
from gitcab.store.record_files import shown_path
from gitcab.store.tree import CannotRead, Tree, TreeFile
from gitcab.store.yaml_limits import LIMITS

if TYPE_CHECKING:  # plain files are read without pydantic
    from gitcab.model.records import Misfit

BYTES_A_FILE = LIMITS.bytes


def read_documents(
    tree: Tree, files: Iterable[TreeFile], value_of: ValueOf = accept
) -> Iterator[tuple[TreeFile, Document | tuple[Flaw, ...]]]:
    """Each plain file with its document, or with the flaws that keep it from being one."""
    for file, content in tree.read(files, BYTES_A_FILE):
        yield file, document_of(tree, file, content, value_of)


def document_of(tree: Tree, file: TreeFile, content: bytes | None, value_of: ValueOf) -> Document | tuple[Flaw, ...]:
    """The document of a file that was read with this content (None where it is too large), or its flaws."""
    path = shown_path(tree, file)
    return _too_large(path, file.size) if content is None else read_file(content, path, value_of)


def document_at(tree: Tree, path: str) -> Document:
    """The file's document. Raises CannotRead where it is none, or has gone."""
    ((_, document),) = read_documents(tree, [TreeFile(path)])
    if not isinstance(document, Document):
        raise CannotRead(f"{tree.prefix}{path} cannot be read as a record", "run `gitcab validate` to see why")
    return document


def _too_large(path: str, size: int | None) -> tuple[Flaw, ...]:
    found = f"{size:,} bytes" if size is not None else "more"
    message = f"the file has {found}; a record may have at most {BYTES_A_FILE:,}"
    return (Flaw("file-too-large", Place(path), message, "link to large material instead of keeping it in the record"),)


def misfit_flaw(rule: str, source: Source, misfit: "Misfit", record: str | None = None) -> Flaw:
    """What does not fit a model, as a flaw at its place in the file."""
    place = source.place(misfit.route, of_key=misfit.unknown_field)
    return Flaw(rule, place, misfit.message, _hint(misfit), record)


def _hint(misfit: "Misfit") -> str:
    if misfit.message.endswith("is missing"):
        return "add it"
    if misfit.unknown_field:
        meant = did_you_mean(str(misfit.route[-1]), misfit.known)
        return meant or "remove it, or see the record's schema in schemas/records/ for the fields there are"
    meant = did_you_mean(misfit.written, misfit.known) if misfit.known else ""
    return meant or "write a value that fits; the record's schema in schemas/records/ says which do"
