"""`gitcab explain` and `gitcab completion`."""

import json
import subprocess

import pytest

from gitcab.rules import listed


def test_a_manual_has_why_example_and_mend(gitcab):
    ran = gitcab("explain", "unknown-reference")
    assert ran.code == 0
    for heading in ("Why", "Example", "How to mend"):
        assert heading in ran.out


def test_without_a_rule_all_are_listed(gitcab):
    told = json.loads(gitcab("explain", "--format", "json").out)
    assert [one["id"] for one in told["rules"]] == sorted(listed())


def test_an_unknown_rule_is_told_the_nearest(gitcab):
    ran = gitcab("explain", "unkown-reference")
    assert (ran.code, "did you mean 'unknown-reference'" in ran.err) == (2, True)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_script_names_the_command(gitcab, shell):
    ran = gitcab("completion", shell)
    assert ran.code == 0
    assert "_GITCAB_COMPLETE" in ran.out


def test_the_bash_script_is_bash(gitcab):
    script = gitcab("completion", "bash").out
    assert subprocess.run(["bash", "-n"], input=script, text=True, check=False).returncode == 0
