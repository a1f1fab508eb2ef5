"""What is written as evidence of one decision: facts as of the merge, the verdict, the versions."""

import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gitcab import __version__
from gitcab.model.evidence import FACTS, SIGNATURE, SIGNED_TYPE, STATEMENT, VERDICT, Evidence, Statement
from gitcab.model.moment import instant
from gitcab.model.pull_request import PullRequest
from gitcab.policies.proposal import proposal
from gitcab.policies.verdict import decide
from gitcab.store.evidence import EvidenceChain
from gitcab.store.git import git_version
from gitcab.store.repository import Repository
from gitcab.store.revisions import Revisions
from gitcab.store.signing import sign
from gitcab.store.tree import CannotRead

Written = Callable[[object], bytes]
"""A subject as the JSON document that is kept of it."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """A piece of evidence that was written: its commit, what it says, and whether it was there already."""

    commit: str
    statement: Statement
    is_new: bool = True


def keep(
    revisions: Revisions, facts: PullRequest, merge: str | None, before: Sequence[Evidence], written: Written, key: str
) -> Keeping:
    """Decides and appends a piece of evidence; `merge` is None for a pull request that was closed unmerged.

    It is signed where a key is given. Raises CannotRead where nobody could decide.
    """
    for one in before:
        if one.statement and (one.statement.number, one.statement.merge) == (facts.number, merge):
            return Keeping(one.commit, one.statement, is_new=False)
    facts = facts if merge is None else at_merge(facts, merge, revisions.repository)
    verdict = decide(proposal(revisions, facts))
    chain = EvidenceChain(revisions.repository)
    files = {FACTS: written(facts), VERDICT: written(verdict)}
    statement = Statement(
        repository=facts.repository,
        number=facts.number,
        merge=merge,
        base=facts.base.sha,
        head=facts.head.sha,
        reviewed=_reviewed(facts, revisions.repository),
        before=chain.tip,
        facts=chain.keep(files[FACTS]),
        verdict=chain.keep(files[VERDICT]),
        status=verdict.status.value,
        at=facts.as_of,
        signed=bool(key),
        versions={"gitcab": __version__, "git": git_version(), "python": platform.python_version()},
    )
    files[STATEMENT] = written(statement)
    if key:
        files[SIGNATURE] = written(sign(files[STATEMENT], SIGNED_TYPE, key))
    time = int(instant(facts.as_of, "UTC").timestamp())
    commit = chain.append(files, statement.parents, _subject(statement), time)
    return Keeping(commit, statement)


def at_merge(facts: PullRequest, merge: str, repository: Repository) -> PullRequest:
    """The facts as they were when it was merged: nobody approves afterwards what was not approved.

    The base is the commit before the merge: the tip that GitHub tells is the merge itself by then.
    """
    (commit, *_) = repository.mainline(merge)
    if not commit.parents:
        raise CannotRead(f"{merge[:12]} has no parent, so it merges nothing", "name the commit on the default branch")
    base = facts.base.model_copy(update={"sha": commit.parents[0]})
    if facts.merged_at is None:
        return facts.model_copy(update={"base": base})
    moment = instant(facts.merged_at, None)
    reviews = tuple(one for one in facts.reviews if instant(one.submitted_at, None) <= moment)
    return facts.model_copy(update={"base": base, "reviews": reviews, "as_of": facts.merged_at})


def _reviewed(facts: PullRequest, repository: Repository) -> tuple[str, ...]:
    """Every commit that was reviewed and can be had, in the order of the reviews."""
    named = dict.fromkeys(one.commit for one in facts.reviews if one.commit)
    return tuple(one for one in named if _is_there(one, repository))


def _is_there(commit: str, repository: Repository) -> bool:
    try:
        return repository.resolve(commit) == commit
    except CannotRead:
        return False


def _subject(statement: Statement) -> str:
    how = f"merged as {statement.merge[:12]}" if statement.merge else "closed unmerged"
    return f"#{statement.number} {how}: {statement.status}, {'signed' if statement.signed else 'not signed'}"
