"""What the items of a view show to others, loaded for many of them at once."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from gitcab.model.item import Item
from gitcab.store.index.names import Names
from gitcab.store.index.view import View

_ITEM = "n, id, name, class, owner, operated_by, environment, criticality, state, status, quorum"
_ITEMS = f"SELECT {_ITEM} FROM record WHERE kind = 'ConfigurationItem' AND proposed_by IS NULL"


class Items:
    """What is expected is loaded when the first of it is asked for; all that was loaded is kept."""

    def __init__(self, view: View, names: Names) -> None:
        self._view = view
        self._names = names
        self._by_id: dict[str, Item | None] = {}
        self._ids: dict[int, str] = {}
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

    def ids(self, numbers: Collection[int]) -> Mapping[int, str]:
        """The ids of the items with these numbers, and of others; what is no part of the estate has none."""
        new = [n for n in numbers if n not in self._ids]
        if new:
            self._by_id.update((item.id, item) for item in self._found("n", new))
        return self._ids

    def _load(self, ids: Collection[str]) -> None:
        formers = self._names.formers
        present = [formers.get(one, one) for one in ids] if formers else list(ids)
        found = {item.id: item for item in self._found("id", {*present})}
        self._by_id.update(zip(ids, map(found.get, present), strict=True))

    def _found(self, column: str, values: Collection[object]) -> Iterator[Item]:
        rivals = self._names.rivals
        for row in self._view.among(f"{_ITEMS} AND {column}", values):
            if row[0] not in rivals:
                self._ids[row[0]] = row[1]
                yield Item._make(row[1:])
