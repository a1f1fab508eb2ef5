"""Which paths from git's top mean something of an estate that may lie in a folder of the repository."""

from collections.abc import Callable, Iterable


def is_anything_at(path: str, prefix: str, flawed: Iterable[str], is_below: Callable[[str], bool]) -> bool:
    """Whether at or below the path there is a record, or one of the `flawed` files; both from git's top.

    `is_below` tells of a path from the estate's root, at `prefix`, whether a record is there or below.
    """
    local = path.removeprefix(prefix) if f"{path}/" != prefix else ""
    is_within = path.startswith(prefix) or f"{path}/" == prefix
    return (
        any(one == path or one.startswith(f"{path}/") for one in flawed)
        or (is_within and is_below(local))
        or (prefix.startswith(f"{path}/") and is_below(""))
    )
