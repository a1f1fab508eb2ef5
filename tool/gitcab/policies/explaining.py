"""What of the records in `cmdb/` no finished change explains, as the parts of a pull request need it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gitcab.model.change_set import Sort
from gitcab.model.cmdb_edit import CmdbEdit, Standing
from gitcab.model.inventory import Estate
from gitcab.policies._finishing_changes import finished_changes
from gitcab.policies.explained import cmdb_edits
from gitcab.policies.subject import LAYOUT
from gitcab.store.comparing import compare


@dataclass(frozen=True, slots=True)
class Unexplained:
    """What of a record's edit no finished change explains: fields by their dotted names, or all of it."""

    fields: tuple[str, ...] = ()
    added: bool = False
    deleted: bool = False


ONLY_LAYOUT = Unexplained((LAYOUT,))
"""Of a record whose file is another one, and that says the same."""

_NOTHING = Unexplained()


def finished(base: Estate, merged: Estate) -> frozenset[str]:
    """The ids of the changes that go from `implement` in the base to their review."""
    return frozenset(one.rfc.id for one in finished_changes(base, merged))


def unexplained(base: Estate, merged: Estate) -> Mapping[tuple[str, str], Unexplained | None]:
    """By kind and present id, of each record that says something else: what is unexplained, None for nothing."""
    found: dict[tuple[str, str], list[CmdbEdit]] = {}
    for edit in cmdb_edits(compare(base, merged, "", ""), base, merged):
        found.setdefault((edit.kind, edit.id), []).append(edit)
    return {key: _of(edits) for key, edits in found.items()}


def _of(edits: Iterable[CmdbEdit]) -> Unexplained | None:
    open_ones = [one for one in edits if one.standing is Standing.UNEXPLAINED]
    whole = {one.sort for one in open_ones if one.field is None}
    fields = tuple(".".join(map(str, one.field.route)) for one in open_ones if one.field)
    found = Unexplained(fields, Sort.ADDED in whole, Sort.DELETED in whole)
    return None if found == _NOTHING else found
