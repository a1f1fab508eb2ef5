"""The README's session is what the commands really print."""

import os
import re
import shlex
from pathlib import Path

import pytest

import gitcab
from support import command

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
_SESSION = re.compile(r"## A session\n\n```console\n(.*?)```", re.DOTALL)


def written() -> str:
    found = _SESSION.search(README.read_text(encoding="utf-8"))
    assert found, "README.md has no session"
    return found[1]


def really() -> str:
    """What a terminal would show: each `$ gitcab …` line with what it prints."""
    lines: list[str] = []
    for line in written().splitlines():
        if line.startswith("$ gitcab "):
            ran = command.run(*shlex.split(line)[2:], cwd=ROOT)
            lines += [line, *(ran.out + ran.err).splitlines()]
    return "\n".join(lines) + "\n"


def test_the_session_shows_real_output() -> None:
    shown = really()
    if os.environ.get("REWRITE_README"):
        text = README.read_text(encoding="utf-8")
        README.write_text(text.replace(written(), shown), encoding="utf-8")
    assert written() == shown, "rewrite it: REWRITE_README=1 .venv/bin/pytest tests/house/test_readme.py"


@pytest.mark.parametrize("folder", re.findall(r"^\| `([^`]+)/`", README.read_text(encoding="utf-8"), re.MULTILINE))
def test_the_map_names_folders_that_are_there(folder: str) -> None:
    assert (ROOT / folder).is_dir()


def test_the_first_line_is_the_sentence() -> None:
    assert README.read_text(encoding="utf-8").partition("\n")[0] == (gitcab.__doc__ or "").partition("\n")[0]
