"""What screens ask of a whole estate, told by the index; and who surely needs neither a screen nor an outline.

Nearly all items are ordinary: they stand where they should, write sound relations, and have neither groups nor
quorums. That all screens clear those is known from a few passes over the tables, without a look at each of them.
Decision 0015 holds for this as well: when in doubt, a record is left to its screens.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from gitcab import shelf
from gitcab.graph.circles import hard_needs, maybe_on_circles
from gitcab.model.outline import Outline
from gitcab.model.relation import MEMBERSHIP
from gitcab.rules import screens
from gitcab.rules._crews import Crews
from gitcab.rules._hosting import HOSTING
from gitcab.rules._screening import Crew, Sort, Tie, Ties, WrittenGroup, folded, written_groups
from gitcab.rules.screening import unscreened
from gitcab.store.index import estate_tables
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

_NONE: Sequence[str] = ()


def overview(view: "View") -> "Overview | None":
    """None where that is not known, because a screen is not accounted for or one id stands for two records."""
    if unscreened() or frozenset(shelf.names(screens)) != CLEARED_HERE:
        return None
    items = _Items(view)
    return None if items.is_one_of_two else Overview(view, items)


class _Items:
    """The items by their ids, and the pairs of teams that own and operate one."""

    def __init__(self, view: "View") -> None:
        self.ties = Ties(*view.demands)
        self.sorts: dict[str, Sort] = {}
        self.pairs: set[tuple[str | None, str | None]] = set()
        count, sort = 0, self.ties.sort
        for own, item_class, stage, owner, operator in estate_tables.items(view):
            self.sorts[own] = sort(item_class or "", stage or "")
            self.pairs.add((owner, operator))
            count += 1
        further = estate_tables.further_ids(view)
        self.is_one_of_two = len(set(map(folded, chain(self.sorts, further)))) < count + len(further)
        self.former = estate_tables.former_ids(view)
        self.sorts.update({name: self.sorts[present] for name, present in self.former.items()})


class Overview:
    """Keeps the promise of Known for a whole view in which no id is shared.

    `circles` are all items that may be on a circle of hard needs. `joined` tells which relations join
    which classes, source first. `unusual` are the paths of all records that a screen might not clear.
    """

    def __init__(self, view: "View", items: _Items) -> None:
        self.classes, relations = view.demands
        self._view = view
        self._neighbours = Neighbours(view)
        self._ties, self._former, self._sorts = items.ties, items.former, items.sorts
        self.sort_of = self._sorts.get
        self._crews = Crews(self._neighbours.crews)
        self._needed: set[str] = set()
        noted = self._linked()
        self._members = self._gathered(estate_tables.links_by(view, [MEMBERSHIP]), is_once=True)
        self._hosts = self._gathered(estate_tables.links_by(view, HOSTING, is_alone=True))
        self.circles = frozenset(self._circles_among(hard_needs(relations)))
        self.joined = frozenset(self._ties.classes_joined(relations))
        owners = (pair for pair in items.pairs if not self._are_sound(*pair))
        self.unusual = estate_tables.unusual(view, noted | self.circles, owners)

    def bad_ties(self, outline: Outline) -> Iterable[Tie]:
        """Of the relations that the item writes, those that are not sound."""
        return self._ties.bad(outline, self.sort_of)

    def groups(self, outline: Outline) -> Sequence[WrittenGroup]:
        """The redundancy groups that the item writes."""
        return written_groups(outline.links)

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
        return id in self._needed

    def members(self, id: str) -> Sequence[str]:
        """Those that are `member_of` the item with that present id, each once."""
        return self._members.get(id, _NONE)

    def hosts(self, id: str) -> Iterable[str]:
        """What the item with that present id says that it runs on, outside of groups; present ids."""
        return self._hosts.get(id, _NONE)

    def in_circle(self, id: str) -> bool:
        """Whether the item with that present id may be on a circle of hard needs."""
        return id in self.circles

    def _linked(self) -> set[str]:
        """Judges each tie there is once; the present ids of both ends where one is out of the ordinary."""
        get, tie = self._sorts.get, self._ties.tie
        rows = estate_tables.links(self._view)
        ties = {(relation, get(source), get(target)) for relation, source, target in rows}
        odd = {one for one in ties if not tie(*one).sound or _is_idle_member(*one)}
        noted: set[str] = set()
        for relation, source, target in estate_tables.links(self._view) if odd else ():
            key = (relation, get(source), get(target))
            if key in odd:
                present = self._former.get(target, target)
                noted.update((source, present))
                if tie(*key).is_dead:
                    self._needed.add(present)
        return noted

    def _gathered(self, links: Iterable[tuple[str, str]], *, is_once: bool = False) -> Mapping[str, Sequence[str]]:
        """Of memberships (`is_once`) the sources of each target, of others the targets of each source."""
        found: dict[str, list[str]] = {}
        for source, named in links:
            target = self._former.get(named, named)
            at, one = (target, source) if is_once else (source, target)
            there = found.setdefault(at, [])
            if not is_once or not there or there[-1] != one:
                there.append(one)
        return found

    def _circles_among(self, needs: Mapping[str, bool]) -> Collection[str]:
        """A circle of items is one of their classes, or lies in one class; only those classes are looked at."""
        pairs = (_directed(one, other, needs[name]) for name, one, other in self._ties.classes_joined(needs))
        classes = maybe_on_circles(pairs)
        return maybe_on_circles(self._edges(needs, classes)) if classes else ()

    def _edges(self, needs: Mapping[str, bool], classes: Collection[str]) -> Iterator[tuple[str, str]]:
        sorts, former = self._sorts, self._former
        for relation, source, target in estate_tables.links(self._view, is_alone=True):
            if relation in needs and sorts[source].item_class in classes:
                yield _directed(source, former.get(target, target), needs[relation])

    def _are_sound(self, owner: str | None, operator: str | None) -> bool:
        """Whether no screen minds that these own and operate an item."""
        own = self.team(owner or "")
        operating = own if operator is None else self.team(operator)
        if own is None or operating is None:
            return False
        return own.has_members and not (own.is_succeeded or operating.is_succeeded)


def _is_idle_member(relation: str, source: Sort | None, target: Sort | None) -> bool:
    return relation == MEMBERSHIP and source is not None and not source.is_operational


def _directed(one: str, other: str, is_forward: bool) -> tuple[str, str]:
    return (one, other) if is_forward else (other, one)
