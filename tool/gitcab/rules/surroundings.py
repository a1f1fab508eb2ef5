"""What screens ask about a few records of an estate, looked up in the index."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property

from gitcab.model.inventory import Inventory
from gitcab.model.outline import Outline
from gitcab.model.relation import MEMBERSHIP
from gitcab.rules._crews import Crews, crew_of
from gitcab.rules._hosting import HOSTING
from gitcab.rules._screening import Crew, Known, Sort, Ties, folded, sort
from gitcab.store.index.neighbours import Neighbours


class Surroundings(Known):
    """Keeps the promise of Known for these records of a view.

    `circles` are all items on circles of hard needs that lead through any of them.
    """

    def __init__(
        self, outlines: Iterable[Outline], neighbours: Neighbours, inventory: Inventory, circles: Collection[str]
    ) -> None:
        self.circles = frozenset(circles)
        self._neighbours = neighbours
        self._inventory = inventory
        self.ties = Ties(*neighbours.view.demands)
        self._teams: dict[str, Crew | None] = {}
        outlines = list(outlines)
        self._shared = neighbours.shared({name for one in outlines for name in _folded(one)})
        inventory.expect({name for one in outlines for name in (one.id, *(link.target for link in one.links))})

    def sort_of(self, id: str) -> Sort | None:
        """The sort of the item with that id, None where there is none."""
        item = self._inventory.item(id)
        return None if item is None else sort(item.item_class, item.stage)

    def team(self, id: str) -> Crew | None:
        """The team with that id, None where there is none."""
        if id not in self._teams:
            fields = self._neighbours.team(id)
            self._teams[id] = None if fields is None else crew_of(json.loads(fields))
        return self._teams[id]

    def has_login(self, login: str) -> bool:
        """Whether a team has that member, whatever the case."""
        return login.casefold() in self._logins

    def shares_an_id(self, outline: Outline) -> bool:
        """Whether another record has, or had, one of the record's ids; whatever the case."""
        return not self._shared.isdisjoint(_folded(outline))

    def is_named(self, id: str) -> bool:
        """Whether a relation of any item leads to the one with that present id."""
        return self._neighbours.is_named(id)

    def is_needed(self, id: str) -> bool:
        """Whether a relation of an operational item leads to the retired one with that present id."""
        links = self._inventory.links_to(id)
        self._inventory.expect([link.source for link in links])
        sources = (self._inventory.item(link.source) for link in links)
        return any(source is not None and source.is_operational for source in sources)

    def members(self, id: str) -> Sequence[str]:
        """Those that are `member_of` the item with that present id, each once."""
        return self._neighbours.members(id, MEMBERSHIP)

    def hosts(self, id: str) -> Iterable[str]:
        """What the item with that present id says that it runs on, outside of groups; present ids."""
        for link in self._inventory.links_from(id):
            if link.relation in HOSTING and link.group is None:
                yield link.target

    @cached_property
    def _logins(self) -> Collection[str]:
        return Crews(self._neighbours.crews).logins


def _folded(outline: Outline) -> Iterator[str]:
    return (folded(name) for name in (outline.id, *outline.formerly))
