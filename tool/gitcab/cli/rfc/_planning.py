"""The options that plan a change: why, who, when and how."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from gitcab.model.moment import read_time, zone

F = TypeVar("F", bound=Callable[..., Any])


class Checked(click.ParamType[str]):
    """A text that must read as something; the text itself is kept."""

    def __init__(self, name: str, check: Callable[[str], object]) -> None:
        self.name = name
        self._check = check

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text. Fails where the check raises ValueError."""
        try:
            self._check(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)
        return str(value)


TIME = Checked("time", read_time)

_OPTIONS = (
    click.option("--start", metavar="TIME", type=TIME, help="When it starts, as 2026-12-05T22:00."),
    click.option("--end", metavar="TIME", type=TIME, help="When it ends."),
    click.option(
        "--time-zone",
        metavar="ZONE",
        type=Checked("zone", zone),
        help="Where these times are local, as America/Chicago.",
    ),
    click.option("--assigned-to", metavar="LOGIN", multiple=True, help="Who does it. Repeat it."),
    click.option("--justification", metavar="TEXT", help="Why it is done."),
    click.option("--implementation", metavar="STEP", multiple=True, help="A step of the work. Repeat it."),
    click.option("--test", metavar="STEP", multiple=True, help="A step that shows that it worked. Repeat it."),
    click.option("--backout", metavar="STEP", multiple=True, help="A step of the way back. Repeat it."),
    click.option("--backout-minutes", metavar="N", type=click.IntRange(min=0), help="How long the way back takes."),
)


def planning_options(command: F) -> F:
    """All of them, in this order."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
