"""Shelf of commands, one file each, thin: options, a few calls, one report, one exit.

A member defines COMMAND, a click command; its file's name, with dashes, is the command's. The
list of commands is read from the first lines of the files, so that `--help` imports none of them.
"""

import sys
from importlib import import_module
from typing import Any

import click

from gitcab import INTERRUPTED, __version__, shelf


class Commands(click.Group):
    """A group whose commands lie on a shelf; a command is imported when it is used."""

    def __init__(self, package: str = __name__, **settings: Any) -> None:
        super().__init__(**settings)
        self._package = package

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in order."""
        return [name.replace("_", "-") for name in shelf.names(sys.modules[self._package])]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, None where there is none."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f"{self._package}.{cmd_name.replace('-', '_')}").COMMAND
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Each command with the first line of its file's docstring."""
        with formatter.section("Commands"):
            lines = shelf.first_lines(sys.modules[self._package])
            formatter.write_dl([(name.replace("_", "-"), line) for name, line in lines])

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command; whatever goes wrong is told in plain words, with its own exit code."""
        try:
            from gitcab.cli._errors import told

            with told(ctx):
                return super().invoke(ctx)
        except KeyboardInterrupt:
            from gitcab.cli._exit import Exit

            click.echo(INTERRUPTED, err=True)
            ctx.exit(Exit.INTERRUPTED)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(__version__, "-V", "--version", prog_name="gitcab", message="%(prog)s %(version)s")
def main() -> None:
    """A change advisory board in git.

    Load the records, draw the graph, run the rules, decide, tell.

    Exit codes: 0 clean or allowed, 1 findings or held, 2 usage, 3 could not tell, 4 a fault of
    gitcab's own, 130 interrupted.
    """
