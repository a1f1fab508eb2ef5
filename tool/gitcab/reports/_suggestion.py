"""A line as it should be, in the block that GitHub offers to apply."""

from itertools import groupby

from gitcab.model.gate import Suggestion


def suggestion_block(one: Suggestion) -> str:
    """The block; its fence is longer than any run of backticks in the line."""
    runs = (len(list(group)) for letter, group in groupby(one.replacement) if letter == "`")
    fence = "`" * max(3, 1 + max(runs, default=0))
    return f"{fence}suggestion\n{one.replacement}\n{fence}"
