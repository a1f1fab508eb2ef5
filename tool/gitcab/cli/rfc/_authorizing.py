"""The options that say who authorised an emergency which is filed afterwards."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from gitcab.cli.rfc._planning import TIME

F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--authorized-by", metavar="LOGIN", help="Who authorised an emergency that is filed afterwards."),
    click.option("--unauthorized", is_flag=True, help="Nobody did."),
    click.option("--authorized-at", metavar="TIME", type=TIME, help="When that was."),
    click.option("--authorized-how", metavar="TEXT", help="How it was said, as: by telephone."),
)


def authorization_options(command: F) -> F:
    """All of them, in this order."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def authorization_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """What the record says under `authorization`, as a field of it; nothing where nothing was given.

    Raises UsageError for answers that contradict each other.
    """
    by, details = given["authorized_by"], {name: given[f"authorized_{name}"] for name in ("at", "how")}
    if by and given["unauthorized"]:
        raise click.UsageError("--authorized-by and --unauthorized contradict each other")
    if not (by or given["unauthorized"]):
        if any(details.values()):
            raise click.UsageError("say --authorized-by LOGIN, or --unauthorized")
        return {}
    return {"authorization": {"by": by, **{name: text for name, text in details.items() if text}}}
