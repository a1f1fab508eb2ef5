"""Workflows, ours and the starter's, are sound by the field's own linters, and pin what they run."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from gitcab import __version__
from gitcab.store.starter import starter_files

ROOT = Path(__file__).parents[2]
STARTER = ROOT / "tool/gitcab/starter"
ACTION = ROOT / "action.yml"
GATES = [ROOT / ".github/workflows/gate.yml", STARTER / ".github/workflows/gate.yml"]
WORKFLOWS = [*(ROOT / ".github/workflows").glob("*.yml"), *(STARTER / ".github/workflows").glob("*.yml")]
SHIPPED = sorted((STARTER / ".github/workflows").glob("*.yml"))
TRUSTED = [file for file in WORKFLOWS if file.name in ("cab.yml", "schedule.yml")]
PRIVILEGED = [file for file in WORKFLOWS if file.name not in ("gate.yml", "review.yml", "test.yml")]
INSTALLS_ITSELF = re.compile(r"- name: Install gitcab from this checkout\n        run: \|\n(          .+\n)+")

LINTERS = {
    "actionlint": ["actionlint", "-no-color"],
    "zizmor": ["zizmor", "--offline", "--no-config", "--pedantic", "--no-progress", "--color=never"],
    "schema": ["check-jsonschema", "--builtin-schema", "vendor.github-workflows"],
    "timeout": ["check-jsonschema", "--builtin-schema", "custom.github-workflows-require-timeout"],
    "action": ["check-jsonschema", "--builtin-schema", "vendor.github-actions"],
}

ITEM = """\
kind: ConfigurationItem
class: printer
id: lobby-1
name: Lobby printer
owner: print-team
life_cycle: {stage: operational, status: in_use}
"""
ESTATE = {
    "cmdb/teams/print-team.yaml": "kind: Team\nid: print-team\nname: Print team\nmembers: [mchen]\n",
    "cmdb/printer/lobby-1.yaml": ITEM,
    "cmdb/printer/kiosk-1.yaml": ITEM.replace("lobby-1", "kiosk-1") + "relations: {depends_on: [lobby-1]}\n",
}


def lint(linter: str, *files: Path) -> subprocess.CompletedProcess[str]:
    program, *options = LINTERS[linter]
    command = [Path(sys.executable).with_name(program), *options, *files]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("linter", "files"),
    [*((linter, WORKFLOWS) for linter in LINTERS if linter != "action"), ("action", [ACTION]), ("zizmor", [ACTION])],
)
def test_workflows_and_the_action_are_sound(linter, files):
    run = lint(linter, *files)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(
    ("linter", "sound", "broken"),
    [
        ("actionlint", "github.ref", "github.reff"),
        ("zizmor", '"$BASE"', "${{ github.head_ref }}"),
        ("schema", "runs-on:", "run-on:"),
        ("timeout", "timeout-minutes: 10", ""),
    ],
)
def test_linters_bite(tmp_path, linter, sound, broken):
    workflow = tmp_path / ".github/workflows/gate.yml"
    workflow.parent.mkdir(parents=True)
    workflow.write_text((ROOT / ".github/workflows/gate.yml").read_text().replace(sound, broken))
    assert lint(linter, workflow).returncode != 0


@pytest.mark.parametrize("workflow", [*WORKFLOWS, ACTION], ids=lambda path: str(path.relative_to(ROOT)))
def test_actions_are_pinned_by_commit_and_name_their_version(workflow):
    for action in re.findall(r"- uses: (.+)", workflow.read_text()):
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)


@pytest.mark.parametrize("workflow", SHIPPED, ids=lambda path: path.name)
def test_the_starter_differs_from_ours_in_how_gitcab_is_installed_and_in_nothing_else(workflow):
    ours = (ROOT / ".github/workflows" / workflow.name).read_text()
    pinned = f"- name: Install gitcab\n        run: pip install gitcab=={__version__}\n"
    assert INSTALLS_ITSELF.sub(pinned, ours) == workflow.read_text()


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_expression_reaches_a_shell_and_no_job_may_more_than_it_says(workflow):
    read = yaml.safe_load(workflow.read_text())
    runs = [step.get("run", "") for job in read["jobs"].values() for step in job["steps"]]
    assert not [run for run in runs if "${{" in run]
    assert read["permissions"] == {}
    assert "concurrency" in read


@pytest.mark.parametrize("workflow", TRUSTED, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_trusted_gate_takes_nothing_from_the_head_and_is_never_skipped(workflow):
    job = yaml.safe_load(workflow.read_text())["jobs"]["decide"]
    assert "if" not in job
    assert job["steps"][0]["with"]["ref"] == "${{ github.event.repository.default_branch }}"
    assert job["permissions"] == {"contents": "read", "pull-requests": "write", "statuses": "write"}
    assert [step["uses"].partition("@")[0] for step in job["steps"] if "uses" in step] == [
        "actions/checkout",
        "actions/setup-python",
    ]


@pytest.mark.parametrize("workflow", PRIVILEGED, ids=lambda path: str(path.relative_to(ROOT)))
def test_whatever_has_rights_checks_the_default_branch_out_and_keeps_no_token_there(workflow):
    for job in yaml.safe_load(workflow.read_text())["jobs"].values():
        default = {
            "ref": "${{ github.event.repository.default_branch }}",
            "persist-credentials": False,
            "fetch-depth": 0,
        }
        assert job["steps"][0]["with"] == default


def test_a_review_wakes_the_gate_and_may_nothing_itself():
    read = yaml.safe_load((STARTER / ".github/workflows/review.yml").read_text())
    assert [job.get("permissions", {}) for job in read["jobs"].values()] == [{}]
    assert f"workflows: [{read['name']}]" in (STARTER / ".github/workflows/cab.yml").read_text()


@pytest.mark.parametrize(
    "path", [".github/pull_request_template.md", ".vscode/settings.json", ".vscode/extensions.json"]
)
def test_this_repository_lives_by_its_own_starter(path):
    assert (ROOT / path).read_bytes() == (STARTER / path).read_bytes()


@pytest.fixture
def pull_request(repository, monkeypatch, tmp_path):
    """A small estate with the starter, where the gate's commands find what a runner gives them."""
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    estate = repository({**dict(starter_files()), **ESTATE})
    monkeypatch.setenv("BASE", estate.head())
    return estate


