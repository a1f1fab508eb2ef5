"""Whoever makes a hot path slower sees it here, on every machine: what it does is counted, not timed.

The counts that are kept are written anew with REWRITE_COUNTS=1.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from support import operation_counts
from support.grown_estate import grown_estate, made_estate

KEPT = Path(__file__).with_name("operation_counts.json")
RENEW = "REWRITE_COUNTS=1 .venv/bin/pytest tests/benchmarks/test_operation_counts.py"
ON = {"python": "{}.{}".format(*sys.version_info), "sqlite": ".".join(sqlite3.sqlite_version.split(".")[:2])}
SAME, OTHER, MUCH_LESS = 1.05, 1.35, 0.8  # with another Python or SQLite the same work is counted a little differently
GROWTH, A_ROUND = 1.03, 4  # what is reached lies a round deeper in one estate than in the other: a few statements
GROWING = [path for path in operation_counts.PATHS if "three files" in path or "typical" in path]


def counted(path: str, estate: Path) -> dict[str, int]:
    """What the path does on that estate; a warm one has been gone before: to make the index, and to ask for flags."""
    if path in operation_counts.COLD:
        shutil.rmtree(estate / ".git/gitcab", ignore_errors=True)
    elif path.startswith(("validate", "impact")):
        for _ in range(2):
            _run(path, estate, "uncounted")
    return json.loads(_run(path, estate))


def _run(path: str, estate: Path, *how: str) -> str:
    script = [sys.executable, operation_counts.__file__, path, str(estate), *how]
    surroundings = {**os.environ, "PYTHONHASHSEED": "0"}
    return subprocess.run(script, env=surroundings, check=True, capture_output=True, text=True).stdout


def complaints(path: str, kept: dict[str, int], found: dict[str, int], most: float) -> list[str]:
    """A sentence for each count that is too far from what is kept."""
    said = []
    for what, before in kept.items():
        change = f"'{path}' takes {found[what]:,} {what} and took {before:,}"
        if found[what] > before * most:
            said.append(f"{change}: it has become slower; mend that, or if it has to be, say why and renew by {RENEW}")
        elif found[what] < before * MUCH_LESS / most * SAME:
            said.append(f"{change}: it has become faster; keep that by {RENEW}")
    return said


@pytest.fixture(scope="module")
def estate(tmp_path_factory):
    return mirrored(made_estate(tmp_path_factory.mktemp("counted"), 1000))


@pytest.fixture(scope="module")
def grown(estate, tmp_path_factory):
    return mirrored(grown_estate(tmp_path_factory.mktemp("grown"), estate, 9000))


def mirrored(estate: Path) -> Path:
    """The estate with an index of what is checked out."""
    _run("validate, warm", estate, "uncounted")
    return estate


@pytest.mark.parametrize("path", operation_counts.PATHS)
def test_no_path_does_more_than_it_did(path, estate):
    found = counted(path, estate)
    kept = json.loads(KEPT.read_text()) if KEPT.exists() else {"on": ON, "counts": {}}
    if os.environ.get("REWRITE_COUNTS"):
        counts = {**kept["counts"], path: found}
        ordered = {one: counts[one] for one in operation_counts.PATHS if one in counts}
        KEPT.write_text(json.dumps({"on": ON, "counts": ordered}, indent=2) + "\n")
        return
    assert complaints(path, kept["counts"][path], found, SAME if kept["on"] == ON else OTHER) == []


@pytest.mark.parametrize("path", GROWING)
def test_work_follows_the_question_and_not_the_estate(path, estate, grown):
    small, large = counted(path, estate), counted(path, grown)
    assert {what: (small[what], one) for what, one in large.items() if one > small[what] * GROWTH + A_ROUND} == {}


def test_counts_are_the_same_each_time(estate):
    one, two = (counted("impact of a typical item", estate) for _ in range(2))
    # The standard library waits for git in a loop of its own, so a few calls more or less are nobody's.
    assert one.pop("calls") == pytest.approx(two.pop("calls"), rel=0.005)
    assert one == two


@pytest.mark.parametrize(
    ("found", "word"), [(1040, None), (1060, "slower"), (810, None), (790, "faster"), (0, "faster")]
)
def test_what_differs_is_said(found, word):
    said = complaints("impact", {"lines": 1000, "files": 0}, {"lines": found, "files": 0}, SAME)
    assert [word in one and RENEW in one for one in said] == ([True] if word else [])


def test_one_more_process_is_too_many():
    said = complaints("impact", {"processes": 2}, {"processes": 3}, SAME)
    assert "'impact' takes 3 processes and took 2" in said[0]


def test_a_loop_that_calls_nothing_is_counted(tmp_path, monkeypatch):
    module = tmp_path / "loops.py"
    module.write_text("def loop(times):\n    total = 0\n    for one in range(times):\n        total += one\n")
    monkeypatch.syspath_prepend(tmp_path)
    script = "from support import operation_counts as o; import loops, sys; o.OURS = loops.__file__\n" + (
        "c = o.Counts()\nwith c.counting(): loops.loop(int(sys.argv[1]))\nprint(c.lines)"
    )
    search = os.pathsep.join([str(tmp_path), str(Path(__file__).parents[1])])
    lines = [
        int(subprocess.run([sys.executable, "-c", script, times], env={**os.environ, "PYTHONPATH": search},
                           check=True, capture_output=True, text=True).stdout)
        for times in ("10", "20")
    ]  # fmt: skip
    assert lines[1] - lines[0] == 20
