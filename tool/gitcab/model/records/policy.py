"""The policy: which change needs whose approval, and what counts as risk."""

from typing import Annotated, Literal

from pydantic import Field

from gitcab.model.records._conditions import FieldName, When
from gitcab.model.records._record import BY_SHAPE, PARTS, TEXT, Identifier, Line, Part, Record, ZoneName
from gitcab.model.records._requirements import Requirement
from gitcab.model.records._risk_points import Deadlines, RiskSection, StandardChanges


class ApprovalRule(Part):
    """Where every condition under `when` holds, `require` must be met; `{}` always holds."""

    name: Line
    when: When
    require: Requirement


class CorrectionRule(Part):
    """Whom the correction of these fields of a record needs; the first rule that names a field is asked."""

    fields: Annotated[Annotated[Literal["any"], TEXT] | Annotated[tuple[FieldName, ...], PARTS], BY_SHAPE]
    add: Annotated[bool, Field(strict=True)] = False
    delete: Annotated[bool, Field(strict=True)] = False
    require: Requirement


class Policy(Record):
    """The rules of the game: `changes/policy.yaml`."""

    kind: Literal["Policy"]
    id: Identifier = "policy"
    approvals: tuple[ApprovalRule, ...] = ()
    corrections: tuple[CorrectionRule, ...] = ()
    risk: Annotated[RiskSection | None, Field(description="Points for what the graph and the history know.")] = None
    standard_changes: StandardChanges | None = None
    deadlines: Deadlines = Deadlines.model_construct()
    time_zone: Annotated[
        ZoneName | None, Field(description="Where service hours are meant; else they are in each change's own zone.")
    ] = None

    @classmethod
    def home(cls) -> str:
        """The one file's folder."""
        return "changes"


RECORD = Policy
