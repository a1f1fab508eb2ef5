"""`gitcab cab facts` against the fake GitHub: JSON that is read again, or exit 3 and no JSON at all."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from gitcab.forge.recorded import parse_recorded
from support.fake_github import FakeGitHub, Fault

SCHEMA = json.loads((Path(__file__).parents[2] / "schemas/output/facts.json").read_text())


@pytest.fixture(autouse=True)
def _workflow(monkeypatch: pytest.MonkeyPatch, github: FakeGitHub) -> None:
    """The environment of a workflow that runs in the fake's repository."""
    monkeypatch.setenv("GITHUB_API_URL", github.url)
    monkeypatch.setenv("GITHUB_TOKEN", github.world.token)
    monkeypatch.setenv("GITHUB_REPOSITORY", github.world.repository)


@pytest.mark.parametrize("named", ["12", "#12", "district/it#12"])
def test_facts_are_told_as_json(github, gitcab, named):
    github.world.push(co=["dortiz"])
    github.world.review("lnguyen", "CHANGES_REQUESTED")
    ran = gitcab("cab", "facts", named)
    assert (ran.code, ran.err) == (0, "")
    Draft202012Validator(SCHEMA).validate(json.loads(ran.out))
    facts = parse_recorded(ran.out.encode())
    assert facts.head.sha == github.world.pulls[12].head
    assert [each.state for each in facts.reviews] == ["changes_requested"]


def test_a_clone_says_which_repository(github, gitcab, repository, monkeypatch):
    monkeypatch.delenv("GITHUB_REPOSITORY")
    clone = repository({"README.md": "x\n"})
    clone.git("remote", "add", "origin", "https://127.0.0.1/district/it.git")
    assert json.loads(gitcab("cab", "facts", "12", "--repo", clone.path).out)["repository"] == "district/it"


def test_a_clone_of_another_host(github, gitcab, repository, monkeypatch):
    monkeypatch.delenv("GITHUB_REPOSITORY")
    clone = repository({"README.md": "x\n"})
    clone.git("remote", "add", "origin", "https://gitlab.com/district/it.git")
    ran = gitcab("cab", "facts", "12", "--repo", clone.path)
    assert (ran.code, ran.out) == (3, "")
    assert "OWNER/NAME#12" in ran.err


def test_facts_that_cannot_be_had_whole_are_not_told(github, gitcab):
    github.faults.append(Fault("/reviews", 403, "Resource not accessible by integration"))
    ran = gitcab("cab", "facts", "12")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith("gitcab: cannot tell: GitHub answers 403 to GET /repos/district/it/pulls/12/reviews")
    assert github.world.token not in ran.err


def test_without_a_token(github, gitcab, monkeypatch):
    monkeypatch.delenv("GITHUB_TOKEN")
    ran = gitcab("cab", "facts", "12")
    assert (ran.code, ran.out) == (3, "")
    assert "gh auth token" in ran.err


@pytest.mark.parametrize("named", ["twelve", "https://gitlab.com/district/it/pull/12", "../..#12"])
def test_a_name_of_no_pull_request(github, gitcab, named):
    ran = gitcab("cab", "facts", named)
    assert (ran.code, ran.out) == (2, "")
    assert "names no pull request" in ran.err
