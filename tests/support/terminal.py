"""The command on a terminal of its own, answering what it asks."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import pexpect


def converse(arguments: Iterable[str | Path], answers: Iterable[tuple[str, str]], cwd: Path) -> tuple[int, str]:
    """Runs `gitcab` there; for each (question, answer) waits for the question, then types the answer.

    Gives the exit code and all that stood on the screen.
    """
    environment = {**os.environ, "TERM": "dumb", "COLUMNS": "100"}
    command = ["-m", "gitcab", *map(str, arguments)]
    child = pexpect.spawn(sys.executable, command, cwd=str(cwd), env=environment, encoding="utf-8", timeout=20)
    screen = ""
    for question, answer in answers:
        child.expect_exact(question)
        screen += child.before + question
        child.sendline(answer)
    child.expect(pexpect.EOF)
    screen += child.before
    child.close()
    return child.exitstatus, screen
