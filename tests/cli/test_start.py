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
