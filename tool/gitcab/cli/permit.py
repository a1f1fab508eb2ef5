"""May a deployment touch these items now? For other pipelines, with a permit that can be signed."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from gitcab.cli._clock import now_option, present
from gitcab.cli._exit import Exit
from gitcab.cli._items import ID, RFC_ID
from gitcab.cli._leaving import leave_incomplete
from gitcab.cli._opening import Opened, open_estate
from gitcab.cli._options import format_option, repository_option
from gitcab.cli._permit_signing import signed, verified
from gitcab.cli._protected import protected
from gitcab.cli._telling import tell
from gitcab.model.permit import Permit
from gitcab.policies.outgrown import outgrown
from gitcab.policies.permit import Asked
from gitcab.policies.permit import permit as permit_for

_EPILOG = """\b
Examples:
  gitcab permit sis-database
  gitcab permit sis-database --sign > permit.json
  gitcab permit sis-database --verify permit.json --key public.pem

The records are those of the default branch as this clone has it (origin's, where
there is one), never the work tree's: `git fetch` first. Exit code 0 says yes, 1
no, 3 that nobody can tell. --sign takes a private Ed25519 key from the variable
GITCAB_SIGNING_KEY (PEM or raw base64); openssl genpkey -algorithm ed25519 makes
one. --verify needs no repository; without a CI it tells which ones it is for.
"""


@click.command(epilog=_EPILOG)
@click.argument("items", metavar="[CI]...", nargs=-1, type=ID)
@click.option("--rfc", metavar="RFC", type=RFC_ID, help="By this change.  [default: whichever covers them]")
@click.option("--sign", is_flag=True, help="Give a signed permit, as JSON, which others can check offline.")
@click.option(
    "--hours",
    metavar="N",
    type=click.IntRange(1, 48),
    default=4,
    show_default=True,
    help="A signed permit expires after N hours, or with the window.",
)
@click.option(
    "--verify",
    "file",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Check this signed permit instead of asking the records.",
)
@click.option(
    "--key",
    metavar="KEY",
    envvar="GITCAB_VERIFYING_KEY",
    help="The public key to --verify with: a PEM file, or raw base64.",
)
@now_option
@repository_option
@click.option("--rev", metavar="REV", help="By the records of this commit.  [default: the default branch]")
@format_option(Permit)
@click.pass_context
def permit(
    ctx: click.Context,
    items: tuple[str, ...],
    rfc: str | None,
    sign: bool,
    hours: int,
    file: Path | None,
    key: str | None,
    now: datetime | None,
    repo: Path,
    rev: str | None,
    format_name: str,
) -> None:
    """Say whether these configuration items may be touched now, by an authorised change."""
    moment = present(now).astimezone(UTC)
    if not items and file is None:
        raise click.UsageError("name the configuration items that would be touched")
    if file is not None:
        if key is None:
            raise click.UsageError("--verify needs the public key: --key KEY")
        answer = verified(file, key, items, moment)
    else:
        answer = _asked(open_estate(repo, by_index=False), items, rfc, rev, moment)
    signing = sign and file is None and answer.is_allowed
    tell(signed(answer, hours) if signing else answer, "json" if sign else format_name)
    leave_incomplete(answer.unread)
    ctx.exit(Exit.CLEAN if answer.is_allowed else Exit.FINDINGS)


def _asked(opened: Opened, items: tuple[str, ...], rfc: str | None, rev: str | None, now: datetime) -> Permit:
    name, commit = protected(opened.repository, rev)
    revisions = opened.revisions()
    asked = Asked(items, now, opened.estate(commit), lambda change: outgrown(revisions, commit, change, now))
    return replace(permit_for(asked, rfc), revision=name, commit=commit)


COMMAND = permit
