"""What all records share: frozen, strict about fields, and with ids that name other records."""

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    StrictInt,
    StringConstraints,
    Tag,
)
from pydantic.config import JsonDict
from pydantic_core import PydanticKnownError

from gitcab.model.moment import DATE_PATTERN, TIME_PATTERN, ZONE_PATTERN, read_date, read_time, zone
from gitcab.model.pattern import matcher
from gitcab.model.source import Route


class Part(BaseModel):
    """A frozen piece of a record; a field that it does not know is an error.

    What validates a part is built when a first one comes, as most commands meet but one or two kinds of record. So
    a part that is a default is made by `model_construct`.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, regex_engine="rust-regex", defer_build=True
    )


class Record(Part):
    """One file's content. `kind` says which model it has, `id` is unique in the repository."""

    kind: str
    id: str

    history_states: ClassVar[frozenset[str]] = frozenset()
    """The states in which a record of this kind is closed for good."""

    @property
    def is_history(self) -> bool:
        """Whether it is closed: never judged by today's schemas or references."""
        return getattr(self, "state", None) in self.history_states

    @classmethod
    def home(cls) -> str:
        """The folder below which records of this kind lie, as `cmdb/teams`."""
        raise NotImplementedError

    def to_plain(self) -> dict[str, Any]:
        """The record as it was written: what was not given is left out."""
        plain: dict[str, Any] = self.model_dump(mode="json", by_alias=True, exclude_unset=True)
        return plain


@dataclass(frozen=True, slots=True)
class RefersTo:
    """Marks a field whose text is the id of a record of that kind ("Login": a team's member)."""

    kind: str


@dataclass(frozen=True, slots=True)
class Reference:
    """One place where a record names another one."""

    kind: str
    id: str
    route: Route


ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._+-]{0,127}$"
RFC_ID_PATTERN = r"^RFC-[0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z0-9][a-z0-9-]{0,79}$"
LOGIN_PATTERN = r"^[A-Za-z0-9](?:[A-Za-z0-9-]{0,37}[A-Za-z0-9])?$"
URL_PATTERN = r"""^(https?|ssh|mailto):[^\s<>"]{1,2000}$"""
_URL_OF_ANY_LENGTH = r"""^(https?|ssh|mailto):[^\s<>"]+$"""


def _rfc_day(text: str) -> str:
    read_date(text[4:14])
    return text


def _checked_time(text: str) -> str:
    read_time(text)
    return text


def _checked_date(text: str) -> str:
    read_date(text)
    return text


def _checked_zone(text: str) -> str:
    zone(text)
    return text


def _checked_url(text: str) -> str:
    """Matches URL_PATTERN by its parts: to compile it as a whole takes longer than to read a hundred records."""
    if len(text.partition(":")[2]) > 2000 or not matcher(_URL_OF_ANY_LENGTH)(text):
        raise PydanticKnownError("string_pattern_mismatch", {"pattern": URL_PATTERN})
    return text


def _shown(pattern: str, example: str) -> JsonDict:
    """For editors, which cannot ask the calendar."""
    return {"pattern": pattern, "examples": [example]}


Identifier = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
RfcIdentifier = Annotated[str, StringConstraints(pattern=RFC_ID_PATTERN), AfterValidator(_rfc_day)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=r"^[^\r\n]*$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]
Url = Annotated[str, AfterValidator(_checked_url), Field(json_schema_extra={"pattern": URL_PATTERN})]
Login = Annotated[str, StringConstraints(pattern=LOGIN_PATTERN)]

CiId = Annotated[Identifier, RefersTo("ConfigurationItem")]
TeamId = Annotated[Identifier, RefersTo("Team")]
RfcId = Annotated[str, StringConstraints(pattern=RFC_ID_PATTERN), RefersTo("RequestForChange")]
ModelId = Annotated[Identifier, RefersTo("ChangeModel")]
IncidentId = Annotated[Identifier, RefersTo("Incident")]
ProblemId = Annotated[Identifier, RefersTo("Problem")]
KnownLogin = Annotated[Login, RefersTo("Login")]

Time = Annotated[str, AfterValidator(_checked_time), Field(json_schema_extra=_shown(TIME_PATTERN, "2026-12-05T22:00"))]
Date = Annotated[str, AfterValidator(_checked_date), Field(json_schema_extra=_shown(DATE_PATTERN, "2026-11-21"))]
ZoneName = Annotated[
    str, AfterValidator(_checked_zone), Field(json_schema_extra=_shown(ZONE_PATTERN, "America/Chicago"))
]
Minutes = Annotated[StrictInt, Field(ge=0, le=525_600)]
Count = Annotated[StrictInt, Field(ge=0, le=1_000_000)]
PositiveCount = Annotated[StrictInt, Field(ge=1, le=1_000_000)]


class WebLink(Part):
    """A page that belongs to the record, such as a runbook."""

    title: Line
    url: Url


class Span(Part):
    """A stretch of time: start and end, local in `time_zone` or each with an offset; half-open."""

    start: Time
    end: Time
    time_zone: ZoneName | None = None

    @classmethod
    def of(cls, start: str, end: str, time_zone: str | None = None) -> Self:
        """The span as it would be written."""
        return cls(start=start, end=end, time_zone=time_zone)


def _shape_of(value: Any) -> str:
    """Whether a value is one text or something with parts; so errors tell of the shape that was written."""
    return "(text)" if isinstance(value, str | int | float | bool | None) else "(parts)"


BY_SHAPE = Discriminator(_shape_of)
TEXT, PARTS = Tag("(text)"), Tag("(parts)")

Steps = Annotated[Annotated[Text, TEXT] | Annotated[tuple[Text, ...], PARTS], BY_SHAPE]


def steps_of(steps: Steps | None) -> tuple[str, ...]:
    """A plan's steps, one line or many, as a tuple."""
    if steps is None:
        return ()
    return (steps,) if isinstance(steps, str) else steps
