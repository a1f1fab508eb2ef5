"""The chain of evidence: `refs/gitcab/evidence`, one commit a decision, written with plumbing only."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gitcab.store.git import Runner
from gitcab.store.repository import Repository
from gitcab.store.tree import CannotRead

REF = "refs/gitcab/evidence"
FETCH = f"git fetch origin {REF}:{REF}"
PUSH = f"git push origin {REF}"

_LARGEST = 30_000_000
_WHO = "gitcab <gitcab@localhost>"


@dataclass(frozen=True, slots=True)
class Kept:
    """One commit of the chain: its parents, and of each of its files git's id and the content."""

    commit: str
    parents: tuple[str, ...]
    files: Mapping[str, tuple[str, bytes]]


class EvidenceChain:
    """The evidence of one repository. Every method raises CannotRead where git refuses."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._runner = Runner("-C", str(repository.git_dir), f"--git-dir={repository.git_dir}")

    @property
    def tip(self) -> str | None:
        """The newest piece; None where there is none in this clone."""
        told = self._runner.ask("for-each-ref", "--format=%(refname) %(objectname)", REF) or ""
        found = (line.split(" ") for line in told.split("\n") if line)
        return next((commit for name, commit in found if name == REF), None)

    def pieces(self) -> Iterator[Kept]:
        """The tip and its first parents, newest first; where the chain begins the reader must know."""
        if tip := self.tip:
            for one in self._repository.mainline(tip):
                yield Kept(one.commit, one.parents, self._files(one.commit))

    def keep(self, content: bytes) -> str:
        """The id under which git keeps this content from now on."""
        return self._runner.ask("hash-object", "-w", "--stdin", given=content) or ""

    def append(self, files: Mapping[str, bytes], parents: Sequence[str], subject: str, time: int) -> str:
        """A new tip with these files; `time` is in seconds since 1970. Gives the commit's id.

        Raises CannotRead where another piece was appended meanwhile.
        """
        tip = self.tip
        listed = "".join(f"100644 blob {self.keep(content)}\t{name}\0" for name, content in sorted(files.items()))
        tree = self._runner.ask("mktree", "-z", given=listed.encode())
        stamp = f"{_WHO} {time} +0000"
        lines = (f"tree {tree}", *(f"parent {one}" for one in parents), f"author {stamp}", f"committer {stamp}")
        text = "\n".join([*lines, "", subject, ""])
        commit = self._runner.ask("hash-object", "-t", "commit", "-w", "--stdin", given=text.encode()) or ""
        self._move(commit, tip)
        return commit

    def _move(self, commit: str, tip: str | None) -> None:
        if tip not in (None, *self._parents(commit)):
            raise CannotRead("another piece of evidence was written meanwhile", f"{FETCH}, and run it again")
        self._runner.ask("update-ref", "--no-deref", "-m", "gitcab", REF, commit, tip or "")

    def _parents(self, commit: str) -> tuple[str, ...]:
        return next(self._repository.mainline(commit)).parents

    def _files(self, commit: str) -> Mapping[str, tuple[str, bytes]]:
        listed = [one for one in self._repository.list_tree(commit) if one.blob and "/" not in one.path][:20]
        if not any(one.path == "evidence.json" for one in listed):
            return {}
        blobs = self._repository.blobs((one.blob for one in listed if one.blob), _LARGEST)
        return {one.path: (one.blob or "", blob.content or b"") for one, blob in zip(listed, blobs, strict=True)}
