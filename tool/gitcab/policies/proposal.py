"""A pull request as git has it: what it would make of the base, and what its reviewers saw."""

from dataclasses import dataclass

from gitcab.model.inventory import Estate
from gitcab.model.pull_request import PullRequest
from gitcab.model.records.policy import Policy
from gitcab.model.standing_policy import standing_policy
from gitcab.store.plumbing import ChangedPath, OwnCommit
from gitcab.store.revisions import Revisions
from gitcab.store.tree import CannotRead


@dataclass(frozen=True, eq=False)
class Stage:
    """Two estates between which a pull request lies, and the paths, from git's top, that differ."""

    before: Estate
    after: Estate
    changed: tuple[ChangedPath, ...]


@dataclass(frozen=True, eq=False)
class Proposal:
    """The pull request, the policy of its base, and its commits; `stage` is from the base to the merge result.

    `stage` is None where the texts conflict, so that there is no merge result.
    """

    facts: PullRequest
    revisions: Revisions
    policy: Policy
    base: Estate
    merge_base: str
    own: tuple[OwnCommit, ...]
    stage: Stage | None


def proposal(revisions: Revisions, facts: PullRequest) -> Proposal:
    """Reads it all from git. Raises CannotRead where nobody could decide on it: a commit or the policy is
    missing, there is no merge base, or the facts differ from git.
    """
    repository, base, head = revisions.repository, facts.base.sha, facts.head.sha
    for sha in (base, head):
        if repository.resolve(sha) != sha:
            raise CannotRead(f"{sha} is no commit", "read the facts of the pull request again")
    merge_base = repository.merge_base(base, head)
    if merge_base is None:
        raise CannotRead("the pull request and its base have no common history", "fetch the whole history of both")
    own = repository.commits_between(base, head)
    _demand_same_commits(facts, own)
    estate = revisions.estate(base)
    policy = standing_policy(estate.inventory)
    if policy is None:
        raise CannotRead(
            "the base has no policy that says who must agree", "run `gitcab init`, or mend changes/policy.yaml there"
        )
    return Proposal(facts, revisions, policy, estate, merge_base, own, _stage(revisions, base, head))


def _demand_same_commits(facts: PullRequest, own: tuple[OwnCommit, ...]) -> None:
    told, there = {one.sha for one in facts.commits}, {one.commit for one in own}
    if told != there:
        odd = sorted(told ^ there)[0]
        where = "in the facts and not in git" if odd in told else "in git and not in the facts"
        hint = "fetch the pull request's head and read its facts again"
        raise CannotRead(f"the facts differ from git: commit {odd[:12]} is {where}", hint)


def _stage(revisions: Revisions, base: str, head: str) -> Stage | None:
    merged = revisions.repository.merge_tree(base, head)
    return None if merged is None else stage_between(revisions, base, merged)


def stage_between(revisions: Revisions, before: str, after: str) -> Stage:
    """From one commit or tree to another, by their full ids."""
    changed = revisions.repository.changed_paths(before, after)
    return Stage(revisions.estate(before), revisions.estate(after), changed)
