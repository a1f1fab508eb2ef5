"""A repository that is only read: its commits, their files, and how they relate.

What users type is resolved to a full object id before any other command sees it.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, cached_property
from pathlib import Path
from subprocess import PIPE
from typing import BinaryIO, cast

from gitcab.store.blobs import Blob, converse
from gitcab.store.git import HOW_TO_DEEPEN, Runner, check_version, demand_success
from gitcab.store.plumbing import (
    LINE_FORMAT,
    LOG_FORMAT,
    OWN_FORMAT,
    ChangedPath,
    LineCommit,
    LoggedCommit,
    OwnCommit,
    changed_paths,
    fields_of,
    line_commits,
    logged_commits,
    own_commits,
    pieces_of,
    tree_files,
)
from gitcab.store.promised import blobs_of, bring, is_partial, needed_to_merge, objects_of, shallow_ends
from gitcab.store.revision_names import OBJECT_ID, RevisionNames
from gitcab.store.tree import CannotRead, TreeFile

_HEAD = "HEAD^{commit}"


class Repository:
    """A git repository that is only read: `git_dir` is git's own folder, `top` the work tree's.

    `top` is None in a bare clone; `head` is what HEAD was when it was opened, None where that is no commit.
    Every `commit` is a full object id, as `resolve` gives it; ValueError for anything else. Every method
    raises CannotRead where git cannot answer.
    """

    def __init__(self, git_dir: Path, top: Path | None, head: str | None = None) -> None:
        self.git_dir = git_dir
        self.top = top
        self.head = head
        place = ("-C", str(git_dir), f"--git-dir={git_dir}")
        self._runner = Runner(*place)
        # Who lists a tree runs for as long as its files are read, and keeps all that it has seen of a pack.
        self._frugal = Runner(*place, "-c", "core.packedGitWindowSize=64k", "-c", "core.packedGitLimit=256k")
        # Git reads its whole index, 100 MB for a million files, even to compare two commits: so there is none.
        self._without_index = Runner(*place, index=git_dir / "gitcab" / "no-index")

    @property
    def is_bare(self) -> bool:
        """Whether there is no work tree."""
        return self.top is None

    @property
    def is_shallow(self) -> bool:
        """Whether the history was cut off, so that a merge base may be missing."""
        return bool(shallow_ends(self.git_dir))

    def resolve(self, revision: str) -> str:
        """The full id of the commit that a branch, tag, id or `HEAD~2` means.

        A branch is preferred to a remote one of `origin`, and both to a tag of the same name.
        """
        return self.resolve_all((revision,))[0]

    def resolve_all(self, revisions: Sequence[str]) -> list[str]:
        """What `resolve` says of each; git is asked once for all that are just names of branches."""
        names = RevisionNames(self._runner)
        tips = names.tips(revisions)
        return [tips.get(one) or names.commit(one) or self._unknown(one, names) for one in revisions]

    def _unknown(self, revision: str, names: RevisionNames) -> str:
        hint = f"this clone is shallow: {HOW_TO_DEEPEN}" if self.is_shallow else names.hint(revision)
        raise CannotRead(f"there is no revision {revision!r}", hint)

    def list_tree(self, commit: str, prefix: str = "", folders: Iterable[str] = ()) -> Iterator[TreeFile]:
        """What lies at or below the folders of a commit, in the order of the paths, sizes unknown.

        `folders` and the paths that come out count from `prefix`, which is "" or ends in "/".
        """
        below = [f"{prefix}{folder.rstrip('/')}" for folder in folders] or [prefix] * bool(prefix)
        arguments = ("-r", "-z", "--full-tree", "--end-of-options", _full(commit), *below)
        with self._frugal.streamed("ls-tree", *arguments) as told:
            yield from tree_files(pieces_of(told), prefix)

    def blobs(self, ids: Iterable[str], limit: int) -> Iterator[Blob]:
        """The blobs in the given order, from one process; none above `limit` bytes is loaded.

        A partial clone fetches first what it lacks of them.
        """
        if self._is_partial:
            ids = tuple(ids)
            self.bring(ids)
        with self._runner.started("cat-file", "--batch-command", "--buffer", stdin=PIPE) as process:
            requests, answers = cast(BinaryIO, process.stdin), cast(BinaryIO, process.stdout)
            yield from converse(requests, answers, map(_full, ids), limit)

    def bring(self, ids: Iterable[str], commit: str | None = None) -> None:
        """Has a partial clone fetch in one go those of the objects that it lacks; others have them all.

        Most of them are part of `commit`, where it is given.
        """
        if self._is_partial:
            bring(self._runner, self._objects, map(_full, ids), commit)

    def merge_base(self, one: str, other: str) -> str | None:
        """The best common ancestor of two commits; None where the history has none.

        Raises CannotRead where a shallow clone ends too early to be sure of it.
        """
        told = self._runner.ask("merge-base", "--all", "--end-of-options", _full(one), _full(other), no=(1,)) or ""
        found = told.splitlines()
        if self.is_shallow and found and not self._is_certain(one, other, found):
            message = f"this shallow clone ends too early to tell where {one[:12]} and {other[:12]} part"
            raise CannotRead(message, HOW_TO_DEEPEN)
        return found[0] if found else None

    def _is_certain(self, one: str, other: str, found: list[str]) -> bool:
        """Whether no better common ancestor can lie where the history was cut off.

        It could if the cut were on a way from one of the two that does not lead through the one found.
        """
        if found[0] in (one, other):
            return True
        own = self._runner.ask("rev-list", "--end-of-options", one, other, f"^{found[0]}") or ""
        return len(found) == 1 and not shallow_ends(self.git_dir).intersection(own.split())

    def is_ancestor(self, one: str, other: str) -> bool:
        """Whether the one commit is the other or among its ancestors."""
        question = ("--is-ancestor", "--end-of-options", _full(one), _full(other))
        return self._runner.ask("merge-base", *question, no=(1,)) is not None

    def changed_paths(self, base: str, head: str, folders: Iterable[str] = ()) -> tuple[ChangedPath, ...]:
        """Every path that differs between two commits, in order; a rename is a loss and a gain.

        With folders, from git's top, those at or below them.
        """
        with self.comparing(base, head, folders) as changed:
            return changed()

    @contextmanager
    def comparing(
        self, base: str, head: str, folders: Iterable[str] = ()
    ) -> Iterator[Callable[[], tuple[ChangedPath, ...]]]:
        """What `changed_paths` says, which git finds out until it is called."""
        options = ("-r", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", "--end-of-options")
        with self._without_index.started("diff-tree", *options, _full(base), _full(head), "--", *folders) as process:

            @cache
            def changed() -> tuple[ChangedPath, ...]:
                found = tuple(changed_paths(fields_of(cast(BinaryIO, process.stdout))))
                demand_success(process)
                return found

            yield changed

    def commits_between(self, base: str, head: str) -> tuple[OwnCommit, ...]:
        """The commits that the head has and the base has not, parents first.

        Raises CannotRead where a shallow clone may hide some of them.
        """
        options = ("--topo-order", "--reverse", "--no-show-signature", f"--format={OWN_FORMAT}", "-z")
        with self._runner.streamed("log", *options, "--end-of-options", f"{_full(base)}..{_full(head)}") as told:
            found = tuple(own_commits(fields_of(told)))
        if self.is_shallow and not all(one.parents for one in found):
            raise CannotRead(f"this shallow clone ends between {base[:12]} and {head[:12]}", HOW_TO_DEEPEN)
        return found

    def mainline(self, commit: str, path: str | None = None) -> Iterator[LineCommit]:
        """The commit and its first parents, newest first: what a branch was, merge by merge.

        With a path, from git's top, those of them that changed the file.
        """
        options = ("--first-parent", "--no-show-signature", "--encoding=UTF-8", f"--format={LINE_FORMAT}", "-z")
        below = ["--", path] if path else ["--"]
        with self._runner.streamed("log", *options, "--end-of-options", _full(commit), *below) as told:
            yield from line_commits(fields_of(told))

    def merge_tree(self, base: str, head: str) -> str | None:
        """The id of the tree that a merge of the two gives; None where their texts conflict.

        The tree is written among git's objects, where nothing refers to it. A repository whose settings name
        programs that merge is refused: nobody could say what they make of it.
        """
        if self._runner.ask("config", "--get-regexp", r"^merge\..*\.driver$", no=(1,)) is not None:
            hint = "take `merge.….driver` out of the repository's settings"
            raise CannotRead("the repository has programs of its own that merge files, which are never run", hint)
        if self._is_partial and (start := self.merge_base(base, head)):
            self.bring(needed_to_merge(self.changed_paths(start, base), self.changed_paths(start, head)))
        settled = ("--write-tree", "--no-messages", "-z", "--end-of-options", _full(base), _full(head))
        told = self._runner.ask("merge-tree", *settled, no=(1,))
        return told.split("\0")[0] if told is not None else None

    def log(self, commit: str, path: str) -> tuple[LoggedCommit, ...]:
        """The commits that changed one file, newest first, followed through its renames.

        `path` counts from git's top.
        """
        if self._is_partial:
            self._bring_renamed(_full(commit), path)
        options = ("-z", "--follow", "--name-only", "--no-ext-diff", "--no-textconv", "--no-show-signature")
        shown = ("--no-mailmap", "--no-color", "--encoding=UTF-8", f"--format={LOG_FORMAT}", "--end-of-options")
        with self._runner.streamed("log", *options, *shown, _full(commit), "--", path) as told:
            return tuple(logged_commits(fields_of(told), path))

    def _bring_renamed(self, commit: str, path: str) -> None:
        """What git looks at when it follows a file: where that appears, every content before and after."""
        shown = ("-1", "--no-renames", "--diff-filter=A", "--no-show-signature", "--format=%H %P", "--end-of-options")
        while told := self._runner.ask("log", *shown, commit, "--", path):
            appeared, *parents = told.split()
            for one in (appeared, *parents):
                self.bring(blobs_of(self.list_tree(one)), one)
            if not parents:
                return
            commit = parents[0]
            options = ("-r", "-z", "-M", "--diff-filter=R", "--name-status", "--no-ext-diff", "--no-textconv")
            moves = self._runner.ask("diff-tree", *options, "--end-of-options", commit, appeared) or ""
            _, *names = moves.split("\0") if moves else [""]
            sources = dict(zip(names[1::3], names[0::3], strict=False))
            if path not in sources:
                return
            path = sources[path]

    def head_branch(self) -> str | None:
        """The name of the branch that is checked out; None where HEAD is detached."""
        found = self._runner.ask("symbolic-ref", "--quiet", "HEAD", no=(1,))
        return found.removeprefix("refs/heads/") if found else None

    def own_path(self, name: str) -> Path:
        """Where a file of that name lies in git's own folder, each linked work tree having its own."""
        return self.git_dir / name

    @cached_property
    def _objects(self) -> Path:
        return objects_of(self.git_dir)

    @cached_property
    def _is_partial(self) -> bool:
        return is_partial(self._objects)


