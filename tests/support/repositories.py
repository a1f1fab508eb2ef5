"""Real git repositories, made quickly and the same every time: author, dates and settings are fixed."""

import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

_SETTINGS = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Maria Chen",
    "GIT_AUTHOR_EMAIL": "mchen@district.example",
    "GIT_COMMITTER_NAME": "Maria Chen",
    "GIT_COMMITTER_EMAIL": "mchen@district.example",
    "LC_ALL": "C.UTF-8",
}

_FIRST_COMMIT = 1_767_261_600  # 2026-01-01T10:00:00Z; every commit is an hour later


class ScratchRepository:
    """A repository in a test's own folder: `path` is its top, or git's folder where it is bare."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._commits = 0

    def git(self, *arguments: str, stdin: str | bytes = b"", env: Mapping[str, str] | None = None) -> str:
        """Runs git here and gives what it prints, without the last line break; fails when git does."""
        given = stdin.encode() if isinstance(stdin, str) else stdin
        command = ["git", "-C", str(self.path), *arguments]
        ran = subprocess.run(command, input=given, env=self._environment(env), capture_output=True, check=False)
        if ran.returncode != 0:
            raise AssertionError(f"{' '.join(command)}: {os.fsdecode(ran.stderr)}")
        return os.fsdecode(ran.stdout).removesuffix("\n")

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Writes into the work tree, folders included; nothing is committed."""
        for name, content in files.items():
            target = self.path / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.encode() if isinstance(content, str) else content)

    def commit(
        self, message: str = "A change", files: Mapping[str, str | bytes] | None = None, delete: Iterable[str] = ()
    ) -> str:
        """Writes, deletes, commits all there is (even nothing), and gives the commit's id."""
        self.write(files or {})
        for name in delete:
            (self.path / name).unlink()
        self._commits += 1
        self.git("add", "--all", "--force")
        self.git("commit", "--quiet", "--allow-empty", "--allow-empty-message", "--message", message)
        return self.head()

    def head(self) -> str:
        """The id of the commit that is checked out."""
        return self.git("rev-parse", "HEAD")

    def branch(self, name: str, at: str = "HEAD") -> None:
        """Makes a branch and stays where it is."""
        self.git("branch", "--force", name, at)

    def checkout(self, name: str, *, new: bool = False) -> None:
        """Checks a branch or a commit out; `new` makes the branch first."""
        self.git("checkout", "--quiet", *["-b"] * new, name)

    def merge(self, name: str, message: str = "Merge") -> str:
        """Merges a branch with a commit of its own, and gives that commit's id."""
        self._commits += 1
        self.git("merge", "--quiet", "--no-ff", "--message", message, name)
        return self.head()

    def bare_clone(self, name: str = "clone.git", *options: str) -> "ScratchRepository":
        """A bare clone beside this repository, with these options of `git clone`."""
        target = self.path.with_name(name)
        self.git("clone", "--quiet", "--bare", *options, self.path.as_uri(), str(target))
        return ScratchRepository(target)

    def commit_tree(self, entries: Iterable[tuple[str, str, str]], parent: str | None = None) -> str:
        """A forged commit whose top has just these (mode, id, name), which git itself would never write."""
        kinds = {"040000": "tree", "160000": "commit"}
        listed = "".join(f"{mode} {kinds.get(mode, 'blob')} {entry}\t{name}\0" for mode, entry, name in entries)
        tree = self.git("mktree", "-z", "--missing", stdin=listed)
        return self.git("commit-tree", tree, "-m", "Forged", *(["-p", parent] if parent else []))

    def blob(self, content: str | bytes) -> str:
        """Puts a blob into the object store and gives its id."""
        return self.git("hash-object", "-w", "--stdin", stdin=content)

    def _environment(self, more: Mapping[str, str] | None) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        date = f"{_FIRST_COMMIT + 3600 * self._commits} +0000"
        dates = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
        return {**kept, **_SETTINGS, **dates, **(more or {})}


def make_repository(path: Path, files: Mapping[str, str | bytes] | None = None) -> ScratchRepository:
    """A repository with the branch `main` at this path; the files, where given, are its first commit."""
    path.mkdir(parents=True, exist_ok=True)
    repository = ScratchRepository(path)
    repository.git("init", "--quiet", "--template=", "--initial-branch=main")
    repository.git("config", "gc.auto", "0")
    if files is not None:
        repository.commit("The first commit", files)
    return repository
