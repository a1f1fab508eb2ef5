"""Plays a case of a decision table: a base, a branch, reviews; and asks the board for its verdict."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from gitcab.model.patching import merged
from gitcab.model.pull_request import PullRequest
from gitcab.model.verdict import Node, Verdict
from gitcab.policies.proposal import proposal
from gitcab.policies.verdict import decide
from gitcab.store.repository import open_repository
from gitcab.store.revisions import Revisions
from support.board_scene import NOW, PATHS, POLICY, RECORDS, rfc, scene_files, written
from support.repositories import ScratchRepository, make_repository

_GONE = "f" * 40
_STATES = {"approves": "approved", "objects": "changes_requested", "comments": "commented", "dismissed": "dismissed"}


@dataclass(frozen=True)
class Moment:
    """A commit with all its files as records or text."""

    sha: str
    files: Mapping[str, Any]


@dataclass
class Branch:
    """What a case has made of a branch, and who is said to have made each commit."""

    moments: list[Moment]
    commits: list[dict[str, Any]] = field(default_factory=list)

    @property
    def tip(self) -> Moment:
        return self.moments[-1]


class Board:
    """A repository with the scene as its first commit; each case starts from there."""

    def __init__(self, folder: Any) -> None:
        self.repository: ScratchRepository = make_repository(folder, scene_files())
        self.revisions = Revisions(open_repository(self.repository.path), indexed_from=None)
        self.start = Moment(self.repository.head(), {**RECORDS, PATHS["policy"]: POLICY})

    def play(self, case: Mapping[str, Any]) -> Verdict:
        """The verdict on the case's pull request, which an index that the gate makes itself does not alter."""
        facts = self.facts(case)
        told = decide(proposal(self.revisions, facts))
        by_index = Revisions(self.revisions.repository, indexed_from=0)
        assert decide(proposal(by_index, facts)) == told
        return told

    def facts(self, case: Mapping[str, Any]) -> PullRequest:
        """The facts of the case, its commits made."""
        before = {**case.get("base", {})}
        if "policy" in case:
            before["edit"] = {**before.get("edit", {}), "policy": case["policy"]}
        base = self._commit(self.start, before) if before else self.start
        branch, main = Branch([base]), base
        for step in case.get("main", ()):
            main = self._commit(main, step)
        for step in case.get("branch", ()):
            self._step(branch, step, main, case)
        return PullRequest.model_validate(_facts(case, main, branch))

    def _step(self, branch: Branch, step: Mapping[str, Any], main: Moment, case: Mapping[str, Any]) -> None:
        if step.get("again"):
            branch.moments, branch.commits = branch.moments[:1], []
        after = (self._merge if step.get("update") else self._commit)(branch.tip, step, main)
        author = step.get("by", case.get("by", "mchen"))
        made = {"author": author, "committer": step.get("committer", author), "co_authors": step.get("with", [])}
        branch.commits.append({"sha": after.sha, **made})
        branch.moments.append(after)

    def _merge(self, branch: Moment, step: Mapping[str, Any], main: Moment) -> Moment:
        """The branch brought up to date; what else the step says is slipped into the merge."""
        tree = self.repository.git("merge-tree", "--write-tree", branch.sha, main.sha)
        parents = ("-p", branch.sha, "-p", main.sha)
        sha = self.repository.git("commit-tree", tree, *parents, "-m", "Update")
        clean = Moment(sha, {**main.files, **branch.files})
        if not {*step} & {"edit", "write", "delete"}:
            return clean
        evil = self._commit(clean, step)
        return Moment(self.repository.git("commit-tree", f"{evil.sha}^{{tree}}", *parents, "-m", "Update"), evil.files)

    def _commit(self, before: Moment, step: Mapping[str, Any], main: Moment | None = None) -> Moment:
        files = edited(before.files, step)
        paths = {*before.files, *files}
        changed = {path: files.get(path) for path in paths if before.files.get(path) != files.get(path)}
        stream = b"".join(_stream(before.sha, changed, step.get("modes", {})))
        sha = self.repository.git("fast-import", "--quiet", "--force", "--cat-blob-fd=1", stdin=stream)
        return Moment(sha, files)


def _stream(parent: str, changed: Mapping[str, Any], modes: Mapping[str, str]) -> Iterable[bytes]:
    yield b"commit refs/scratch/case\nmark :1\ncommitter A Writer <writer@district.example> 1767261600 +0000\n"
    yield b"data 6\nA step\nfrom %s\n" % parent.encode()
    for path, content in sorted(changed.items()):
        if content is None:
            yield b"D %s\n" % path.encode()
        else:
            data = content.encode() if isinstance(content, str) else written(content)
            yield b"M %s inline %s\n" % (modes.get(path, "100644").encode(), path.encode())
            yield b"data %d\n%s\n" % (len(data), data)
    yield b"\nget-mark :1\n"


def edited(files: Mapping[str, Any], step: Mapping[str, Any]) -> Mapping[str, Any]:
    """The files after a step: `edit` has merge patches by id or path, `write` whole files, `delete`, `move`."""
    after = dict(files)
    for name, patch in step.get("edit", {}).items():
        after[_path(name)] = merged(after.get(_path(name), {}), patch)
    for name, given in step.get("raise", {}).items():
        record = merged(rfc(name, given["state"], given["item"], given.get("effect", "outage")), given.get("more", {}))
        after[f"changes/2026/{name}.yaml"] = record
    after |= step.get("write", {})
    if "relayout" in step:
        after[_path(step["relayout"])] = json.dumps(after[_path(step["relayout"])])
    for name in step.get("delete", ()):
        del after[_path(name)]
    for name, target in step.get("move", {}).items():
        after[target] = after.pop(_path(name))
    return after


def _path(name: str) -> str:
    return PATHS.get(name, name if {"/", "."} & {*name} else f"changes/2026/{name}.yaml")


def _facts(case: Mapping[str, Any], main: Moment, branch: Branch) -> Mapping[str, Any]:
    given = {
        "schema": "gitcab.facts/1",
        "repository": "district/it",
        "number": 12,
        "author": case.get("by", "mchen"),
        "draft": False,
        "opened_at": "2026-11-20T12:00:00Z",
        "base": {"ref": "main", "sha": main.sha},
        "head": {"ref": "change", "sha": branch.tip.sha},
        "commits": branch.commits,
        "reviews": [_review(number, told, branch) for number, told in enumerate(case.get("reviews", ()), 1)],
        "as_of": NOW,
    }
    return {**given, **case.get("facts", {})}


def _review(number: int, told: str, branch: Branch) -> Mapping[str, Any]:
    """`akhan approves`, `akhan approves 1` (the first commit), `… gone`, `… unknown`."""
    login, verb, *where = told.split()
    at = where[0] if where else str(len(branch.moments) - 1)
    commit = {"gone": _GONE, "unknown": None}.get(at) if not at.isdigit() else branch.moments[int(at)].sha
    return {
        "id": number,
        "author": login,
        "bot": login == "robot",
        "state": _STATES[verb],
        "commit": commit,
        "submitted_at": f"2026-11-21T{number:02}:00:00Z",
    }


def whys(node: Node) -> list[str]:
    """All that the tree says, a line for each reason."""
    told = [f"{node.status.value} {node.name}: {node.why}"]
    return told + [line for child in node.children for line in whys(child)]
