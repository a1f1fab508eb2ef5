"""Shelf of commands, one file each, thin: options, a few calls, one report, one exit."""

import click


@click.group()
def main() -> None:
    """A change advisory board in git."""
