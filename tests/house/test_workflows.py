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
INSTALLS_ITSELF = re.compile(
    r"- name: Install gitcab (?:from this checkout|as the default branch has it)\n        run: \|\n(          .+\n)+"
)
CLONES = re.compile(
    r"gh auth setup-git\ngit clone --quiet --bare(?: --filter=blob:none| --depth=\d+)*"
    r' "\$GITHUB_SERVER_URL/\$GITHUB_REPOSITORY\.git" "\$RUNNER_TEMP/records\.git"\n'
)

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
        ("zizmor", "HEAD^1", "${{ github.head_ref }}"),
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
    assert "--filter=blob:none --depth=100" in job["steps"][0]["run"]
    assert job["permissions"] == {"contents": "read", "pull-requests": "write", "statuses": "write"}
    assert [step["uses"].partition("@")[0] for step in job["steps"] if "uses" in step] == ["actions/setup-python"]


@pytest.mark.parametrize("workflow", PRIVILEGED, ids=lambda path: str(path.relative_to(ROOT)))
def test_whatever_has_rights_starts_from_the_default_branch_and_keeps_no_token_there(workflow):
    """A clone without a name of a branch has the default one; only where records are written are they checked out."""
    for job in yaml.safe_load(workflow.read_text())["jobs"].values():
        default = {
            "ref": "${{ github.event.repository.default_branch }}",
            "persist-credentials": False,
            "fetch-depth": 0,
        }
        first, texts = job["steps"][0], [step.get("run", "") for step in job["steps"]]
        assert CLONES.fullmatch(first["run"]) if workflow.name != "change.yml" else first["with"] == default
        assert not [text for text in texts if re.search("git (checkout|switch|worktree|archive|merge|pull)", text)]


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
    """A small estate with the starter on a GitHub of its own, where the gate's steps find what a runner gives them."""
    programs = tmp_path / "programs"
    for folder in (programs, tmp_path / "github/district", tmp_path / "runner"):
        folder.mkdir(parents=True)
    (programs / "gh").write_text("#!/bin/sh\n")
    (programs / "gh").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:{Path(sys.executable).parent}:{os.environ['PATH']}")
    monkeypatch.setenv("GITHUB_SERVER_URL", (tmp_path / "github").as_uri())
    monkeypatch.setenv("GITHUB_REPOSITORY", "district/it")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    monkeypatch.setenv("RUNNER_TEMP", str(tmp_path / "runner"))
    estate = repository({**dict(starter_files()), **ESTATE})
    estate.git("config", "uploadpack.allowFilter", "true")
    (tmp_path / "github/district/it.git").symlink_to(estate.path / ".git")
    return estate


def steps(workflow: Path, head: str) -> Iterator[tuple[str, subprocess.CompletedProcess[str]]]:
    """Runs the steps that get the records and that call gitcab, as a runner would for that commit."""
    for step in yaml.safe_load(workflow.read_text())["jobs"]["gate"]["steps"]:
        if step.get("run", "").startswith(("gh ", "gitcab ")):
            command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
            surroundings = {**os.environ, "GITHUB_SHA": head}
            ran = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
            yield step["name"], ran


@pytest.mark.parametrize("workflow", GATES, ids=["ours", "starter"])
def test_the_gate_tells_what_a_change_could_hit(pull_request, workflow, tmp_path):
    edited = ESTATE["cmdb/printer/lobby-1.yaml"].replace("Lobby", "Main lobby")
    head = pull_request.commit("A better name", {"cmdb/printer/lobby-1.yaml": edited})
    for _, run in steps(workflow, head):
        assert run.returncode == 0, run.stdout + run.stderr
    summary = (tmp_path / "summary.md").read_text()
    assert "lobby-1" in summary
    assert "kiosk-1" in summary


def test_the_gate_points_at_what_is_wrong(pull_request):
    head = pull_request.commit("A mistake", {"cmdb/printer/lobby-2.yaml": "kind: ConfigurationItem\nid: lobby-2\n"})
    (_, got), (name, run) = list(steps(GATES[0], head))[:2]
    assert got.returncode == 0, got.stderr
    assert (name, run.returncode) == ("Are the records right?", 1)
    assert "::error file=cmdb/printer/lobby-2.yaml,line=" in run.stdout
