"""Print the script that completes commands, options and ids in your shell."""

import click
from click.shell_completion import get_completion_class

_HOW = {
    "bash": 'eval "$(gitcab completion bash)"     # in ~/.bashrc',
    "zsh": 'eval "$(gitcab completion zsh)"      # in ~/.zshrc',
    "fish": "gitcab completion fish | source     # in ~/.config/fish/config.fish",
}


@click.command(epilog="\b\n" + "\n".join(_HOW.values()))
@click.argument("shell", type=click.Choice(tuple(_HOW)))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the completion script for SHELL; put the line below into its start-up file."""
    script = get_completion_class(shell)
    if script is None:
        raise click.UsageError(f"no completion for {shell}")
    click.echo(script(ctx.find_root().command, {}, "gitcab", "_GITCAB_COMPLETE").source())


COMMAND = completion
