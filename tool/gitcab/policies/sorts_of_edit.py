"""The three sorts of edit of a request for change: authorisation, recording and correction.

An authorisation is what the board decides, a recording reports what happened, a correction says
that reality was already so (DESIGN section 3). An edit of a change that is still being planned is
none of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from gitcab.model.change_set import ChangeSet, RecordChange
from gitcab.model.inventory import Estate
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.substance import altered, altered_substance
from gitcab.model.transition import Transition, is_planned, transition

_REPORTS = frozenset({"on_hold", "review", "cancellation", "authorization"})


class EditSort(StrEnum):
    """What an edit asks for."""

    AUTHORISATION = "authorisation"
    RECORDING = "recording"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class SortedEdit:
    """One reason for which an edit is of a sort; `field` is the one that is altered, None for a transition."""

    sort: EditSort
    why: str
    field: str | None = None


def sorts_of_edit(base: RequestForChange | None, head: RequestForChange) -> tuple[SortedEdit, ...]:
    """Every reason, in a fixed order; several sorts may come together, and then all that they ask is needed.

    `base` is None for a new file. An edit of a draft has none. Whether a transition is legal is
    not asked here: one that is not enters or passes `scheduled` where its states say so.
    """
    step = transition(base, head)
    reasons = [*_by_transition(step)] if step else []
    if base is not None and not is_planned(base.state):
        reasons.extend(_by_fields(base, head))
    elif base is not None and base.on_hold != head.on_hold:
        reasons.append(SortedEdit(EditSort.RECORDING, "it alters 'on_hold'"))
    return tuple(reasons)


def is_redrafted(base: RequestForChange, head: RequestForChange) -> bool:
    """Whether more is altered than what reports alter; beside a report it is an edit of its own."""
    return not _REPORTS.issuperset(altered(base, head))


def _by_transition(step: Transition) -> Iterator[SortedEdit]:
    if step.is_filed_afterwards:
        over = step.after == "review"
        sort = EditSort.RECORDING if over else EditSort.CORRECTION
        yield SortedEdit(sort, "it is filed afterwards" if over else "history that was kept elsewhere is taken over")
        return
    if step.authorises or not step.is_legal:
        yield SortedEdit(EditSort.AUTHORISATION, f"it goes from {step.before or 'a new file'} to {step.after}")
    if step.records:
        yield SortedEdit(EditSort.RECORDING, f"it reports {step.after}")


def _by_fields(base: RequestForChange, head: RequestForChange) -> Iterator[SortedEdit]:
    names = altered(base, head)
    substance = altered_substance(base, head)
    plans = {"plans"} & ({*names} - {*substance})  # those that an emergency brings by its review
    for name in names:
        if name in substance:
            yield SortedEdit(EditSort.AUTHORISATION, f"it alters '{name}', which was authorised", name)
        elif name in _REPORTS or name in plans:
            yield SortedEdit(EditSort.RECORDING, f"it alters '{name}'", name)
        else:
            yield SortedEdit(EditSort.CORRECTION, f"it alters '{name}'", name)


def with_sorts(changes: ChangeSet, base: Estate, head: Estate) -> ChangeSet:
    """The changes, each of an RFC with its transition and the sorts of edit that it is."""
    return replace(changes, changes=tuple(_named(change, base, head) for change in changes.changes))


def _named(change: RecordChange, base: Estate, head: Estate) -> RecordChange:
    after = head.inventory.get(RequestForChange, change.id)
    if change.kind != RequestForChange.__name__ or after is None:
        return change
    found = base.inventory.get(RequestForChange, change.id)
    before = found.record if found else None
    sorts = {edit.sort for edit in sorts_of_edit(before, after.record)}
    ordered = tuple(sort.value for sort in EditSort if sort in sorts)
    return replace(change, transition=transition(before, after.record), sorts=ordered)
