"""Relations between items: what they mean, and how impact travels along them."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal, NamedTuple

from gitcab.model.source import Route

Direction = Literal["target_to_source", "source_to_target", "both", "none"]

MEMBERSHIP = "member_of"
"""The relation whose sources a quorum counts."""


class Relation(NamedTuple):
    """One entry of `schemas/relations.yaml`. `pairs` are classes or families of source and target."""

    meaning: str
    impact: Direction
    pairs: tuple[tuple[str, str], ...]
    inverse: str | None = None
    strength: Literal["hard", "soft"] = "hard"
    title: str | None = None

    @property
    def hits_source(self) -> bool:
        """Whether a failing target is felt by the source."""
        return self.impact in ("target_to_source", "both")

    @property
    def hits_target(self) -> bool:
        """Whether a failing source is felt by the target."""
        return self.impact in ("source_to_target", "both")

    @property
    def is_hard(self) -> bool:
        """Whether it passes states on unweakened."""
        return self.strength == "hard"


class Redundancy(NamedTuple):
    """A redundancy group: of these ids, as they are written, at least so many must be up."""

    at_least: int
    of: tuple[str, ...]


class Link(NamedTuple):
    """One item's relation to another one, as written at `route` in the source's record."""

    source: str
    relation: str
    target: str
    route: Route = ()
    group: Redundancy | None = None

    @property
    def edge(self) -> "Edge":
        """What is needed of it to walk along it."""
        return self.source, self.relation, self.target, None if self.group is None else int(self.route[2])


WrittenGroup = tuple[str, str, int, Redundancy]
"""A redundancy group, the ids present ones: whose it is, the relation and the group's place in the relation's list."""


def groups_among(links: Iterable[Link]) -> Iterator[WrittenGroup]:
    """The redundancy groups whose members these links are, all of a group's in the order in which they are written."""
    grouped = ((link.group, link.edge) for link in links if link.group is not None)
    for (source, relation, place), members in groupby(grouped, key=lambda one: (*one[1][:2], one[1][3])):
        first, *others = members
        targets = tuple(edge[2] for _, edge in (first, *others))
        yield source, relation, place or 0, Redundancy(first[0].at_least, targets)


Edge = tuple[str, str, str, int | None]
"""A link in short: source, relation, target and, for a member of a redundancy group, the group's place in the
relation's list. Tens of thousands of them are told at once.
"""
