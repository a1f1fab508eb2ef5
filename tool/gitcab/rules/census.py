"""What is asked about all items of an estate, gathered from its records as they pass.

Sets of names are compared in one go instead of item by item: which relation leads from which sort of items to
which names is gathered, and at the end each sort of tie that there is stands there once.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Container, Iterator, Sequence
from itertools import compress

from gitcab.model.outline import OutlinedLink
from gitcab.model.relation import MEMBERSHIP
from gitcab.rules._hosting import HOSTING
from gitcab.rules._screening import Sort, folded, sort
from gitcab.store.index.batches import Batch, Items, Links, Other, batch_of, batches_of
from gitcab.store.index.chunks import Rows
from gitcab.store.index.view import View

_NONE: Sequence[str] = ()


class Census:
    """What is known when all have passed; where an id is shared only that (`shares_ids`), and nothing else holds.

    `unusual` are the paths of records which alone tell that they need a closer look. `owners` are the pairs of
    teams that own and operate an item. `groups` are the links of redundancy groups by their sources, `quorums`
    the items that say how many members they need.
    """

    def __init__(self) -> None:
        self.shares_ids = False
        self.sorts: dict[str, Sort] = {}
        self.former: dict[str, str] = {}
        self.unusual: set[str] = set()
        self.owners: set[tuple[str | None, str | None]] = set()
        self.groups: defaultdict[str, list[OutlinedLink]] = defaultdict(list)
        self.quorums: dict[str, int] = {}
        self._items = 0
        self._further: list[str] = []
        self._named: defaultdict[tuple[str, Sort], set[str]] = defaultdict(set)
        self._silent: set[str] = set()
        self._members: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._host: dict[str, str] = {}
        self._further_hosts: defaultdict[str, list[str]] = defaultdict(list)

    def take(self, rows: Rows) -> None:
        """Takes note of records that are read just now; so a census can watch a mirror being made."""
        self.count(batch_of(rows))

    def count(self, batch: Batch) -> None:
        """Takes note of some records."""
        for one in batch.others:
            self._take_other(one)
        self._take_items(batch.items)
        self._take_links(batch.links)
        for source, link in batch.grouped:
            self._take_group(source, link)

    def finish(self) -> None:
        """All records have passed: whether ids are shared is known, and former ones lead on from now."""
        is_shared = len(self.sorts) < self._items or len(set(self._further)) < len(self._further)
        self.shares_ids = is_shared or not self.sorts.keys().isdisjoint(self._further)
        for former, present in self.former.items():
            self.sorts[former] = self.sorts[present]
            if former in self._members:
                self._members[present].update(self._members.pop(former))

    def ties(self) -> Iterator[tuple[str, Sort, Sort | None]]:
        """Relation, sort of the source and sort of the target, each that there is once."""
        for (relation, own), targets in self._named.items():
            yield from ((relation, own, there) for there in set(map(self.sorts.get, targets)))

    def targets(self, relation: str, source: Sort, target: Sort | None) -> Iterator[str]:
        """What such ties lead to, as written."""
        return (one for one in self._named[relation, source] if self.sorts.get(one) is target)

    def orphans(self) -> set[str]:
        """The items that write no relation and that none leads to."""
        found = set(self._silent)
        older = {former: present for former, present in self.former.items() if present in found}
        for targets in self._named.values():
            found -= targets
            found -= {older[former] for former in older.keys() & targets}
        return found

    def members(self, id: str) -> Sequence[str]:
        """Those that are `member_of` the item with that present id, each once."""
        return tuple(self._members[id]) if id in self._members else _NONE

    def hosts(self, id: str) -> Iterator[str]:
        """What the item with that present id says that it runs on, outside of groups; present ids."""
        if id in self._host:
            for host in (self._host[id], *self._further_hosts.get(id, _NONE)):
                yield self.former.get(host, host)

    def _take_other(self, one: Other) -> None:
        is_item = one.kind == "ConfigurationItem"
        if not is_item or one.proposed_by is not None or one.formerly is not None:
            self.unusual.add(one.path)
        if one.proposed_by is not None:
            return
        names = json.loads(one.formerly) if one.formerly else ()
        self._further.extend(map(folded, names))
        if not is_item:
            self._further.append(folded(one.id))
            return
        self.former.update(dict.fromkeys(names, one.id))
        if one.quorum is not None:
            self.quorums[one.id] = one.quorum
        sort_of = ((one.item_class or "",), (one.stage or "",))
        self._take_items(Items((one.path,), (one.id,), *sort_of, (one.owner,), (one.operated_by,), (one.is_clear,)))

    def _take_items(self, items: Items) -> None:
        paths, ids, classes, stages, owners, operators, are_clear = items
        self._items += len(ids)
        self.sorts.update(zip(ids, map(sort, classes, stages), strict=True))
        self.owners.update(zip(owners, operators, strict=True))
        self._silent.update(ids)
        if not "".join(ids).islower():
            self._further.extend(folded(one) for one in ids if folded(one) != one)
        if ids and not (all(are_clear) and _lie_below(f"cmdb/{classes[0]}/", paths, set(classes))):
            rows = zip(paths, classes, are_clear, strict=True)
            self.unusual.update(path for path, one, clear in rows if not (clear and path.startswith(f"cmdb/{one}/")))

    def _take_links(self, links: Links) -> None:
        sources, relations, targets = links
        self._silent.difference_update(sources)
        named = self._named
        for key, target in zip(zip(relations, map(self.sorts.__getitem__, sources), strict=True), targets, strict=True):
            named[key].add(target)
        if MEMBERSHIP in relations:
            for source, target in _by({MEMBERSHIP}, links):
                self._members[target][source] = None
        for source, target in _by(HOSTING, links):
            self._lodge(source, target)

    def _take_group(self, source: str, link: OutlinedLink) -> None:
        self.groups[source].append(link)
        self._silent.discard(source)
        self._named[link.relation, self.sorts[source]].add(link.target)
        if link.relation == MEMBERSHIP:
            self._members[link.target][source] = None

    def _lodge(self, guest: str, host: str) -> None:
        """Most run on one host: only of the others there is a list."""
        if guest in self._host:
            self._further_hosts[guest].append(host)
        else:
            self._host[guest] = host


def census_of(view: View) -> Census:
    """The census of all that a view shows."""
    census = Census()
    for batch in batches_of(view):
        census.count(batch)
    census.finish()
    return census


def _lie_below(folder: str, paths: Sequence[str], classes: Collection[str]) -> bool:
    """Whether all lie below the folder of their one class, as do the first and the last of them in order."""
    return len(classes) == 1 and min(paths).startswith(folder) and max(paths).startswith(folder)


def _by(relations: Container[str], links: Links) -> Iterator[tuple[str, str]]:
    chosen = [one in relations for one in links.relations]
    return compress(zip(links.sources, links.targets, strict=True), chosen)
