"""The life cycle of a request for change: which steps are legal, as data in this one place.

A pull request may ask for several legal steps at once, so a transition is judged by whether a
path of single steps leads there. The table is that of DESIGN section 3; decision 0005 says why
the beginnings are as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gitcab.model.records.request_for_change import RequestForChange

_Steps = Mapping[str, tuple[str, ...]]

_STEPS: _Steps = {
    "new": ("assess", "canceled"),
    "assess": ("authorize", "canceled"),
    "authorize": ("scheduled", "canceled"),
    "scheduled": ("implement", "canceled"),
    "implement": ("review", "canceled"),
    "review": ("closed",),
    "closed": (),
    "canceled": (),
}

_SHORTCUTS: Mapping[str, _Steps] = {
    "normal": {},
    "standard": {"new": ("scheduled",)},
    "emergency": {"new": ("authorize",)},
}
"""The further single steps of each type."""

_BEGINS_UP_TO = {"normal": "scheduled", "standard": "scheduled", "emergency": "implement"}
"""How far the first file of a change may have come by the legal steps from `new`."""

_FILED_AFTERWARDS: _Steps = {
    "normal": ("closed", "canceled"),
    "standard": ("closed", "canceled"),
    "emergency": ("review", "closed", "canceled"),
}
"""States in which a record may be filed when everything is over: emergencies, and history kept elsewhere."""

_ALWAYS_BEFORE = ("new", "assess", "authorize")
_DONE = ("review", "closed")


@dataclass(frozen=True, slots=True)
class Transition:
    """From one state (None: there was no file) to another, by these steps; without any it is illegal.

    `legal` are the states that could have been asked for instead.
    """

    type: str
    before: str | None
    after: str
    steps: tuple[str, ...]
    legal: tuple[str, ...]

    @property
    def is_legal(self) -> bool:
        """Whether the table knows a path."""
        return bool(self.steps)

    @property
    def is_filed_afterwards(self) -> bool:
        """Whether the record is new and tells of what is over already."""
        return self.before is None and self.after in _FILED_AFTERWARDS[self.type]

    @property
    def authorises(self) -> bool:
        """Whether it enters or passes `scheduled`, which is what the board decides."""
        return "scheduled" in self.steps

    @property
    def records(self) -> bool:
        """Whether it reports that work has begun or ended, or that it was given up."""
        return any(step in ("implement", "review", "closed", "canceled") for step in self.steps)


def transition(before: "RequestForChange | None", after: "RequestForChange") -> Transition | None:
    """What becomes of the state, judged by the type that it has afterwards; None where it stays."""
    came_from = before.state if before else None
    if came_from == after.state:
        return None
    steps = _path(after.type, came_from, after.state)
    return Transition(after.type, came_from, after.state, steps, legal_states(after.type, came_from))


def legal_states(type: str, before: str | None) -> tuple[str, ...]:
    """Every state that a change of that type may go to, in the order of the life cycle."""
    return tuple(state for state in _STEPS if _path(type, before, state))


def is_planned(state: str) -> bool:
    """Whether the change is still being planned: nothing about it has been authorised."""
    return state in _ALWAYS_BEFORE


def is_done(state: str) -> bool:
    """Whether the work is over and was not given up."""
    return state in _DONE


def _path(type: str, before: str | None, after: str) -> tuple[str, ...]:
    """The shortest way, without where it starts; empty where there is none."""
    if before is not None:
        return _walk(type, before, after)
    if after in _FILED_AFTERWARDS[type]:
        return (after,)
    states = list(_STEPS)
    if states.index(after) > states.index(_BEGINS_UP_TO[type]):
        return ()
    return ("new", *_walk(type, "new", after))


def _walk(type: str, before: str, after: str) -> tuple[str, ...]:
    ways: list[tuple[str, ...]] = [()]
    for way in ways:
        here = way[-1] if way else before
        if here == after:
            return way
        ways.extend((*way, step) for step in (*_SHORTCUTS[type].get(here, ()), *_STEPS[here]))
    return ()
