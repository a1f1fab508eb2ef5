"""A real estate, packages of a Linux distribution, against figures that were computed elsewhere."""

import json
from pathlib import Path

import pytest

from gitcab.graph.cycles import smallest_cycles
from gitcab.graph.impact import impact
from gitcab.model.impact import State
from support.small_estate import CLASSES, RELATIONS, inventory, item

DATA = Path(__file__).parents[1] / "data"
EXPECTED = json.loads((DATA / "debian_small.expected.json").read_text())
LINES = [json.loads(line) for line in (DATA / "debian_small.jsonl").read_text().splitlines()]


@pytest.fixture(scope="module")
def packages():
    return inventory(item(line["id"], depends_on=[one["target"] for one in line["relations"]]) for line in LINES)


def hit_by(packages, package):
    return impact(packages, RELATIONS, CLASSES, {package: State.DOWN}).impacted


def test_impact_of_every_package_has_the_expected_size(packages):
    sizes = {line["id"]: len(hit_by(packages, line["id"])) for line in LINES}
    assert sizes == EXPECTED["impact_size"]


def test_impact_hits_the_expected_packages(packages):
    sets = {package: sorted(one.id for one in hit_by(packages, package)) for package in EXPECTED["impact_set"]}
    assert sets == EXPECTED["impact_set"]


def test_impact_arrives_in_the_expected_rounds(packages):
    for package, sizes in EXPECTED["impact_levels"].items():
        hops = [one.hops for one in hit_by(packages, package)]
        assert [hops.count(number) for number in range(1, len(sizes) + 1)] == sizes
        assert max(hops) == len(sizes)


def test_cycles_are_the_expected_ones(packages):
    assert [list(cycle) for cycle in smallest_cycles(packages, RELATIONS)] == EXPECTED["cycles"]
