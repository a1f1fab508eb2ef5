"""What a rule of the policy demands: approvals, and what else must be so, and how these are composed."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from gitcab.model.records._conditions import Composed, Duration
from gitcab.model.records._record import BY_SHAPE, PARTS, TEXT, Count, Identifier

EACH = ("each_owner", "each_service_owner")
"""Words for groups of which each must agree."""

PlanName = Literal["implementation", "test", "backout", "communication"]
Groups = Annotated[
    Annotated[Literal["author_team", "each_owner", "each_service_owner"], TEXT]
    | Annotated[tuple[Identifier, ...], PARTS],
    BY_SHAPE,
    Field(
        description="Teams or roles, their union, among them author_team, and old_owner and new_owner of what is "
        "corrected; or each_owner, each_service_owner: so many approvals by each."
    ),
]


class Requirement(Composed):
    """All that is given must be met: so many approvals, by distinct people, and what else must be so."""

    approvals: Annotated[Count | None, Field(description="0 says that nobody needs to agree.")] = None
    from_groups: Annotated[Groups | None, Field(alias="from")] = None
    fallback: Annotated[Identifier | None, Field(description="Who decides where nobody is eligible.")] = None
    plans: Annotated[tuple[PlanName, ...] | None, Field(description="That must be there.", min_length=1)] = None
    no_conflicts: Annotated[
        Literal["error", "warning"] | None, Field(description="None that grave or graver, unless it is accepted.")
    ] = None
    no_objection_for: Annotated[
        Duration | None, Field(description="So long nobody has asked for changes of what is to be merged.")
    ] = None
    all_of: Annotated[tuple["Requirement", ...] | None, Field(alias="all", min_length=1)] = None
    any_of: Annotated[tuple["Requirement", ...] | None, Field(alias="any", min_length=1)] = None
    of: Annotated[tuple["Requirement", ...] | None, Field(description="What `at_least` counts.", min_length=1)] = None

    @model_validator(mode="after")
    def _demands_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("a requirement demands something; where nobody needs to agree, write `approvals: 0`")
        if (self.from_groups or self.fallback) and self.approvals is None:
            raise ValueError("`from` and `fallback` need `approvals`, how many")
        if self.approvals and not self.from_groups:
            raise ValueError("`approvals` need `from`: teams, roles, author_team, each_owner or each_service_owner")
        return self
