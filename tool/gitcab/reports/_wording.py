"""How things are said, the same in every format; `quote` makes names from records harmless there."""

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from gitcab.reports._escape import shortened

if TYPE_CHECKING:
    from gitcab.model.dependencies import Dependency
    from gitcab.model.impact import GroupLoss, State, Step
    from gitcab.model.source import Route

Quote = Callable[[str], str]


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """`1 error`, `2 errors`, `1,204 entries`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(names: Sequence[str], quote: Quote = str, limit: int = 6) -> str:
    """`a, b, c`, or the first few of them and how many more there are; `none`."""
    told = ", ".join(map(quote, names[:limit])) or "none"
    return told if len(names) <= limit else f"{told} and {len(names) - limit:,} more"


def state_words(state: "State") -> str:
    """`at risk`, for people."""
    return state.word.replace("_", " ")


def loss(group: "GroupLoss", quote: Quote = str) -> str:
    """`1 of 2 needed, dns-1 failed`."""
    return f"{group.at_least} of {len(group.of)} needed, {listed(group.failed, quote)} failed"


def way(path: "Sequence[Step]", quote: Quote = str) -> str:
    """`power-1 > rack-1 > sis`: who takes whom down."""
    names = [path[0].cause, *(step.affected for step in path)] if path else []
    return " > ".join(map(quote, names)) or "-"


def route_words(route: "Route") -> str:
    """`relations.depends_on.0`."""
    return ".".join(map(str, route)) or "the record"


def value_words(value: Any, length: int | None) -> str:
    """A value as JSON on one line, cut at that length; `nothing` where there is none."""
    if value is None:
        return "nothing"
    text = json.dumps(value, ensure_ascii=False)
    return text if length is None else shortened(text, length)


def effect_words(one: "Dependency") -> str:
    """Into which state its loss alone takes the other; `harmless` where that changes nothing."""
    return state_words(one.effect) if one.effect else "harmless"
