"""Asking for the version or for help is quick, because it loads nothing heavy."""

import subprocess
import sys

import pytest

HEAVY = {
    "git",
    "gitdb",
    "icalendar",
    "jsonschema",
    "networkx",
    "pydantic",
    "rapidfuzz",
    "referencing",
    "requests",
    "rich",
    "yaml",
}
LOADED = """
import sys
from gitcab.cli import main
try:
    main(sys.argv[1:], prog_name="gitcab")
finally:
    print(*sys.modules, file=sys.stderr)
"""


def loaded(*arguments: str) -> set[str]:
    """The names of all modules that the process had loaded when the command was done."""
    command = [sys.executable, "-c", LOADED, *arguments]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(run.stderr.split())


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_nothing_heavy_is_loaded(option):
    assert loaded(option) & HEAVY == set()


def test_heavy_modules_would_be_seen():
    assert {"yaml", "pydantic"} <= loaded("schemas", "--help")
