"""The options that many commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from gitcab.model.severity import Severity
from gitcab.reports import formats

F = TypeVar("F", bound=Callable[..., Any])


repository_option = click.option(
    "--repo",
    type=click.Path(path_type=Path),
    default=".",
    help="The repository, a folder in it, or a bare clone.  [default: here]",
)

_revision_option = click.option("--rev", metavar="REV", help="Judge this commit instead of the work tree.")


def repository_options(command: F) -> F:
    """`--repo` and `--rev`: where the estate lies, and which revision of it is meant."""
    return repository_option(_revision_option(command))


def format_option(*subjects: type, default: str = "text", but: tuple[str, ...] = ()) -> Callable[[F], F]:
    """`--format`, with every format in which all the subjects can be told."""
    offered = [name for name in formats(subjects[0]) if all(name in formats(other) for other in subjects)]
    choice = click.Choice([name for name in offered if name not in but])
    return click.option(
        "--format", "format_name", type=choice, default=default, show_default=True, help="How the answer is told."
    )


fail_on_option = click.option(
    "--fail-on",
    type=click.Choice([severity.value for severity in Severity]),
    default=Severity.ERROR.value,
    show_default=True,
    help="The least severity that makes the exit code 1.",
)

full_option = click.option("--full", is_flag=True, help="Show all rows, and columns uncut.")

limit_option = click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Show at most N rows.")
