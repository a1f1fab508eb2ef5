"""Decide every merge again from this clone alone, and list what differs or is missing."""

from pathlib import Path

import click

from gitcab.cli._exit import Exit
from gitcab.cli._keys import public_key
from gitcab.cli._opening import open_estate
from gitcab.cli._options import format_option, repository_option
from gitcab.cli._protected import protected
from gitcab.cli._telling import tell
from gitcab.cli.audit._evidence import fetched, written
from gitcab.model.audit import Audit
from gitcab.policies.auditing import Auditing

_EPILOG = """\b
Examples:
  gitcab audit verify
  gitcab audit verify --since v1.0 --key public.pem --format json

Listed are merges that are decided otherwise now, or were merged though not
allowed; commits without evidence, and edits in them that no request for change
explains; and evidence that was altered. Exit code 0 says that all is as it was
decided, 1 that something is listed, 3 that something cannot be decided again.
Without a key nobody can tell whether the whole evidence was written anew.
"""


@click.command(epilog=_EPILOG)
@click.option("--since", metavar="REV", help="Only what was merged after it.  [default: since the first evidence]")
@click.option(
    "--key",
    metavar="KEY",
    envvar="GITCAB_VERIFYING_KEY",
    help="The public key that must have signed all of it: a PEM file, or raw base64.",
)
@click.option("--rev", metavar="REV", help="The branch to look at.  [default: the default branch]")
@repository_option
@format_option(Audit)
@click.pass_context
def verify(
    ctx: click.Context, since: str | None, key: str | None, rev: str | None, repo: Path, format_name: str
) -> None:
    """Audit the default branch: every merge must be as it was decided, and every decision recorded."""
    opened = open_estate(repo, by_index=False)
    repository = opened.repository
    name, commit = protected(repository, rev)
    auditing = Auditing(
        repository,
        opened.prefix,
        commit,
        fetched(repository),
        written,
        repository.resolve(since) if since else None,
        public_key(key) if key else None,
    )
    audit = auditing.audit(name)
    tell(audit, format_name)
    if audit.is_unknown:
        ctx.exit(Exit.CANNOT_TELL)
    ctx.exit(Exit.FINDINGS if audit.findings else Exit.CLEAN)


COMMAND = verify
