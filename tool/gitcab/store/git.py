"""The only door to git: fixed plumbing commands that read, run through GitPython.

GitPython starts the processes and nothing else. Its own arguments, configuration, references,
clone, fetch, diff and blame were the subject of more than thirty advisories, so none of them is
used. A repository is hostile data too: its configuration, attributes, hooks and replacements can
run programs or forge answers in porcelain commands, and are switched off for plumbing here. What
users type is resolved to a full object id before any other command sees it.
"""

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from pathlib import Path
from subprocess import PIPE, Popen
from typing import TYPE_CHECKING, BinaryIO, cast

from gitcab.model.nearest import did_you_mean
from gitcab.store.blobs import HOW_TO_COMPLETE, Blob, converse
from gitcab.store.plumbing import (
    LOG_FORMAT,
    ChangedPath,
    LoggedCommit,
    changed_paths,
    fields_of,
    logged_commits,
    tree_files,
)
from gitcab.store.tree import CannotRead, TreeFile

if TYPE_CHECKING:
    from git.cmd import Git

_OLDEST = (2, 38)

_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PROTOCOL_FROM_USER": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}

_SETTINGS = (
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "core.pager=cat",
    "advice.graftFileDeprecated=false",
    "log.showSignature=false",
    # Git refuses the repositories of other users because their settings could run programs. Here
    # they cannot, and root in a container reads a repository that the runner's user has cloned.
    "safe.directory=*",
)

_OPTIONS = ("--no-pager", "--literal-pathspecs", *(word for setting in _SETTINGS for word in ("-c", setting)))

_OBJECT_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_NO_NAME = re.compile(rf"(@|((FETCH|MERGE|ORIG)_)?HEAD|{_OBJECT_ID.pattern})([~^@].*)?", re.DOTALL)
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")
_NAMESPACES = ("refs/heads/", "refs/remotes/origin/", "refs/remotes/", "refs/tags/")


