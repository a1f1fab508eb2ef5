"""Where the answer goes: terminals of any locale, closed pipes, full disks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.little_district import RECORDS


@pytest.fixture
def estate(repository, gitcab):
    made = repository(RECORDS)
    gitcab("init", cwd=made.path)
    return made.path


def answer(cwd, *, encoding="utf-8", arguments="impact dns-1"):
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    command = [sys.executable, "-m", "gitcab", *arguments.split()]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, check=False)


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "ascii", "utf-16"])
def test_the_bytes_are_the_same_in_every_locale(estate, encoding):
    plain, odd = answer(estate), answer(estate, encoding=encoding)
    assert "└─".encode() in plain.stdout
    assert (odd.returncode, odd.stdout, odd.stderr) == (plain.returncode, plain.stdout, b"")


def test_an_answer_that_nobody_wants_still_has_its_exit_code(estate):
    ran = subprocess.run(f"{sys.executable} -m gitcab validate >&-", shell=True, cwd=estate, capture_output=True)
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.parametrize("arguments", ["validate", "ci list --format json"])
def test_a_full_disk_is_told_and_is_no_yes(estate, arguments):
    command = [sys.executable, "-m", "gitcab", *arguments.split()]
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(command, cwd=estate, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert ran.returncode == 3
    assert "No space left" in ran.stderr
    assert "Traceback" not in ran.stderr
