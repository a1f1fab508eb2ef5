"""How wide the columns of a table are, so that it fits."""

from collections.abc import Sequence

GAP = 2
_FIRST = 50
_THIN = 10


def fitting(natural: Sequence[int], room: int) -> list[int]:
    """Widths of as many columns, from the left, as fit; each has its natural width or at least ten.

    The widest gives way first, the first column last: its text is what goes into other commands.
    """
    widths = list(natural[: _number(natural, room)])
    while (excess := _total(widths) - room) > 0:
        others = max(widths[1:], default=0)
        widest = widths.index(others, 1) if others > _THIN else 0
        second = max((width for position, width in enumerate(widths) if position not in (0, widest)), default=0)
        widths[widest] -= min(excess, max(1, widths[widest] - max(second, _THIN)))
    return widths


def _number(natural: Sequence[int], room: int) -> int:
    """How many columns fit when each is as thin as it may be."""
    thin = [min(width, _THIN if position else _FIRST) for position, width in enumerate(natural)]
    return max(number for number in range(1, len(thin) + 1) if number == 1 or _total(thin[:number]) <= room)


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + GAP * (len(widths) - 1)
