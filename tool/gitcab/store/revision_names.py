"""What users call a commit, and which one they mean."""

import re
from collections.abc import Iterable, Mapping

from gitcab.model.nearest import did_you_mean
from gitcab.store.git import Runner

OBJECT_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
"""A full id."""

_NO_NAME = re.compile(rf"(@|((FETCH|MERGE|ORIG)_)?HEAD|{OBJECT_ID.pattern})([~^@].*)?")
_STEP = re.compile(r"[~^]|@\{")
_NAMESPACES = ("refs/heads/", "refs/remotes/origin/", "refs/remotes/", "refs/tags/")

# What a command line can carry: no control characters, no surrogates but those of odd bytes.
_SAYABLE = re.compile(r"[^\x00-\x1f\x7f\ud800-\udc7f\udd00-\udfff]{1,1000}")


class RevisionNames:
    """Asks git for the commits that names mean; a branch is preferred to a remote one, and both to a tag."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner

    def tips(self, revisions: Iterable[str]) -> Mapping[str, str]:
        """The commits of those that are just names of branches, in one question."""
        wanted = {one: [f"{namespace}{one}" for namespace in _NAMESPACES] for one in revisions if _is_name(one)}
        if not wanted:
            return {}
        asked = [ref for refs in wanted.values() for ref in refs]
        told = self._runner.ask("for-each-ref", "--format=%(objecttype) %(objectname) %(refname)", *asked, no=(1, 128))
        there = {ref: (sort, tip) for sort, tip, ref in (line.split(" ", 2) for line in (told or "").splitlines())}
        first = {one: next((there[ref] for ref in refs if ref in there), ("", "")) for one, refs in wanted.items()}
        return {one: tip for one, (sort, tip) in first.items() if sort == "commit"}

    def commit(self, revision: str) -> str | None:
        """The commit that a branch, tag, id or `HEAD~2` means; None where there is none."""
        if not _SAYABLE.fullmatch(revision):
            return None
        expression = revision if _NO_NAME.fullmatch(revision) else self._named(revision)
        question = ("--verify", "--quiet", "--end-of-options", f"{expression}^{{commit}}")
        found = self._runner.ask("rev-parse", *question, no=(1, 128))
        return found if found and OBJECT_ID.fullmatch(found) else None

    def hint(self, revision: str) -> str:
        """What may have been meant where there is no such revision."""
        branches = self._refs("refname:lstrip=2", "refs/heads", "refs/remotes")
        return did_you_mean(revision, branches) or "`git branch --all` lists the branches there are"

    def _named(self, revision: str) -> str:
        """`main~2` with the full name of its branch or tag, or as it is where git may know it otherwise.

        Names are compared whole: git itself would take a tag called `refs/heads/main` for the
        branch `main` where there is no such branch.
        """
        name = _STEP.split(revision, maxsplit=1)[0]
        is_full = name.startswith("refs/")
        wanted = [name] if is_full else [f"{namespace}{name}" for namespace in _NAMESPACES]
        there = self._refs("refname", *wanted)
        found = next((ref for ref in wanted if ref in there), None)
        if found is None:
            return "" if is_full else revision
        return f"{found}{revision[len(name) :]}"

    def _refs(self, shown: str, *below: str) -> list[str]:
        return (self._runner.ask("for-each-ref", f"--format=%({shown})", *below) or "").split("\n")


def _is_name(revision: str) -> bool:
    """Whether it can be the name of a branch, and nothing else."""
    if not _SAYABLE.fullmatch(revision) or revision.startswith("refs/"):
        return False
    return not (_NO_NAME.fullmatch(revision) or _STEP.search(revision))
