"""Relations as written in the records, read as influences between items."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from gitcab.graph.influence import Influence
from gitcab.model.inventory import Inventory
from gitcab.model.item import Item
from gitcab.model.relation import MEMBERSHIP, Link, Relation, WrittenGroup, groups_among
from gitcab.model.source import Route


@dataclass(frozen=True)
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

    @cached_property
    def felt_by_source(self) -> Mapping[str, bool]:
        """The relations in which the source feels the target, and whether they are hard."""
        return {name: one.is_hard for name, one in self.relations.items() if one.hits_source}

    @cached_property
    def felt_by_target(self) -> Mapping[str, bool]:
        """The relations in which the target feels the source, and whether they are hard."""
        return {name: one.is_hard for name, one in self.relations.items() if one.hits_target}

    @cached_property
    def hardness(self) -> Mapping[str, bool]:
        """Whether each relation passes states on unweakened."""
        return {name: one.is_hard for name, one in self.relations.items()}

    def item(self, id: str) -> Item | None:
        """The item with that id (or that was formerly called so), None where there is none."""
        return self.inventory.item(id)

    def influences_on(self, item: Item) -> Iterator[Influence]:
        """All that the item feels, in the order in which it is written."""
        outward = [link for link in self.inventory.links_from(item.id) if link.relation in self.felt_by_source]
        for _, links in groupby(outward, key=_written_at):
            yield from self._written_together(tuple(links))
        inward = [link for link in self.inventory.links_to(item.id) if link.relation in self.felt_by_target]
        for link in inward:
            if link.relation != MEMBERSHIP:
                yield Influence(item.id, link.relation, self.felt_by_target[link.relation], (link.source,))
        members = [link.source for link in inward if link.relation == MEMBERSHIP]
        if members:
            yield self.quorum(item, members)

    def group(self, written: WrittenGroup, *, is_whole: bool = False) -> Influence:
        """What the members of a redundancy group do to the item whose it is, along a relation that it feels.

        Where it is known that none of them is lost beforehand (`is_whole`), they are not looked up.
        """
        source, relation, place, (at_least, members) = written
        lost = frozenset[str]() if is_whole else self._lost(members)
        return Influence(source, relation, self.felt_by_source[relation], members, at_least, lost, place)

    def quorum(self, item: Item, members: Iterable[str], *, is_whole: bool = False) -> Influence:
        """What those that are `member_of` the item do to it, each counted once; `is_whole` as in `group`."""
        counted = tuple(sorted({*members}))
        at_least = len(counted) if item.quorum is None else item.quorum
        lost = frozenset[str]() if is_whole else self._lost(counted)
        return Influence(item.id, MEMBERSHIP, self.felt_by_target[MEMBERSHIP], counted, at_least, lost)

    def affected_by(self, id: str) -> Iterator[str]:
        """The items that may feel that one."""
        yield from (link.source for link in self.inventory.links_to(id) if link.relation in self.felt_by_source)
        yield from (link.target for link in self.inventory.links_from(id) if link.relation in self.felt_by_target)

    def causes_on(self, id: str) -> Iterator[str]:
        """The items that that one may feel."""
        yield from (link.target for link in self.inventory.links_from(id) if link.relation in self.felt_by_source)
        yield from (link.source for link in self.inventory.links_to(id) if link.relation in self.felt_by_target)

    def _written_together(self, links: Sequence[Link]) -> Iterator[Influence]:
        first = links[0]
        targets, is_hard = tuple(link.target for link in links), self.felt_by_source[first.relation]
        if first.group is not None:
            yield from (self.group(written) for written in groups_among(links))
        elif self.item(first.target) is not None:
            yield Influence(first.source, first.relation, is_hard, targets)

    def _lost(self, ids: Iterable[str]) -> frozenset[str]:
        found = {member: self.item(member) for member in ids}
        return frozenset(member for member, item in found.items() if item is None or not item.is_operational)


def _written_at(link: Link) -> Route:
    """Where the link's group is written (which tells equal groups apart), or the link itself."""
    return link.route[:-2] if link.group is not None else link.route
