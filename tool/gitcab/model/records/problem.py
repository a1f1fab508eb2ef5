"""A problem: the cause, known or not, of one or more incidents."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from gitcab.model.records._record import (
    CiId,
    Identifier,
    IncidentId,
    KnownLogin,
    Line,
    Part,
    Record,
    RfcId,
    TeamId,
    Text,
    WebLink,
)


class KnownError(Part):
    """The cause once it is found, and how to live with it meanwhile."""

    cause: Text
    workaround: Text | None = None


class Problem(Record):
    """What lies behind incidents, and the changes that are to mend it."""

    history_states: ClassVar[frozenset[str]] = frozenset({"closed", "canceled"})

    kind: Literal["Problem"]
    id: Identifier
    title: Line
    description: Text | None = None
    state: Literal["new", "assess", "root_cause_analysis", "fix_in_progress", "resolved", "closed", "canceled"]
    priority: Literal["low", "medium", "high", "critical"] = "medium"
    configuration_items: tuple[CiId, ...] = ()
    incidents: tuple[IncidentId, ...] = ()
    fixed_by: Annotated[tuple[RfcId, ...], Field(description="The changes that mend it.")] = ()
    assigned_to: tuple[KnownLogin, ...] = ()
    team: TeamId | None = None
    known_error: KnownError | None = None
    links: tuple[WebLink, ...] = ()

    @classmethod
    def home(cls) -> str:
        """Where problems lie."""
        return "operations/problems"


RECORD = Problem
