"""What screens ask of a whole estate, told by the index; and who surely needs neither a screen nor an outline.

Nearly all items are ordinary: they stand where they should, write sound relations, and have neither groups nor
quorums. That all screens clear those is known from a few passes over the tables, without a look at each of them.
Decision 0015 holds for this as well: when in doubt, a record is left to its screens.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from gitcab import shelf
from gitcab.model.outline import Outline
from gitcab.rules import screens
from gitcab.rules._crews import Crews
from gitcab.rules._screening import Crew, Known, Sort
from gitcab.rules.census import Census
from gitcab.rules.screening import unscreened
from gitcab.store.index import estate_tables
from gitcab.store.index.columns import Owners
from gitcab.store.index.estate_tables import TableColumns
from gitcab.store.index.neighbours import Neighbours

if TYPE_CHECKING:
    from gitcab.store.index.view import View

CLEARED_HERE = frozenset(
    {
        "duplicate_id",
        "folder_and_kind",
        "group_cannot_hold",
        "group_on_one_host",
        "hard_cycle",
        "id_and_file_name",
        "orphan",
        "relation_pair",
        "relation_to_retired",
        "retired_but_needed",
        "service_without_owner",
        "team_succeeded",
        "unknown_login",
        "unknown_reference",
    }
)
"""The screens that say nothing of an item which is not among `Overview.unusual`."""


def overview(view: "View", census: Census | None = None) -> "Overview | None":
    """None where that is not known, because a screen is not accounted for or one id stands for two records.

    `census` is that of the same records, if it was taken when they were read.
    """
    if not is_accounted_for():
        return None
    census = census or Census(TableColumns(view), view.demands)
    return None if census.shares_ids else Overview(view, census)


def is_accounted_for() -> bool:
    """Whether it is known of every rule what it can say of whom."""
    return not unscreened() and frozenset(shelf.names(screens)) == CLEARED_HERE


class Overview(Known):
    """Keeps the promise of Known for a whole view in which no id is shared.

    `circles` are all items that may be on a circle of hard needs. `joined` tells which relations join
    which classes, source first. `unusual` are the paths of all records that a screen might not clear.
    """

    def __init__(self, view: "View", census: Census) -> None:
        self._neighbours = Neighbours(view)
        self.ties = census.ties
        self._census = census
        self._crews = Crews(self._neighbours.crews)
        self.circles = census.circles
        self.joined = frozenset(self.ties.classes_joined(self.ties.relations))
        owners = (pair for pair in census.owners if not are_sound(pair, self.team))
        found = estate_tables.paths_of(view, census.noted | self.circles, owners)
        self.unusual = frozenset(census.unusual | found)

    def sort_of(self, id: str) -> Sort | None:
        """The sort of the item with that id, None where there is none."""
        return self._census.sort_of(id)

    def members(self, id: str) -> Sequence[str]:
        """Those that are `member_of` the item with that present id, each once."""
        return self._census.members(id)

    def hosts(self, id: str) -> Sequence[str]:
        """What the item with that present id says that it runs on, outside of groups; present ids."""
        return self._census.hosts(id)

    def team(self, id: str) -> Crew | None:
        """The team with that id, None where there is none."""
        return self._crews.get(id)

    def has_login(self, login: str) -> bool:
        """Whether a team has that member, whatever the case."""
        return login.casefold() in self._crews.logins

    def shares_an_id(self, outline: Outline) -> bool:
        """Whether another record has, or had, one of the record's ids; none does."""
        return False

    def is_named(self, id: str) -> bool:
        """Whether a relation of any item leads to the one with that present id."""
        return self._neighbours.is_named(id)

    def is_needed(self, id: str) -> bool:
        """Whether a relation of an operational item leads to the retired one with that present id."""
        return id in self._census.needed


def are_sound(owners: Owners, team: Callable[[str], Crew | None]) -> bool:
    """Whether no screen minds that these own and operate an item; `team` gives the one with an id."""
    owner, operator = owners
    own = team(owner or "")
    operating = own if operator is None else team(operator)
    if own is None or operating is None:
        return False
    return own.has_members and not (own.is_succeeded or operating.is_succeeded)
