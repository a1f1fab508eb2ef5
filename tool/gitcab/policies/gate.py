"""All of it for one pull request: is main sound afterwards, and may it merge? DESIGN section 7.

Nothing is read here: what was read of git and of the forge comes in, one answer goes out.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import PurePosixPath

from gitcab.model.change_set import ChangeSet, RecordChange, Sort
from gitcab.model.cmdb_edit import CmdbEdit, Standing
from gitcab.model.finding import Finding
from gitcab.model.gate import Decision, GateResult, Outline
from gitcab.model.inventory import Estate
from gitcab.model.pull_request import PullRequest
from gitcab.model.records.policy import Policy
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.severity import Severity
from gitcab.model.source import Place
from gitcab.model.verdict import Verdict, VerdictStatus
from gitcab.policies.collisions import OpenChanges, collisions, held_by
from gitcab.policies.explained import as_corrections, cmdb_edits
from gitcab.policies.outlines import outlines
from gitcab.policies.sorts_of_edit import with_sorts
from gitcab.rules.brought import brought
from gitcab.store.comparing import compare
from gitcab.store.plumbing import ChangedPath
from gitcab.store.tree import FileSort

_HOW_TO_MERGE = "merge the base branch into this one, solve the conflict there, and push"


@dataclass(frozen=True, eq=False)
class Case:
    """What was read: the base, what a merge would give, the pull request's own paths, and who has said what.

    `changed` counts from the merge base to the head. `verdict` is None where no facts were given;
    `missing` says what could not be had, `remarks` what was left out and decides nothing.
    """

    base: str
    head: str
    before: Estate
    after: Estate
    changed: tuple[ChangedPath, ...]
    policy: Policy
    now: datetime
    pull_request: PullRequest | None = None
    verdict: Verdict | None = None
    nearby: OpenChanges = field(default_factory=OpenChanges)
    missing: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def gate(case: Case) -> GateResult:
    """The answer, with everything that it rests on."""
    before, after = case.before, case.after
    changes = with_sorts(compare(before, after, case.base, case.head), before, after)
    edits = as_corrections(cmdb_edits(changes, before, after), case.policy.corrections)
    found = collisions(changes, before, after, case.nearby)
    outlined = outlines(changes, before, after, case.policy, case.now)
    own = (*odd_paths(case.changed), *_removed(case, changes), *_unexplained(edits), *held_by(found.merged, changes))
    result = GateResult(
        Decision.UNKNOWN,
        case.base,
        case.head,
        changes=changes,
        outlines=outlined,
        findings=tuple(sorted((*own, *brought(before, after)), key=lambda one: one.sort_key)),
        edits=edits,
        conflicts=found.merged,
        nearby=found.nearby,
        verdict=case.verdict,
        unknown=(*case.missing, *_unread(after)),
        remarks=(*case.remarks, *found.cut, *_unfit(outlined)),
        records=len(after.inventory),
    )
    return decided(_of_pull_request(result, case.pull_request))


def unmerged(
    base: str, head: str, changed: Sequence[ChangedPath], contested: Sequence[str], facts: PullRequest | None
) -> GateResult:
    """The answer where the texts conflict, in some of the `contested` paths: nothing else is judged until then."""
    paths = contested or [one.path for one in changed[:1]] or ["."]
    findings = (
        Finding(Place(_shown(path)), "text-conflict", Severity.ERROR, "both branches have edited this", _HOW_TO_MERGE)
        for path in paths
    )
    result = GateResult(Decision.REFUSED, base, head, findings=(*findings, *odd_paths(changed)))
    return decided(_of_pull_request(result, facts))


def decided(result: GateResult) -> GateResult:
    """With its decision: what is wrong in git refuses whatever is not known; what is not known is never a yes."""
    return replace(result, decision=_decision(result))


def _decision(result: GateResult) -> Decision:
    if result.errors:
        return Decision.REFUSED
    if result.unknown or result.verdict is None:
        return Decision.UNKNOWN
    return _DECISIONS[result.verdict.status]


_DECISIONS = {
    VerdictStatus.ALLOWED: Decision.ALLOWED,
    VerdictStatus.PENDING: Decision.PENDING,
    VerdictStatus.REFUSED: Decision.REFUSED,
}


def _of_pull_request(result: GateResult, facts: PullRequest | None) -> GateResult:
    return replace(result, number=facts.number, draft=facts.draft) if facts else result


def odd_paths(changed: Iterable[ChangedPath]) -> Iterator[Finding]:
    """Every path that the pull request adds or edits and that is no plain file with a plain name."""
    for one in changed:
        if one.after is not None and one.after.sort is not FileSort.FILE:
            what = _WHAT.get(one.after.sort, "this is no plain file, or its name does not work on every system")
            yield Finding(Place(_shown(one.path)), "odd-path", Severity.ERROR, what, "take it out of the pull request")


_WHAT = {
    FileSort.SYMLINK: "a symbolic link may lead anywhere and is never followed",
    FileSort.SUBMODULE: "a submodule holds content that nobody here has reviewed",
}


def _shown(path: str) -> str:
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def _removed(case: Case, changes: ChangeSet) -> Iterator[Finding]:
    """The files of requests for change that are gone, have moved, or hold another one now."""
    hint = "put it back with `git checkout BASE -- PATH`; a change that is given up is canceled: gitcab rfc cancel"
    ours = [one for one in changes.changes if one.kind == RequestForChange.__name__]
    told = {path: message for one in ours for path, message in _why_removed(one)}
    for one in case.changed:
        name = PurePosixPath(one.path)
        if one.after is None and name.match("changes/*/RFC-*.yaml"):
            told.setdefault(_shown(one.path), f"{name.stem} was deleted")
    for path, message in sorted((path, told[path]) for path in told.keys() - set(case.after.unread)):
        yield Finding(Place(path), "rfc-removed", Severity.ERROR, message, hint, PurePosixPath(path).stem)


def _why_removed(change: RecordChange) -> Iterator[tuple[str, str]]:
    if change.sort is Sort.DELETED:
        yield change.path, f"{change.id} was deleted, or is called otherwise"
    elif change.former_path:
        yield change.path, f"{change.id} was moved from {change.former_path}"


def _unexplained(edits: Iterable[CmdbEdit]) -> Iterator[Finding]:
    for edit in edits:
        if edit.standing is Standing.UNEXPLAINED:
            name = ".".join(map(str, edit.field.route)) if edit.field else f"that it is {edit.sort.value}"
            message = f"{edit.id}: nothing explains {name}: {edit.why}"
            yield Finding(Place(edit.path), "unexplained-edit", Severity.ERROR, message, edit.hint, edit.id)


def _unread(after: Estate) -> Iterator[str]:
    for path in sorted(after.unread):
        yield f"{path} could not be read, so nobody knows what it says"


def _unfit(outlined: Iterable[Outline]) -> Iterator[str]:
    unfit = {rfc for one in outlined if one.risk for rfc in one.risk.basis.unfit}
    for rfc in sorted(unfit):
        yield f"{rfc} was not reckoned in: what it patches has changed; run `gitcab validate`"
