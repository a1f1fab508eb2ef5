"""The gate answers the same, to the last byte, by an index of its own as by reading all files with care."""

from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest

from gitcab.model.pull_request import PullRequest
from gitcab.model.standing_policy import standing_policy
from gitcab.policies.gate import Case, gate
from gitcab.policies.proposal import proposal
from gitcab.policies.verdict import decide
from gitcab.store.repository import open_repository
from gitcab.store.revisions import Revisions
from support.pull_requests import PullRequests
from support.repositories import make_repository
from support.screen_estates import district, mutated

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
POLICY = "changes/policy.yaml"


def answers(revisions, facts):
    """Everything that the gate says of the pull request, as text; None where it has no policy to judge by."""
    repository = revisions.repository
    before = revisions.estate(facts.base.sha)
    policy = standing_policy(before.inventory)
    tree = repository.merge_tree(facts.base.sha, facts.head.sha)
    if policy is None or tree is None:
        return None
    changed = repository.changed_paths(repository.merge_base(facts.base.sha, facts.head.sha), facts.head.sha)
    verdict = decide(proposal(revisions, facts))
    case = Case("main", "pr", before, revisions.estate(tree), changed, policy, NOW, facts, verdict)
    return repr(replace(gate(case), as_of=NOW))


@pytest.mark.parametrize("seed", range(30))
def test_random_pull_requests(tmp_path, seed):
    random = Random(seed)
    start = mutated(district(), random, random.choice((0, 3)))
    start[POLICY] = district()[POLICY]
    base = mutated(start, random, 2)
    repository = make_repository(tmp_path / "district", start)
    pulls = PullRequests(repository, None)
    theirs = mutated(start, random, random.choice((1, 2, 4)))
    pulls.open(1, "mchen", {path: text for path, text in theirs.items() if start.get(path) != text})
    pulls.review(1, "dortiz")
    repository.commit("Meanwhile", {path: text for path, text in base.items() if start.get(path) != text})
    facts = PullRequest.model_validate(pulls.facts(1))
    store = open_repository(repository.path)
    by_index = answers(Revisions(store, indexed_from=0), facts)
    assert by_index == answers(Revisions(store, indexed_from=None), facts)
