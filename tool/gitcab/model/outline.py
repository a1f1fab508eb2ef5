"""What the index keeps of one record: enough to find it, to draw the graph and to clear it of suspicion."""

from typing import NamedTuple

from gitcab.model.item import Item


class OutlinedLink(NamedTuple):
    """One target of a relation as it is written: the `position` in the relation's list; in a redundancy
    group also the place as a `member` and how many of them must be up.
    """

    relation: str
    target: str
    position: int
    member: int | None = None
    at_least: int | None = None


class Outline(NamedTuple):
    """One record in outline. `path` counts from the estate's root, `blob` is git's id of the file's content.

    `state` is an item's life-cycle stage (`status` beside it), or the state of a change, incident, problem,
    release or model. `name` is an item's name or another record's title. `attributes` (of items), `tags`
    and `fields` (the whole record, of all other kinds) are JSON. `references` are the (kind, id) pairs that
    a record of another kind names. `is_clear` tells that reading the file and the rules that look at one
    record alone found nothing. For questions in SQL: `description` and `verified_on` of items (other kinds
    have theirs in `fields`) and, as JSON, the `utc_times` of records of other kinds.
    """

    path: str
    blob: str
    kind: str
    id: str
    name: str | None = None
    state: str | None = None
    status: str | None = None
    item_class: str | None = None
    owner: str | None = None
    operated_by: str | None = None
    environment: str | None = None
    criticality: str | None = None
    quorum: int | None = None
    formerly: tuple[str, ...] = ()
    is_history: bool = False
    proposed_by: str | None = None
    is_clear: bool = False
    attributes: str | None = None
    tags: str | None = None
    fields: str | None = None
    links: tuple[OutlinedLink, ...] = ()
    references: tuple[tuple[str, str], ...] = ()
    description: str | None = None
    verified_on: str | None = None
    utc_times: str | None = None

    @property
    def item(self) -> Item:
        """What a configuration item shows to others. Raises ValueError for a record of another kind."""
        if self.kind != "ConfigurationItem":
            raise ValueError(f"{self.id} is a {self.kind}")
        return Item(
            self.id,
            self.name or "",
            self.item_class or "",
            self.owner or "",
            self.operated_by,
            self.environment,
            self.criticality,
            self.state or "",
            self.status or "",
            self.quorum,
        )
