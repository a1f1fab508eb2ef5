"""The commits that changed one item, told field by field, through its moves and renames."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from gitcab.model.history import Revision
from gitcab.store.commit_tree import CommitTree
from gitcab.store.comparing import differences
from gitcab.store.document import Document
from gitcab.store.plumbing import LoggedCommit
from gitcab.store.reading import read_documents
from gitcab.store.repository import Repository
from gitcab.store.tree import CannotRead, TreeFile

_HOME = "cmdb"


def history(repository: Repository, prefix: str, commit: str, ids: Collection[str]) -> Iterator[Revision]:
    """The revisions of the item that had one of these ids, up to the commit, newest first.

    An id is its file's name, so that a file is found again where git sees no rename.
    Raises CannotRead where the history cannot be read.
    """
    past = _Past(repository, prefix, frozenset(f"{one}.yaml" for one in ids))
    until: str | None = commit
    while until and (path := past.path_at(until)):
        logged = repository.log(until, f"{prefix}{path}")
        yield from (past.revision(one) for one in logged)
        until = past.parent_of(logged[-1].commit) if logged else None


@dataclass(frozen=True)
class _Past:
    repository: Repository
    prefix: str
    file_names: frozenset[str]

    def parent_of(self, commit: str) -> str | None:
        try:
            return self.repository.resolve(f"{commit}^")
        except CannotRead:
            return None

    def path_at(self, commit: str) -> str | None:
        file = self._file_at(commit)
        return file.path if file else None

    def revision(self, logged: LoggedCommit) -> Revision:
        parent = self.parent_of(logged.commit)
        after = self._file_at(logged.commit)
        before = self._file_at(parent) if parent else None
        told = (logged.commit, logged.date, logged.author, logged.subject)
        if parent is None and self.repository.is_shallow:
            return Revision(*told, event="as old as this shallow clone reaches")
        if parent is None or before is None:
            return Revision(*told, event="added")
        if after is None:
            return Revision(*told, event="deleted")
        event = "" if before.path == after.path else f"moved from {self.prefix}{before.path}"
        values = self._value(parent, before), self._value(logged.commit, after)
        if None in values:
            return Revision(*told, event=event or "could not be read before or after it")
        return Revision(*told, tuple(differences(*values)), event)

    def _file_at(self, commit: str) -> TreeFile | None:
        files = CommitTree(self.repository, commit, self.prefix).files(_HOME)
        return next((file for file in files if file.path.rpartition("/")[2] in self.file_names), None)

    def _value(self, commit: str, file: TreeFile) -> Any:
        tree = CommitTree(self.repository, commit, self.prefix)
        ((_, document),) = read_documents(tree, [file])
        return document.value if isinstance(document, Document) else None
