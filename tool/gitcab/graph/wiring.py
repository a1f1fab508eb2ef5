"""Relations as written in the records, read as influences between items."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from gitcab.graph.influence import Influence
from gitcab.model.inventory import Inventory
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.relation import MEMBERSHIP, Link, Relation
from gitcab.model.source import Route


@dataclass(frozen=True, slots=True)
class Wiring:
    """Asks the inventory about one item at a time, so that nobody has to load the whole estate.

    Impact travels along `relations` only; a relation that is not among them does not exist here.
    """

    inventory: Inventory
    relations: Mapping[str, Relation]

    @classmethod
    def along(cls, inventory: Inventory, relations: Mapping[str, Relation], names: set[str] | None) -> "Wiring":
        """The wiring that knows only the relations of those names, or all where there are none given."""
        return cls(inventory, {name: one for name, one in relations.items() if names is None or name in names})

    def item(self, id: str) -> ConfigurationItem | None:
        """The item with that id (or that was formerly called so), None where there is none."""
        entry = self.inventory.get(ConfigurationItem, id)
        return entry.record if entry else None

    def influences_on(self, item: ConfigurationItem) -> Iterator[Influence]:
        """All that the item feels, in the order in which it is written."""
        outward = [link for link in self.inventory.links_from(item.id) if self._hits_source(link)]
        for _, links in groupby(outward, key=_written_at):
            yield from self._written_together(tuple(links))
        inward = [link for link in self.inventory.links_to(item.id) if self._hits_target(link)]
        for link in inward:
            if link.relation != MEMBERSHIP:
                yield Influence(item.id, link.relation, self._is_hard(link), (link.source,))
        members = tuple(sorted({link.source for link in inward if link.relation == MEMBERSHIP}))
        if members:
            yield self._quorum(item, members)

    def affected_by(self, id: str) -> Iterator[str]:
        """The items that may feel that one."""
        yield from (link.source for link in self.inventory.links_to(id) if self._hits_source(link))
        yield from (link.target for link in self.inventory.links_from(id) if self._hits_target(link))

    def _written_together(self, links: Sequence[Link]) -> Iterator[Influence]:
        first = links[0]
        targets = tuple(link.target for link in links)
        if first.group is not None:
            at_least, lost = first.group.at_least, self._lost(targets)
            yield Influence(first.source, first.relation, self._is_hard(first), targets, at_least, lost)
        elif self.item(first.target) is not None:
            yield Influence(first.source, first.relation, self._is_hard(first), targets)

    def _quorum(self, item: ConfigurationItem, members: tuple[str, ...]) -> Influence:
        at_least = len(members) if item.quorum is None else item.quorum
        is_hard = self.relations[MEMBERSHIP].is_hard
        return Influence(item.id, MEMBERSHIP, is_hard, members, at_least, self._lost(members))

    def _lost(self, ids: Iterable[str]) -> frozenset[str]:
        found = {member: self.item(member) for member in ids}
        return frozenset(member for member, item in found.items() if item is None or not item.is_operational)

    def _hits_source(self, link: Link) -> bool:
        return link.relation in self.relations and self.relations[link.relation].hits_source

    def _hits_target(self, link: Link) -> bool:
        return link.relation in self.relations and self.relations[link.relation].hits_target

    def _is_hard(self, link: Link) -> bool:
        return self.relations[link.relation].is_hard


def _written_at(link: Link) -> Route:
    """Where the link's group is written (which tells equal groups apart), or the link itself."""
    return link.route[:-2] if link.group is not None else link.route
