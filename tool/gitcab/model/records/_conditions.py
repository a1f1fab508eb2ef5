"""When a rule of the policy holds: conditions by their keys, and how they are composed.

None is an upper bound: a change with more risk in it never needs less. So there is no `not`, and what has an
order is only ever asked for with `at least`. What each key means stands with its code, one file each.
"""

from typing import Annotated, Literal, Self, TypeVar

from pydantic import Field, StringConstraints, model_validator

from gitcab.model.records._record import BY_SHAPE, PARTS, TEXT, CiId, Identifier, Part, PositiveCount, TeamId
from gitcab.model.records.configuration_item import Criticality, Environment
from gitcab.model.records.request_for_change import RfcState, Type

RiskLevel = Literal["low", "moderate", "high", "very_high"]
HitState = Literal["at_risk", "degraded", "down"]
Duration = Annotated[
    str,
    StringConstraints(pattern=r"^[1-9][0-9]{0,3}[hd]$"),
    Field(description="Hours or days, as 36h or 3d.", json_schema_extra={"examples": ["3d"]}),
]
Glob = Annotated[str, StringConstraints(pattern=r"^[^/\s][^\r\n]{0,299}$")]
T = TypeVar("T")
OneOrMore = Annotated[Annotated[T, TEXT] | Annotated[tuple[T, ...], Field(min_length=1), PARTS], BY_SHAPE]

FieldName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_.-]{0,199}$")]


class Composed(Part):
    """`all`, `any`, or `at_least` so many of several: each of the others must say what they are made of."""

    at_least: Annotated[PositiveCount | None, Field(description="So many of those under `of`.")] = None

    @model_validator(mode="after")
    def _counts_what_is_there(self) -> Self:
        of = getattr(self, "of", None)
        if (self.at_least is None) is not (of is None):
            raise ValueError("`at_least` and `of` go together")
        if of is not None and self.at_least is not None and self.at_least > len(of):
            raise ValueError(f"at_least {self.at_least} of {len(of)} can never hold")
        return self


class When(Composed):
    """All conditions that are given must hold; {} always holds."""

    risk_at_least: RiskLevel | None = None
    impact_at_least: Annotated[HitState | None, Field(description="As expected.")] = None
    worst_case_at_least: Annotated[HitState | None, Field(description="With every item that is touched down.")] = None
    type: OneOrMore[Type] | None = None
    transition: Annotated[OneOrMore[RfcState] | None, Field(description="States that are entered or passed.")] = None
    item_class: Annotated[OneOrMore[Identifier] | None, Field(alias="class")] = None
    environment: OneOrMore[Environment] | None = None
    criticality: Annotated[Criticality | None, Field(description="At least that critical.")] = None
    ci: OneOrMore[CiId] | None = None
    service: OneOrMore[CiId] | None = None
    inside_freeze: Annotated[Literal[True, "hard"] | None, Field(description="`hard` leaves soft ones out.")] = None
    lead_time_below: Duration | None = None
    fields: OneOrMore[FieldName] | None = None
    touches: OneOrMore[Glob] | None = None
    author_team: OneOrMore[TeamId] | None = None
    all_of: Annotated[tuple["When", ...] | None, Field(alias="all", min_length=1)] = None
    any_of: Annotated[tuple["When", ...] | None, Field(alias="any", min_length=1)] = None
    of: Annotated[tuple["When", ...] | None, Field(description="What `at_least` counts.", min_length=1)] = None


def several(value: str | tuple[str, ...]) -> tuple[str, ...]:
    """One or many, as many."""
    return (value,) if isinstance(value, str) else value
