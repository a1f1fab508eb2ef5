"""What a finished change leaves in `cmdb/`: its patches, additions and retirements, as files.

Comments and layout of every file stay as they are where nothing changed.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gitcab.model.entry import AnyEntry, Entry
from gitcab.model.expectation import unmet, value_at
from gitcab.model.in_words import value_text
from gitcab.model.inventory import Inventory
from gitcab.model.patching import merged
from gitcab.model.records._plans import AddedFrom, AddedItem, RetiredItem, RfcItem, TouchedItem
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.touching import present_id, written_id
from gitcab.planning.projection import patched
from gitcab.policies.refusal import Refused
from gitcab.store.composing import compose, path_of
from gitcab.store.edit_plan import edits_between
from gitcab.store.editing import CannotEdit, edited
from gitcab.store.reading import document_at
from gitcab.store.tree import Tree

_MODELINE = re.compile(rb"(#[^\n]*\$schema=)(?:\.\./)+(schemas/)")


@dataclass(frozen=True, slots=True)
class Applying:
    """The change that is applied to the files of a tree; `only` names the items, None means all.

    `deviations` are merge patches, by item, of what turned out otherwise.
    """

    rfc: RequestForChange
    inventory: Inventory
    tree: Tree
    only: Collection[str] | None
    deviations: Mapping[str, Mapping[str, Any]]

    def files(self) -> dict[str, bytes | None]:
        """Path and new content of every file; None removes one. Raises Refused where something does not fit."""
        contents: dict[str, bytes | None] = {}
        for item in self.rfc.configuration_items:
            contents |= dict(self._outcome(item))
        touched = {present_id(written_id(item) or "", self.inventory) for item in self.rfc.configuration_items}
        for name in sorted(self.deviations.keys() - touched - self._proposed().keys()):
            contents |= dict(self._edited(self._present(name), {}))
        return contents

    def _outcome(self, item: RfcItem) -> Iterator[tuple[str, bytes | None]]:
        if isinstance(item, AddedFrom):
            for entry in self._proposed().values():
                if self._counts(entry.id):
                    yield from self._moved(entry)
        elif isinstance(item, AddedItem):
            if self._counts(item.add.id):
                yield self._composed(item.add)
        elif self._counts(written_id(item) or ""):
            yield from self._altered(item)
        elif (entry := self._present(written_id(item) or "")).id in self.deviations:
            yield from self._edited(entry, {})

    def _counts(self, written: str) -> bool:
        return self.only is None or present_id(written, self.inventory) in self.only

    def _proposed(self) -> Mapping[str, AnyEntry]:
        return {entry.id: entry for entry in self.inventory.proposed_by(self.rfc.id)}

    def _present(self, written: str) -> Entry[ConfigurationItem]:
        entry = self.inventory.get(ConfigurationItem, written)
        if entry is None:
            raise Refused(f"there is no configuration item '{written}'", "run `gitcab validate`")
        return entry

    def _altered(self, item: TouchedItem | RetiredItem) -> Iterator[tuple[str, bytes | None]]:
        entry = self._present(written_id(item) or "")
        if isinstance(item, TouchedItem):
            self._demand_expected(entry, item)
            item = item.model_copy(update={"unrelate": self._as_written(entry, item)})
        value = document_at(self.tree, entry.local_path).value
        yield from self._edited(entry, patched(value, item))

    def _edited(self, entry: Entry[ConfigurationItem], after: Mapping[str, Any]) -> Iterator[tuple[str, bytes | None]]:
        document = document_at(self.tree, entry.local_path)
        meant = merged(after or document.value, self.deviations.get(entry.id, {}))
        try:
            text = edited(document, list(edits_between(document.value, meant))).text
        except CannotEdit as error:
            raise Refused(str(error), "write it by hand, in this same pull request") from None
        if text != document.text:
            yield entry.local_path, text.encode("utf-8")

    def _demand_expected(self, entry: Entry[ConfigurationItem], item: TouchedItem) -> None:
        """Raises Refused where something else stands than the patch expects, or than it would write anyway."""
        settled = self.deviations.get(entry.id, {})
        for field in unmet(item.was, entry.record.to_plain()):
            wanted = value_at(item.patch, field.route)
            if field.after != wanted and value_at(settled, field.route) is None:
                name = ".".join(map(str, field.route))
                found = f"expects {value_text(field.before)} and finds {value_text(field.after)}"
                hint = f"correct {entry.source.path}, or write under `review.deviations` what is true now"
                raise Refused(f"the patch of '{entry.id}' {found} in {name}", hint)

    def _as_written(self, entry: Entry[ConfigurationItem], item: TouchedItem) -> dict[str, tuple[str, ...]]:
        """The relations to remove, their targets also by the former ids that the item may still use."""
        links = self.inventory.links_from(entry.id)
        plain = entry.record.to_plain()
        found: dict[str, tuple[str, ...]] = {}
        for name, targets in item.unrelate.items():
            present = {present_id(one, self.inventory) for one in targets}
            written = [_at(plain, link.route) for link in links if link.relation == name and link.target in present]
            found[name] = (*targets, *written)
        return found

    def _composed(self, item: ConfigurationItem) -> tuple[str, bytes]:
        self._demand_free(item.id)
        plain: dict[str, Any] = merged(item.to_plain(), self.deviations.get(item.id, {}))
        return compose(plain)

    def _moved(self, entry: AnyEntry) -> Iterator[tuple[str, bytes | None]]:
        """From the change's own folder to where the item belongs; the editor's schema is found from there too."""
        self._demand_free(entry.id)
        content = dict(self._edited(entry, {})).get(entry.local_path)
        content = content or document_at(self.tree, entry.local_path).text.encode("utf-8")
        target = path_of(entry.record.to_plain())
        up = b"../" * target.count("/")
        yield target, _MODELINE.sub(rb"\g<1>" + up + rb"\g<2>", content, count=1)
        yield entry.local_path, None

    def _demand_free(self, name: str) -> None:
        taken = self.inventory.get(ConfigurationItem, name)
        if taken is not None:
            raise Refused(f"'{name}' is to be added and exists already in {taken.source.path}", "run `gitcab validate`")


def _at(plain: Any, route: Any) -> str:
    for step in route:
        plain = plain[step]
    return str(plain)
