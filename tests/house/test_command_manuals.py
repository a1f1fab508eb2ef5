"""No command without its help and an example of its own."""

from collections.abc import Iterator

import click
import pytest

from gitcab.cli import main


def commands(group: click.Group, name: str) -> Iterator[tuple[str, click.Command]]:
    """Each command below that group by its full name."""
    context = click.Context(group)
    for child in group.list_commands(context):
        command = group.get_command(context, child)
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {child}")
        else:
            yield f"{name} {child}", command


COMMANDS = dict(commands(main, "gitcab"))


@pytest.mark.parametrize("name", COMMANDS)
def test_command_is_documented(name, gitcab):
    ran = gitcab(*name.split()[1:], "--help")
    assert ran.code == 0
    assert COMMANDS[name].help
    assert name in " ".join((COMMANDS[name].epilog or "").split())
    assert all(len(line) <= 80 for line in ran.out.splitlines())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_is_for(name):
    options = [each for each in COMMANDS[name].params if isinstance(each, click.Option)]
    assert [option.name for option in options if not option.help and not option.hidden] == []
