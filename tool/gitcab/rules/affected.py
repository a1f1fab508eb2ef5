"""Which records may have other findings after a change: those that differ, and whoever is one relation away.

Local rules look at one record, reference rules at a record and what it names or who names it; so
nothing else can find anything new. Whole rules look at all anyway, as do rules about records of
the small kinds.
"""

from collections.abc import Iterable, Iterator, Mapping

from gitcab.model.entry import AnyEntry
from gitcab.model.inventory import Estate
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.team import Team
from gitcab.rules._rule import Demands

_Key = tuple[type, str]


def affected(before: Estate, after: Estate) -> frozenset[str] | None:
    """The paths, from git's top, of the records to judge in both estates; None where all may be affected."""
    if Demands.of(before) != Demands.of(after):
        return None
    changed = {key for entry in _changed(before, after) for key in _keys(entry)}
    near = {*_near(changed, before), *_near(changed, after)}
    teams = {name for kind, name in changed if kind is Team}
    return frozenset(
        entry.source.path
        for estate in (before, after)
        for entry in estate.entries
        if _is_small(entry)
        or (type(entry.record), entry.id) in changed
        or entry.id in near
        or _is_of(entry, teams)
        or _is_twin(entry, estate)
    )


def _changed(before: Estate, after: Estate) -> Iterator[AnyEntry]:
    """The entries of either side that the other has not, or has otherwise."""
    old, new = (_by_path(estate.entries) for estate in (before, after))
    for path in old.keys() | new.keys():
        one, other = old.get(path), new.get(path)
        if one is None or other is None or not _is_same(one, other):
            yield from (entry for entry in (one, other) if entry is not None)


def _by_path(entries: Iterable[AnyEntry]) -> Mapping[str, AnyEntry]:
    return {entry.source.path: entry for entry in entries}


def _is_same(one: AnyEntry, other: AnyEntry) -> bool:
    return one is other or (one.blob == other.blob if one.blob and other.blob else one == other)


def _keys(entry: AnyEntry) -> Iterator[_Key]:
    """The ids by which others may name it."""
    for name in (entry.id, *getattr(entry.record, "formerly", ())):
        yield type(entry.record), name


def _near(changed: Iterable[_Key], estate: Estate) -> Iterator[str]:
    """The items that are called so there, which may be another one than on the other side, and whom relations join."""
    for name in (name for kind, name in changed if kind is ConfigurationItem):
        item = estate.inventory.item(name)
        yield from () if item is None else (item.id,)
        yield from (link.source for link in estate.inventory.links_to(name))
        yield from (link.target for link in estate.inventory.links_from(name))


def _is_small(entry: AnyEntry) -> bool:
    """Whether there are few of its kind: all but the items of the estate."""
    return entry.proposed_by is not None or not isinstance(entry.record, ConfigurationItem)


def _is_of(entry: AnyEntry, teams: set[str]) -> bool:
    record = entry.record
    return isinstance(record, ConfigurationItem) and bool(teams & {record.owner, record.operated_by})


def _is_twin(entry: AnyEntry, estate: Estate) -> bool:
    """Whether another record has its id: then the inventory knows nothing of the relations that it writes."""
    return estate.inventory.get(type(entry.record), entry.id) is not entry
