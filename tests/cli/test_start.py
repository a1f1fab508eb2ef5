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


def started(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", STARTED, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("arguments", "code"), [(["--version"], 0), (["validate", "--no-such-option"], 2)])
def test_nothing_is_left_to_look_through_when_a_command_is_done(tmp_path, arguments, code):
    ran = started(tmp_path, *arguments)
    assert ran.returncode == code
    assert ran.stdout.splitlines()[-1] == "True True"


@pytest.mark.parametrize(
    "arguments", [["validate"], ["validate", "--format", "none"], ["impact", "a"], ["validate", "-h"]]
)
def test_outside_of_a_repository_it_is_said_as_ever(tmp_path, arguments):
    ran = started(tmp_path, *arguments)
    assert "Traceback" not in ran.stderr
    assert ran.returncode == {"none": 2, "-h": 0}.get(arguments[-1], 3)


def test_an_interruption_before_a_command_begins_has_its_exit_code(tmp_path):
    code = "import gitcab.cli as cli\ndef main(): raise KeyboardInterrupt\ncli.main = main\n"
    code += "from gitcab.__main__ import run\nrun()"
    ran = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (130, "")
