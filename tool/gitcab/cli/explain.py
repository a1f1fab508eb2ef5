"""A rule's manual: what it says, why, an example, and how to mend it."""

import click

from gitcab.cli._manuals import manual_of, manuals
from gitcab.cli._options import format_option
from gitcab.cli._telling import tell
from gitcab.model.nearest import did_you_mean
from gitcab.model.rule_manual import RuleBook, RuleManual
from gitcab.rules import listed


@click.command(epilog="Example: gitcab explain unknown-reference")
@click.argument("rule", required=False)
@format_option(RuleManual, RuleBook)
def explain(rule: str | None, format_name: str) -> None:
    """Print the manual of RULE; without RULE, list all rules."""
    if rule is None:
        tell(RuleBook(manuals()), format_name)
    elif rule in listed():
        tell(manual_of(listed()[rule]), format_name)
    else:
        meant = did_you_mean(rule, listed()) or "`gitcab explain` lists them all"
        raise click.UsageError(f"there is no rule '{rule}'; {meant}")


COMMAND = explain
