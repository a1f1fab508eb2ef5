"""Two estates, record by record and field by field."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from gitcab.model.change_set import ChangeSet, FieldChange, RecordChange, Sort
from gitcab.model.entry import AnyEntry
from gitcab.model.inventory import Estate
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.source import Route

_Key = tuple[str, str, str]


def compare(base: Estate, head: Estate, base_name: str, head_name: str) -> ChangeSet:
    """What the head adds, edits, retires, renames, moves and deletes, in the order of kind and id.

    A new record that lists an id of the base under `formerly`, and whose old id is gone, is renamed;
    where it lists several, from the first.
    """
    paths = head.differing(base)
    if paths is None:
        before, after = _by_key(base.entries), _by_key(head.entries)
    else:
        ids = _ids(one for each in (base, head) for one in each.at(paths))
        before, after = _by_key(base.called(ids)), _by_key(head.called(ids))
    renamed = _renamed(before, after)
    changes = [
        change
        for key in before.keys() | after.keys()
        if key not in renamed.values()
        for change in _change(before.get(renamed.get(key, key)), after.get(key))
    ]
    ordered = tuple(sorted(changes, key=lambda change: (change.kind, change.id, change.path)))
    return ChangeSet(base_name, head_name, ordered, tuple(sorted({*base.unread, *head.unread})))


def _ids(entries: Iterable[AnyEntry]) -> set[str]:
    """By which ids these are or were called: only records with one of them are compared."""
    return {name for entry in entries for name in (entry.id, *getattr(entry.record, "formerly", ()))}


def _by_key(entries: Iterable[AnyEntry]) -> dict[_Key, AnyEntry]:
    """Entries by kind, id and the RFC that proposes them; the first where an id is taken twice."""
    found: dict[_Key, AnyEntry] = {}
    for entry in entries:
        found.setdefault((entry.record.kind, entry.id, entry.proposed_by or ""), entry)
    return found


def _renamed(before: Mapping[_Key, AnyEntry], after: Mapping[_Key, AnyEntry]) -> dict[_Key, _Key]:
    """New key to old key."""
    found: dict[_Key, _Key] = {}
    for key in sorted(after.keys() - before.keys()):
        kind, _, proposed = key
        for former in getattr(after[key].record, "formerly", ()):
            old = (kind, former, proposed)
            if old in before and old not in after:
                found[key] = old
                break
    return found


def _change(before: AnyEntry | None, after: AnyEntry | None) -> Iterator[RecordChange]:
    if before is None and after is not None:
        yield RecordChange(Sort.ADDED, after.record.kind, after.id, after.source.path)
    elif before is not None and after is None:
        yield RecordChange(Sort.DELETED, before.record.kind, before.id, before.source.path)
    elif before is not None and after is not None:
        yield from _edit(before, after)


def _edit(before: AnyEntry, after: AnyEntry) -> Iterator[RecordChange]:
    if before.blob is not None and (before.blob, before.source.path) == (after.blob, after.source.path):
        return
    fields = tuple(differences(before.record.to_plain(), after.record.to_plain()))
    moved = before.source.path != after.source.path
    if not fields and not moved:
        return
    yield RecordChange(
        _sort(before, after, bool(fields)),
        after.record.kind,
        after.id,
        after.source.path,
        fields,
        before.id if before.id != after.id else None,
        before.source.path if moved else None,
    )


def _sort(before: AnyEntry, after: AnyEntry, edited: bool) -> Sort:
    if before.id != after.id:
        return Sort.RENAMED
    if not edited:
        return Sort.MOVED
    old, new = before.record, after.record
    retires = isinstance(old, ConfigurationItem) and isinstance(new, ConfigurationItem)
    return Sort.RETIRED if retires and new.is_retired and not old.is_retired else Sort.EDITED


def differences(before: Any, after: Any, route: Route = ()) -> Iterator[FieldChange]:
    """Where two plain values differ: mappings key by key, anything else as a whole."""
    if not isinstance(before, Mapping) or not isinstance(after, Mapping):
        if before != after:
            yield FieldChange(route, before, after)
        return
    for key in [*before, *(key for key in after if key not in before)]:
        yield from differences(before.get(key), after.get(key), (*route, key))
