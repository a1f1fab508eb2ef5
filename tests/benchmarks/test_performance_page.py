"""The page says what was measured, and where a goal is not met."""

import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def page(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    return importlib.import_module("performance_page").page


def measured(**medians: float) -> dict:
    taken = [
        {"command": name, "shown": name, "median": one, "seconds": [one, one * 2]} for name, one in medians.items()
    ]
    return {"taken": taken, "memory": {}, "runs": 5, "load": 0.1, "date": "2026-11-22", "commit": "0123456789ab"}


def rows(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("| ").split("|")] for line in text.splitlines() if line[:1] == "|"]


@pytest.mark.parametrize(("seconds", "met"), [(0.29, "yes"), (0.31, "**no**")])
def test_a_goal_that_is_missed_is_said(page, seconds, met):
    warm = measured(**{"gitcab validate, warm": seconds, "git status": 0.1})
    said = next(row for row in rows(page({"100000": {"warm": warm}}, {}, {})) if row[0].startswith("warm `validate`, "))
    assert said[1:] == [f"{seconds:.3f} s", "0.100 s", f"{seconds * 10:.3g}", "3", met]


def test_growth_is_told_from_size_to_size(page):
    sizes = {"1000": 0.1, "100000": 0.14, "1000000": 0.28}
    results = {size: {"rev": measured(**{"gitcab validate --base --rev": one})} for size, one in sizes.items()}
    said = [row[1:] for row in rows(page(results, {}, {})) if row[0] == "gitcab validate --base --rev"][:2]
    assert said == [
        ["0.100 s at 1,000", "0.140 s at 100,000", "1.40", "1.5", "yes"],
        ["0.140 s at 100,000", "0.280 s at 1,000,000", "2.00", "1.5", "**no**"],
    ]


def test_machine_and_versions_are_named(page):
    text = page({}, {"processor": "An abacus"}, {"ajv-cli": "5.0.0"})
    assert ["processor", "An abacus"] in rows(text)
    assert ["ajv-cli", "5.0.0"] in rows(text)
