"""Workflows, ours and the starter's, are sound by the field's own linters, and pin what they run."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from gitcab import __version__

ROOT = Path(__file__).parents[2]
STARTER = ROOT / "tool/gitcab/starter"
WORKFLOWS = [*(ROOT / ".github/workflows").glob("*.yml"), *(STARTER / ".github/workflows").glob("*.yml")]

LINTERS = {
    "actionlint": ["actionlint", "-no-color"],
    "zizmor": ["zizmor", "--offline", "--no-config", "--pedantic", "--no-progress", "--color=never"],
    "schema": ["check-jsonschema", "--builtin-schema", "vendor.github-workflows"],
    "timeout": ["check-jsonschema", "--builtin-schema", "custom.github-workflows-require-timeout"],
}


def lint(linter: str, *files: Path) -> subprocess.CompletedProcess[str]:
    program, *options = LINTERS[linter]
    command = [Path(sys.executable).with_name(program), *options, *files]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("linter", LINTERS)
def test_workflows_are_sound(linter):
    run = lint(linter, *WORKFLOWS)
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


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: str(path.relative_to(ROOT)))
def test_actions_are_pinned_by_commit_and_name_their_version(workflow):
    for action in re.findall(r"uses: (.+)", workflow.read_text()):
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)


def test_the_starter_installs_the_version_that_wrote_it():
    assert f"gitcab=={__version__}\n" in (STARTER / ".github/workflows/gate.yml").read_text()


@pytest.mark.parametrize(
    "path", [".github/pull_request_template.md", ".vscode/settings.json", ".vscode/extensions.json"]
)
def test_this_repository_lives_by_its_own_starter(path):
    assert (ROOT / path).read_bytes() == (STARTER / path).read_bytes()
