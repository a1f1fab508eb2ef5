"""What the items of a view show to others, loaded for many of them at once."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from gitcab.model.item import Item
from gitcab.store.index.names import Names
from gitcab.store.index.view import View

_SHOWN = "id, name, class, owner, operated_by, environment, criticality, state, status, quorum"
_WHERE = "FROM record WHERE kind = 'ConfigurationItem' AND proposed_by IS NULL"
_ITEMS = f"SELECT n, {_SHOWN} {_WHERE}"


class Items:
    """What is expected is loaded when the first of it is asked for; all that was loaded is kept."""

    def __init__(self, view: View, names: Names) -> None:
        self._view = view
        self._names = names
        self._by_id: dict[str, Item | None] = {}
        self._ids: dict[int, str] = {}
        self._classes: dict[str, str] = {}
        self._expected: set[str] = set()

    def expect(self, ids: Iterable[str]) -> None:
        """These will be asked for next."""
        self._expected.update(one for one in ids if one not in self._by_id)

    def get(self, id: str) -> Item | None:
        """The item with that id (or that was formerly called so), None where there is none."""
        if id not in self._by_id:
            self._load({id, *self._expected})
            self._expected.clear()
        return self._by_id[id]

    def every(self) -> Iterator[Item]:
        """All of them, in the order of their ids."""
        rivals = self._names.rivals
        return (Item._make(row[1:]) for row in self._view.each(f"{_ITEMS} ORDER BY id") if row[0] not in rivals)

    def every_id(self) -> Iterator[str]:
        """The ids of all of them, in order."""
        rivals = self._names.rivals
        return (one for n, one in self._view.each(f"SELECT n, id {_WHERE} ORDER BY id") if n not in rivals)

    def ids(self, numbers: Collection[int]) -> Mapping[int, str]:
        """The ids of the items with these numbers, and of others; what is no part of the estate has none."""
        new = [n for n in numbers if n not in self._ids]
        rivals = self._names.rivals
        for n, named, item_class in self._view.among(f"SELECT n, id, class {_WHERE} AND n", new) if new else ():
            if n not in rivals:
                self._ids[n] = named
                self._classes[named] = item_class
        return self._ids

    def classes(self, ids: Iterable[str]) -> Mapping[str, str]:
        """The classes of the items with these ids, and of others."""
        new = [one for one in ids if one not in self._classes]
        self.expect(new)
        self._classes.update((item.id, item.item_class) for one in new if (item := self.get(one)) is not None)
        return self._classes

    def _load(self, ids: Collection[str]) -> None:
        formers = self._names.formers
        present = [formers.get(one, one) for one in ids] if formers else list(ids)
        rows = self._view.among(f"{_ITEMS} AND id", {*present})
        rivals = self._names.rivals
        found = {row[1]: Item._make(row[1:]) for row in rows if row[0] not in rivals}
        self._by_id.update(zip(ids, map(found.get, present), strict=True))
