"""The decision tables: every case of cases/*.yaml, played on a real repository."""

from pathlib import Path

import pytest

from gitcab.store.yaml_text import read
from support.board import Board, whys

CASES = Path(__file__).parent / "cases"


def _cases():
    for path in sorted(CASES.glob("*.yaml")):
        for case in read(path.read_bytes(), path.name).value["cases"]:
            yield pytest.param(case, id=f"{path.stem}: {case['case']}")


@pytest.fixture(scope="module")
def board(tmp_path_factory):
    return Board(tmp_path_factory.mktemp("board") / "repository")


@pytest.mark.parametrize("case", list(_cases()))
def test_case(case, board):
    verdict = board.play(case)
    told = "\n".join([*whys(verdict.tree), *map(str, verdict.discounted)])
    assert verdict.status == case["expect"], told
    if "needs" in case:
        assert [[one.approvals, list(one.groups)] for one in verdict.needed] == case["needs"], told
    assert case.get("says", "") in told
    for author, why in case.get("discounted", {}).items():
        assert any(one.author == author and why in one.why for one in verdict.discounted), told
    assert not (verdict.needed and verdict.status == "allowed")
