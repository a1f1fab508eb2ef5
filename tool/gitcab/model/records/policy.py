"""The policy: which change needs whose approval, and what counts as risk."""

from typing import Annotated, Any, Literal

from pydantic import Field

from gitcab.model.records._record import Count, Identifier, Line, Part, Record, ZoneName
from gitcab.model.records._risk_points import Deadlines, RiskSection, StandardChanges

Groups = Literal["author_team", "each_owner", "each_service_owner"] | tuple[Identifier, ...]


class Requirement(Part):
    """So many approvals, by distinct people, from these teams or roles."""

    approvals: Count
    from_groups: Annotated[Groups | None, Field(alias="from")] = None
    fallback: Annotated[Identifier | None, Field(description="Who decides where nobody is eligible.")] = None


class ApprovalRule(Part):
    """Where every condition under `when` holds, `require` must be met; `{}` always holds."""

    name: Line
    when: dict[Identifier, Any]
    require: Requirement


class CorrectionRule(Part):
    """Whom the correction of these fields of a record needs."""

    fields: Literal["any"] | tuple[str, ...]
    add: Annotated[bool, Field(strict=True)] = False
    delete: Annotated[bool, Field(strict=True)] = False
    require: Annotated[dict[str, Any], Field(description="approvals, and from whom.")]


class Policy(Record):
    """The rules of the game: `changes/policy.yaml`."""

    kind: Literal["Policy"]
    id: Identifier = "policy"
    approvals: tuple[ApprovalRule, ...] = ()
    corrections: tuple[CorrectionRule, ...] = ()
    risk: Annotated[RiskSection | None, Field(description="Points for what the graph and the history know.")] = None
    standard_changes: StandardChanges | None = None
    deadlines: Deadlines = Deadlines()
    time_zone: Annotated[
        ZoneName | None, Field(description="Where service hours are meant; else they are in each change's own zone.")
    ] = None

    @classmethod
    def home(cls) -> str:
        """The one file's folder."""
        return "changes"


RECORD = Policy
