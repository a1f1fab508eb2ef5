"""`gitcab doctor` and `gitcab codeowners`, on a fresh estate and on the fake GitHub."""

import json
from pathlib import Path

import pytest

from gitcab.store.starter import starter_files
from support.fake_github import Fault, serving
from support.fake_github_state import World

TEAM = """\
kind: Team
id: net-team
name: Net team
members: [mchen]
github_team: district/net-team
roles: [change_manager]
"""
ITEM = """\
kind: ConfigurationItem
class: server
id: dns-1
name: DNS 1
owner: net-team
environment: production
criticality: high
life_cycle: {stage: operational, status: in_use}
"""
REQUIRED = {"context": "gitcab", "integration_id": 15368}
RULES = [
    {"type": "deletion"},
    {"type": "non_fast_forward"},
    {"type": "pull_request"},
    {
        "type": "required_status_checks",
        "parameters": {"required_status_checks": [REQUIRED], "strict_required_status_checks_policy": True},
    },
]

for rule in RULES:
    rule["ruleset_id"] = 42


@pytest.fixture
def estate(repository, gitcab):
    """A repository as the manual sets one up, with one item and its team."""
    made = repository(
        {**dict(starter_files()), "cmdb/teams/net-team.yaml": TEAM, "cmdb/server/dns-1.yaml": ITEM},
    )
    ran = gitcab("codeowners", "--repo", made.path)
    assert (ran.code, ran.err) == (0, "")
    made.write({".github/CODEOWNERS": "* @district/everybody\n" + ran.out})
    return made


@pytest.fixture
def github(monkeypatch):
    world = World(
        rules={"main": RULES},
        token_rights={"default_workflow_permissions": "read", "can_approve_pull_request_reviews": False},
    )
    with serving(world) as fake:
        monkeypatch.setenv("GITHUB_API_URL", fake.url)
        monkeypatch.setenv("GITHUB_TOKEN", world.token)
        monkeypatch.setenv("GITHUB_REPOSITORY", world.repository)
        yield fake
    assert fake.complaints == []


@pytest.fixture
def doctor(gitcab, estate):
    def ran(*options):
        answer = gitcab("doctor", "--repo", estate.path, "--format", "json", *options)
        told = json.loads(answer.out)["demands"] if answer.out else []
        return answer.code, {one["name"] for one in told if one["health"] != "well"}

    return ran


def test_all_is_well(github, doctor, gitcab, estate):
    assert doctor() == (0, set())
    assert gitcab("doctor", "--repo", estate.path).out.endswith("main of district/it: all is well.\n")


def test_a_repository_without_a_ruleset(github, doctor):
    github.world.rules.clear()
    assert doctor() == (1, {"required-status", "pull-requests-only", "what-was-judged", "history"})


def test_a_merge_queue_is_as_good_as_up_to_date(github, doctor):
    queued = [
        *RULES[:3],
        {"type": "merge_queue", "ruleset_id": 42},
        {
            **RULES[3],
            "parameters": {"required_status_checks": [REQUIRED], "strict_required_status_checks_policy": False},
        },
    ]
    github.world.rules["main"] = queued
    assert doctor() == (0, set())


def test_rules_of_another_branch_do_not_count(github, doctor):
    code, ill = doctor("--branch", "play")
    assert (code, "required-status" in ill) == (1, True)


def test_what_an_administrator_alone_may_see(github, doctor):
    github.world.is_admin = False
    assert doctor() == (3, {"no-bypass", "token-reads", "no-approving-workflows"})


def test_somebody_may_pass_the_ruleset_by(github, doctor):
    github.world.bypass_actors = [{"actor_id": 5, "actor_type": "RepositoryRole", "bypass_mode": "always"}]
    assert doctor() == (1, {"no-bypass"})


def test_workflows_that_may_write_and_approve(github, doctor):
    github.world.token_rights = {"default_workflow_permissions": "write", "can_approve_pull_request_reviews": True}
    assert doctor() == (1, {"token-reads", "no-approving-workflows"})


def test_github_does_not_know_an_owner(github, doctor):
    github.world.code_owner_errors = [{"line": 3, "column": 1, "kind": "Unknown owner", "path": "x", "message": "x"}]
    assert doctor() == (1, {"code-owners-known"})


def test_files(doctor, estate):
    assert doctor("--offline") == (0, set())
    (estate.path / ".github/workflows/review.yml").unlink()
    estate.write({".github/workflows/own.yml": "jobs: {x: {steps: [{uses: actions/checkout@v7}, {'uses': x/y@v1}]}}\n"})
    estate.write({"cmdb/server/dns-2.yaml": ITEM.replace("dns-1", "dns-2")})
    (estate.path / "changes/policy.yaml").unlink()
    assert doctor("--offline") == (1, {"workflows", "policy", "code-owners", "pinned-actions"})


def test_github_cannot_be_asked(github, doctor):
    github.faults.append(Fault("/rules/", 404))
    assert doctor()[0] == 3


def test_no_token(doctor, monkeypatch):
    assert doctor() == (3, set())


def test_code_owners(estate):
    told = (estate.path / ".github/CODEOWNERS").read_text()
    assert "/cmdb/server/dns-1.yaml @district/net-team\n" in told
    assert told.endswith("/.github/ @district/net-team\n")


def test_code_owners_of_nobody(gitcab, repository):
    ran = gitcab("codeowners", "--repo", repository(dict(starter_files())).path)
    assert (ran.code, ran.out) == (0, "")
    assert "github_team" in ran.err


def test_code_owners_take_no_path_for_a_pattern(gitcab, estate):
    estate.write({"cmdb/server/a b/dns-3.yaml": ITEM.replace("dns-1", "dns-3")})
    ran = gitcab("codeowners", "--repo", estate.path)
    assert "# its path cannot be said here: dns-3\n" in ran.out


def test_this_repository_is_set_up_as_it_asks_of_others(gitcab):
    ran = gitcab("doctor", "--offline", "--branch", "main", "--repo", Path(__file__).parents[2])
    assert ran.code == 0, ran.out
