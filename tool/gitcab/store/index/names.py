"""Who has which id: the first in the order of the paths; a former id leads on where nobody has it now."""

import json
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from gitcab.store.index.view import View

_FORMERLY = "SELECT path, n, kind, id, formerly FROM record WHERE formerly IS NOT NULL AND proposed_by IS NULL"
_HOLDER = "SELECT n, path FROM record WHERE id = ? AND kind = ? AND proposed_by IS NULL ORDER BY path LIMIT 1"


class Names:
    """The ids of a view. Few records are or were called otherwise, so those are held."""

    def __init__(self, view: View) -> None:
        self._view = view

    @cached_property
    def rivals(self) -> frozenset[int]:
        """The numbers of the records whose kind and id an earlier path has."""
        return frozenset(n for (n,) in self._view.ask("SELECT n FROM rival"))

    @cached_property
    def aside(self) -> frozenset[int]:
        """The numbers of the records that are no part of the estate: proposed ones, and those without their id."""
        proposed = self._view.ask("SELECT n FROM record WHERE proposed_by IS NOT NULL")
        return self.rivals | {n for (n,) in proposed}

    @cached_property
    def formers(self) -> Mapping[str, str]:
        """The former ids of items that lead on, with the present ones."""
        every = self._formers.get("ConfigurationItem", {})
        taken = self._view.among(
            "SELECT id FROM record WHERE kind = 'ConfigurationItem' AND proposed_by IS NULL AND id", list(every)
        )
        gone = {name for (name,) in taken}
        return {former: present for former, present in every.items() if former not in gone}

    @cached_property
    def older(self) -> Mapping[str, list[str]]:
        """The former ids that lead to an item, by its present one."""
        found: dict[str, list[str]] = defaultdict(list)
        for former, present in self.formers.items():
            found[present].append(former)
        return found

    def present(self, written: str) -> str:
        """The id of the item that is meant, or what is written where there is none."""
        return self.formers.get(written, written)

    def holder(self, kind: str, id: str) -> int | None:
        """The number of the record of that kind with that id, or that was formerly called so."""
        found = self._view.ask(_HOLDER, id, kind) or self._view.ask(
            _HOLDER, self._formers.get(kind, {}).get(id, ""), kind
        )
        return found[0][0] if found else None

    @cached_property
    def _formers(self) -> Mapping[str, Mapping[str, str]]:
        """Former ids with those of the records that list them first, by kind."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for _, n, kind, present, formerly in sorted(self._view.ask(_FORMERLY)):
            if n not in self.rivals:
                for former in json.loads(formerly):
                    found[kind].setdefault(former, present)
        return found