def open_repository(path: Path, meanwhile: Callable[[], None] = check_version) -> Repository:
    """The repository that a folder lies in: a work tree, a folder in it, or a bare clone.

    While git answers, `meanwhile` is called; who gives another one asks `check_version` later.
    Raises CannotRead where there is none, or where git is missing or older than 2.38.
    """
    question = ("rev-parse", "--is-inside-work-tree", "--absolute-git-dir", "--show-cdup", "--revs-only", _HEAD)
    try:
        with Runner("-C", str(path.absolute())).streamed(*question) as told:
            meanwhile()
            described = os.fsdecode(told.read()).removesuffix("\n")
    except CannotRead as error:
        check_version()
        hint = "run `git init` there, or name a folder of a git repository with --repo"
        raise CannotRead(f"{path} is in no git repository that can be read; {error.message}", hint) from None
    is_inside, _, places = described.partition("\n")
    before, _, last = places.rpartition("\n")
    head = last if OBJECT_ID.fullmatch(last) else None  # where there is no commit yet, nothing is told of it
    places = places if head is None else before
    if is_inside == "true":
        git_dir, _, upwards = places.rpartition("\n")
        return Repository(Path(git_dir), (path / upwards).resolve(), head)
    # Inside of git's own folder a work tree that is told by a setting comes after it.
    return Repository(Path(places if Path(places).is_dir() else places.partition("\n")[0]), None, head)


def _full(object_id: str) -> str:
    if not OBJECT_ID.fullmatch(object_id):
        raise ValueError(f"{object_id!r} is no full object id; resolve it first")
    return object_id
