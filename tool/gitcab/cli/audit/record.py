"""Keep evidence of a decision: the facts, the verdict and the versions, in git."""

import os
from pathlib import Path

import click

from gitcab.cli._keys import KEY
from gitcab.cli._opening import open_estate
from gitcab.cli._options import repository_option
from gitcab.cli.audit._evidence import written
from gitcab.cli.cab._deciding import facts_option
from gitcab.forge.recorded import read_recorded
from gitcab.policies.evidence import read_chain
from gitcab.policies.keeping import Keeping, keep
from gitcab.store.evidence import PUSH, EvidenceChain

_EPILOG = """\b
Examples:
  gitcab audit record --pull-request facts.json --merge a1b2c3d
  gitcab audit record --pull-request facts.json --closed

The facts are those that `gitcab cab facts` reads once the pull request is merged
or closed; what they call the base is taken to be the commit before the merge. The
evidence is signed where GITCAB_SIGNING_KEY holds a private Ed25519 key (PEM or
raw base64), and says so where not. Nothing leaves this clone: push it then.
"""


@click.command(epilog=_EPILOG)
@facts_option
@click.option("--merge", "merge", metavar="REV", help="The commit on the default branch that merged it.")
@click.option("--closed", is_flag=True, help="It was closed unmerged.")
@repository_option
def record(facts_file: Path, merge: str | None, closed: bool, repo: Path) -> None:
    """Decide on the pull request once more and append what was decided to refs/gitcab/evidence."""
    if closed == (merge is not None):
        raise click.UsageError("say what became of it: --merge REV or --closed")
    facts = read_recorded(facts_file)
    opened = open_estate(repo, by_index=False)
    repository = opened.repository
    commit = repository.resolve(merge) if merge else None
    before = read_chain(EvidenceChain(repository))
    key = os.environ.get(KEY, "")
    kept = keep(opened.revisions(), facts, commit, before, written, key)
    click.echo(_told(kept))
    click.echo(f"Next: {PUSH}")


def _told(kept: Keeping) -> str:
    statement = kept.statement
    signed = "signed" if statement.signed else f"not signed, as {KEY} is not set"
    how = "Kept" if kept.is_new else "It was kept before"
    return f"{how} as {kept.commit[:12]}: #{statement.number} {statement.status}, {signed}"


COMMAND = record
