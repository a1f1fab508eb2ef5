"""The items that a record describes whole: itself, or those that an RFC adds."""

from collections.abc import Iterator

from gitcab.model.entry import AnyEntry
from gitcab.model.inventory import Inventory
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


def added_by(rfc: str, inventory: Inventory) -> Iterator[ConfigurationItem]:
    """The items that the RFC adds, written out in it or lying in its `new/` folder."""
    entry = inventory.get(RequestForChange, rfc)
    if entry is not None:
        yield from (item for item, _ in items_of(entry))
    for proposed in inventory.proposed_by(rfc):
        if isinstance(proposed.record, ConfigurationItem):
            yield proposed.record


def find_item(id: str, entry: AnyEntry, inventory: Inventory) -> ConfigurationItem | None:
    """The item that the entry means by that id: one of the estate, or one that its own RFC adds."""
    found = inventory.get(ConfigurationItem, id)
    if found is not None:
        return found.record
    rfc = rfc_behind(entry)
    added = added_by(rfc, inventory) if rfc else iter(())
    return next((item for item in added if item.id == id), None)


def targets_of(target: Target, route: Route) -> Iterator[tuple[str, Route]]:
    """The ids that one target of a relation names, alone or in a group, and their routes."""
    if isinstance(target, Group):
        yield from ((member, (*route, "of", position)) for position, member in enumerate(target.of))
    else:
        yield target, route


def written_links(entry: AnyEntry) -> Iterator[tuple[str, str, str, Route]]:
    """Each relation that the entry's file writes or an RFC wants to add: source, relation, target, route."""
    for item, at in items_of(entry):
        for name, targets in item.relations.items():
            for index, target in enumerate(targets):
                for named, route in targets_of(target, (*at, "relations", name, index)):
                    yield item.id, name, named, route
    yield from _wanted_links(entry)


def _wanted_links(entry: AnyEntry) -> Iterator[tuple[str, str, str, Route]]:
    for index, touched in touched_items(entry):
        for name, targets in touched.relate.items():
            for position, target in enumerate(targets):
                yield touched.id, name, target, ("configuration_items", index, "relate", name, position)


def touched_items(entry: AnyEntry) -> Iterator[tuple[int, TouchedItem]]:
    """The items that an RFC changes, and where in its list they stand; nothing for other records."""
    if isinstance(entry.record, RequestForChange):
        for index, listed in enumerate(entry.record.configuration_items):
            if isinstance(listed, TouchedItem):
                yield index, listed
