"""The words that a policy is written in: conditions and requirements."""

import click

from gitcab.cli._options import format_option
from gitcab.cli._telling import tell
from gitcab.model.policy_words import PolicyWords
from gitcab.policies.vocabulary import policy_words


@click.command(epilog="Example: gitcab cab policy words --format markdown")
@format_option(PolicyWords)
def words(format_name: str) -> None:
    """Print every key of `when` and `require` in changes/policy.yaml, and what it means."""
    tell(policy_words(), format_name)


COMMAND = words
