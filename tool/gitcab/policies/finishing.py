"""Recording that the work has ended, and writing into `cmdb/` what is different since."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from gitcab.model.entry import Entry
from gitcab.model.inventory import Inventory
from gitcab.model.moment import written_time
from gitcab.model.records._plans import Review
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.touching import present_id, touched
from gitcab.policies.applying import Applying
from gitcab.policies.moves import Move, demand_step, to_state
from gitcab.policies.refusal import Refused
from gitcab.store.editing import Change, Put
from gitcab.store.tree import Tree

BackedOut = Literal[True, False, "partial"]
"""What the review says of going back."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How it ended, when; `applied` are the items that were changed where the rest was backed out.

    `backed_out` None keeps what the review says already. `tested` are steps that an emergency's test
    plan may still lack.
    """

    at: datetime
    backed_out: BackedOut | None = None
    applied: tuple[str, ...] = ()
    tested: tuple[str, ...] = ()


def finished(entry: Entry[RequestForChange], inventory: Inventory, tree: Tree, ending: Ending) -> Move:
    """The move to `review`, with the files of `cmdb/` as they are after it.

    Nothing is applied when it was backed out, and only `applied` when that was partial. Raises
    Refused where a patch does not find what it expects.
    """
    rfc = entry.record
    demand_step(rfc, "review")
    if rfc.state != "implement":
        raise Refused(f"{rfc.id} is in '{rfc.state}': nobody has recorded its start", f"gitcab rfc start {rfc.id}")
    review = rfc.review or Review()
    backed_out = ending.backed_out if ending.backed_out is not None else review.backed_out or False
    applied = _applied(rfc, inventory, backed_out, ending.applied or review.applied)
    deviations = {present_id(one.id, inventory): one.patch for one in review.deviations}
    ends_hold = (Put(("on_hold",), None),) if rfc.on_hold else ()
    changes = (to_state("review"), *ends_hold, *_review(rfc, ending, backed_out, applied))
    files: dict[str, bytes | None] = {}
    if backed_out is not True:
        files = Applying(rfc, inventory, tree, applied, deviations).files()
    remarks = tuple(_remarks(backed_out, bool(deviations)))
    return Move(changes, f"gitcab rfc close {rfc.id} --code successful", remarks, files)


def _applied(
    rfc: RequestForChange, inventory: Inventory, backed_out: BackedOut, named: tuple[str, ...]
) -> frozenset[str] | None:
    """The present ids of the items that were changed; None for all."""
    if backed_out != "partial":
        if named:
            raise Refused("which items were applied is said only of a change that was partly backed out", _PARTIAL)
        return None
    known = touched(rfc, inventory)
    found = frozenset(present_id(one, inventory) for one in named)
    if not found:
        raise Refused("a change that was partly backed out must say which items were applied", _PARTIAL)
    if strange := sorted(found - known):
        raise Refused(f"{rfc.id} does not touch '{strange[0]}'", f"it touches {', '.join(sorted(known))}")
    return found


_PARTIAL = "--backed-out partial --applied CI, repeated for each"


def _review(
    rfc: RequestForChange, ending: Ending, backed_out: BackedOut, applied: frozenset[str] | None
) -> Iterator[Change]:
    zone = rfc.schedule.time_zone if rfc.schedule else None
    said: dict[str, Any] = {"end": written_time(ending.at, zone), "backed_out": backed_out}
    if applied is not None:
        said["applied"] = sorted(applied)
    yield from (Put(("review", name), value) for name, value in said.items())
    if ending.tested:
        if rfc.type != "emergency" or rfc.plans.test:
            raise Refused("the test plan is fixed; only an emergency may bring it by its review", "leave out --test")
        yield Put(("plans", "test"), list(ending.tested), after="implementation")


def _remarks(backed_out: BackedOut, deviates: bool) -> Iterator[str]:
    if backed_out is True:
        yield "backed out: cmdb/ stays as it is"
        if deviates:
            yield "its deviations were not written either; correct cmdb/ in a pull request of its own"
