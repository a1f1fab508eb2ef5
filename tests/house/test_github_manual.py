"""docs/github.md names what there is: workflows, demands, and for each threat a test that is there."""

import re
from pathlib import Path

import pytest

from gitcab.model.checkup import BranchRules, OwnFiles, Settings
from gitcab.policies.checkup import STATUS, examined

ROOT = Path(__file__).parents[2]
MANUAL = (ROOT / "docs/github.md").read_text()
THREATS = MANUAL.partition("## Threats")[2]
OF_THE_SITE = {25}
SHOWN = sorted(set(re.findall(r"`((?:[a-z_]+/)+[\w.-]+)`", THREATS)))


def numbers(cell):
    """`T12 to T14` and `T15, T16` as numbers."""
    for first, last in re.findall(r"T(\d+)(?: to T(\d+))?", cell):
        yield from range(int(first), int(last or first) + 1)


def test_every_threat_has_its_line():
    named = [number for row in THREATS.splitlines() if row.startswith("| T") for number in numbers(row.split("|")[1])]
    assert sorted(named) == sorted(set(range(1, 38)) - OF_THE_SITE)


@pytest.mark.parametrize("path", SHOWN)
def test_the_test_that_shows_it_is_there(path):
    assert (ROOT / "tests" / path).is_file()


def test_every_workflow_is_told_of():
    shipped = {path.name for path in (ROOT / "tool/gitcab/starter/.github/workflows").glob("*.yml")}
    assert set(re.findall(r"^\| `(\w+\.yml)`", MANUAL, re.MULTILINE)) == shipped


def test_every_demand_is_told_of():
    nothing = Settings(BranchRules(frozenset(), *[False] * 4), None, None, None, None)
    demands = [one.name for one in examined(OwnFiles({}, (), False, None, ""), nothing)]
    assert re.findall(r"^\| `([a-z-]+)` \|", MANUAL, re.MULTILINE) == demands
    assert f"add `{STATUS}`" in MANUAL
