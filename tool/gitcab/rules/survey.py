"""What screens ask, gathered from the outlines of a whole estate in compact dictionaries."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from gitcab.graph.circles import directed, hard_needs, maybe_on_circles
from gitcab.model.item_class import ItemClass
from gitcab.model.outline import Outline
from gitcab.model.relation import MEMBERSHIP, Relation
from gitcab.rules._crews import Crews
from gitcab.rules._hosting import HOSTING
from gitcab.rules._screening import Crew, Known, Sort, Tie, Ties, WrittenGroup, folded, sort, written_groups
from gitcab.rules.screening import screener

_NONE: Sequence[Any] = ()
_SPECIAL = {MEMBERSHIP, *HOSTING}


def suspects(outlines: Iterable[Outline], known: Known) -> Iterator[Outline]:
    """Of these records those that need the careful look, in the order given."""
    is_cleared = screener(known)
    return (one for one in outlines if not is_cleared(one))


class Survey(Known):
    """Keeps the promise of Known for a whole estate, whose outlines are given in the order of their paths.

    `circles` are all items that may be on a circle of hard needs. `joined` tells which relations join
    which classes, source first.
    """

    def __init__(
        self, outlines: Collection[Outline], classes: Mapping[str, ItemClass], relations: Mapping[str, Relation]
    ) -> None:
        self.ties = Ties(classes, relations)
        self._sorts: dict[str, Sort] = {}
        self._former: dict[str, str] = {}
        self._twice: set[str] = set()
        items = self._shelve(outlines)
        self._shared = set(_shared_ids(outlines))
        self._named = {link[1] for item in items for link in item.links}
        self._named.update(self._former[name] for name in self._former.keys() & self._named)
        self._needed: set[str] = set()
        self._members: dict[str, list[str]] = {}
        self._hosts: dict[str, list[str]] = {}
        self._bad: dict[str, list[Tie]] = {}
        self._groups: dict[str, Sequence[WrittenGroup]] = {}
        self._link(items)
        self.circles = frozenset(self._circles_among(items, hard_needs(relations)))
        self.joined = frozenset(self.ties.classes_joined(relations))

    def sort_of(self, id: str) -> Sort | None:
        """The sort of the item with that id, None where there is none."""
        return self._sorts.get(id)

    def bad_ties(self, outline: Outline) -> Iterable[Tie]:
        """Of the relations that the item writes, those that are not sound."""
        if outline.id in self._twice:
            return self.ties.bad(outline, self.sort_of)
        return self._bad.get(outline.id, _NONE)

    def groups(self, outline: Outline) -> Sequence[WrittenGroup]:
        """The redundancy groups that the item writes."""
        return written_groups(outline.links) if outline.id in self._twice else self._groups.get(outline.id, _NONE)

    def team(self, id: str) -> Crew | None:
        """The team with that id, None where there is none."""
        return self._crews.get(id)

    def has_login(self, login: str) -> bool:
        """Whether a team has that member, whatever the case."""
        return login.casefold() in self._crews.logins

    def shares_an_id(self, outline: Outline) -> bool:
        """Whether another record has, or had, one of the record's ids; whatever the case."""
        shared = self._shared
        return bool(shared) and (folded(outline.id) in shared or any(folded(one) in shared for one in outline.formerly))

    def is_named(self, id: str) -> bool:
        """Whether a relation of any item leads to the one with that present id."""
        return id in self._named

    def is_needed(self, id: str) -> bool:
        """Whether a relation of an operational item leads to the retired one with that present id."""
        return id in self._needed

    def members(self, id: str) -> Sequence[str]:
        """Those that are `member_of` the item with that present id, each once."""
        return self._members.get(id, _NONE)

    def hosts(self, id: str) -> Iterable[str]:
        """What the item with that present id says that it runs on, outside of groups; present ids."""
        return self._hosts.get(id, _NONE)

    def _shelve(self, outlines: Iterable[Outline]) -> Sequence[Outline]:
        """The items that are meant by their ids: of two with one id the first in the order of the paths."""
        items: list[Outline] = []
        teams: dict[str, Outline] = {}
        sorts = self._sorts
        for one in outlines:
            if one.kind == "ConfigurationItem" and one.proposed_by is None:
                if one.id in sorts:
                    self._twice.add(one.id)
                    continue
                sorts[one.id] = sort(one.item_class or "", one.state or "")
                items.append(one)
            elif one.kind == "Team" and one.proposed_by is None:
                teams.setdefault(one.id, one)
        self._former = _former(items, sorts)
        sorts.update({name: sorts[present] for name, present in self._former.items()})
        fields = {name: team.fields or "{}" for name, team in teams.items()}
        former_teams = _former(teams.values(), teams)
        self._crews = Crews({**fields, **{name: fields[present] for name, present in former_teams.items()}})
        return items

    def _link(self, items: Iterable[Outline]) -> None:
        """Goes through all relations once, and keeps what is out of the ordinary."""
        known, judged, sorts = self.ties.known, self.ties.tie, self._sorts
        for item in items:
            own = sorts[item.id]
            for relation, target, _, _, at_least in item.links:
                there = sorts.get(target)
                tie = known.get((relation, own, there)) or judged(relation, own, there)
                if not tie.sound:
                    self._bad.setdefault(item.id, []).append(tie)
                if at_least is not None and item.id not in self._groups:
                    self._groups[item.id] = written_groups(item.links)
                if relation in _SPECIAL or not tie.sound:
                    self._note(item.id, relation, self._former.get(target, target), tie, is_group=at_least is not None)

    def _note(self, id: str, relation: str, target: str, tie: Tie, *, is_group: bool) -> None:
        if tie.is_dead:
            self._needed.add(target)
        if relation == MEMBERSHIP:
            _append_once(self._members.setdefault(target, []), id)
        elif relation in HOSTING and not is_group:
            self._hosts.setdefault(id, []).append(target)

    def _circles_among(self, items: Iterable[Outline], needs: Mapping[str, bool]) -> Collection[str]:
        """A circle of items is one of their classes, or lies in one class; only those classes are looked at."""
        pairs = (directed(one, other, needs[name]) for name, one, other in self.ties.classes_joined(needs))
        classes = maybe_on_circles(pairs)
        if not classes:
            return ()
        edges = (
            directed(item.id, self._former.get(link.target, link.target), needs[link.relation])
            for item in items
            if item.item_class in classes
            for link in item.links
            if link.at_least is None and link.relation in needs
        )
        return maybe_on_circles(edges)


def _former(outlines: Iterable[Outline], present: Collection[str]) -> dict[str, str]:
    """Where former ids lead: to the first that lists one that nobody has."""
    found: dict[str, str] = {}
    for one in outlines:
        for name in one.formerly:
            if name not in present:
                found.setdefault(name, one.id)
    return found


def _shared_ids(outlines: Iterable[Outline]) -> Iterator[str]:
    """The folded ids that stand for two records, or twice for one."""
    ours = (one for one in outlines if one.proposed_by is None)
    names = (folded(name) for one in ours for name in ((one.id, *one.formerly) if one.formerly else (one.id,)))
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield name
        seen.add(name)


def _append_once(ids: list[str], id: str) -> None:
    """One item's relations are read in one go, so whoever is there already is the last."""
    if not ids or ids[-1] != id:
        ids.append(id)
