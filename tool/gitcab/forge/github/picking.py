"""Taking what decides out of GitHub's answers: it is there and of its type, or the reading ends."""

from collections.abc import Mapping
from typing import Any, TypeVar

from gitcab.forge.unavailable import ForgeUnavailable

T = TypeVar("T")


def pick(answer: Any, route: str, kind: type[T]) -> T:
    """The value at the route, as `head.sha`. Raises ForgeUnavailable where it lacks or is of another type."""
    value = _at(answer, route)
    if type(value) is not kind:
        raise ForgeUnavailable(f"GitHub's answer has no usable '{route}'", "run it again; report it if it stays so")
    return value


def pick_or_none(answer: Any, route: str, kind: type[T]) -> T | None:
    """The same, but GitHub may say null there, or on the way there; saying nothing ends the reading too."""
    return None if _at(answer, route) is None else pick(answer, route, kind)


def login_of(answer: Any, route: str) -> str:
    """The login of the account at the route; "" where GitHub knows none: null or {}, as for a deleted account."""
    account = _at(answer, route)
    return pick(account, "login", str) if account not in (None, {}) else ""


def _at(answer: Any, route: str) -> Any:
    """What stands at the route, None where null stands on the way."""
    value = answer
    for key in route.split("."):
        if value is None:
            return None
        if not isinstance(value, Mapping) or key not in value:
            raise ForgeUnavailable(f"GitHub's answer lacks '{route}'", "run it again; report it if it stays so")
        value = value[key]
    return value
