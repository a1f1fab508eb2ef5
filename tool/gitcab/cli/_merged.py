"""A pull request as git has it: its base, its head, what is between them, and what a merge would give."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from gitcab.cli._errors import CannotTell
from gitcab.cli._opening import Opened
from gitcab.model.entry import Entry
from gitcab.model.inventory import Estate, Inventory
from gitcab.model.pull_request import OpenPullRequest, PullRequest
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.policy import Policy
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.standing_policy import standing_policy
from gitcab.planning.planned import COUNTED, PlannedChange, planned
from gitcab.policies.collisions import OpenChanges
from gitcab.store.git import HOW_TO_DEEPEN
from gitcab.store.overlay_inventory import OverlayInventory
from gitcab.store.plumbing import ChangedPath
from gitcab.store.promised import blobs_of
from gitcab.store.revisions import Revisions
from gitcab.store.tree import CannotRead, TreeFile

_REFETCH = "fetch both branches and record the facts anew: gitcab cab facts PR > facts.json"


@dataclass(frozen=True)
class Merged:
    """Full ids of the commits, the paths that the pull request changes, and the tree that a merge gives.

    `tree` is None where the texts conflict.
    """

    revisions: Revisions
    base: str
    head: str
    merge_base: str
    changed: tuple[ChangedPath, ...]
    tree: str | None

    @property
    def contested(self) -> tuple[str, ...]:
        """The paths that both sides have changed, each otherwise."""
        theirs = {one.path: one.after for one in self.revisions.repository.changed_paths(self.merge_base, self.base)}
        return tuple(one.path for one in self.changed if one.path in theirs and theirs[one.path] != one.after)

    @property
    def before(self) -> Estate:
        """The estate of the base."""
        return self.revisions.estate(self.base)

    def after(self, tree: str) -> Estate:
        """The estate of the merge result."""
        return self.revisions.estate(tree)

    @property
    def policy(self) -> Policy:
        """The base's policy. Raises CannotTell where it has none, for then nobody can say what is needed."""
        found = standing_policy(self.before.inventory)
        if found is None:
            path = f"{self.revisions.prefix}changes/policy.yaml"
            hint = "merge one first, as `gitcab init` writes it; `gitcab validate` tells why one cannot be read"
            raise CannotTell(f"there is no policy in the base: {path} is missing or cannot be read", hint)
        return found


def read_merged(opened: Opened, base: str, head: str) -> Merged:
    """What git says of these two revisions; nothing of the head is checked out.

    Raises CannotRead for an unknown revision, CannotTell where the two have no common history.
    """
    repository = opened.repository
    one, other = repository.resolve(base), repository.resolve(head)
    ancestor = repository.merge_base(one, other)
    if ancestor is None:
        hint = HOW_TO_DEEPEN if repository.is_shallow else "fetch the whole history of both"
        raise CannotTell(f"{base} and {head} have no common history", hint)
    changed = repository.changed_paths(ancestor, other)
    return Merged(opened.revisions(), one, other, ancestor, changed, repository.merge_tree(one, other))


def demand_agreement(facts: PullRequest, merged: Merged) -> None:
    """Raises CannotTell where the facts speak of other commits than git does."""
    for name, told, found in (("base", facts.base.sha, merged.base), ("head", facts.head.sha, merged.head)):
        if told != found:
            message = f"the facts differ from git: their {name} is {told[:12]}, and here it is {found[:12]}"
            raise CannotTell(message, _REFETCH)


@dataclass(frozen=True, slots=True)
class Nearby:
    """What the other open pull requests bring, and which of them could not be looked at."""

    changes: OpenChanges
    remarks: tuple[str, ...]


def read_nearby(merged: Merged, others: tuple[OpenPullRequest, ...]) -> Nearby:
    """The changes and items that each other pull request alters since its merge base; drafts are left out."""
    changes: list[PlannedChange] = []
    items: dict[str, Entry[ConfigurationItem]] = {}
    remarks: list[str] = []
    looked_at = [other for other in others if not other.draft and other.head.sha != merged.head]
    files = {other.head.sha: _own_files(merged, other.head.sha) for other in looked_at}
    _bring(merged, files.values())
    for other in looked_at:
        try:
            estate = merged.revisions.partial(other.head.sha, _told(files[other.head.sha]))
        except CannotRead as error:
            remarks.append(f"#{other.number} was not looked at: {error.message}")
            continue
        mine = {one.id: one for one in estate.inventory.of_kind(ConfigurationItem)}
        changes += _planned(estate, OverlayInventory(merged.before.inventory, mine), merged.before, other.number)
        items |= {item: entry for item, entry in mine.items() if _is_related_otherwise(entry, merged.before)}
    return Nearby(OpenChanges(tuple(changes), items or None), tuple(remarks))


def _own_files(merged: Merged, head: str) -> list[TreeFile] | CannotRead:
    """The files that the other branch adds or edits, or why nobody can tell."""
    repository = merged.revisions.repository
    try:
        ancestor = repository.merge_base(merged.base, head)
        if ancestor is None:
            return CannotRead("it has no common history with the base")
        return [one.after for one in repository.changed_paths(ancestor, head) if one.after]
    except CannotRead as error:
        return error


def _told(files: list[TreeFile] | CannotRead) -> list[TreeFile]:
    if isinstance(files, CannotRead):
        raise files
    return files


def _bring(merged: Merged, found: Iterable[list[TreeFile] | CannotRead]) -> None:
    """Has a partial clone fetch the files of all of them at once; what it cannot get is told one by one."""
    files = (file for some in found if not isinstance(some, CannotRead) for file in some)
    with suppress(CannotRead):
        merged.revisions.repository.bring(blobs_of(files))


def _is_related_otherwise(entry: Entry[ConfigurationItem], base: Estate) -> bool:
    """Whether impact may travel otherwise than in the base; what else is edited moves no conflict."""
    here = base.inventory.get(ConfigurationItem, entry.id)
    shapes = [
        (one.record.item_class, one.record.life_cycle, one.record.quorum, one.record.formerly, one.record.relations)
        for one in (here, entry)
        if one
    ]
    return len(shapes) < 2 or shapes[0] != shapes[1]


def _planned(estate: Estate, inventory: Inventory, base: Estate, number: int) -> Iterator[PlannedChange]:
    for entry in estate.inventory.of_kind(RequestForChange):
        here = base.inventory.get(RequestForChange, entry.id)
        is_new = entry.record.state in COUNTED and not (here and here.record == entry.record)
        if is_new and (found := planned(entry, inventory, f"#{number}")):
            yield found
