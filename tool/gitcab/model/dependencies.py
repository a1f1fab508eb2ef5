"""What an item needs in order to work, and what the loss of each of these would mean to it."""

from dataclasses import dataclass

from gitcab.model.impact import State, Step


@dataclass(frozen=True, slots=True)
class Dependency:
    """One item whose failure can reach the other; the shortest path leads from this one to that.

    `effect` is the state into which the loss of this one alone takes the other; up where that
    changes nothing, as redundancy makes good for it or only a soft relation leads there.
    """

    id: str
    name: str
    item_class: str
    family: str
    effect: State
    hops: int
    path: tuple[Step, ...]
    owner: str
    criticality: str | None = None
    environment: str | None = None


@dataclass(frozen=True, slots=True)
class Dependencies:
    """The answer of `gitcab impact ID --upstream`: all that the item depends on, near ones first."""

    id: str
    dependencies: tuple[Dependency, ...]
    unread: tuple[str, ...] = ()
