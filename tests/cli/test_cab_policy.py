"""A policy as data: tried on cases, run over history, and its words."""

import json
from pathlib import Path

import pytest

from gitcab.model.records._conditions import When
from gitcab.model.records._requirements import Requirement
from gitcab.policies.conditions import conditions
from gitcab.policies.requirements import requirements
from support.board_scene import PATHS, POLICY, RECORDS, UPGRADE, scene_files

ROOT = Path(__file__).parents[2]
COMPOSED = {"all_of", "any_of", "at_least", "of"}


@pytest.fixture
def district(repository):
    return repository(scene_files()).path


@pytest.fixture
def tried(district, gitcab, tmp_path):
    def run(*cases, policy=None, options=()):
        path = tmp_path / "cases.yaml"
        path.write_text(json.dumps({"cases": cases}))
        given = ()
        if policy is not None:
            (tmp_path / "policy.yaml").write_text(json.dumps(policy))
            given = ("--policy", tmp_path / "policy.yaml")
        now = ("--now", "2026-11-21T12:00Z")
        return gitcab("cab", "policy", "test", path, *given, *now, *options, cwd=district)

    return run


def case(expect, **more):
    return {"case": "A case", "by": "mchen", "edit": {UPGRADE: {"state": "scheduled"}}, "expect": expect, **more}


def test_cases_that_come_out(tried):
    ran = tried(
        case("pending", needs=["apps-team", "board", "cab", "data-team"]),
        case("allowed", approved_by=["akhan", "hpatel", "rstone"]),
        case("refused", objected_by=["plange"]),
    )
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "3 cases, none not as expected")


def test_a_case_that_does_not(tried):
    ran = tried(case("allowed"))
    assert ran.code == 1
    assert "wrong" in ran.out


def test_needs_that_differ_are_wrong(tried):
    assert tried(case("pending", needs=["cab"])).code == 1


def test_another_policy(tried):
    free = {**POLICY, "approvals": [{"name": "Free", "when": {}, "require": {"approvals": 0}}]}
    assert tried(case("allowed"), policy=free).code == 0


def test_records_may_be_added_and_deleted(tried):
    team = {"kind": "Team", "id": "new-team", "name": "New"}
    added = case("pending", edit={"cmdb/teams/new-team.yaml": team}, needs=["change_manager"])
    deleted = case("pending", edit={"attic": None}, needs=["net-team"])
    assert tried(added, deleted).code == 0


def test_an_edit_of_nothing(tried):
    ran = tried(case("allowed", edit={"no-such-item": {"name": "A"}}))
    assert ran.code == 1
    assert "no-such-item" in ran.err


def test_cases_that_do_not_fit_say_where(tried, tmp_path):
    ran = tried({"case": "A case"})
    assert ran.code == 2
    assert f"{tmp_path / 'cases.yaml'}:1:" in ran.err


def test_a_policy_that_does_not_fit_says_where(tried):
    ran = tried(case("allowed"), policy={"kind": "Policy", "approvals": [{"name": "A", "when": {"no": 1}}]})
    assert ran.code == 2
    assert "no field here" in ran.err


def test_replay(district, gitcab, tmp_path):
    stricter = [*POLICY["approvals"], {"name": "More", "when": {}, "require": {"approvals": 2, "from": ["ecab"]}}]
    (tmp_path / "new.yaml").write_text(json.dumps({**POLICY, "approvals": stricter}))
    ran = gitcab("cab", "replay", "--policy", tmp_path / "new.yaml", "--format", "json", cwd=district)
    told = json.loads(ran.out)
    assert ran.code == 0
    counts = {"changes": 3, "flipped": 3, "failed": 0, "caught": 0, "approvals_before": 8, "approvals_after": 14}
    assert told["counts"] == counts


def test_replay_says_what_would_have_been_caught(repository, gitcab, tmp_path):
    failed = {**RECORDS[PATHS["done"]], "review": {"close_code": "unsuccessful", "backed_out": True, "lessons": "A."}}
    folder = repository({**scene_files(), PATHS["done"]: json.dumps(failed)}).path
    freer = [{"name": "Free", "when": {}, "require": {"approvals": 0}}, POLICY["approvals"][1]]
    (tmp_path / "new.yaml").write_text(json.dumps({**POLICY, "approvals": freer}))
    told = gitcab("cab", "replay", "--policy", tmp_path / "new.yaml", cwd=folder).out
    assert "0 of 1 failure would have been caught, for 2 approvals instead of 8." in " ".join(told.split())
    stricter = [*POLICY["approvals"], {"name": "More", "when": {}, "require": {"approvals": 2, "from": ["ecab"]}}]
    (tmp_path / "new.yaml").write_text(json.dumps({**POLICY, "approvals": stricter}))
    told = gitcab("cab", "replay", "--policy", tmp_path / "new.yaml", cwd=folder).out
    assert "1 of 1 failure would have been caught" in " ".join(told.split())


def test_replay_of_the_same_policy_changes_nothing(district, gitcab):
    ran = gitcab("cab", "replay", "--policy", district / "changes/policy.yaml", cwd=district)
    assert (ran.code, ran.out.split()[0]) == (0, "0")


def test_the_page_of_words_is_fresh(gitcab):
    ran = gitcab("cab", "policy", "words", "--format", "markdown")
    assert ran.out == (ROOT / "docs/policy.md").read_text(), ran.out.splitlines()[7]


def test_every_word_of_the_model_has_its_code():
    assert {*conditions()} == {*When.model_fields} - COMPOSED
    assert {*requirements()} == {*Requirement.model_fields} - COMPOSED - {"from_groups", "fallback"}
