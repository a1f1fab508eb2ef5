"""The way from a question about impact to its answer loads no library that takes longer than the answer."""

import subprocess
import sys

import pytest

HEAVY = {
    "dateutil",
    "git",
    "jsonschema",
    "networkx",
    "pydantic",
    "pydantic_core",
    "rapidfuzz",
    "referencing",
    "rich",
    "yaml",
}
LIGHT = (
    *("entry", "finding", "impact", "inventory", "item", "item_class", "nearest", "outline", "relation", "source"),
    *("dependencies", "failure", "change_set"),
)
MODULES = (
    *(f"gitcab.model.{name}" for name in LIGHT),
    *("gitcab.graph.impact", "gitcab.graph.dependencies", "gitcab.graph.points_of_failure", "gitcab.graph.ground"),
    *("gitcab.store.fragility", "gitcab.store.git", "gitcab.store.index.estate"),
    *("gitcab.reports.text.impact", "gitcab.reports.json.impact", "gitcab.cli.impact"),
)
PROGRAM = "import sys, {module}\nprint(*sys.modules)"


@pytest.mark.parametrize("module", MODULES)
def test_it_loads_nothing_heavy(module):
    program = PROGRAM.format(module=module)
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert HEAVY & {name.partition(".")[0] for name in ran.stdout.split()} == set()


def test_what_is_heavy_would_be_seen():
    program = PROGRAM.format(module="gitcab.graph.ordering, gitcab.model.records")
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert {"networkx", "pydantic"} <= set(ran.stdout.split())
