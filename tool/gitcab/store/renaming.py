"""Another id for a record: its file moves, and whatever is not history names it by the new id."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gitcab.model.entry import AnyEntry
from gitcab.model.inventory import Estate
from gitcab.model.records._plans import TouchedItem
from gitcab.model.records.policy import Policy
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.records.team import Team
from gitcab.model.references import references
from gitcab.model.source import Route
from gitcab.store.document import Document
from gitcab.store.editing import Append, Change, Put, Remove, edit
from gitcab.store.reading import read_documents
from gitcab.store.tree import CannotRead, Tree, TreeFile

_OWNERS = ("owner", "operated_by")


@dataclass(frozen=True, slots=True)
class Renaming:
    """What a rename does: `contents` to write (None removes), how many places it rewrites in each other
    path, and the ids of the closed records that it leaves as they are."""

    old_path: str
    new_path: str
    contents: Mapping[str, bytes | None]
    rewritten: Mapping[str, int]
    left: tuple[str, ...]


def keeps_former_ids(entry: AnyEntry) -> bool:
    """Whether records of that kind list their earlier ids, through which old references resolve."""
    return "formerly" in type(entry.record).model_fields


def rename(estate: Estate, tree: Tree, entry: AnyEntry, new: str) -> Renaming:
    """The record with another id, everywhere but in closed records, every other byte as it was.

    Raises CannotRead where a file has changed meanwhile, CannotEdit where one cannot be edited.
    """
    moved = f"{entry.local_path.rpartition('/')[0]}/{new}.yaml"
    contents: dict[str, bytes | None] = {entry.local_path: None}
    rewritten: dict[str, int] = {}
    left: list[str] = []
    for one in estate.entries:
        named = list(_routes(estate, one, entry))
        if named and _is_history(estate, one):
            left.append(one.id)
        elif one is entry:
            contents[moved] = _edited(tree, one, [*_own_changes(one, new), *(Put(route, new) for route in named)])
        elif named:
            contents[one.local_path] = _edited(tree, one, [Put(route, new) for route in named])
            rewritten[one.local_path] = len(named)
    return Renaming(entry.local_path, moved, contents, rewritten, tuple(left))


def _is_history(estate: Estate, entry: AnyEntry) -> bool:
    return entry.record.is_history or entry.proposed_by in estate.closed


def _own_changes(entry: AnyEntry, new: str) -> Iterator[Change]:
    yield Put(("id",), new)
    if keeps_former_ids(entry):
        former = entry.record.formerly
        if new in former:
            yield Remove(("formerly", former.index(new)))
        yield Append(("formerly",), entry.id)


def _routes(estate: Estate, entry: AnyEntry, renamed: AnyEntry) -> Iterator[Route]:
    """Where the entry names the record that is renamed."""
    for reference in references(entry.record):
        if (reference.kind, reference.id) == (renamed.record.kind, renamed.id):
            yield reference.route
    if isinstance(renamed.record, Team):
        yield from _team_routes(estate, entry, renamed.id)


def _team_routes(estate: Estate, entry: AnyEntry, team: str) -> Iterator[Route]:
    """Teams that are named where the model sees no reference: in patches, and in the policy's groups."""
    if isinstance(entry.record, RequestForChange):
        yield from _patched_owners(entry.record, team)
    elif isinstance(entry.record, Policy) and not _is_role(estate, team):
        yield from _policy_groups(entry.record, team)


def _patched_owners(rfc: RequestForChange, team: str) -> Iterator[Route]:
    for index, item in enumerate(rfc.configuration_items):
        if isinstance(item, TouchedItem):
            for field, part in (("patch", item.patch), ("was", item.was)):
                yield from (("configuration_items", index, field, key) for key in _OWNERS if part.get(key) == team)


def _is_role(estate: Estate, name: str) -> bool:
    """A group of the policy that is a role as well as a team means both, and stays."""
    return any(name in entry.record.roles for entry in estate.inventory.of_kind(Team))


def _policy_groups(policy: Policy, team: str) -> Iterator[Route]:
    plain = policy.to_plain()
    for sort in ("approvals", "corrections"):
        for index, rule in enumerate(plain.get(sort, ())):
            yield from _required_groups(rule["require"], team, (sort, index, "require"))


def _required_groups(required: Mapping[str, Any], team: str, route: Route) -> Iterator[Route]:
    groups = required.get("from")
    if isinstance(groups, list):
        yield from ((*route, "from", position) for position, group in enumerate(groups) if group == team)
    if required.get("fallback") == team:
        yield (*route, "fallback")


def _edited(tree: Tree, entry: AnyEntry, changes: Sequence[Change]) -> bytes:
    ((_, document),) = read_documents(tree, [TreeFile(entry.local_path)])
    if not isinstance(document, Document):
        raise CannotRead(f"{entry.source.path} has changed while it was read", "run it again")
    return edit(document, changes).encode("utf-8")
