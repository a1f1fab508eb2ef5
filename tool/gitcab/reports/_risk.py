"""A change's risk in sentences, the same in every format; `quote` makes text from records harmless."""

from collections.abc import Iterator

from gitcab.model.risk import Basis, Descent, Level, Point, Risk
from gitcab.reports._wording import Quote, counted, listed


def level_words(level: Level) -> str:
    """`very high`, for people."""
    return level.word.replace("_", " ")


def factor_words(factor: str) -> str:
    """`worst case services`, for people."""
    return factor.replace("_", " ")


def descent_in_words(descent: Descent) -> str:
    """How many points less make which level, and whether anything suffices."""
    needed = f"{counted(descent.points, 'point')} less would make it {level_words(descent.level)}"
    return f"{needed}:" if descent.reliefs else f"{needed}; nothing in the change itself gives so many."


def relief_in_words(relief: tuple[str, ...]) -> str:
    """The factors that together suffice."""
    return " + ".join(factor_words(factor) for factor in relief)


def advice(risk: Risk) -> Iterator[tuple[str, str]]:
    """For each factor that a told relief names: its words, and how the change itself may mend it."""
    named = {factor for relief in risk.descent.reliefs for factor in relief} if risk.descent else set()
    yield from ((factor_words(one.factor), one.mend) for one in risk.points if one.factor in named and one.mend)


def priority_in_words(risk: Risk, quote: Quote = str) -> str:
    """`Priority 2, high: impact high, urgency medium (sis-app, critical, is expected to be down)`."""
    one = risk.priority
    return f"Priority {one.rank}, {one.name}: impact {one.impact}, urgency {one.urgency} ({quote(one.reason)})"


def basis_in_words(basis: Basis, quote: Quote = str) -> str:
    """Which estate was judged."""
    if basis.at is None:
        return "Judged on today's estate."
    after = f", after {listed(basis.applied, quote)}" if basis.applied else ""
    return f"Judged on the estate as it will be at its start{after}."


def silent_in_words(risk: Risk) -> str:
    """The factors that give nothing."""
    return f"No points: {', '.join(map(factor_words, risk.silent)) or 'none'}"


def points_words(point: Point) -> str:
    """`+12`."""
    return f"+{point.points}"
