"""A configuration item as the graph and the rules see it from another one: its name, its owner, its state."""

from typing import NamedTuple


class Item(NamedTuple):
    """What one item shows to others; its whole record is a `ConfigurationItem`.

    `stage` and `status` are its life cycle (CSDM 5). `quorum` is how many of those that are
    `member_of` it must be up, None where all must.
    """

    id: str
    name: str
    item_class: str
    owner: str
    operated_by: str | None = None
    environment: str | None = None
    criticality: str | None = None
    stage: str = "operational"
    status: str = "in_use"
    quorum: int | None = None

    @property
    def is_operational(self) -> bool:
        """Whether it is in service: what is not counts as down in a redundancy group."""
        return self.stage == "operational"

    @property
    def is_retired(self) -> bool:
        """Whether its life has ended; nothing should relate to it any more."""
        return self.stage == "end_of_life"
