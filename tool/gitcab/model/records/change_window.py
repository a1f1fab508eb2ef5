"""A change window: a freeze in which nothing may change, or maintenance, when it should."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from gitcab.model.records._record import (
    CiId,
    Date,
    Identifier,
    KnownLogin,
    Line,
    Part,
    Record,
    RfcId,
    TeamId,
    Text,
    Time,
    ZoneName,
)
from gitcab.model.records.configuration_item import Environment


class Selector(Part):
    """The items that a window is about: those that match every line given; {} is all."""

    classes: tuple[Identifier, ...] = ()
    tags: tuple[Identifier, ...] = ()
    ids: tuple[CiId, ...] = ()
    services: Annotated[tuple[CiId, ...], Field(description="These services and all that they depend on.")] = ()
    environments: tuple[Environment, ...] = ()


class WindowException(Part):
    """A change that may run in the freeze all the same, until the exception expires."""

    rfc: RfcId | None = None
    selector: Selector | None = None
    reason: Line
    approved_by: KnownLogin
    expires: Date


class ChangeWindow(Record):
    """A stretch of time, once or by a rule (RFC 5545 RRULE), and the items it is about."""

    kind: Literal["ChangeWindow"]
    id: Identifier
    title: Line
    description: Text | None = None
    type: Literal["freeze", "maintenance"]
    strictness: Annotated[Literal["hard", "soft"], Field(description="A hard freeze is an error.")] = "hard"
    owner: TeamId | None = None
    start: Annotated[Time, Field(description="Of the window, or of its first occurrence.")]
    end: Annotated[Time, Field(description="Of the window, or of its first occurrence.")]
    time_zone: ZoneName | None = None
    rrule: Annotated[
        str | None, Field(description="Such as FREQ=MONTHLY;BYDAY=-1FR", max_length=300, pattern=r"^[A-Z0-9=;,+-]+$")
    ] = None
    selector: Selector = Selector.model_construct()
    exceptions: tuple[WindowException, ...] = ()

    @model_validator(mode="after")
    def _repeats_in_a_zone(self) -> Self:
        if self.rrule and not self.time_zone:
            raise ValueError("a window that repeats needs a time_zone, or daylight saving would move it")
        return self

    @classmethod
    def home(cls) -> str:
        """Where windows lie."""
        return "changes/windows"


RECORD = ChangeWindow
