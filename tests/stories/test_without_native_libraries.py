"""Where yaml-rs and jsonschema-rs are not installed, everything is told as it is with them, only later."""

import os
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from support.rule_cases import estate_files
from support.two_readers import ROOT, damaged

ABSENT = "raise ImportError('not installed')\n"


def told(repository: Path, home: Path, *arguments: str) -> tuple[int, str]:
    """What the command says of the repository, and its exit code; modules in `home` come before all others."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(home), str(ROOT / "tool")])}
    command = [sys.executable, "-m", "gitcab", *arguments, "--repo", str(repository)]
    ran = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert "Traceback" not in ran.stderr
    return ran.returncode, ran.stdout


@pytest.fixture
def without(tmp_path: Path) -> Path:
    """A folder of modules that say they are not there."""
    home = tmp_path / "absent"
    home.mkdir()
    for name in ("yaml_rs", "jsonschema_rs"):
        (home / f"{name}.py").write_text(ABSENT)
    return home


def test_the_same_findings(repository, tmp_path: Path, without: Path) -> None:
    plain = {path: text for path, text in estate_files().items() if path.startswith(("cmdb", "changes"))}
    broken = islice(damaged([text.encode() for text in plain.values()], 5), 40)
    made = repository({**estate_files(), **{f"cmdb/server/broken-{n}.yaml": text for n, text in enumerate(broken)}})
    empty = tmp_path / "nothing"
    for arguments in (("validate", "--format", "json"), ("impact", "sis-vm-1", "--format", "json")):
        with_them = told(made.path, empty, *arguments)
        assert with_them == told(made.path, without, *arguments)
        assert len(with_them[1]) > 100


def test_they_are_really_missing_there(without: Path) -> None:
    code = "from gitcab.store.fast_yaml import accept\nprint(accept(b'a: b\\n'))"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(without), str(ROOT / "tool")])}
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert ran.stdout == "None\n"
