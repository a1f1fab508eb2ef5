"""A request for change (RFC): what is to be changed, when, by whom, how, and how to go back."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StrictBool

from gitcab.model.records._plans import Plans, Review, RfcItem, Schedule
from gitcab.model.records._record import (
    IncidentId,
    KnownLogin,
    Line,
    ModelId,
    Part,
    ProblemId,
    Record,
    RfcId,
    RfcIdentifier,
    Text,
    Time,
    WebLink,
)

Type = Literal["standard", "normal", "emergency"]
RfcState = Literal["new", "assess", "authorize", "scheduled", "implement", "review", "closed", "canceled"]
Urgency = Literal["low", "medium", "high"]
ConflictType = Literal[
    "same_ci",
    "dependency_down",
    "joint_outage",
    "overlapping_patch",
    "shared_service",
    "same_person",
    "freeze",
    "outside_maintenance_window",
    "unfinished_predecessor",
]


class Hold(Part):
    """Why and since when nothing happens."""

    reason: Line
    since: Time


class Authorization(Part):
    """Who authorised an emergency before its record was filed; `by: null` is unauthorised."""

    by: KnownLogin | None
    at: Time | None = None
    how: Line | None = None


class Cancellation(Part):
    """Why it was given up."""

    reason: Line
    at: Time | None = None
    by: KnownLogin | None = None


class AcceptedConflict(Part):
    """A collision that the board has seen and accepts."""

    rfc: RfcId
    type: ConflictType
    why: Line


class RfcLinks(Part):
    """The problems and incidents that this change answers, and pages about it."""

    problems: tuple[ProblemId, ...] = ()
    incidents: tuple[IncidentId, ...] = ()
    pages: tuple[WebLink, ...] = ()


class RequestForChange(Record):
    """A request for change, with the state that it will have once it is merged."""

    history_states: ClassVar[frozenset[str]] = frozenset({"closed", "canceled"})

    kind: Literal["RequestForChange"]
    id: Annotated[RfcIdentifier, Field(description="RFC, the day it was raised, and a few words.")]
    title: Line
    type: Type
    model: Annotated[ModelId | None, Field(description="The change model that a standard change follows.")] = None
    state: RfcState
    on_hold: Hold | None = None
    requested_by: KnownLogin
    requested_for: Line | None = None
    assigned_to: tuple[KnownLogin, ...] = ()
    justification: Text | None = None
    urgency: Urgency = "low"
    one_at_a_time: StrictBool = False
    configuration_items: Annotated[tuple[RfcItem, ...], Field(min_length=1)]
    schedule: Schedule | None = None
    plans: Plans = Plans.model_construct()
    after: tuple[RfcId, ...] = ()
    accepted_conflicts: tuple[AcceptedConflict, ...] = ()
    authorization: Authorization | None = None
    cancellation: Cancellation | None = None
    links: RfcLinks = RfcLinks.model_construct()
    review: Review | None = None

    @classmethod
    def home(cls) -> str:
        """Below this, one folder a year."""
        return "changes"


RECORD = RequestForChange
