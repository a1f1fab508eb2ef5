"""A change model: a kind of change that is authorised once and then done again and again."""

from typing import Annotated, Literal

from pydantic import Field

from gitcab.model.records._plans import Effect, Plans
from gitcab.model.records._record import Identifier, Line, Minutes, Part, Record, TeamId, Text, WebLink
from gitcab.model.records.configuration_item import Environment

TemplateState = Literal["draft", "proposed", "published", "pending_retirement", "retired"]


class Allowed(Part):
    """What a change that follows the model may do; what is not listed it may not."""

    classes: tuple[Identifier, ...] = ()
    environments: Annotated[tuple[Environment, ...], Field(description="Any, where none is listed.")] = ()
    fields: Annotated[tuple[str, ...], Field(description="Fields that patches touch, as attributes.version.")] = ()
    effects: tuple[Effect, ...] = ("none",)
    worst_case_impact: Annotated[
        Literal["up", "at_risk", "degraded", "down"],
        Field(description="Of all that is hit beside the items themselves when they fail."),
    ] = "up"
    minutes: Annotated[Minutes | None, Field(description="The longest window.")] = None


class ChangeModel(Record):
    """The template of a standard change: what it may touch, and the plans that come with it."""

    kind: Literal["ChangeModel"]
    id: Identifier
    title: Line
    description: Text | None = None
    owner: TeamId
    state: TemplateState
    allowed: Allowed
    required_plans: tuple[Literal["implementation", "test", "backout", "communication"], ...] = ()
    plans: Annotated[Plans, Field(description="What a new change of this model starts with.")] = Plans.model_construct()
    links: tuple[WebLink, ...] = ()

    @classmethod
    def home(cls) -> str:
        """Where change models lie."""
        return "changes/models"


RECORD = ChangeModel
