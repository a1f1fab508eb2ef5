"""What is asked about all items of an estate, told by their columns.

No item is looked at by itself. Every relation joins two sorts of items, and there are few of these: each such tie is
judged once.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from gitcab.graph.circles import directed, hard_needs, maybe_on_circles
from gitcab.model.outline import Outline, OutlinedLink
from gitcab.model.relation import MEMBERSHIP
from gitcab.rules._hosting import HOSTING
from gitcab.rules._screening import Sort, Ties, WrittenGroup, folded, sort, written_groups
from gitcab.rules.screens import group_cannot_hold, group_on_one_host
from gitcab.store.index.columns import Columns, Grouped, Items, Links, Other, Owners, links_of
from gitcab.store.index.demands import Demands

_NONE: Sequence[str] = ()
_ABOUT_GROUPS = (group_cannot_hold.clears, group_on_one_host.clears)
_ROUNDS = 5
"""How deep hosts lie that are looked for step by step: an item on a machine on a server in a rack, and one more."""

_Found = tuple[str, Sort, Sort | None]
_Groups = Mapping[str, Sequence[OutlinedLink]]


class Census:
    """What is known of a whole estate; where ids are shared (`shares_ids`) only that, and nothing else holds.

    `sorts` are those of the items by their ids, `former` the present ids by former ones. `unusual` are the paths of
    records that already by themselves need a closer look, `noted` the items that need one for their relations,
    groups or quorums. `circles` are all items that may be on a circle of hard needs. `needed` are those that are
    retired and that something in service relates to. `owners` are the pairs of teams that own and operate an item.
    """

    def __init__(self, columns: Columns, demands: Demands) -> None:
        self.ties = Ties(*demands)
        self.sorts: dict[str, Sort] = {}
        self.former: dict[str, str] = {}
        self.unusual: set[str] = set()
        self.noted: set[str] = set()
        self.circles: frozenset[str] = frozenset()
        self.needed: set[str] = set()
        self.owners: set[Owners] = set()
        self._members: Mapping[str, Sequence[str]] = {}
        self._hosts: defaultdict[str, list[str]] = defaultdict(list)
        further, quorums = self._take_others(columns.others())
        self.shares_ids = self._take_items(columns.items(), further)
        if not self.shares_ids:
            self.sorts.update({former: self.sorts[present] for former, present in self.former.items()})
            groups = _by_source(columns.grouped())
            self._take_links(columns, groups)
            self._take_groups(columns, groups, quorums)
            self.circles = frozenset(self._circles_among(columns, hard_needs(demands.relations)))

    def sort_of(self, id: str) -> Sort | None:
        """The sort of the item with that id, None where there is none."""
        return self.sorts.get(id)

    def groups(self, outline: Outline) -> Sequence[WrittenGroup]:
        """The redundancy groups that the item writes."""
        return written_groups(outline.links)

    def members(self, id: str) -> Sequence[str]:
        """Those that are `member_of` the item with that present id, each once."""
        return self._members.get(id, _NONE)

    def hosts(self, id: str) -> Sequence[str]:
        """What the item with that present id says that it runs on, outside of groups; present ids.

        Known of members of groups and quorums, of their hosts, and so on.
        """
        return self._hosts.get(id, _NONE)

    def _take_others(self, others: Iterable[Other]) -> tuple[list[str], dict[str, int]]:
        """All ids but the items' present ones, folded; and the quorums."""
        further: list[str] = []
        quorums: dict[str, int] = {}
        for one in others:
            is_item = one.kind == "ConfigurationItem"
            if not is_item or one.proposed_by is not None or one.formerly is not None:
                self.unusual.add(one.path)
            if one.proposed_by is not None:
                continue
            names = json.loads(one.formerly) if one.formerly else ()
            further.extend(map(folded, names if is_item else (one.id, *names)))
            if is_item:
                self.former.update(dict.fromkeys(names, one.id))
                if one.quorum is not None:
                    quorums[one.id] = one.quorum
        return further, quorums

    def _take_items(self, every: Iterable[Items], further: list[str]) -> bool:
        """Whether an id stands for two records, or twice for one, whatever the case."""
        count = 0
        for ids, classes, stages, owners, unusual in every:
            count += len(ids)
            self.sorts.update(zip(ids, map(sort, classes, stages), strict=True))
            self.owners.update(owners)
            self.unusual.update(unusual)
            if not "".join(ids).islower():
                further.extend(folded(one) for one in ids if folded(one) != one)
        is_shared = len(self.sorts) < count or len(set(further)) < len(further)
        return is_shared or not self.sorts.keys().isdisjoint(further)

    def _take_links(self, columns: Columns, groups: _Groups) -> None:
        found: set[_Found] = set()
        members: defaultdict[str, dict[str, None]] = defaultdict(dict)
        silent = self.sorts.keys() - self.former.keys()
        for links in self._with(groups, columns.links()):
            found.update(self._tied(links))
            silent.difference_update(links.sources, links.targets)
            for source, target in zip(links.sources, links.targets, strict=True) if _tells_members(links) else ():
                members[self._present(target)][source] = None
        self._members = {one: tuple(each) for one, each in members.items()}
        self.noted |= silent  # and whoever is named by a former id only: few are, and their screens tell
        odd = {one for one in found if not self.ties.tie(*one).sound or _is_idle_member(*one)}
        for links in self._with(groups, columns.links()) if odd else ():
            if not odd.isdisjoint(self._tied(links)):
                self._take_odd(links, odd)

    def _tied(self, links: Links) -> Iterator[_Found]:
        own = sort(links.item_class, links.stage)
        return ((links.relation, own, target) for target in set(map(self.sorts.get, links.targets)))

    def _take_odd(self, links: Links, odd: Collection[_Found]) -> None:
        own = sort(links.item_class, links.stage)
        for source, written in zip(links.sources, links.targets, strict=True):
            one = (links.relation, own, self.sorts.get(written))
            if one in odd:
                target = self._present(written)
                self.noted.update((source, target))
                if self.ties.tie(*one).is_dead:
                    self.needed.add(target)

    def _with(self, groups: _Groups, every: Iterable[Links]) -> Iterator[Links]:
        """All links, those of groups too."""
        yield from every
        each = ((self.sorts[source], source, link) for source, links in groups.items() for link in links)
        yield from links_of(
            (link.relation, own.item_class, own.stage, source, link.target) for own, source, link in each
        )

    def _take_groups(self, columns: Columns, groups: _Groups, quorums: Mapping[str, int]) -> None:
        together = {self._present(link.target) for links in groups.values() for link in links}
        together.update(member for own in quorums for member in self.members(own))
        self._take_hosts(columns, together)
        for own in groups.keys() | quorums.keys():
            links = tuple(groups.get(own, ()))
            outline = Outline("", "", "ConfigurationItem", own, quorum=quorums.get(own), links=links)
            if not all(clears(outline, self) for clears in _ABOUT_GROUPS):
                self.noted.add(own)

    def _take_hosts(self, columns: Columns, guests: Collection[str]) -> None:
        """What these run on, what that runs on, and so on; after some rounds, so that these have an end, of all."""
        seen, wave, rounds = set(guests), guests, 0
        while wave:
            for guest, host in columns.leaving(wave, HOSTING):
                self._hosts[guest].append(self._present(host))
            rounds += 1
            further = self.sorts.keys() if rounds == _ROUNDS else (one for guest in wave for one in self.hosts(guest))
            wave = set(further) - seen
            seen |= wave

    def _circles_among(self, columns: Columns, needs: Mapping[str, bool]) -> Collection[str]:
        """A circle of items is one of their classes, or lies in one class; only those classes are looked at."""
        pairs = (directed(one, other, needs[name]) for name, one, other in self.ties.classes_joined(needs))
        classes = maybe_on_circles(pairs)
        return maybe_on_circles(self._edges(columns, needs, classes)) if classes else ()

    def _edges(
        self, columns: Columns, needs: Mapping[str, bool], classes: Collection[str]
    ) -> Iterator[tuple[str, str]]:
        for links in columns.links():
            if links.relation in needs and links.item_class in classes:
                for source, target in zip(links.sources, links.targets, strict=True):
                    yield directed(source, self._present(target), needs[links.relation])

    def _present(self, id: str) -> str:
        return self.former.get(id, id)


def _by_source(grouped: Iterable[Grouped]) -> _Groups:
    found: defaultdict[str, list[OutlinedLink]] = defaultdict(list)
    for source, link in grouped:
        found[source].append(link)
    return found


def _tells_members(links: Links) -> bool:
    return links.relation == MEMBERSHIP


def _is_idle_member(relation: str, source: Sort, target: Sort | None) -> bool:
    return relation == MEMBERSHIP and not source.is_operational
