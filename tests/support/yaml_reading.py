"""Reading any single document, whatever its value, with either parser."""

from typing import Any

import pytest

from gitcab.model.finding import Flaw
from gitcab.store import yaml_text
from gitcab.store.characters import decode
from gitcab.store.yaml_building import Building, Refused

PARSERS = {"C": yaml_text.Parser, "Python": yaml_text.PlainParser}


def value_of(text: str, parser: str = "C") -> list[Any] | None:
    """The value of a text's one document in a list (empty where it holds no document), None where it is refused."""
    decoded = decode(text.encode("utf-8", "surrogatepass"), "x.yaml")
    if isinstance(decoded, Flaw):
        return None
    body = decoded.removeprefix("\ufeff")
    building = Building(body, "x.yaml", yaml_text.LIMITS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_text, "Parser", PARSERS[parser])
        try:
            yaml_text.parse(body, "x.yaml", building)
        except Refused:
            return None
    return [building.value] if building.spots else []
