"""An incident: a service that was interrupted or worse than agreed."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from gitcab.model.records._record import (
    CiId,
    Identifier,
    KnownLogin,
    Line,
    ProblemId,
    Record,
    RfcId,
    TeamId,
    Text,
    Time,
    WebLink,
    ZoneName,
)


class Incident(Record):
    """What was interrupted, from when to when, and what had caused it."""

    history_states: ClassVar[frozenset[str]] = frozenset({"closed", "canceled"})

    kind: Literal["Incident"]
    id: Identifier
    title: Line
    description: Text | None = None
    state: Literal["new", "in_progress", "on_hold", "resolved", "closed", "canceled"]
    impact: Literal["low", "medium", "high"]
    urgency: Literal["low", "medium", "high"]
    major: Annotated[bool, Field(strict=True)] = False
    configuration_items: Annotated[tuple[CiId, ...], Field(description="What failed.")] = ()
    services: Annotated[tuple[CiId, ...], Field(description="The services that people missed.")] = ()
    reported_by: KnownLogin | None = None
    assigned_to: tuple[KnownLogin, ...] = ()
    team: TeamId | None = None
    started: Time
    resolved: Time | None = None
    time_zone: ZoneName | None = None
    resolution: Text | None = None
    caused_by: Annotated[RfcId | None, Field(description="The change that caused it.")] = None
    problem: ProblemId | None = None
    links: tuple[WebLink, ...] = ()

    @classmethod
    def home(cls) -> str:
        """Where incidents lie."""
        return "operations/incidents"


RECORD = Incident
