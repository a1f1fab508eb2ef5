"""The changes of other revisions, such as open pull requests, read to be judged beside the estate's own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from gitcab.cli._errors import CannotTell
from gitcab.cli._opening import Opened
from gitcab.model.change_set import RecordChange, Sort
from gitcab.model.entry import Entry
from gitcab.model.inventory import Estate, Inventory
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.planning.planned import COUNTED, PlannedChange, planned
from gitcab.store.comparing import compare
from gitcab.store.git import HOW_TO_DEEPEN
from gitcab.store.overlay_inventory import OverlayInventory


@dataclass(slots=True)
class Others:
    """What the other revisions bring: their changes, and the items that they add or edit.

    `unread` are files of theirs that could not be read.
    """

    changes: list[PlannedChange] = field(default_factory=list)
    items: dict[str, Entry[ConfigurationItem]] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)

    def over(self, inventory: Inventory) -> Inventory | None:
        """The inventory with these items laid over it, None where there are none."""
        return OverlayInventory(inventory, self.items) if self.items else None


def read_others(opened: Opened, estate: Estate, rev: str | None, revisions: Iterable[str]) -> Others:
    """What each revision changes since its merge base with `rev` (or HEAD).

    A record that stands in the estate just so is left out. Raises CannotTell where there is no merge base.
    """
    others = Others()
    for revision in revisions:
        base = _merge_base(opened, rev or "HEAD", revision)
        before, there = opened.estate(base), opened.estate(revision)
        others.unread += [path for path in there.unread if path not in estate.unread]
        for change in compare(before, there, base, revision).changes:
            if change.sort is not Sort.DELETED:
                _take(change, there, estate, revision, others)
    return others


def _merge_base(opened: Opened, rev: str, revision: str) -> str:
    repository = opened.repository
    base = repository.merge_base(repository.resolve(rev), repository.resolve(revision))
    if base is None:
        hint = HOW_TO_DEEPEN if repository.is_shallow else "fetch the whole history of both"
        raise CannotTell(f"{rev} and {revision} have no common history", hint)
    return base


def _take(change: RecordChange, there: Estate, estate: Estate, revision: str, others: Others) -> None:
    if change.kind == RequestForChange.__name__:
        others.changes += _planned(change.id, there, estate, revision)
    elif change.kind == ConfigurationItem.__name__:
        entry = there.inventory.get(ConfigurationItem, change.id)
        if entry is not None and entry.id == change.id:
            others.items[entry.id] = entry


def _planned(id: str, there: Estate, estate: Estate, revision: str) -> Iterator[PlannedChange]:
    entry, here = (inventory.get(RequestForChange, id) for inventory in (there.inventory, estate.inventory))
    if entry is None or entry.record.state not in COUNTED or (here and here.record == entry.record):
        return
    if found := planned(entry, there.inventory, revision):
        yield found
