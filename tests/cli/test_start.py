"""How the process starts and ends: what it was given, its exit code, and that nobody waits for what was loaded."""

import subprocess
import sys
from pathlib import Path

import pytest

STARTED = """
import atexit
atexit.register(print, "taken apart")
from gitcab.__main__ import run
run()
"""

FULL = """
import sys
from gitcab import cli
def main():
    sys.stdout = open("/dev/full", "w")
    print("lost")
    sys.exit(0)
cli.main = main
from gitcab.__main__ import run
run()
"""
"""A command whose answer still waits to be written when it is done, and cannot be."""

PRESSED = """
import os, signal, sys
class Watch:
    def find_spec(name, *_):
        if name == at:
            os.kill(os.getpid(), signal.SIGINT)
at = sys.argv.pop(1)
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs in the background may ignore it
sys.meta_path.insert(0, Watch)
from gitcab.__main__ import run
run()
"""
"""Has the system send what Ctrl-C sends when that module is about to be loaded."""


def started(folder: Path, *arguments: str, script: str = STARTED) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--version"], 0, "gitcab"),
        (["validate", "--no-such-option"], 2, "no-such-option"),
        (["validate"], 3, "cannot"),
    ],
)
def test_a_command_that_is_done_leaves_at_once_with_all_that_it_told(tmp_path, arguments, code, told):
    ran = started(tmp_path, *arguments)
    assert ran.returncode == code
    assert told in ran.stdout + ran.stderr
    assert "taken apart" not in ran.stdout


def test_what_cannot_be_written_at_the_end_is_no_yes(tmp_path):
    ran = started(tmp_path, script=FULL)
    assert ran.returncode not in (0, 1)
    assert "No space left" in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(
    "module",
    [
        "click",
        "gitcab.cli",
        "gitcab.cli._errors",
        "gitcab.cli.validate",
        "gitcab.store.git",
        "gitcab.store.commit_tree",
    ],
)
def test_ctrl_c_while_modules_are_loaded_ends_it_without_a_trace(tmp_path, module):
    ran = started(tmp_path, module, "validate", script=PRESSED)
    assert (ran.returncode, ran.stdout, ran.stderr) == (130, "", "gitcab: interrupted: nothing more was done\n")


@pytest.mark.parametrize(
    "arguments", [["validate"], ["validate", "--format", "none"], ["impact", "a"], ["validate", "-h"]]
)
def test_outside_of_a_repository_it_is_said_as_ever(tmp_path, arguments):
    ran = started(tmp_path, *arguments)
    assert "Traceback" not in ran.stderr
    assert ran.returncode == {"none": 2, "-h": 0}.get(arguments[-1], 3)
