"""The records of an estate, and the questions that may be asked of them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar, runtime_checkable

from gitcab.model.entry import AnyEntry, Entry
from gitcab.model.finding import Flaw
from gitcab.model.item import Item
from gitcab.model.item_class import ItemClass
from gitcab.model.relation import Edge, Link, Relation, WrittenGroup

if TYPE_CHECKING:
    from gitcab.model.records import Record

R = TypeVar("R", bound="Record")


class Inventory(Protocol):
    """The estate's records by id, kind and link; nobody above `store` knows how they are kept."""

    def get(self, kind: type[R], id: str) -> Entry[R] | None:
        """The record of that kind and id (or that was formerly called so), None where there is none."""
        ...

    def of_kind(self, kind: type[R]) -> Iterable[Entry[R]]:
        """All records of a kind in the order of their ids; what an RFC only proposes is left out."""
        ...

    def proposed_by(self, rfc: str) -> Sequence[AnyEntry]:
        """The items that lie in that RFC's `new/` folder."""
        ...

    def item(self, id: str) -> Item | None:
        """What the item with that id (or that was formerly called so) shows to others, None where there is none."""
        ...

    def items(self) -> Iterable[Item]:
        """What all items show, in the order of their ids; what an RFC only proposes is left out."""
        ...

    def item_ids(self) -> Iterable[str]:
        """The ids of all that `items` tells, in order."""
        ...

    def classes_of(self, ids: Collection[str]) -> Mapping[str, str]:
        """The classes of the items with these present ids, and maybe of others; of tens of thousands at once."""
        ...

    def fragile(self) -> Collection[str]:
        """The items that feel a redundancy group or quorum which is not whole with nothing lost; more will do."""
        ...

    def expect(self, ids: Collection[str], *, links: bool = True) -> None:
        """A hint that these items, and `links` at both ends, will be asked for next; loaded at once they cost less."""
        ...

    def edges_to(self, ids: Collection[str], relations: Collection[str]) -> Iterable[Edge]:
        """What `links_to` tells of these items, of these relations only; of many items at once, in no order."""
        ...

    def edges_from(self, ids: Collection[str], relations: Collection[str]) -> Iterable[Edge]:
        """What `links_from` tells of these items, of these relations only; of many items at once, in no order."""
        ...

    def groups_of(self, ids: Collection[str]) -> Iterable[WrittenGroup]:
        """The redundancy groups that are written in the records of these items; of many at once, in no order."""
        ...

    def links_from(self, id: str) -> Sequence[Link]:
        """The relations of the item with that id, as written, targets by their present ids."""
        ...

    def links_to(self, id: str) -> Sequence[Link]:
        """The relations in which other items name that one."""
        ...

    def __len__(self) -> int:
        """How many records there are, proposed ones included."""
        ...


@runtime_checkable
class LazyEntries(Protocol):
    """Entries that are read from their files when somebody looks at them; a sequence beside."""

    def at(self, paths: Collection[str]) -> Sequence[AnyEntry]:
        """Those at the paths, from git's top, in the order of the paths."""
        ...

    def small(self) -> Sequence[AnyEntry]:
        """Those that are no configuration items, in the order of their paths."""
        ...

    def called(self, ids: Collection[str]) -> Sequence[AnyEntry]:
        """Those with one of these ids, proposed ones too, in the order of the paths."""
        ...

    def closed(self) -> frozenset[str]:
        """The ids of all that are history."""
        ...

    def differing(self, other: "LazyEntries") -> frozenset[str] | None:
        """The paths, from git's top, at which the other's may differ from these; None where any may."""
        ...


@dataclass(frozen=True, slots=True)
class Estate:
    """All that was read from one revision: records, what is demanded of them, and what was wrong.

    `entries` are all records that could be read, in the order of their paths, also those whose
    id is taken; `unread` are the paths of files that hold a record but could not be read as one.
    `prefix` leads from git's top to the estate's root ("" or "it/estate/").
    """

    inventory: Inventory
    entries: Sequence[AnyEntry]
    classes: Mapping[str, ItemClass]
    relations: Mapping[str, Relation]
    flaws: tuple[Flaw, ...] = ()
    unread: tuple[str, ...] = ()
    prefix: str = ""
    revision: str | None = None

    @property
    def closed(self) -> frozenset[str]:
        """The ids of all records that are history."""
        if isinstance(self.entries, LazyEntries):
            return self.entries.closed()
        return frozenset(entry.id for entry in self.entries if entry.record.is_history)

    @property
    def small(self) -> Sequence[AnyEntry]:
        """The entries of the kinds of which there are few: all but configuration items."""
        if isinstance(self.entries, LazyEntries):
            return self.entries.small()
        return [entry for entry in self.entries if entry.record.kind != "ConfigurationItem"]

    def at(self, paths: Collection[str]) -> Sequence[AnyEntry]:
        """The entries at these paths, from git's top."""
        if isinstance(self.entries, LazyEntries):
            return self.entries.at(paths)
        return [entry for entry in self.entries if entry.source.path in paths]

    def called(self, ids: Collection[str]) -> Sequence[AnyEntry]:
        """The entries with one of these ids, proposed ones too, in the order of the paths."""
        if isinstance(self.entries, LazyEntries):
            return self.entries.called(ids)
        return [entry for entry in self.entries if entry.id in ids]

    def differing(self, other: "Estate") -> frozenset[str] | None:
        """The paths, from git's top, at which the records of the two may differ; None where any may."""
        if isinstance(self.entries, LazyEntries) and isinstance(other.entries, LazyEntries):
            return self.entries.differing(other.entries)
        return None
