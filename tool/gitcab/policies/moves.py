"""What one command does to a change's record, and what must hold before it may."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gitcab.model.inventory import Inventory
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.records.team import Team
from gitcab.model.transition import is_planned, legal_states
from gitcab.policies.refusal import Refused
from gitcab.store.editing import Change, Put


@dataclass(frozen=True, slots=True)
class Move:
    """The edits of the RFC's own file, further files (None removes one), and remarks for the person."""

    changes: tuple[Change, ...]
    next_command: str
    remarks: tuple[str, ...] = ()
    files: Mapping[str, bytes | None] = field(default_factory=dict)


def to_state(state: str) -> Put:
    """The edit that sets the state."""
    return Put(("state",), state)


def demand_step(rfc: RequestForChange, state: str) -> None:
    """Raises Refused unless the change may go to that state, and without being authorised on the way."""
    legal = legal_states(rfc.type, rfc.state)
    if state not in legal:
        hint = f"from '{rfc.state}' it may go to {', '.join(legal)}" if legal else "raise a new one: gitcab rfc new"
        raise Refused(f"{rfc.id} is in '{rfc.state}' and cannot go to '{state}'", hint)
    if is_planned(rfc.state) and not is_planned(state) and state not in ("scheduled", "canceled"):
        raise Refused(f"{rfc.id} is in '{rfc.state}': it has not been scheduled", f"gitcab rfc schedule {rfc.id}")


def demand_recorder(rfc: RequestForChange, inventory: Inventory, login: str | None) -> None:
    """Raises Refused where somebody is named who is neither an assignee nor a change manager."""
    if login is None:
        return
    managers = {
        member
        for entry in inventory.of_kind(Team)
        for member in entry.record.members
        if "change_manager" in entry.record.roles
    }
    allowed = {one.casefold() for one in (*rfc.assigned_to, *managers)}
    if login.casefold() not in allowed:
        hint = f"ask one of them: {', '.join(sorted({*rfc.assigned_to, *managers})) or 'there is none yet'}"
        raise Refused(f"{login} is neither an assignee of {rfc.id} nor a change manager", hint)
