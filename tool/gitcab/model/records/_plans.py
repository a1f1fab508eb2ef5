"""What an RFC says of how: its items, its schedule, its plans and its review."""

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, StrictBool, Tag, field_validator

from gitcab.model.records._record import (
    BY_SHAPE,
    PARTS,
    TEXT,
    CiId,
    Date,
    Identifier,
    IncidentId,
    KnownLogin,
    Line,
    Minutes,
    Part,
    Span,
    Steps,
    Text,
    Time,
)
from gitcab.model.records.configuration_item import ConfigurationItem

Effect = Literal["none", "degraded", "outage"]
CloseCode = Literal["successful", "successful_with_issues", "unsuccessful"]
_NEVER_PATCHED = ("id", "kind", "relations")


class _Meanwhile(Part):
    """What happens to one item while the change runs."""

    effect: Annotated[Effect, Field(description="While it runs; an outage where nothing is said.")] = "outage"
    minutes: Annotated[Minutes | None, Field(description="Expected, within the window.")] = None
    start: Time | None = None
    end: Time | None = None


class TouchedItem(_Meanwhile):
    """An item that is changed: the effect meanwhile, and what is different afterwards."""

    id: CiId
    patch: Annotated[
        dict[str, Any], Field(description="A JSON merge patch (RFC 7386) of anything but id, kind and relations.")
    ] = {}
    was: Annotated[dict[str, Any], Field(description="What the patch expects to find.")] = {}
    relate: Annotated[dict[Identifier, tuple[CiId, ...]], Field(description="Relations to add.")] = {}
    unrelate: Annotated[dict[Identifier, tuple[CiId, ...]], Field(description="Relations to remove.")] = {}

    @field_validator("patch", "was")
    @classmethod
    def _spares_identity(cls, patch: dict[str, Any]) -> dict[str, Any]:
        for field in _NEVER_PATCHED:
            if field in patch:
                raise ValueError(f"a patch cannot touch '{field}'; use relate and unrelate for relations")
        return patch


class AddedItem(Part):
    """A whole new item, written out in the RFC."""

    add: ConfigurationItem


class AddedFrom(Part):
    """New items that lie as files in the RFC's own folder, `changes/<year>/<rfc-id>/new/`."""

    add_from: Literal["new/"]


class RetiredItem(_Meanwhile):
    """An item whose life ends with the change; its file stays."""

    retire: CiId


_SORTS = ("add", "add_from", "retire")


def _sort_of(item: Any) -> str:
    """Which sort of item an entry is, by the key that only this sort has; so errors tell of one sort only."""
    for key in _SORTS:
        if (key in item) if isinstance(item, dict) else hasattr(item, key):
            return f"({key})"
    return "(id)"


RfcItem = Annotated[
    Annotated[TouchedItem, Tag("(id)")]
    | Annotated[AddedItem, Tag("(add)")]
    | Annotated[AddedFrom, Tag("(add_from)")]
    | Annotated[RetiredItem, Tag("(retire)")],
    Discriminator(_sort_of),
]


class Schedule(Span):
    """The window in which the change runs."""


class Backout(Part):
    """How to go back, how long that takes, and until when it is possible."""

    steps: Steps
    minutes: Minutes | None = None
    point_of_no_return: Time | None = None


class Plans(Part):
    """How it is done, how one sees that it worked, how to go back, and who is told."""

    implementation: Steps | None = None
    test: Steps | None = None
    backout: Annotated[Annotated[Text, TEXT] | Annotated[Backout, PARTS], BY_SHAPE] | None = None
    communication: Steps | None = None


class FollowUp(Part):
    """Work that the review left behind."""

    what: Line
    owner: KnownLogin
    due: Date
    done: Annotated[Date | None, Field(description="When it was done; may be recorded after the close.")] = None


class Deviation(Part):
    """Where reality turned out other than the patch said: the merge patch that is true."""

    id: CiId
    patch: dict[str, Any]
    why: Line | None = None


class Review(Part):
    """The post-implementation review: what really happened and what is learnt."""

    start: Annotated[Time | None, Field(description="When the work really began.")] = None
    end: Annotated[Time | None, Field(description="When the work really ended.")] = None
    close_code: CloseCode | None = None
    backed_out: StrictBool | Literal["partial"] | None = None
    applied: Annotated[tuple[CiId, ...], Field(description="What was applied where backed_out is partial.")] = ()
    deviations: tuple[Deviation, ...] = ()
    incidents_caused: tuple[IncidentId, ...] = ()
    lessons: Text | None = None
    follow_ups: tuple[FollowUp, ...] = ()
    reviewed_by: tuple[KnownLogin, ...] = ()
