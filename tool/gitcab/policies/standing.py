"""Whether a standard change is authorised already, by a published model in the base that it fits."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from gitcab.model.entry import AnyEntry, Entry
from gitcab.model.inventory import Estate, Inventory
from gitcab.model.item import Item
from gitcab.model.records import Record
from gitcab.model.records.change_model import ChangeModel
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.relation import Edge, Link, WrittenGroup
from gitcab.model.track_record import suspended_models
from gitcab.rules._rule import Demands, Facts
from gitcab.rules.reference.standard_misfit import RULE

R = TypeVar("R", bound=Record)


def is_standing(change: Entry[RequestForChange], base: Estate, merged: Estate) -> bool:
    """Whether it fits, in the base and after the merge, a model that the base has published and not suspended."""
    rfc = change.record
    if rfc.type != "standard" or rfc.model is None:
        return False
    if base.inventory.get(ChangeModel, rfc.model) is None or rfc.model in suspended_models(base.inventory):
        return False
    demands = Demands.of(base)
    asked = replace(change, record=rfc.model_copy(update={"state": "scheduled"}))
    judged = (base.inventory, _ByModelsOf(base.inventory, merged.inventory))
    return not any(True for one in judged for _ in RULE.judge(asked, Facts(demands, one, merged)))


class _ByModelsOf:
    """Keeps the promise of Inventory: the records of one with the change models of another."""

    def __init__(self, models: Inventory, records: Inventory) -> None:
        self._models = models
        self._records = records

    def get(self, kind: type[R], id: str) -> Entry[R] | None:
        """The record, a model as it is in the one, anything else as it is in the other."""
        return self._of(kind).get(kind, id)

    def of_kind(self, kind: type[R]) -> Iterable[Entry[R]]:
        """All records of a kind."""
        return self._of(kind).of_kind(kind)

    def proposed_by(self, rfc: str) -> Sequence[AnyEntry]:
        """The items that lie in that RFC's `new/` folder."""
        return self._records.proposed_by(rfc)

    def item(self, id: str) -> Item | None:
        """What an item shows to others."""
        return self._records.item(id)

    def items(self) -> Iterable[Item]:
        """What all items show."""
        return self._records.items()

    def item_ids(self) -> Iterable[str]:
        """The ids of all items."""
        return self._records.item_ids()

    def classes_of(self, ids: Collection[str]) -> Mapping[str, str]:
        """The classes of items."""
        return self._records.classes_of(ids)

    def fragile(self) -> Collection[str]:
        """The items that feel a broken group or quorum."""
        return self._records.fragile()

    def expect(self, ids: Collection[str], *, links: bool = True) -> None:
        """Passes the hint on."""
        self._records.expect(ids, links=links)

    def edges_to(self, ids: Collection[str], relations: Collection[str]) -> Iterable[Edge]:
        """The relations that name items, in short."""
        return self._records.edges_to(ids, relations)

    def edges_from(self, ids: Collection[str], relations: Collection[str]) -> Iterable[Edge]:
        """The relations of items, in short."""
        return self._records.edges_from(ids, relations)

    def groups_of(self, ids: Collection[str]) -> Iterable[WrittenGroup]:
        """The redundancy groups of items."""
        return self._records.groups_of(ids)

    def links_from(self, id: str) -> Sequence[Link]:
        """The relations of an item."""
        return self._records.links_from(id)

    def links_to(self, id: str) -> Sequence[Link]:
        """The relations that name an item."""
        return self._records.links_to(id)

    def __len__(self) -> int:
        return len(self._records)

    def _of(self, kind: type[R]) -> Inventory:
        return self._models if kind is ChangeModel else self._records
