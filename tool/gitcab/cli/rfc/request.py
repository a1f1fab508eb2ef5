"""Do what was asked for in the browser: the form of the workflow `change`, read from the event's payload."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from gitcab.cli._options import repository_option
from gitcab.cli._submitting import in_the_name_of
from gitcab.forge.github.event import Form, form_of, read_payload

_EPILOG = """\b
Example:
  gitcab rfc request --event "$GITHUB_EVENT_PATH"

The form's fields: action (new, start, finish, cancel), rfc, title, model,
configuration_items, start, end, time_zone, why, outcome (done, backed out,
partly backed out). Whoever sent it asks for the change, and does it.
"""

_BACKED_OUT = {"": "false", "done": "false", "backed out": "true", "partly backed out": "partial"}
_NAMED = {"title": "--title", "model": "--model", "start": "--start", "end": "--end", "time_zone": "--time-zone"}


@click.command(epilog=_EPILOG)
@click.option(
    "--event",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The payload of the event workflow_dispatch.",
)
@repository_option
def request(event: Path, repo: Path) -> None:
    """Write a record as a form asks, and push it on a branch of its own.

    The one who sent the form becomes its co-author, and opens the pull request.
    """
    form = form_of(read_payload(event))
    action = form.fields.get("action", "")
    if action not in _ARGUMENTS:
        raise click.UsageError(f"the form's action is '{action}'; choose one of {', '.join(_ARGUMENTS)}")
    in_the_name_of(form.sender, form.sender_number)
    arguments = [*_ARGUMENTS[action](form), "--submit", "--repo", str(repo), *_id_of(action, form.fields)]
    command: click.Command = import_module(f"gitcab.cli.rfc.{action}").COMMAND
    with command.make_context(action, arguments, parent=click.get_current_context()) as asked:
        command.invoke(asked)


def _new(form: Form) -> Iterator[str]:
    """A standard change is authorised by its model; any other is to be assessed first."""
    yield f"--state={'scheduled' if form.fields.get('model') else 'assess'}"
    yield from (f"{option}={form.fields[name]}" for name, option in _NAMED.items() if form.fields.get(name))
    yield from (f"--ci={item}" for item in _items(form))
    yield from (f"{option}={form.sender}" for option in ("--requested-by", "--assigned-to"))
    yield from (f"--justification={why}" for why in [form.fields.get("why")] if why)


def _start(form: Form) -> Iterator[str]:
    yield f"--by={form.sender}"


def _finish(form: Form) -> Iterator[str]:
    outcome = form.fields.get("outcome", "")
    if outcome not in _BACKED_OUT:
        raise click.UsageError(f"the form's outcome is '{outcome}'; choose one of {', '.join([*_BACKED_OUT][1:])}")
    yield f"--by={form.sender}"
    yield f"--backed-out={_BACKED_OUT[outcome]}"
    yield from (f"--applied={item}" for item in _items(form) if _BACKED_OUT[outcome] == "partial")


def _cancel(form: Form) -> Iterator[str]:
    yield f"--by={form.sender}"
    yield f"--reason={form.fields.get('why', '')}"


_ARGUMENTS: Mapping[str, Any] = {"new": _new, "start": _start, "finish": _finish, "cancel": _cancel}


def _items(form: Form) -> list[str]:
    return form.fields.get("configuration_items", "").split()


def _id_of(action: str, fields: Mapping[str, str]) -> tuple[str, ...]:
    """After `--`, so that nothing that was typed becomes an option."""
    return () if action == "new" else ("--", fields.get("rfc", ""))


COMMAND = request