class Repository:
    """A git repository that is only read: `git_dir` is git's own folder, `top` the work tree's.

    `top` is None in a bare clone. Every `commit` is a full object id, as `resolve` gives it;
    ValueError for anything else. Every method raises CannotRead where git cannot answer.
    """

    def __init__(self, git_dir: Path, top: Path | None) -> None:
        self.git_dir = git_dir
        self.top = top
        self._runner = _Runner("-C", str(git_dir), f"--git-dir={git_dir}")

    @property
    def is_bare(self) -> bool:
        """Whether there is no work tree."""
        return self.top is None

    @cached_property
    def is_shallow(self) -> bool:
        """Whether the history was cut off, so that a merge base may be missing."""
        return self._runner.ask("rev-parse", "--is-shallow-repository") == "true"

    def resolve(self, revision: str) -> str:
        """The full id of the commit that a branch, tag, id or `HEAD~2` means.

        A branch is preferred to a remote one of `origin`, and both to a tag of the same name.
        """
        if revision and not _UNPRINTABLE.search(revision):
            named = None if _NO_NAME.fullmatch(revision) else self._named(revision)
            found = self._commit(named or revision)
            if found:
                return found
        raise CannotRead(f"there is no revision {revision!r}", self._hint_for(revision))

    def list_tree(self, commit: str, prefix: str = "", folders: Iterable[str] = ()) -> Iterator[TreeFile]:
        """What lies at or below the folders of a commit, in the order of the paths, sizes unknown.

        `folders` and the paths that come out count from `prefix`, which is "" or ends in "/".
        """
        below = [f"{prefix}{folder.rstrip('/')}" for folder in folders] or [prefix] * bool(prefix)
        arguments = ("-r", "-z", "--full-tree", "--end-of-options", _full(commit), *below)
        with self._runner.started("ls-tree", *arguments) as process:
            yield from tree_files(fields_of(_pipe(process.stdout)), prefix)
            _check(process)

    def blobs(self, ids: Iterable[str], limit: int) -> Iterator[Blob]:
        """The blobs in the given order, from one process; none above `limit` bytes is loaded."""
        with self._runner.started("cat-file", "--batch-command", "--buffer", stdin=PIPE) as process:
            yield from converse(_pipe(process.stdin), _pipe(process.stdout), map(_full, ids), limit)

    def merge_base(self, one: str, other: str) -> str | None:
        """The best common ancestor of two commits; None where the history has none."""
        return self._runner.ask("merge-base", "--end-of-options", _full(one), _full(other), no=(1,)) or None

    def is_ancestor(self, one: str, other: str) -> bool:
        """Whether the one commit is the other or among its ancestors."""
        question = ("--is-ancestor", "--end-of-options", _full(one), _full(other))
        return self._runner.ask("merge-base", *question, no=(1,)) is not None

    def changed_paths(self, base: str, head: str) -> tuple[ChangedPath, ...]:
        """Every path that differs between two commits, in order; a rename is a loss and a gain."""
        options = ("-r", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", "--end-of-options")
        with self._runner.started("diff-tree", *options, _full(base), _full(head)) as process:
            found = tuple(changed_paths(fields_of(_pipe(process.stdout))))
            _check(process)
        return found

    def log(self, commit: str, path: str) -> tuple[LoggedCommit, ...]:
        """The commits that changed one file, newest first, followed through its renames.

        `path` counts from git's top.
        """
        options = ("-z", "--follow", "--name-only", "--no-ext-diff", "--no-textconv", "--no-show-signature")
        shown = ("--no-mailmap", "--no-color", "--encoding=UTF-8", f"--format={LOG_FORMAT}", "--end-of-options")
        with self._runner.started("log", *options, *shown, _full(commit), "--", path) as process:
            found = tuple(logged_commits(fields_of(_pipe(process.stdout)), path))
            _check(process)
        return found

    def head_branch(self) -> str | None:
        """The name of the branch that is checked out; None where HEAD is detached."""
        found = self._runner.ask("symbolic-ref", "--quiet", "HEAD", no=(1,))
        return found.removeprefix("refs/heads/") if found else None

    def _named(self, revision: str) -> str | None:
        """`main~2` with the id of its branch or tag in place of the name; None where there is none.

        Names are compared whole: git itself would take a tag called `refs/heads/main` for the
        branch `main` where there is no such branch.
        """
        name = re.split(r"[~^]|@\{", revision, maxsplit=1)[0]
        wanted = [name] if name.startswith("refs/") else [f"{namespace}{name}" for namespace in _NAMESPACES]
        listed = self._runner.ask("for-each-ref", "--format=%(objectname) %(refname)", *wanted) or ""
        ids = {ref: object_id for object_id, ref in (line.split(" ", 1) for line in listed.splitlines())}
        return next((ids[ref] + revision[len(name) :] for ref in wanted if ref in ids), None)

    def _commit(self, expression: str) -> str | None:
        question = ("--verify", "--quiet", "--end-of-options", f"{expression}^{{commit}}")
        found = self._runner.ask("rev-parse", *question, no=(1, 128))
        return found if found and _OBJECT_ID.fullmatch(found) else None

    def _hint_for(self, revision: str) -> str:
        if self.is_shallow:
            return "this clone is shallow: fetch the whole history with git fetch --unshallow"
        return did_you_mean(revision, self._branches()) or "`git branch --all` lists the branches there are"

    def _branches(self) -> list[str]:
        listed = self._runner.ask("for-each-ref", "--format=%(refname:lstrip=2)", "refs/heads", "refs/remotes")
        return (listed or "").splitlines()


def open_repository(path: Path) -> Repository:
    """The repository that a folder lies in: a work tree, a folder in it, or a bare clone.

    Raises CannotRead where there is none, or where git is missing or older than 2.38.
    """
    _check_version()
    folder = path.absolute()
    if not folder.is_dir():
        raise CannotRead(f"there is no folder {path}", "name a folder of a git repository with --repo")
    runner = _Runner("-C", str(folder))
    try:
        described = runner.ask("rev-parse", "--is-inside-work-tree", "--absolute-git-dir") or ""
    except CannotRead as error:
        hint = "run `git init` there, or name a folder of a git repository with --repo"
        raise CannotRead(f"{path} is in no git repository that can be read; {error.message}", hint) from None
    is_inside, _, git_dir = described.partition("\n")
    top = runner.ask("rev-parse", "--show-toplevel") if is_inside == "true" else None
    return Repository(Path(git_dir), Path(top) if top else None)


class _Runner:
    """Starts git's commands in one place, cut off from settings and variables of others."""

    def __init__(self, *place: str) -> None:
        self._call = ("git", *_OPTIONS, *place)

    @contextmanager
    def started(self, command: str, *arguments: str, stdin: int | None = None) -> Iterator[Popen[bytes]]:
        """A running command; leaving closes its pipes, which ends it, and waits for it."""
        called = [*self._call, command, *arguments]
        with _no_inherited_variables():
            # The name must live as long as the process, which GitPython ends when it is collected.
            running = _git().execute(called, stdin, as_process=True, shell=False, env=_ENVIRONMENT)
        with cast("Popen[bytes]", running.proc) as process:
            yield process

    def ask(self, command: str, *arguments: str, no: tuple[int, ...] = ()) -> str | None:
        """What a command prints, without its last line break; None where its exit code is one of `no`."""
        with self.started(command, *arguments) as process:
            answer, complaint = process.communicate()
        if process.returncode in no:
            return None
        if process.returncode != 0:
            raise CannotRead(_complaint(complaint), HOW_TO_COMPLETE)
        return os.fsdecode(answer).removesuffix("\n")


@cache
def _git() -> "Git":
    """GitPython, imported late because the import itself runs git and fails without it."""
    from git.cmd import Git

    return Git()


@cache
def _check_version() -> None:
    """Older ones lack `cat-file --batch-command` and `merge-tree --write-tree`."""
    if shutil.which("git") is None:
        raise CannotRead("git is not on the PATH", "install git 2.38 or later")
    told = _Runner().ask("version") or ""
    found = re.search(r"(\d+)\.(\d+)", told)
    if found is None or (int(found[1]), int(found[2])) < _OLDEST:
        raise CannotRead(f"gitcab needs git 2.38 or later, and this is {told!r}", "install a newer git")


@contextmanager
def _no_inherited_variables() -> Iterator[None]:
    """Without GIT_DIR, GIT_INDEX_FILE and the like, which git sets for hooks; pre-commit hands them on.

    GitPython adds to the variables of this process and can take none away.
    """
    inherited = {name: value for name, value in os.environ.items() if name.startswith("GIT_")}
    for name in inherited:
        del os.environ[name]
    try:
        yield
    finally:
        os.environ.update(inherited)


def _full(object_id: str) -> str:
    if not _OBJECT_ID.fullmatch(object_id):
        raise ValueError(f"{object_id!r} is no full object id; resolve it first")
    return object_id


def _pipe(stream: object) -> BinaryIO:
    return cast(BinaryIO, stream)


def _check(process: Popen[bytes]) -> None:
    """Raises CannotRead where a command that has told everything has not ended well."""
    complaint = _pipe(process.stderr).read()
    if process.wait() != 0:
        raise CannotRead(_complaint(complaint), HOW_TO_COMPLETE)


def _complaint(told: bytes) -> str:
    first = told.decode("utf-8", "backslashreplace").strip().partition("\n")[0]
    return f"git says: {first.removeprefix('fatal: ')}" if first else "git cannot read the repository"
