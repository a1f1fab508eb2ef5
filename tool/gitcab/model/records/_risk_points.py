"""The policy's `risk` section: how many points each factor gives, and which sum means which level.

A factor that the policy does not name gives no points. Points are whole numbers and never negative,
and what is worse never gives fewer, so that a change with more in it is never judged less risky.
"""

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import Field, StrictFloat, StrictInt, model_validator

from gitcab.model.records._record import Identifier, Part, PositiveCount
from gitcab.model.records.configuration_item import Criticality, Environment

Points = Annotated[StrictInt, Field(ge=0, le=1000)]
Share = Annotated[StrictInt | StrictFloat, Field(ge=0, le=1)]


class Levels(Part):
    """The smallest total that is moderate, high and very high; what is below is low."""

    moderate: PositiveCount
    high: PositiveCount
    very_high: PositiveCount

    @model_validator(mode="after")
    def _ascend(self) -> Self:
        if not self.moderate < self.high < self.very_high:
            raise ValueError("each level must begin above the one before it: moderate, high, very_high")
        return self


class ByCriticality(Part):
    """Points for one service, by how critical it is; one that does not say counts as the worst."""

    low: Points = 0
    medium: Points = 0
    high: Points = 0
    critical: Points = 0

    def points(self, criticality: Criticality | None) -> int:
        """What a service of that criticality gives."""
        given = {"low": self.low, "medium": self.medium, "high": self.high, "critical": self.critical}
        return given[criticality] if criticality else max(given.values())


class WorstCaseServices(Part):
    """For each service that could be down or degraded when every item that is touched fails."""

    down: ByCriticality = ByCriticality.model_construct()
    degraded: ByCriticality = ByCriticality.model_construct()
    at_most: Points = 1000

    @model_validator(mode="after")
    def _worse_is_not_less(self) -> Self:
        for name in ByCriticality.model_fields:
            if getattr(self.down, name) < getattr(self.degraded, name):
                raise ValueError(f"a service that is down cannot give fewer points than a degraded one: {name}")
        return self


class Each(Part):
    """So many points for each, and never more than `at_most`."""

    each: Points
    at_most: Points = 1000


class Downtime(Part):
    """`points` for every full stretch of so many minutes that items are expected to be out."""

    for_each_minutes: PositiveCount
    points: Points
    at_most: Points = 1000


class PlanPoints(Part):
    """Points for each plan that is missing; a change without a test plan is untested."""

    implementation: Points = 0
    test: Points = 0
    backout: Points = 0
    communication: Points = 0


class ShortNotice(Part):
    """Points where a change starts fewer than so many days after the day it was raised."""

    days: PositiveCount
    points: Points


class FailedBefore(Part):
    """`weight` times the smoothed share of failed changes: (failed + prior_failures) / (all + prior_changes).

    The prior says what is believed of somebody without a record, and how firmly.
    """

    weight: Points
    prior_changes: PositiveCount
    prior_failures: Points

    @model_validator(mode="after")
    def _prior_is_a_share(self) -> Self:
        if self.prior_failures > self.prior_changes:
            raise ValueError("prior_failures cannot be more than prior_changes")
        return self


class RiskPoints(Part):
    """Points for what the graph and the history know, one field for each factor."""

    worst_case_services: WorstCaseServices | None = None
    redundancy_lost: Annotated[
        Each | None, Field(description="For each item that could lose a member of its redundancy group.")
    ] = None
    environments: Annotated[
        Mapping[Environment, Points], Field(description="For each environment in which something is touched.")
    ] = {}
    configuration_items: Annotated[Each | None, Field(description="For each item that is touched.")] = None
    classes: Annotated[
        Mapping[Identifier, Points], Field(description="For each class of which something is touched, once.")
    ] = {}
    downtime: Downtime | None = None
    in_service_hours: Annotated[
        Points, Field(description="Where a service is expected to be hit within its service hours.")
    ] = 0
    backout_does_not_fit: Annotated[
        Points, Field(description="Where going back takes longer than what is left of the window, or nobody says.")
    ] = 0
    missing_plan: PlanPoints | None = None
    short_notice: ShortNotice | None = None
    owner_failed_before: Annotated[FailedBefore | None, Field(description="The owning teams' own record.")] = None
    item_failed_before: Annotated[FailedBefore | None, Field(description="The items' own record.")] = None
    emergency: Points = 0
    first_of_its_kind: Annotated[
        Points, Field(description="Where no closed change has touched such a field of such a class before.")
    ] = 0


class RiskSection(Part):
    """Points by factor, and levels by total."""

    levels: Levels
    points: RiskPoints


class StandardChanges(Part):
    """A change model is suspended while more than this share of its last closed changes failed."""

    suspend_above_failure_rate: Share
    over_last: PositiveCount = 20


class Deadlines(Part):
    """After how many days something is overdue."""

    emergency_review_days: Annotated[PositiveCount, Field(description="From an emergency's end to its close.")] = 5
    review_days: Annotated[PositiveCount, Field(description="From another change's end to its close.")] = 10
    hold_days: Annotated[PositiveCount, Field(description="That a change may be on hold.")] = 30
