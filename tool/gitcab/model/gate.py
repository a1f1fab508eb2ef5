"""What the gate says of one pull request: the answer of `gitcab gate`."""

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from enum import StrEnum

from gitcab.model.change_set import ChangeSet, RecordChange
from gitcab.model.cmdb_edit import CmdbEdit
from gitcab.model.conflict import Conflict
from gitcab.model.finding import Finding
from gitcab.model.impact import Impact, State
from gitcab.model.interval import Interval
from gitcab.model.risk import Level, Risk
from gitcab.model.rule_manual import RuleManual
from gitcab.model.severity import Severity
from gitcab.model.verdict import Verdict


class Decision(StrEnum):
    """May it merge? Only ALLOWED is exit 0; UNKNOWN, which says neither yes nor no, is exit 3."""

    ALLOWED = "allowed"
    PENDING = "pending"
    REFUSED = "refused"
    UNKNOWN = "unknown"


REFUSALS = {
    "text-conflict": "Merging the branch gives a conflict in the text of a file.",
    "odd-path": "A path in the pull request is a link, a submodule, or no plain name.",
    "rfc-removed": "The file of a request for change was deleted, moved or given another id.",
    "unexplained-edit": "An edit of cmdb/ that no finished change explains and that is no correction.",
    "conflict": "The change collides with one that is merged.",
}
"""What the gate itself holds a pull request for, beside the rules of `gitcab validate`."""


def refusal_manuals() -> tuple[RuleManual, ...]:
    """The gate's own reasons, as reports of findings tell rules."""
    return tuple(RuleManual(name, Severity.ERROR, "gate", False, gist) for name, gist in REFUSALS.items())


ServiceHit = tuple[str, State]
"""A service and the state in which it ends."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A request for change in the pull request: what is asked for, what it hits, how risky it is.

    Impact and risk are the worse of the base and the merge result; None where nothing is planned any
    more, or for the risk where the policy does not say what that is. `minutes` is how long the effect
    is felt, `backout_minutes` how long it takes to go back, which is possible until `undo_until`; `zone` is where
    people read these times.
    """

    rfc: str
    title: str
    type: str
    edit: RecordChange
    interval: Interval | None = None
    zone: tzinfo = UTC
    expected: Impact | None = None
    worst: Impact | None = None
    services: tuple[ServiceHit, ...] = ()
    services_at_worst: tuple[ServiceHit, ...] = ()
    risk: Risk | None = None
    minutes: int | None = None
    backout_minutes: int | None = None
    undo_until: datetime | None = None

    @property
    def level(self) -> Level:
        """The risk's level, the lowest where nobody knows."""
        return self.risk.level if self.risk else Level.LOW


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A line of the pull request as it should be; `line` counts from 1."""

    path: str
    line: int
    replacement: str
    why: str


@dataclass(frozen=True, slots=True)
class GateResult:
    """The whole answer. `findings` hold it while one is an error; `conflicts` are with merged changes,
    `nearby` with those of other open pull requests, by their numbers as `#13`.

    `outlines` begin with the most risky. `unknown` says what could not be told, `remarks` what was not
    looked at and decides nothing. `records` counts the records that were judged.
    """

    decision: Decision
    base: str
    head: str
    number: int | None = None
    draft: bool = False
    as_of: datetime | None = None
    changes: ChangeSet | None = None
    outlines: tuple[Outline, ...] = ()
    findings: tuple[Finding, ...] = ()
    edits: tuple[CmdbEdit, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    nearby: tuple[Conflict, ...] = ()
    verdict: Verdict | None = None
    suggestions: tuple[Suggestion, ...] = ()
    unknown: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    records: int = 0

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that hold it."""
        return tuple(one for one in self.findings if one.severity is Severity.ERROR)
