"""What the changes of a pull request collide with: those that are merged, and those of other open ones."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from gitcab.model.change_set import ChangeSet, RecordChange
from gitcab.model.conflict import Conflict
from gitcab.model.entry import Entry
from gitcab.model.finding import Finding
from gitcab.model.inventory import Estate
from gitcab.model.records.change_window import ChangeWindow
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.severity import Severity
from gitcab.model.source import Place
from gitcab.planning.conflicts import Calendar, conflicts_of, prepared
from gitcab.planning.planned import COUNTED, PlannedChange, planned, planned_changes
from gitcab.policies.sorts_of_edit import EditSort
from gitcab.store.overlay_inventory import OverlayInventory

_FREE = {EditSort.RECORDING.value, EditSort.CORRECTION.value}


@dataclass(frozen=True)
class OpenChanges:
    """What other open pull requests bring: planned changes with their number as origin, and the items that
    are related otherwise there.
    """

    changes: tuple[PlannedChange, ...] = ()
    items: Mapping[str, Entry[ConfigurationItem]] | None = None


@dataclass(frozen=True, slots=True)
class Collisions:
    """With merged changes and windows; with changes of other pull requests, which warn at most; and where a
    bound kept more from being told.
    """

    merged: tuple[Conflict, ...] = ()
    nearby: tuple[Conflict, ...] = ()
    cut: tuple[str, ...] = ()


def collisions(changes: ChangeSet, before: Estate, after: Estate, nearby: OpenChanges) -> Collisions:
    """What these changes collide with, by the base's relations, classes and windows."""
    ours = tuple(_ours(changes, after))
    if not ours:
        return Collisions()
    windows = [entry.record for entry in before.inventory.of_kind(ChangeWindow)]
    demands = (after.inventory, before.relations, before.classes)
    merged, cut = _of(ours, prepared(*demands, windows=windows))
    if not nearby.changes:
        return Collisions(merged, (), cut)
    every = [*planned_changes(after.inventory), *nearby.changes]
    ahead = OverlayInventory(after.inventory, nearby.items) if nearby.items else None
    found, more = _of(ours, prepared(*demands, every, windows=windows, ahead=ahead))
    warned = tuple(_warned(one) for one in found if one.origins)
    return Collisions(merged, warned, tuple(dict.fromkeys((*cut, *more))))


def held_by(conflicts: Iterable[Conflict], changes: ChangeSet) -> Iterator[Finding]:
    """The conflicts that hold the pull request: errors that nobody accepts, of a change that is planned.

    What only reports how a change went is not held.
    """
    edits = {change.id: change for change in changes.changes if change.kind == RequestForChange.__name__}
    for one in conflicts:
        planning = [edits[rfc] for rfc in one.rfcs if rfc in edits and not _only_reports(edits[rfc])]
        if planning and one.severity is Severity.ERROR and one.accepted is None:
            first = planning[0]
            yield Finding(Place(first.path), "conflict", one.severity, one.message, one.hint, first.id)


def _only_reports(change: RecordChange) -> bool:
    return bool(change.sorts) and _FREE.issuperset(change.sorts)


def _ours(changes: ChangeSet, after: Estate) -> Iterator[PlannedChange]:
    for change in changes.changes:
        entry = after.inventory.get(RequestForChange, change.id)
        counts = change.kind == RequestForChange.__name__ and entry and entry.record.state in COUNTED
        if counts and entry and (place := planned(entry, after.inventory)):
            yield place


def _of(ours: Iterable[PlannedChange], calendar: Calendar) -> tuple[tuple[Conflict, ...], tuple[str, ...]]:
    """Each conflict once, in the order of time, and what was cut."""
    answers = [conflicts_of(change, calendar) for change in ours]
    found = {(one.type, one.rfcs, one.interval): one for answer in answers for one in answer.conflicts}
    cut = dict.fromkeys(words for answer in answers for words in answer.cut)
    return tuple(sorted(found.values(), key=_order)), tuple(cut)


def _order(one: Conflict) -> tuple[bool, datetime, str, tuple[str, ...]]:
    start = one.interval.start if one.interval else datetime.max.replace(tzinfo=UTC)
    return one.interval is None, start, one.type, one.rfcs


def _warned(one: Conflict) -> Conflict:
    return replace(one, severity=Severity.WARNING) if one.severity is Severity.ERROR else one
