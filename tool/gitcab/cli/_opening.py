"""From `--repo` and `--rev` to the estate that a command asks its questions of."""

import gc
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from os.path import normpath
from pathlib import Path

from gitcab.cli._errors import CannotTell
from gitcab.cli._telling import warn
from gitcab.model.inventory import Estate
from gitcab.store.commit_tree import CommitTree
from gitcab.store.estate_root import find_estate
from gitcab.store.journal import NAME as JOURNAL
from gitcab.store.journal import Journal
from gitcab.store.loading import FOLDERS, load
from gitcab.store.repository import Repository
from gitcab.store.tree import Tree
from gitcab.store.work_tree import WorkTree

_SCHEMAS = "schemas"


@dataclass(frozen=True, slots=True)
class Opened:
    """A repository, and the estate's root in it: `prefix` from git's top."""

    repository: Repository
    prefix: str

    @property
    def root(self) -> Path:
        """The estate's folder on disk. Raises CannotTell in a bare clone."""
        if self.repository.top is None:
            hint = "name a commit with --rev, or use a clone with a work tree"
            raise CannotTell("this is a bare clone, which has no work tree", hint)
        return self.repository.top / self.prefix

    def from_top(self, path: Path) -> str | None:
        """The path of a file or folder on disk from git's top, None where it lies elsewhere."""
        top = self.repository.top
        written = Path(normpath(path.absolute()))
        absolute = written.parent.resolve() / written.name
        return absolute.relative_to(top).as_posix() if top and absolute.is_relative_to(top) else None

    def tree(self, rev: str | None) -> Tree:
        """The tree of the revision, or the work tree.

        Raises CannotRead for an unknown revision, CannotTell while a cut-off writing waits.
        """
        if rev is None:
            self._demand_whole()
            return WorkTree(self.root, self.prefix)
        return CommitTree(self.repository, self.repository.resolve(rev), self.prefix)

    @property
    def journal(self) -> Journal:
        """Through which files are written. Raises CannotTell in a bare clone."""
        top = self.repository.top or self.root
        return Journal(self.repository.own_path(JOURNAL), top)

    def write(self, contents: Mapping[str, bytes | None]) -> None:
        """Writes the files (None removes one) in one go or not at all; raises CannotWrite."""
        self.journal.write({f"{self.prefix}{path}": content for path, content in contents.items()})

    def _demand_whole(self) -> None:
        if self.journal.is_pending:
            raise CannotTell(
                "an earlier command was cut off while it wrote, so the files are half old, half new",
                "run `gitcab recover`, which completes it",
            )

    def estate(self, rev: str | None) -> Estate:
        """The estate at the revision, or in the work tree; progress is shown on a terminal.

        Raises CannotTell where there is nothing that could be an estate.
        """
        tree = self.tree(rev)
        if next(tree.files(*FOLDERS, _SCHEMAS), None) is None:
            where = rev or self.root
            raise CannotTell(
                f"there is no estate in {where}: none of cmdb/, changes/, operations/, schemas/",
                "run `gitcab init` to start one, or name its folder with --repo",
            )
        with _progress() as on_file:
            estate = load(tree, on_file)
        # The estate stays until the end; left out of collections, a big one no longer slows every one of them down.
        gc.freeze()
        return estate


def open_estate(repo: Path) -> Opened:
    """The repository around that folder. Raises CannotRead where there is none."""
    repository, prefix = find_estate(repo)
    return Opened(repository, prefix)


def open_to_write(repo: Path) -> Opened:
    """The repository for a command that writes: what an earlier one left half-written is completed first."""
    opened = open_estate(repo)
    for path in opened.journal.recover() if opened.journal.is_pending else ():
        warn(f"completed what was cut off: {path}")
    return opened


@contextmanager
def _progress() -> Iterator[Callable[[], None]]:
    """Counts files on a terminal's error stream; shows nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("reading records"), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=None)
        yield lambda: progress.advance(task)
