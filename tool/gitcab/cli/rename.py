"""Give a configuration item, a team or another record a new id, everywhere at once."""

from collections.abc import Callable
from pathlib import Path

import click

from gitcab.cli._errors import CannotTell
from gitcab.cli._items import ID, known_ids, unknown
from gitcab.cli._opening import open_to_write
from gitcab.cli._options import repository_option
from gitcab.cli._writing import refuse_taken, write_judged
from gitcab.model.entry import AnyEntry
from gitcab.model.finding import Finding
from gitcab.model.in_words import plural
from gitcab.model.inventory import Estate
from gitcab.model.records import kinds
from gitcab.model.records.policy import Policy
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.store.composing import checked_id
from gitcab.store.editing import CannotEdit
from gitcab.store.renaming import Renaming, keeps_former_ids
from gitcab.store.renaming import rename as rename_in

_NEVER = (RequestForChange, Policy)


@click.command(epilog="Example: gitcab rename dns-1 resolver-1 && git diff")
@click.argument("old", type=ID)
@click.argument("new")
@click.option("--dry-run", is_flag=True, help="Tell and judge what would be rewritten; write nothing.")
@repository_option
def rename(old: str, new: str, dry_run: bool, repo: Path) -> None:
    """Give the record OLD the id NEW.

    Its file moves and keeps the old id under `formerly`; every record that names it is rewritten,
    comments and layout untouched. Closed records stay as they are: through `formerly` they still
    lead to it. Requests for change are never renamed.
    """
    opened = open_to_write(repo)
    estate = opened.estate(None)
    tree = opened.tree(None)
    if estate.unread:
        files = ", ".join(estate.unread[:3])
        raise CannotTell(f"{files} cannot be read and may name '{old}'", "run `gitcab validate` and mend that first")
    entry = _named(estate, old)
    _demand_free(estate, entry, new)
    try:
        renaming = rename_in(estate, tree, entry, new)
    except CannotEdit as error:
        raise CannotTell(str(error), "edit that file by hand, then rename again") from None
    if renaming.left and not keeps_former_ids(entry):
        raise click.UsageError(f"{renaming.left[0]} is closed and names '{old}', which could not be found any more")
    if renaming.new_path.casefold() != renaming.old_path.casefold():
        refuse_taken(tree, [renaming.new_path])
    write_judged(opened, estate, renaming.contents, dry_run=dry_run, known=_as_after(renaming, tree.prefix, old, new))
    _tell(renaming, tree.prefix, old, new, dry_run)


def _named(estate: Estate, old: str) -> AnyEntry:
    """The record with that present id. Raises UsageError where there is none that may be renamed."""
    renamable = [kind for kind in kinds().values() if kind not in _NEVER]
    found = [entry for kind in renamable if (entry := estate.inventory.get(kind, old))]
    if not found:
        if estate.inventory.get(RequestForChange, old):
            raise click.UsageError("a request for change keeps its id for good, for others may refer to it")
        raise click.UsageError(unknown("record", old, known_ids(estate, *renamable)))
    if found[0].id != old:
        raise click.UsageError(f"'{old}' is called '{found[0].id}' by now; rename that")
    if found[0].record.is_history:
        raise click.UsageError(f"'{old}' is closed, and history keeps its ids")
    return found[0]


def _demand_free(estate: Estate, entry: AnyEntry, new: str) -> None:
    """Raises UsageError where the new id cannot be one, or is or was that of another record."""
    try:
        checked_id(new)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    if new == entry.id:
        raise click.UsageError(f"'{new}' is its id already")
    for other in estate.entries:
        ids = () if other is entry else (other.id, *getattr(other.record, "formerly", ()))
        if new.casefold() in {one.casefold() for one in ids}:
            raise click.UsageError(f"'{new}' is taken: {other.source.path} has or had that id")


def _as_after(renaming: Renaming, prefix: str, old: str, new: str) -> Callable[[Finding], Finding]:
    """An old finding as it would be told after the rename, so that it does not pass for a new one."""
    paths = {f"{prefix}{renaming.old_path}": f"{prefix}{renaming.new_path}"}

    def known(finding: Finding) -> Finding:
        path = paths.get(finding.place.path, finding.place.path)
        record = new if finding.record == old else finding.record
        message = finding.message.replace(f"'{old}'", f"'{new}'")
        return finding._replace(place=finding.place._replace(path=path), record=record, message=message)

    return known


def _tell(renaming: Renaming, prefix: str, old: str, new: str, dry_run: bool) -> None:
    would = "would be " if dry_run else ""
    click.echo(f"{would}renamed: {prefix}{renaming.old_path} -> {prefix}{renaming.new_path}")
    for path, places in sorted(renaming.rewritten.items()):
        click.echo(f"{would}rewritten: {prefix}{path} ({places} {plural(places, 'place', 'places')})")
    if renaming.left:
        count = len(renaming.left)
        records = plural(count, "closed record keeps", "closed records keep")
        click.echo(f"{count} {records} '{old}', which still leads to '{new}'")
    if not dry_run:
        click.echo("Next: git diff, then gitcab validate")


COMMAND = rename
