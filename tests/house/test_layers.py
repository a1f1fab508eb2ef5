"""The import contracts of pyproject.toml hold, and each of them bites."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]

OFFENCES = [
    ("layers", "model/relation.py", "import gitcab.store.loading"),
    ("layers", "store/loading.py", "import gitcab.graph"),
    ("layers", "surplus.py", ""),
    ("no-cycles", "model/source.py", "import gitcab.model.entry"),
    ("reports", "reports/json.py", "import gitcab.rules"),
    ("git", "store/loading.py", "import git"),
    ("yaml", "store/loading.py", "import yaml"),
    ("json-schema", "rules/_rule.py", "import jsonschema"),
    ("graph-theory", "rules/_rule.py", "import networkx"),
    ("command-line", "store/loading.py", "import click"),
    ("terminal", "reports/json.py", "from rich.text import Text"),
    ("records", "store/loading.py", "from pydantic import ValidationError"),
    ("recurrence", "planning/windows.py", "from dateutil import rrule"),
    ("calendar-files", "reports/csv.py", "import icalendar"),
    ("http", "store/loading.py", "import requests"),
    ("signatures", "cli/permit.py", "import cryptography"),
    ("spelling", "rules/_rule.py", "from rapidfuzz import fuzz"),
    ("fast-yaml", "store/loading.py", "import yaml_rs"),
    ("fast-json-schema", "rules/_rule.py", "import jsonschema_rs"),
    ("database", "store/loading.py", "import sqlite3"),
]


def lint(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(folder / "tool")}
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache", *options]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_every_contract_is_kept():
    run = lint(ROOT)
    assert run.returncode == 0, run.stdout


def test_every_contract_has_an_offence_that_shows_it_bites():
    assert {contract for contract, _, _ in OFFENCES} == {contract["id"] for contract in CONTRACTS}


@pytest.mark.parametrize(("contract", "file", "offence"), OFFENCES)
def test_contract_bites(tmp_path, contract, file, offence):
    shutil.copytree(ROOT / "tool", tmp_path / "tool", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / "tool/gitcab" / file).open("a") as module:
        module.write(f"\n{offence}\n")
    run = lint(tmp_path, "--contract", contract)
    assert run.returncode == 1, run.stdout + run.stderr
    assert "1 broken" in run.stdout
