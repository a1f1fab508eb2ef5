"""Write the JSON Schemas with which editors check and complete records."""

import json
from pathlib import Path

import click

from gitcab.cli._exit import Exit
from gitcab.cli._leaving import leave_incomplete
from gitcab.cli._opening import open_estate
from gitcab.cli._options import repository_option
from gitcab.model.editor_schema import editor_schemas
from gitcab.store.schema_loading import load_schemas
from gitcab.store.writing import write_files

_FOLDER = "schemas/records"


@click.command(epilog="Example: gitcab schemas --check")
@repository_option
@click.option("--check", is_flag=True, help="Write nothing; exit 1 where a file is stale.")
@click.pass_context
def schemas(ctx: click.Context, repo: Path, check: bool) -> None:
    """Generate schemas/records/ from the models, schemas/classes/ and schemas/relations.yaml.

    Run it after editing a class or a relation, so that editors know of it.
    """
    opened = open_estate(repo)
    loaded = load_schemas(opened.tree(None))
    leave_incomplete({flaw.place.path for flaw in loaded.flaws if flaw.rule != "starter-schemas"})
    wanted = {
        f"{_FOLDER}/{name}.json": (json.dumps(schema, indent=2, ensure_ascii=False) + "\n").encode()
        for name, schema in editor_schemas(loaded.classes, loaded.relations).items()
    }
    stale = {path: content for path, content in wanted.items() if _content(opened.root / path) != content}
    if not check:
        write_files(opened.root, stale)
    for path in stale:
        click.echo(f"{path} is stale; run `gitcab schemas`" if check else f"wrote {path}")
    if not stale:
        click.echo(f"all {len(wanted)} schemas in {_FOLDER}/ are up to date")
    ctx.exit(Exit.FINDINGS if check and stale else Exit.CLEAN)


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


COMMAND = schemas
