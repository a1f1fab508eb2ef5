"""Every subject in every format, byte for byte."""

import os
from pathlib import Path

import pytest

from gitcab import __version__
from gitcab.reports import Look, formats, render
from support.scenes import SCENES

GOLDEN = Path(__file__).parent / "golden"
CASES = [(name, format_name) for name, scene in SCENES.items() for format_name in formats(type(scene()))]
REWRITE = os.environ.get("REWRITE_GOLDENS") == "1"
HOW = "if it is meant so: REWRITE_GOLDENS=1 pytest tests/reports/test_goldens.py, then read the difference in git"


@pytest.mark.parametrize(("scene", "format_name"), CASES)
def test_golden(scene, format_name):
    told = render(SCENES[scene](), format_name, Look())
    if format_name == "sarif":
        told = told.replace(f'ersion": "{__version__}"', 'ersion": "VERSION"')
    path = GOLDEN / f"{scene}.{format_name}"
    if REWRITE:
        path.write_bytes(told.encode())
    assert path.is_file(), f"{path.name} is missing; {HOW}"
    assert told == path.read_bytes().decode(), f"{path.name} differs; {HOW}"


def test_no_golden_is_left_over():
    assert {path.name for path in GOLDEN.iterdir()} == {f"{scene}.{format_name}" for scene, format_name in CASES}, HOW


@pytest.mark.parametrize(("scene", "format_name"), CASES)
def test_the_same_again(scene, format_name):
    first, second = (render(SCENES[scene](), format_name, Look()) for _ in range(2))
    assert first == second
    assert first.endswith("\n")
    assert not first.endswith("\n\n")
