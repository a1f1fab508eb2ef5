"""What git tracks holds no loose ends, and nothing of the machine on which it was written."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
THIS = Path(__file__).relative_to(ROOT).as_posix()

NOWHERE = {
    "a loose end": re.compile(r"\b(TODO|FIXME|XXX|HACK)\b"),
    "a path of one machine": re.compile(r"(?<![\w.])/(w[o]rk|root|home/\w+|opt/\w+)/|\.pyenv"),
    "a package registry's host": re.compile(r"\b(pypi\.org|pythonhosted\.org|npmjs\.org|yarnpkg\.com)\b"),
    "a merge that was left half-way": re.compile(r"^(<{7}|>{7}) ", re.MULTILINE),
}
NOT_IN_CODE = {
    "a test that does not run": re.compile(r"mark\.(skip|xfail)|pytest\.(skip|xfail|importorskip)|unittest\.skip"),
    "a mock": re.compile(r"MagicMock|unittest\.mock"),
}


def tracked() -> dict[str, str]:
    """The text of each file that git tracks or would add, but for this one, which names what it looks for."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = {path for path in listed.split("\0") if path and path != THIS and (ROOT / path).is_file()}
    return {path: (ROOT / path).read_bytes().decode(errors="replace") for path in sorted(paths)}


TRACKED = tracked()


@pytest.mark.parametrize("what", NOWHERE)
def test_is_nowhere(what):
    assert [path for path, text in TRACKED.items() if NOWHERE[what].search(text)] == []


@pytest.mark.parametrize("what", NOT_IN_CODE)
def test_is_not_in_code(what):
    code = {path: text for path, text in TRACKED.items() if path.endswith(".py")}
    assert [path for path, text in code.items() if NOT_IN_CODE[what].search(text)] == []


def test_test_files_have_names_of_their_own():
    names = [Path(path).name for path in TRACKED if re.fullmatch(r"tests/.*\.py", path)]
    assert [name for name in sorted(set(names)) if names.count(name) > 1] == []


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a loose end", "# TODO: later"),
        ("a path of one machine", "/home/me/.cache"),
        ("a package registry's host", "https://" + "npmjs" + ".org/x"),
        ("a merge that was left half-way", "a\n<<<<<<< HEAD\nb"),
        ("a test that does not run", "@pytest.mark.skipif(True)"),
        ("a mock", "from unittest.mock import patch"),
    ],
)
def test_measured_as_said(what, text):
    assert {**NOWHERE, **NOT_IN_CODE}[what].search(text)
