"""Start an estate: schemas, relations, policy, workflow and editor settings."""

from pathlib import Path

import click

from gitcab.cli._opening import open_estate
from gitcab.cli._options import repository_option
from gitcab.store.starter import example_files, starter_files
from gitcab.store.writing import write_files


@click.command(epilog="Example: git init && gitcab init && gitcab validate")
@repository_option
@click.option("--example", is_flag=True, help="Also write an example estate, a school district's.")
def init(repo: Path, example: bool) -> None:
    """Write the starter into a git repository; nothing that is there is overwritten."""
    opened = open_estate(repo)
    root = opened.root
    wanted = dict(starter_files())
    if example:
        wanted |= dict(example_files())
    missing = {path: content for path, content in wanted.items() if not (root / path).exists()}
    write_files(root, missing)
    for path in sorted(missing):
        click.echo(f"wrote {path}")
    kept = len(wanted) - len(missing)
    if kept:
        click.echo(f"kept {kept} {'file' if kept == 1 else 'files'} that were there already")
    if opened.prefix:
        click.echo("GitHub reads .github/ and editors read .vscode/ at the repository's top only:")
        click.echo(f"move them there, and let the workflow's commands say --repo {opened.prefix.rstrip('/')}")
    click.echo("Next: `gitcab validate`, then `gitcab ci new`.")


COMMAND = init
