"""What is generated is fresh; each failure names the command that repairs it."""

from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_editor_schemas_are_fresh(gitcab):
    ran = gitcab("schemas", "--check", cwd=ROOT)
    assert ran.code == 0, ran.out
