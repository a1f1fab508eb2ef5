"""The items that somebody asks for, as rows."""

from dataclasses import dataclass

from gitcab.model.in_words import plural
from gitcab.model.inventory import Inventory
from gitcab.model.listing import Listing
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.team import Team

_COLUMNS = ("id", "class", "name", "owner", "environment", "criticality", "stage")


@dataclass(frozen=True, slots=True)
class ItemQuestion:
    """What an item must be to be listed; None and () ask nothing, every tag must be there."""

    item_class: str | None = None
    owner: str | None = None
    environment: str | None = None
    criticality: str | None = None
    stage: str | None = None
    tags: tuple[str, ...] = ()


def item_listing(inventory: Inventory, question: ItemQuestion, limit: int | None = None) -> Listing:
    """The items that fit the question, in the order of their ids; `owner` may be a team's former id."""
    team = inventory.get(Team, question.owner) if question.owner else None
    owners = {question.owner, team.id, *team.record.formerly} if team else {question.owner}
    fitting = [entry.record for entry in inventory.of_kind(ConfigurationItem) if _fits(entry.record, question, owners)]
    rows = tuple(_row(item) for item in fitting[:limit])
    return Listing(
        "ci list", _COLUMNS, rows, plural(len(fitting), "configuration item", "configuration items"), len(fitting)
    )


def _fits(item: ConfigurationItem, question: ItemQuestion, owners: set[str | None]) -> bool:
    asked = (
        (question.item_class, item.item_class),
        (question.environment, item.environment),
        (question.criticality, item.criticality),
        (question.stage, item.life_cycle.stage),
    )
    alike = all(wanted in (None, found) for wanted, found in asked)
    owned = question.owner is None or item.owner in owners
    return alike and owned and set(question.tags) <= set(item.tags)


def _row(item: ConfigurationItem) -> tuple[str, ...]:
    known = (item.id, item.item_class, item.name, item.owner)
    return (*known, item.environment or "", item.criticality or "", item.life_cycle.stage)
