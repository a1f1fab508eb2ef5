"""Whatever set-up installs is pinned by version and hash; `make pins` writes requirements/ anew."""

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
ASKED = {
    "run.txt": PROJECT["project"]["dependencies"],
    "dev.txt": [
        *PROJECT["project"]["dependencies"],
        *PROJECT["dependency-groups"]["dev"],
        *PROJECT["build-system"]["requires"],
    ],
    "peers.txt": (ROOT / "benchmarks/peers.in").read_text().split(),
}
FOLDERS = {"peers.txt": "benchmarks"}


def name_of(requirement: str) -> str:
    return re.match(r"[\w.-]+", requirement)[0].lower().replace("_", "-")


def pinned(file: str) -> list[str]:
    """Each pin of the file with its hashes, continuation lines joined."""
    text = (ROOT / FOLDERS.get(file, "requirements") / file).read_text()
    lines = re.sub(r"\s*#.*", "", text).replace("\\\n", " ").splitlines()
    return [line for line in lines if line.strip()]


@pytest.mark.parametrize("file", ASKED)
def test_all_that_is_asked_for_is_pinned(file):
    assert {name_of(each) for each in ASKED[file]} <= {name_of(each) for each in pinned(file)}


@pytest.mark.parametrize("file", ASKED)
def test_every_pin_has_a_version_and_a_hash(file):
    for line in pinned(file):
        assert re.match(r"[\w.-]+==[\w.]+ .*--hash=sha256:[0-9a-f]{64}", line), line


def test_both_files_pin_the_same_versions():
    versions = {line.partition(" --hash")[0].rstrip() for line in pinned("dev.txt")}
    assert {line.partition(" --hash")[0].rstrip() for line in pinned("run.txt")} <= versions


@pytest.mark.parametrize("folder", ["tests/node", "benchmarks/node"])
def test_node_packages_are_locked_by_hash_and_to_no_address(folder):
    packages = json.loads((ROOT / folder / "package-lock.json").read_text())["packages"]
    for path, package in packages.items():
        assert "resolved" not in package
        assert path == "" or package["integrity"].startswith("sha512-")
