"""The action in another repository's workflow: the gate, and a permit before something is deployed."""

import pytest

from support.act import OURS, Runner
from support.fake_github import serving
from support.forge_scene import District

WORKFLOW = f"""\
on: [push, pull_request_target]
jobs:
  deploy:
    runs-on: ubuntu-24.04
    steps:
      - uses: {OURS}@{"a" * 40}
        id: board
        with: {{mode: MODE, repository: district/it, configuration-items: dns-1 play-db, rfc: "RFC"}}
      - run: touch "$TEST_CALLS.deployed"
"""


@pytest.fixture
def district(tmp_path):
    return District(tmp_path / "district")


@pytest.fixture
def run(district, tmp_path):
    """Runs a workflow that uses the action in this mode."""

    def ran(mode, event, payload, rfc=""):
        (tmp_path / "deploy.yml").write_text(WORKFLOW.replace("MODE", mode).replace("RFC", rfc))
        with serving(district.world) as github:
            runner = Runner(tmp_path / "runner", district.clone.path, district.origin.path, github)
            result = runner.run(tmp_path / "deploy.yml", event, payload)
        return result, (tmp_path / "runner/calls.deployed").exists()

    return ran


def test_no_deployment_without_a_permit(run, tmp_path):
    result, is_deployed = run("permit", "push", {}, rfc=f"RFC-2026-11-04-running; touch {tmp_path}/PWNED")
    assert (result.ok, is_deployed) == (False, False)
    assert not (tmp_path / "PWNED").exists()


def test_the_reason_is_told_and_kept(run):
    result, is_deployed = run("permit", "push", {}, rfc="RFC-2026-11-04-running")
    assert (result.ok, is_deployed) == (False, False)
    assert "gitcab.permit/1" in result.log


def test_the_gate(run, district):
    head = district.ask_for_upgrade()
    payload = {
        "pull_request": {"number": 12, "head": {"sha": head}},
        "repository": {"full_name": "district/it", "default_branch": "main"},
    }
    result, _ = run("gate", "pull_request_target", payload)
    assert result.ok, result.log
    assert [(one["state"], one["sha"]) for one in district.world.statuses] == [("pending", head)]
