"""A configuration item (CI): anything that must be managed so that a service can be delivered."""

from typing import Annotated, Any, Literal

from pydantic import Field

from gitcab.model.item import Item
from gitcab.model.records._record import (
    BY_SHAPE,
    PARTS,
    TEXT,
    CiId,
    Date,
    Identifier,
    Line,
    Part,
    PositiveCount,
    Record,
    TeamId,
    Text,
    WebLink,
)

Stage = Literal[
    "ideation",
    "design",
    "purchase",
    "inventory",
    "deploy",
    "operational",
    "end_of_operation",
    "end_of_life",
    "missing",
]
Status = Literal[
    "under_evaluation",
    "pilot",
    "chartered",
    "design",
    "build",
    "on_order",
    "preallocated",
    "available",
    "test",
    "in_use",
    "in_maintenance",
    "end_of_support",
    "pending_retirement",
    "on_hold",
    "retired",
    "obsolete",
    "lost",
    "stolen",
]
Environment = Literal["production", "staging", "test", "development"]
Criticality = Literal["low", "medium", "high", "critical"]


class LifeCycle(Part):
    """Where in its life an item is: a stage and one of that stage's statuses (CSDM 5)."""

    stage: Stage
    status: Status


class Group(Part):
    """A redundancy group: of these items at least so many must be up."""

    at_least: PositiveCount
    of: Annotated[tuple[CiId, ...], Field(min_length=1)]


Target = Annotated[Annotated[CiId, TEXT] | Annotated[Group, PARTS], BY_SHAPE]


class ConfigurationItem(Record):
    """A configuration item: what it is, whose it is, and what it needs to work."""

    kind: Literal["ConfigurationItem"]
    item_class: Annotated[Identifier, Field(alias="class", description="A file of that name in schemas/classes/.")]
    id: Annotated[Identifier, Field(description="Unique in the repository, and the file's name.")]
    name: Line
    owner: Annotated[TeamId, Field(description="The team that answers for it.")]
    operated_by: TeamId | None = None
    description: Text | None = None
    tags: tuple[Identifier, ...] = ()
    links: tuple[WebLink, ...] = ()
    environment: Environment | None = None
    criticality: Criticality | None = None
    life_cycle: LifeCycle
    quorum: Annotated[
        PositiveCount | None,
        Field(description="Of those that are member_of it, how many must be up; without it, all."),
    ] = None
    relations: dict[Identifier, tuple[Target, ...]] = {}
    attributes: dict[str, Any] = {}
    verified_on: Date | None = None
    formerly: Annotated[tuple[Identifier, ...], Field(description="Earlier ids, which old records still use.")] = ()

    @property
    def is_operational(self) -> bool:
        """Whether it is in service: what is not counts as down in a redundancy group."""
        return self.life_cycle.stage == "operational"

    @property
    def is_retired(self) -> bool:
        """Whether its life has ended; nothing should relate to it any more."""
        return self.life_cycle.stage == "end_of_life"

    @property
    def item(self) -> Item:
        """What it shows to other items."""
        return Item(
            self.id,
            self.name,
            self.item_class,
            self.owner,
            self.operated_by,
            self.environment,
            self.criticality,
            self.life_cycle.stage,
            self.life_cycle.status,
            self.quorum,
        )

    @classmethod
    def home(cls) -> str:
        """One folder a class lies below this one."""
        return "cmdb"


RECORD = ConfigurationItem
