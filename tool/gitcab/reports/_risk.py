"""A change's risk in sentences, the same in every format.

`quote` makes text from records harmless, `word` words that are ours: names of factors, and advice.
"""

from collections.abc import Iterator

from gitcab.model.risk import Descent, Level, Point, Risk
from gitcab.reports._wording import Quote, counted


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


def reliefs_in_words(descent: Descent, word: Quote = str) -> Iterator[str]:
    """A line for each set of factors that suffices, and how many more there are."""
    yield from (" + ".join(word(factor_words(factor)) for factor in relief) for relief in descent.reliefs)
    if descent.more:
        yield f"and {counted(descent.more, 'other set')}"


def advice(risk: Risk, word: Quote = str) -> Iterator[str]:
    """For each factor that a told relief names: how the change itself may mend it."""
    named = {factor for relief in risk.descent.reliefs for factor in relief} if risk.descent else set()
    for one in risk.points:
        if one.factor in named and one.mend:
            yield f"{word(factor_words(one.factor))}: {word(one.mend)}"


def priority_in_words(risk: Risk, quote: Quote = str, word: Quote = str) -> str:
    """`Priority 2, high: impact high, urgency medium (sis-app, critical, is expected to be down)`."""
    one = risk.priority
    grades = f"impact {word(one.impact)}, urgency {word(one.urgency)}"
    return f"Priority {one.rank}, {one.name}: {grades} ({quote(one.reason)})"


def silent_in_words(risk: Risk, word: Quote = str) -> str:
    """The factors that give nothing."""
    return f"No points: {', '.join(word(factor_words(factor)) for factor in risk.silent) or 'none'}"


def points_words(point: Point) -> str:
    """`+12`."""
    return f"+{point.points}"
