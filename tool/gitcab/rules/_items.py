"""The items that a record describes whole: itself, or those that an RFC adds."""

from collections.abc import Iterator

from gitcab.model.entry import AnyEntry
from gitcab.model.records._plans import AddedItem, TouchedItem
from gitcab.model.records.configuration_item import ConfigurationItem, Group, Target
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.source import Route


def items_of(entry: AnyEntry) -> Iterator[tuple[ConfigurationItem, Route]]:
    """Each item that stands whole in the entry's file, and the route to it."""
    record = entry.record
    if isinstance(record, ConfigurationItem):
        yield record, ()
    elif isinstance(record, RequestForChange):
        for index, listed in enumerate(record.configuration_items):
            if isinstance(listed, AddedItem):
                yield listed.add, ("configuration_items", index, "add")


def rfc_behind(entry: AnyEntry) -> str | None:
    """The RFC that the entry is, or that proposes it; None for all else."""
    return entry.id if isinstance(entry.record, RequestForChange) else entry.proposed_by


def targets(entry: AnyEntry) -> Iterator[tuple[ConfigurationItem, str, Target, Route]]:
    """Each target of a relation, a group being one: whose it is, the relation's name, and the route to it."""
    for item, at in items_of(entry):
        for name, written in item.relations.items():
            yield from ((item, name, target, (*at, "relations", name, index)) for index, target in enumerate(written))


def members(target: Target, route: Route) -> Iterator[tuple[str, Route]]:
    """The ids that one target names, alone or in a group, and their routes."""
    if isinstance(target, Group):
        yield from ((member, (*route, "of", position)) for position, member in enumerate(target.of))
    else:
        yield target, route


def written_links(entry: AnyEntry) -> Iterator[tuple[str, str, str, Route]]:
    """Each relation that the entry's file writes or an RFC wants to add: source, relation, target, route."""
    for item, name, target, route in targets(entry):
        yield from ((item.id, name, member, place) for member, place in members(target, route))
    for index, touched in touched_items(entry):
        at: Route = ("configuration_items", index, "relate")
        for name, ids in touched.relate.items():
            yield from ((touched.id, name, named, (*at, name, position)) for position, named in enumerate(ids))


def touched_items(entry: AnyEntry) -> Iterator[tuple[int, TouchedItem]]:
    """The items that an RFC changes, and where in its list they stand; nothing for other records."""
    if isinstance(entry.record, RequestForChange):
        for index, listed in enumerate(entry.record.configuration_items):
            if isinstance(listed, TouchedItem):
                yield index, listed
