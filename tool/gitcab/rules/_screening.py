"""What screens ask. A screen proves cheaply that its rule has nothing to say about a record.

Nothing here imports the records' models: where all screens clear all records, nobody needs them.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, Protocol

from gitcab.model.item_class import ItemClass
from gitcab.model.outline import Outline, OutlinedLink
from gitcab.model.relation import Relation
from gitcab.rules._pairs import allows


@dataclass(frozen=True, slots=True, eq=False)
class Sort:
    """What relations are judged by: an item's class and stage. There is one of each, told apart by identity."""

    item_class: str
    stage: str

    @property
    def is_operational(self) -> bool:
        """Whether items of the sort are in service."""
        return self.stage == "operational"

    @property
    def is_retired(self) -> bool:
        """Whether the life of such items has ended."""
        return self.stage == "end_of_life"


@cache
def sort(item_class: str, stage: str) -> Sort:
    """The one sort of that class and stage."""
    return Sort(item_class, stage)


@dataclass(frozen=True, slots=True, eq=False)
class Tie:
    """A relation from one sort of items to another. There is one of each.

    `leads_nowhere`: there is no such item. `misfits`: the relation may not join the two. `is_dead`: it
    leads from what is in service to what is retired. One that is `sound` is none of these.
    """

    target: Sort | None
    leads_nowhere: bool
    misfits: bool
    is_dead: bool
    sound: bool


class WrittenGroup(NamedTuple):
    """A redundancy group as it is written: at least so many of these."""

    at_least: int
    of: Sequence[str]


class Crew(NamedTuple):
    """What others ask of a team."""

    has_members: bool
    is_succeeded: bool


class Ties:
    """The ties between sorts; each is judged once, and `known` by relation, source and target."""

    def __init__(self, classes: Mapping[str, ItemClass], relations: Mapping[str, Relation]) -> None:
        self.classes = classes
        self.relations = relations
        self.known: dict[tuple[str, Sort | None, Sort | None], Tie] = {}

    def classes_joined(self, relations: Container[str]) -> Iterator[tuple[str, str, str]]:
        """Relation, class of the source and class of the target of all ties by these relations, as far as known."""
        for name, source, target in self.known:
            if name in relations and source is not None and target is not None:
                yield name, source.item_class, target.item_class

    def bad(self, outline: Outline, sort_of: Callable[[str], Sort | None]) -> Sequence[Tie]:
        """Those of the item's ties that are not sound."""
        own = sort_of(outline.id)
        ties = (self.tie(link[0], own, sort_of(link[1])) for link in outline.links)
        return [tie for tie in ties if not tie.sound]

    def tie(self, relation: str, source: Sort | None, target: Sort | None) -> Tie:
        """The one tie of these."""
        return self.known.get((relation, source, target)) or self._judged(relation, source, target)

    def _judged(self, relation: str, source: Sort | None, target: Sort | None) -> Tie:
        misfits = not self._fits(relation, source, target)
        is_dead = source is not None and target is not None and source.is_operational and target.is_retired
        tie = Tie(target, target is None, misfits, is_dead, not (target is None or misfits or is_dead))
        self.known[relation, source, target] = tie
        return tie

    def _fits(self, name: str, source: Sort | None, target: Sort | None) -> bool:
        relation = self.relations.get(name)
        if source is None or target is None or relation is None:
            return True
        one, other = source.item_class, target.item_class
        if one not in self.classes or other not in self.classes:
            return True
        return allows(relation, one, other, self.classes)


_NO_GROUPS: Sequence[WrittenGroup] = ()


def written_groups(links: Iterable[OutlinedLink]) -> Sequence[WrittenGroup]:
    """The groups among an item's links, put together again."""
    groups: dict[tuple[str, int], WrittenGroup] = {}
    for link in links:
        if link[4] is not None:
            at = (link[0], link[2])
            groups[at] = WrittenGroup(link[4], [*(groups[at].of if at in groups else ()), link[1]])
    return tuple(groups.values()) if groups else _NO_GROUPS


class Known(Protocol):
    """What is known of the estate around a record. An id may be a former one where nothing else is said.

    `circles` are ids that may be on a circle of hard needs; if one is, the whole circle is among them.
    """

    ties: Ties
    circles: frozenset[str]

    @property
    def classes(self) -> Mapping[str, ItemClass]:
        """The classes that can be used."""
        return self.ties.classes

    def sort_of(self, id: str) -> Sort | None:
        """The sort of the item with that id, None where there is none."""
        ...

    def groups(self, outline: Outline) -> Sequence[WrittenGroup]:
        """The redundancy groups that the item writes."""
        return written_groups(outline.links)

    def members(self, id: str) -> Sequence[str]:
        """Those that are `member_of` the item with that present id, each once."""
        ...

    def hosts(self, id: str) -> Iterable[str]:
        """What the item with that present id says that it runs on, outside of groups; present ids."""
        ...

    def bad_ties(self, outline: Outline) -> Iterable[Tie]:
        """Of the relations that the item writes, those that are not sound."""
        return self.ties.bad(outline, self.sort_of)

    def team(self, id: str) -> Crew | None:
        """The team with that id, None where there is none."""
        ...

    def has_login(self, login: str) -> bool:
        """Whether a team has that member, whatever the case."""
        ...

    def shares_an_id(self, outline: Outline) -> bool:
        """Whether another record has, or had, one of the record's ids; whatever the case."""
        ...

    def is_named(self, id: str) -> bool:
        """Whether a relation of any item leads to the one with that present id."""
        ...

    def is_needed(self, id: str) -> bool:
        """Whether a relation of an operational item leads to the retired one with that present id."""
        ...

    def in_circle(self, id: str) -> bool:
        """Whether the item with that present id may be on a circle of hard needs."""
        return id in self.circles


class KnownGroups(Protocol):
    """What of `Known` is enough to judge groups and quorums."""

    def sort_of(self, id: str) -> Sort | None:
        """The sort of the item with that id, None where there is none."""
        ...

    def groups(self, outline: Outline) -> Sequence[WrittenGroup]:
        """The redundancy groups that the item writes."""
        ...

    def members(self, id: str) -> Sequence[str]:
        """Those that are `member_of` the item with that present id, each once."""
        ...

    def hosts(self, id: str) -> Iterable[str]:
        """What the item with that present id says that it runs on, outside of groups; present ids."""
        ...


Clears = Callable[[Outline, Known], bool]


class Screen(NamedTuple):
    """The proofs for items and for teams that the rule has nothing to say; None: it never speaks of such."""

    item: Clears | None = None
    team: Clears | None = None


def folded(id: str) -> str:
    """Ids that are equal when they are folded are told by the rule of duplicate ids; an id is plain ASCII."""
    return id.lower()
