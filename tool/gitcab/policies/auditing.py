"""Every merge of a branch decided again from the clone alone: what differs, what nothing explains, what is missing."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from gitcab import __version__
from gitcab.model.audit import Audit, AuditFinding
from gitcab.model.cmdb_edit import Standing
from gitcab.model.evidence import Evidence, Statement
from gitcab.model.pull_request import PullRequest
from gitcab.policies.evidence import signature_flaw
from gitcab.policies.explained import cmdb_edits
from gitcab.policies.proposal import proposal
from gitcab.policies.sorts_of_edit import with_sorts
from gitcab.policies.verdict import decide
from gitcab.store.comparing import compare
from gitcab.store.plumbing import LineCommit
from gitcab.store.repository import Repository
from gitcab.store.revisions import Revisions
from gitcab.store.tree import CannotRead

_GOVERNED = ("cmdb/", "changes/", "operations/", "schemas/")
_FORGE = (".github/", "CODEOWNERS", "docs/CODEOWNERS")
_TOLD = 3


@dataclass(frozen=True, eq=False)
class Auditing:
    """A branch at `commit`, and the evidence, newest first; `written` is how a verdict was written down.

    `since` is the commit after which to begin, by default that on which the first merge of the chain
    was made. With a public `key` every piece must be signed by its owner.
    """

    repository: Repository
    prefix: str
    commit: str
    pieces: Sequence[Evidence]
    written: Callable[[object], bytes]
    since: str | None = None
    key: str | None = None

    def audit(self, revision: str) -> Audit:
        """The whole answer."""
        line = tuple(self._line())
        everywhere = {one.commit for one in self.repository.mainline(self.commit)}
        within = {one.commit for one in line}
        judged = [one for one in self.pieces if self._concerns(one, within, everywhere)]
        found = [finding for one in judged for finding in self._of_piece(one, everywhere)]
        found += [finding for one in line for finding in self._of_commit(one)]
        signed = sum(one.envelope is not None for one in judged)
        return Audit(tuple(found), revision, self.commit, len(line), len(judged), signed, checked=self.key is not None)

    def _line(self) -> Iterator[LineCommit]:
        """The commits to look at, newest first; the branch's very first commit has nothing that it could change."""
        stop = self.since or self._beginning()
        for one in self.repository.mainline(self.commit):
            if one.commit == stop or not one.parents:
                return
            yield one

    def _beginning(self) -> str | None:
        merges = (one.statement for one in reversed(self.pieces) if one.statement and one.statement.merge)
        first = next(merges, None)
        return first.base if first else None

    def _concerns(self, piece: Evidence, within: set[str], everywhere: set[str]) -> bool:
        """Whether it is of a merge to be looked at, or of none that this branch knows."""
        merge = piece.statement.merge if piece.statement else None
        return merge is None or merge in within or merge not in everywhere

    def _of_piece(self, piece: Evidence, everywhere: set[str]) -> Iterator[AuditFinding]:
        statement = piece.statement
        number = statement.number if statement else None
        flaws = [("tampered", one) for one in piece.flaws]
        if self.key and (flaw := signature_flaw(piece, self.key)):
            flaws.append(("unsigned" if piece.envelope is None else "tampered", flaw))
        for sort, flaw in flaws:
            step = f"git show {piece.commit[:12]}; compare it with other clones"
            yield AuditFinding(sort, piece.commit, f"the evidence is not as it was written: {flaw}", step, number)
        if statement is None:
            return
        if statement.merge and statement.merge not in everywhere:
            message = f"it was merged as {statement.merge[:12]}, which is not on this branch: was the branch rewritten?"
            yield AuditFinding("elsewhere", piece.commit, message, f"git show {statement.merge[:12]}", number)
        if piece.facts:
            yield from self._again(piece, statement, piece.facts)

    def _again(self, piece: Evidence, statement: Statement, facts: PullRequest) -> Iterator[AuditFinding]:
        commit = statement.merge or piece.commit
        step = f"git show {piece.commit[:12]}:verdict.json"
        try:
            verdict = self.written(decide(proposal(Revisions(self.repository, self.prefix), facts)))
        except CannotRead as error:
            message = f"it cannot be decided again: {error.message}"
            yield AuditFinding("unknown", commit, message, error.hint or step, statement.number)
            return
        for difference in differences(piece.verdict, verdict, statement):
            yield AuditFinding("differs", commit, difference, step, statement.number)
        if statement.merge and json.loads(verdict)["status"] != "allowed":
            message = f"it was merged though the verdict is {json.loads(verdict)['status']}"
            yield AuditFinding("not_allowed", commit, message, step, statement.number)

    def _of_commit(self, commit: LineCommit) -> Iterator[AuditFinding]:
        piece = self._evidence_of.get(commit.commit)
        if piece is None:
            yield from self._without_evidence(commit)
        elif self._merged_tree(commit, piece) != commit.tree:
            message = "what was merged is not what a merge of the judged commits gives"
            step = f"git diff {piece.head[:12]} {commit.commit[:12]}"
            yield AuditFinding("other_content", commit.commit, message, step, piece.number)

    @cached_property
    def _evidence_of(self) -> Mapping[str, Statement]:
        statements = (one.statement for one in self.pieces)
        return {one.merge: one for one in statements if one and one.merge}

    def _merged_tree(self, commit: LineCommit, statement: Statement) -> str | None:
        try:
            return self.repository.merge_tree(commit.parents[0], statement.head)
        except CannotRead:
            return None

    def _without_evidence(self, commit: LineCommit) -> Iterator[AuditFinding]:
        changed = [one.path for one in self.repository.changed_paths(commit.parents[0], commit.commit)]
        governed = [path for path in changed if self._is_governed(path)]
        if not governed:
            return
        told = ", ".join(governed[:_TOLD]) + (f" and {len(governed) - _TOLD} more" if len(governed) > _TOLD else "")
        step = f"git show {commit.commit[:12]}"
        message = f"'{commit.subject}' changes {told}, and nobody's approval is recorded"
        yield AuditFinding("no_evidence", commit.commit, message, step)
        for edit in self._unexplained(commit):
            yield AuditFinding("unexplained", commit.commit, edit, step)

    def _is_governed(self, path: str) -> bool:
        return path.startswith((*(f"{self.prefix}{one}" for one in _GOVERNED), *_FORGE))

    def _unexplained(self, commit: LineCommit) -> Iterator[str]:
        """The items that it edits without a request for change that says so."""
        revisions = Revisions(self.repository, self.prefix)
        before, after = revisions.estate(commit.parents[0]), revisions.estate(commit.commit)
        changes = with_sorts(compare(before, after, "", ""), before, after)
        edits = [one for one in cmdb_edits(changes, before, after) if one.standing is Standing.UNEXPLAINED]
        for item in dict.fromkeys(one.id for one in edits):
            yield f"no request for change explains the edit of {item}"


def differences(then: bytes, now: bytes, statement: Statement) -> Iterator[str]:
    """In which ways a verdict is another one than was recorded; of another version its words may differ."""
    try:
        recorded = json.loads(then)
        before, after = _essence(recorded), _essence(json.loads(now))
    except (ValueError, TypeError, AttributeError):
        yield "the recorded verdict cannot be read"
        return
    for name in before:
        if before[name] != after[name]:
            yield f"decided again, its {name} is {_short(after[name])}, and {_short(before[name])} was recorded"
    if before == after and then != now and statement.versions.get("gitcab") == __version__:
        yield "decided again, its reasons are others than were recorded"
    if recorded.get("status") != statement.status:
        yield f"its statement says {statement.status}, and its verdict {recorded.get('status')}"


def _essence(verdict: Any) -> Mapping[str, Any]:
    """What follows from a verdict, whatever its words: status, what is needed, and which reviews do not count."""
    return {
        "status": verdict.get("status"),
        "need": [[one.get("approvals"), one.get("from")] for one in verdict.get("needed", [])],
        "list of reviews that do not count": sorted(one.get("review") for one in verdict.get("discounted", [])),
    }


def _short(value: Any) -> str:
    return json.dumps(value) if value else "nothing"
