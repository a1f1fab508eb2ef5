"""A Linux distribution's packages as an estate: written as records, validated, and asked by the command."""

import json
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[1] / "data"
EXPECTED = json.loads((DATA / "debian_small.expected.json").read_text(encoding="utf-8"))
PACKAGE = "title: Package\ndescription: A package of a Linux distribution.\nfamily: application\n"
TEAM = "kind: Team\nid: debian\nname: Debian\nmembers: [buxy]\n"


def record(package: dict) -> str:
    targets = sorted({relation["target"] for relation in package["relations"]})
    relations = f"relations:\n  depends_on: {json.dumps(targets)}\n" if targets else ""
    return (
        f"kind: ConfigurationItem\nclass: package\nid: {package['id']}\nname: {package['name']}\nowner: debian\n"
        f"life_cycle: {{stage: operational, status: in_use}}\n{relations}"
        f"attributes: {json.dumps(package['attrs'])}\n"
    )


@pytest.fixture
def estate(repository, gitcab):
    lines = (DATA / "debian_small.jsonl").read_text(encoding="utf-8").splitlines()
    packages = [json.loads(line) for line in lines]
    made = repository({f"cmdb/package/{one['id']}.yaml": record(one) for one in packages})
    made.write({"schemas/classes/package.yaml": PACKAGE, "cmdb/teams/debian.yaml": TEAM})
    gitcab("init", cwd=made.path)
    return made


def test_it_is_clean_and_its_cycles_are_warnings(estate, gitcab):
    ran = gitcab("validate", "--format", "json", cwd=estate.path)
    told = json.loads(ran.out)
    assert ran.code == 0
    assert told["counts"]["error"] == 0
    cycles = [one["message"] for one in told["findings"] if one["rule"] == "hard-cycle"]
    assert len(cycles) == len(EXPECTED["cycles"])


@pytest.mark.parametrize("package", [*EXPECTED["impact_levels"], "dmsetup", "libdevmapper1.02.1", "apache2"])
def test_the_command_finds_what_was_computed_elsewhere(estate, gitcab, package):
    told = json.loads(gitcab("impact", package, "--format", "json", cwd=estate.path).out)
    assert len(told["impacted"]) == EXPECTED["impact_size"].get(package, 0)
    assert {one["state"] for one in told["impacted"]} <= {"down"}
