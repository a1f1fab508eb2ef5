"""From a tree to an estate: every record that can be read, and every flaw of those that cannot."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from gitcab.model.entry import AnyEntry, Entry
from gitcab.model.finding import Flaw
from gitcab.model.inventory import Estate
from gitcab.model.nearest import did_you_mean
from gitcab.model.records import Record, kinds, parse, shown
from gitcab.store.commit_tree import CommitTree
from gitcab.store.document import Document
from gitcab.store.fast_yaml import accept
from gitcab.store.file_reading import ValueOf
from gitcab.store.memory_inventory import MemoryInventory
from gitcab.store.path_name import proposed_by
from gitcab.store.reading import misfit_flaw, read_documents
from gitcab.store.record_files import FOLDERS, record_files, shown_path
from gitcab.store.schema_loading import Schemas, load_schemas
from gitcab.store.tree import Tree, TreeFile

Read = Document | tuple[Flaw, ...]


class Reader:
    """What loading asks of files; another one may remember what it has read before.

    `value_of` gives the value of a plain file; who has many that are alike to read gives that of a LineCache.
    """

    def __init__(self, value_of: ValueOf = accept) -> None:
        self._value_of = value_of

    def schemas(self, tree: Tree) -> Schemas:
        """What the organisation demands."""
        return load_schemas(tree)

    def take(self, tree: Tree, files: Iterable[TreeFile]) -> Iterator[tuple[TreeFile, "Taken"]]:
        """Each file with what it gave."""
        documents = read_documents(tree, files, self._value_of)
        return ((file, take(tree, file, document)) for file, document in documents)


_READER = Reader()


def load(tree: Tree, on_file: Callable[[], None] = lambda: None, reader: Reader = _READER) -> Estate:
    """Reads the whole estate; a file that cannot be read is a flaw and hides no other file.

    `on_file` is called after each file, for a progress bar. Raises CannotRead where the tree itself fails.
    """
    if isinstance(tree, CommitTree):
        tree.bring(*FOLDERS, "schemas")
    schemas = reader.schemas(tree)
    gathered = _Gathered()
    for file, taken in reader.take(tree, record_files(tree, gathered.refuse)):
        gathered.add(shown_path(tree, file), taken)
        on_file()
    entries = tuple(gathered.entries)
    return Estate(
        MemoryInventory(entries),
        entries,
        schemas.classes,
        schemas.relations,
        (*schemas.flaws, *gathered.flaws),
        tuple(gathered.unread),
        tree.prefix,
        tree.revision,
    )


@dataclass(frozen=True, slots=True)
class Taken:
    """What one file gave: a record or none, and what is wrong with it.

    `is_unread` tells of a file that should hold a record and cannot be read as one.
    """

    entry: AnyEntry | None
    flaws: tuple[Flaw, ...]
    is_unread: bool


@dataclass
class _Gathered:
    """What loading has found so far."""

    entries: list[AnyEntry] = field(default_factory=list)
    flaws: list[Flaw] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def add(self, path: str, taken: Taken) -> None:
        self.flaws.extend(taken.flaws)
        if taken.entry:
            self.entries.append(taken.entry)
        if taken.is_unread:
            self.unread.append(path)

    def refuse(self, flaw: Flaw) -> None:
        self.flaws.append(flaw)
        self.unread.append(flaw.place.path)


def take(tree: Tree, file: TreeFile, document: Read) -> Taken:
    """The record of a file whose document was read, or all that keeps it from being one."""
    found = tuple(_record_of(document)) if isinstance(document, Document) else document
    flaws = tuple(one for one in found if isinstance(one, Flaw))
    entry = None
    for record in found:
        if isinstance(record, Record) and isinstance(document, Document):
            entry = Entry(record, document.source, file.path, file.blob, proposed_by(file.path))
    return Taken(entry, flaws, entry is None and not _is_archived(flaws))


def _is_archived(flaws: Iterable[Flaw]) -> bool:
    return all(flaw.rule == "archived-misfit" for flaw in flaws)


def _record_of(document: Document) -> Iterator[Record | Flaw]:
    """The record that a document holds, or the flaws that keep it from being one."""
    kind = document.value.get("kind")
    if not isinstance(kind, str) or kind not in kinds():
        yield _unknown_kind(document, kind)
        return
    found = parse(kind, document.value)
    if isinstance(found, Record):
        yield found
        return
    named = document.value.get("id")
    state = document.value.get("state")
    archived = isinstance(state, str) and state in kinds()[kind].history_states
    rule = "archived-misfit" if archived else "schema-violation"
    for misfit in found:
        yield misfit_flaw(rule, document.source, misfit, named if isinstance(named, str) else None)


def _unknown_kind(document: Document, kind: Any) -> Flaw:
    listed = ", ".join(kinds())
    if kind is None:
        place, message, hint = (
            document.source.place(),
            "the record does not say its kind",
            f"add `kind:`, one of {listed}",
        )
    else:
        place = document.source.place(("kind",))
        message = f"there is no kind {shown(kind)}" if isinstance(kind, str) else f"'kind' is a word, not {shown(kind)}"
        hint = did_you_mean(str(kind), kinds()) or f"write one of {listed}"
    return Flaw("unknown-kind", place, message, hint)
