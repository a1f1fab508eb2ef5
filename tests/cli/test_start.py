"""How the process starts and ends: what it was given, its exit code, and no look for garbage in what is loaded."""

import subprocess
import sys
from pathlib import Path

import pytest

STARTED = """
import atexit, gc, sys
atexit.register(lambda: print(gc.isenabled(), len(gc.get_objects()) < 100))
from gitcab.__main__ import run
run()
"""

PRESSED = """
import os, signal, sys
class Watch:
    def find_spec(name, *_):
        if name == at:
            os.kill(os.getpid(), signal.SIGINT)
at = sys.argv.pop(1)
sys.meta_path.insert(0, Watch)
from gitcab.__main__ import run
run()
"""
"""Has the system send what Ctrl-C sends when that module is about to be loaded."""


def started(folder: Path, *arguments: str, script: str = STARTED) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("arguments", "code"), [(["--version"], 0), (["validate", "--no-such-option"], 2)])
def test_nothing_is_left_to_look_through_when_a_command_is_done(tmp_path, arguments, code):
    ran = started(tmp_path, *arguments)
    assert ran.returncode == code
    assert ran.stdout.splitlines()[-1] == "True True"


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
