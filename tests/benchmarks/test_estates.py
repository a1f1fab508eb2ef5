"""The estates on which speed is measured: clean, the same for the same seed, with what was asked for."""

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import yaml

from support.grown_estate import ESTATES, made_estate
from support.repositories import make_repository


def told(estate: Path) -> dict:
    return json.loads((estate / ".git/estate.json").read_text())


def trees(estate: Path) -> list[str]:
    command = ["git", "-C", str(estate), "rev-parse", "main", "change", "main^{tree}", "change^{tree}"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()


def items(estate: Path) -> list[dict]:
    paths = [path for path in (estate / "cmdb").rglob("*.yaml") if path.parent.name != "teams"]
    return [yaml.load(path.read_bytes(), yaml.CSafeLoader) for path in paths]


def relations(item: dict) -> str:
    return str(item.get("relations", {}))


@pytest.fixture(scope="module")
def estate(tmp_path_factory):
    return made_estate(tmp_path_factory.mktemp("estate"), 1000)


@pytest.mark.parametrize("options", [(), ("--rev", "change"), ("--rev", "change", "--base", "main")], ids=str)
def test_both_branches_are_clean(gitcab, estate, options):
    ran = gitcab("validate", "--repo", str(estate), *options)
    assert ran.code == 0, ran.out
    assert ran.out == "1,015 records, nothing to mend.\n"


def test_the_same_seed_gives_the_same_bytes(estate, tmp_path):
    again, other = made_estate(tmp_path / "again", 1000), made_estate(tmp_path / "other", 1000, "--seed", "8")
    assert trees(again) == trees(estate)
    assert trees(other)[2] != trees(estate)[2]


def test_it_has_as_many_items_as_asked_of_about_620_bytes(estate):
    assert len(items(estate)) == 1000
    assert 580 < told(estate)["item_bytes"] / 1000 < 660


def test_few_are_named_by_many(estate):
    named = Counter(target for item in items(estate) for target in re.findall(r"[a-z-]+-\d{6}", relations(item)))
    often = sorted(named.values(), reverse=True)
    assert often[0] > 20 * often[len(often) // 10]
    assert often[len(often) // 2] <= 3


def test_it_has_groups_quorums_and_changes_in_every_state(estate):
    of_items = items(estate)
    assert sum("at_least" in relations(item) for item in of_items) > 50
    assert sum("quorum" in item for item in of_items) == 5
    states = {yaml.safe_load(path.read_text())["state"] for path in (estate / "changes/2026").glob("*.yaml")}
    assert len(states) == 8


def test_the_hub_and_the_typical_item_are_told(gitcab, estate):
    said = told(estate)
    for name, least, most in (("typical", 50, 300), ("hub", 500, 1000)):
        ran = gitcab("impact", said[name], "--repo", str(estate), "--format", "json")
        assert least <= len(json.loads(ran.out)["impacted"]) <= said[f"{name}_reach"] <= most


def test_the_branch_edits_three_items(estate):
    command = ["git", "-C", str(estate), "diff", "--name-only", "main", "change"]
    edited = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    assert sorted(edited) == sorted(told(estate)["changed"])
    assert len(edited) == 3


def test_findings_can_be_asked_for(gitcab, tmp_path):
    estate = made_estate(tmp_path / "estate", 500, "--findings", "3", "--changes", "0")
    ran = gitcab("validate", "--repo", str(estate), "--format", "json")
    found = {finding["rule"] for finding in json.loads(ran.out)["findings"]}
    assert found == {"class-required", "unknown-attribute", "unknown-reference"}
    assert ran.code == 1


def test_a_bare_one_is_the_same(estate, tmp_path):
    bare = tmp_path / "bare"
    subprocess.run([sys.executable, ESTATES, "1000", str(bare), "--bare"], check=True, capture_output=True)
    assert trees(bare) == trees(estate)
    assert not (bare / "cmdb").exists()


def test_a_folder_that_is_in_use_is_left_alone(tmp_path):
    taken = make_repository(tmp_path / "taken").path
    ran = subprocess.run([sys.executable, ESTATES, "1000", str(taken)], capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert "is not empty" in ran.stderr
