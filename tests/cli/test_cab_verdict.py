"""The board's commands, from a file of facts to an exit code."""

import json

import pytest

from support.board import Board
from support.board_scene import NOW, PATHS, RECORDS, UPGRADE, scene_files, written

CASE = {"branch": [{"edit": {"upgrade": {"state": "scheduled"}}}], "reviews": ["akhan approves", "hpatel approves"]}


@pytest.fixture(scope="module")
def board(tmp_path_factory):
    return Board(tmp_path_factory.mktemp("board") / "repository")


@pytest.fixture
def ask(board, gitcab, tmp_path):
    """Runs a command of the board on the facts of a case, altered as told."""

    def run(command, case, *arguments, **altered):
        facts = {**board.facts(case).model_dump(mode="json", by_alias=True), **altered}
        path = tmp_path / "facts.json"
        path.write_text(json.dumps(facts))
        return gitcab("cab", command, "--pull-request", path, "--repo", board.repository.path, *arguments)

    return run


def test_what_is_missing_is_exit_1(ask):
    ran = ask("verdict", CASE)
    assert ran.code == 1
    assert "needs 1 approval by cab (plange, rstone)" in ran.out


def test_only_allowed_is_exit_0(ask):
    ran = ask("verdict", {**CASE, "reviews": [*CASE["reviews"], "rstone approves"]})
    assert (ran.code, ran.out.splitlines()[0]) == (0, "Allowed: it may be merged.")


def test_json_lists_only_what_is_missing(ask):
    told = json.loads(ask("verdict", CASE, "--format", "json").out)
    assert told["status"] == "pending"
    assert [(one["approvals"], one["from"]) for one in told["needed"]] == [(1, ["cab"])]
    assert UPGRADE in told["needed"][0]["why"]


def test_what_if_somebody_approved(ask):
    assert ask("simulate", CASE, "--approve", "plange").code == 0
    assert ask("simulate", CASE, "--approve", "akhan").code == 1


def test_what_if_somebody_objected(ask):
    ran = ask("simulate", {**CASE, "reviews": [*CASE["reviews"], "rstone approves"]}, "--object", "plange")
    assert ran.code == 1
    assert "plange asks for changes" in ran.out


def test_a_simulation_needs_somebody(ask):
    assert ask("simulate", CASE).code == 2


def test_facts_with_a_commit_too_many_cannot_be_told(ask):
    ran = ask("verdict", CASE, commits=[])
    assert ran.code == 3
    assert "the facts differ from git" in ran.err


def test_facts_of_a_commit_that_is_not_there_cannot_be_told(ask):
    assert ask("verdict", CASE, head={"ref": "x", "sha": "e" * 40}).code == 3


def test_no_policy_in_the_base_cannot_be_told(ask):
    ran = ask("verdict", {**CASE, "base": {"delete": ["policy"]}})
    assert ran.code == 3
    assert "no policy" in ran.err


def test_a_policy_in_the_head_alone_cannot_be_told(ask):
    case = {"base": {"delete": ["policy"]}, "branch": [{"write": {"changes/policy.yaml": "{kind: Policy}"}}]}
    assert ask("verdict", case).code == 3


def test_no_common_history_cannot_be_told(ask, board):
    stranger = board.repository.git("commit-tree", f"{board.start.sha}^{{tree}}", "-m", "Alone")
    made = [{"sha": stranger, "author": "mchen", "committer": "mchen"}]
    ran = ask("verdict", CASE, head={"ref": "x", "sha": stranger}, commits=made)
    assert ran.code == 3
    assert "no common history" in ran.err


def test_time_is_a_fact(ask):
    """Within the delegation the deputy decides, and not a day later."""
    away = {"delegations": [{"from": "rstone", "to": "efrost", "start": "2026-11-21", "end": "2026-11-21"}]}
    case = {**CASE, "base": {"edit": {"board": away}}, "reviews": [*CASE["reviews"], "efrost approves"]}
    assert ask("verdict", case).code == 0
    assert ask("verdict", case, "--now", "2026-11-23T12:00Z").code == 1


def test_the_same_facts_give_the_same_bytes(ask):
    assert ask("verdict", CASE, "--format", "json") == ask("verdict", CASE, "--format", "json")


def test_a_bare_clone_will_do(board, gitcab, tmp_path):
    path = tmp_path / "facts.json"
    path.write_text(board.facts(CASE).model_dump_json(by_alias=True))
    board.repository.git("update-ref", "refs/heads/case", "refs/scratch/case")
    clone = board.repository.bare_clone()
    assert gitcab("cab", "verdict", "--pull-request", path, "--repo", clone.path).code == 1


def test_an_estate_in_a_folder(repository, gitcab, tmp_path):
    """Paths of the policy count from the estate's root, and from git's top for what lies outside it."""
    scratch = repository({f"it/{path}": content for path, content in scene_files().items()})
    base = scratch.head()
    edited = written({**RECORDS[PATHS["apps-team"]], "members": ["mchen"]})
    head = scratch.commit(files={f"it/{PATHS['apps-team']}": edited, ".github/workflows/a.yml": "on: push\n"})
    facts = {
        "schema": "gitcab.facts/1",
        "repository": "d/it",
        "number": 1,
        "author": "mchen",
        "draft": False,
        "opened_at": NOW,
        "as_of": NOW,
        "base": {"ref": "main", "sha": base},
        "head": {"ref": "side", "sha": head},
        "commits": [{"sha": head, "author": "mchen", "committer": "mchen"}],
        "reviews": [],
    }
    (tmp_path / "facts.json").write_text(json.dumps(facts))
    where = ("--repo", scratch.path / "it", "--format", "json")
    told = json.loads(gitcab("cab", "verdict", "--pull-request", tmp_path / "facts.json", *where).out)
    (rule,) = [one for one in told["tree"]["children"] if one["name"] == "Rules of the game"]
    assert "cmdb/teams/apps-team.yaml" in rule["why"]
    assert ".github/workflows/a.yml" in rule["why"]
    assert {group for one in told["needed"] for group in one["from"]} == {"change_manager", "apps-team", "board"}
