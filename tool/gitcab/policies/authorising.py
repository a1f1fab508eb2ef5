"""Which piece of evidence is of the merge that authorised a change, and when a change was closed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from gitcab.model.entry import Entry
from gitcab.model.evidence import Evidence
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.substance import altered_substance
from gitcab.model.transition import transition
from gitcab.store.loading import load
from gitcab.store.partial_tree import PartialTree
from gitcab.store.repository import Repository

_Change = Entry[RequestForChange]


@dataclass(frozen=True, eq=False)
class Authorising:
    """Looks into the pieces, newest first, and into the line of the branch at `commit`."""

    repository: Repository
    prefix: str
    commit: str
    pieces: Sequence[Evidence]

    def piece_of(self, change: _Change) -> Evidence | None:
        """The newest piece whose merge authorised the change, else the one that brought its file."""
        first: Evidence | None = None
        for piece in self._touching.get(change.source.path, ()):
            base, merge = _sides(piece)
            before, after = self._at(base, change), self._at(merge, change)
            if after and _authorises(before, after):
                return piece
            first = piece if before is None else first
        return first

    def closed_at(self, change: _Change) -> datetime | None:
        """When the branch first had it closed."""
        found: int | None = None
        for one in self.repository.mainline(self.commit, change.source.path):
            record = self._at(one.commit, change)
            if record is None or record.state != "closed":
                break
            found = one.time
        return datetime.fromtimestamp(found, UTC) if found is not None else None

    @cached_property
    def _touching(self) -> Mapping[str, list[Evidence]]:
        """By path, from git's top, the pieces whose merge changed it, newest first."""
        found: dict[str, list[Evidence]] = {}
        for piece in self.pieces:
            base, merge = _sides(piece)
            for one in self.repository.changed_paths(base, merge) if base and merge else ():
                found.setdefault(one.path, []).append(piece)
        return found

    def _at(self, commit: str, change: _Change) -> RequestForChange | None:
        files = [one for one in self.repository.list_tree(commit, "", [change.source.path]) if one.blob]
        estate = load(PartialTree(self.repository, commit, self.prefix, files)) if files else None
        entry = estate.inventory.get(RequestForChange, change.id) if estate else None
        return entry.record if entry else None


def _sides(piece: Evidence) -> tuple[str, str]:
    """Base and merge; empty where nothing was merged."""
    statement = piece.statement
    return (statement.base, statement.merge) if statement and statement.merge else ("", "")


def _authorises(before: RequestForChange | None, after: RequestForChange) -> bool:
    step = transition(before, after)
    if step is not None:
        return step.authorises
    return after.state == "scheduled" and before is not None and bool(altered_substance(before, after))
