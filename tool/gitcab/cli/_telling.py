"""The last step of every command: one report, in the look that the terminal can show."""

import os
import sys

import click

from gitcab.reports import Look, pieces, render

_PLAIN_WIDTH = 80
_AT_ONCE = 500


def look(*, full: bool = False) -> Look:
    """80 columns and no colour unless standard output is a terminal; NO_COLOR is honoured."""
    if sys.stdout is None or not sys.stdout.isatty():
        return Look(_PLAIN_WIDTH, full=full)
    import shutil

    width = max(40, shutil.get_terminal_size().columns)
    return Look(width, colour=not os.environ.get("NO_COLOR"), full=full)


def tell(subject: object, format_name: str, *, full: bool = False) -> None:
    """Prints the subject in that format."""
    click.echo(render(subject, format_name, look(full=full)), nl=False)


def tell_long(subject: object, format_name: str, *, full: bool = False) -> None:
    """Prints a subject that may be very long, as it comes."""
    waiting: list[str] = []
    for piece in pieces(subject, format_name, look(full=full)):
        waiting.append(piece)
        if len(waiting) == _AT_ONCE:
            click.echo("".join(waiting), nl=False)
            waiting.clear()
    click.echo("".join(waiting), nl=False)


def warn(message: str) -> None:
    """A remark for the person at the terminal, on the error stream."""
    click.echo(f"gitcab: {message}", err=True)