def steps(workflow: Path, repository: Path) -> Iterator[tuple[str, subprocess.CompletedProcess[str]]]:
    """Runs the steps that call gitcab, as a runner would."""
    for step in yaml.safe_load(workflow.read_text())["jobs"]["gate"]["steps"]:
        if step.get("run", "").startswith("gitcab "):
            command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
            yield step["name"], subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("workflow", GATES, ids=["ours", "starter"])
def test_the_gate_tells_what_a_change_could_hit(pull_request, workflow, tmp_path):
    edited = ESTATE["cmdb/printer/lobby-1.yaml"].replace("Lobby", "Main lobby")
    pull_request.commit("A better name", {"cmdb/printer/lobby-1.yaml": edited})
    for _, run in steps(workflow, pull_request.path):
        assert run.returncode == 0, run.stdout + run.stderr
    summary = (tmp_path / "summary.md").read_text()
    assert "lobby-1" in summary
    assert "kiosk-1" in summary


def test_the_gate_points_at_what_is_wrong(pull_request):
    pull_request.commit("A mistake", {"cmdb/printer/lobby-2.yaml": "kind: ConfigurationItem\nid: lobby-2\n"})
    name, run = next(steps(GATES[0], pull_request.path))
    assert (name, run.returncode) == ("Are the records right?", 1)
    assert "::error file=cmdb/printer/lobby-2.yaml,line=" in run.stdout
