"""A new policy beside the one that stands, over the changes of the past: the answer of `gitcab cab replay`."""

from dataclasses import dataclass

from gitcab.model.verdict import VerdictStatus


@dataclass(frozen=True, slots=True)
class Demand:
    """What a policy asks for: how it would decide before anybody votes, and how many approvals of whom."""

    status: VerdictStatus
    approvals: int
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Replayed:
    """One change of the past by the old policy and by the new one; `failed` is None where it is not over."""

    rfc: str
    failed: bool | None
    old: Demand
    new: Demand

    @property
    def is_flipped(self) -> bool:
        """Whether the two policies differ in what they ask for."""
        return self.old != self.new

    @property
    def is_caught(self) -> bool:
        """Whether it failed, and the new policy asks more people about it, or refuses it."""
        refused = self.new.status is VerdictStatus.REFUSED and self.old.status is not VerdictStatus.REFUSED
        return bool(self.failed) and (refused or self.new.approvals > self.old.approvals)


@dataclass(frozen=True, slots=True)
class Replay:
    """Every change that was authorised, in the order of ids; `unread` are files that could not be read."""

    changes: tuple[Replayed, ...]
    unread: tuple[str, ...] = ()

    @property
    def flipped(self) -> tuple[Replayed, ...]:
        """Those on which the policies differ."""
        return tuple(one for one in self.changes if one.is_flipped)

    @property
    def failed(self) -> int:
        """How many failed."""
        return sum(one.failed is True for one in self.changes)

    @property
    def caught(self) -> int:
        """How many of these the new policy would have asked more about."""
        return sum(one.is_caught for one in self.changes)

    @property
    def approvals(self) -> tuple[int, int]:
        """How many approvals the old policy asks for in all, and how many the new one."""
        return sum(one.old.approvals for one in self.changes), sum(one.new.approvals for one in self.changes)
