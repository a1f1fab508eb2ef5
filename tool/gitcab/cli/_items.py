"""Ids on the command line: found in the estate, completed in the shell."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

import click

from gitcab.cli._errors import CannotTell
from gitcab.model.nearest import did_you_mean

if TYPE_CHECKING:  # whoever names items only needs none of the models
    from click.shell_completion import CompletionItem

    from gitcab.model.entry import Entry
    from gitcab.model.inventory import Estate
    from gitcab.model.item_class import ItemClass
    from gitcab.model.records import Record
    from gitcab.model.records.change_model import ChangeModel
    from gitcab.model.records.configuration_item import ConfigurationItem
    from gitcab.model.records.release import Release
    from gitcab.model.records.request_for_change import RequestForChange
    from gitcab.model.records.team import Team

R = TypeVar("R", bound="Record")


class _Id(click.ParamType[str]):
    """An id; completed from the names of the files, which are the ids."""

    name = "id"

    def __init__(self, *folders: str) -> None:
        self._folders = folders

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
        """The ids that begin so."""
        from click.shell_completion import CompletionItem

        root = Path(ctx.params.get("repo") or ".")
        found = (path.stem for folder in self._folders for path in (root / folder).rglob(f"{incomplete}*.yaml"))
        return [CompletionItem(name) for name in sorted(found)]


ID = _Id("cmdb")
RFC_ID = _Id("changes")
CI_OR_RFC_ID = _Id("cmdb", "changes")
TEAM_ID = _Id("cmdb/teams")
MODEL_ID = _Id("changes/models")
RELEASE_ID = _Id("changes/releases")
CLASS = _Id("schemas/classes")


def items_named(estate: "Estate", ids: Iterable[str]) -> list[str]:
    """The present ids of the CIs so named. Raises UsageError for one that is not there."""
    found = (estate.inventory.item(one) or item_named(estate, one) for one in ids)
    return [item.id for item in found]


def item_named(estate: "Estate", written: str) -> "Entry[ConfigurationItem]":
    """The CI so named. Raises UsageError where it is not there."""
    from gitcab.model.records.configuration_item import ConfigurationItem

    return _found(estate, ConfigurationItem, "configuration item", written)


def team_named(estate: "Estate", written: str) -> "Entry[Team]":
    """The team so named. Raises UsageError where it is not there."""
    from gitcab.model.records.team import Team

    return _found(estate, Team, "team", written)


def model_named(estate: "Estate", written: str) -> "Entry[ChangeModel]":
    """The change model so named. Raises UsageError where it is not there."""
    from gitcab.model.records.change_model import ChangeModel

    return _found(estate, ChangeModel, "change model", written)


def class_named(estate: "Estate", written: str) -> "ItemClass":
    """The class so named. Raises UsageError where it is not there."""
    if written not in estate.classes:
        raise click.UsageError(unknown("class", written, estate.classes))
    return estate.classes[written]


def rfc_named(estate: "Estate", written: str) -> "Entry[RequestForChange]":
    """The RFC so named. Raises UsageError where it is not there."""
    from gitcab.model.records.request_for_change import RequestForChange

    return _found(estate, RequestForChange, "request for change", written)


def release_named(estate: "Estate", written: str) -> "Entry[Release]":
    """The release so named. Raises UsageError where it is not there."""
    from gitcab.model.records.release import Release

    return _found(estate, Release, "release", written)


def _found(estate: "Estate", kind: type[R], sort: str, written: str) -> "Entry[R]":
    entry = estate.inventory.get(kind, written)
    if entry is None:
        refuse_unknown(estate, sort, written, kind)
    return entry


def refuse_unknown(estate: "Estate", sort: str, written: str, *kinds: "type[Record]") -> NoReturn:
    """Raises UsageError for an id that is not there, CannotTell where its file could not be read."""
    for path in estate.unread:
        if path.endswith(f"/{written}.yaml"):
            raise CannotTell(f"{path} could not be read", "run `gitcab validate` to see why")
    raise click.UsageError(unknown(sort, written, known_ids(estate, *kinds)))


def known_ids(estate: "Estate", *kinds: "type[Record]") -> list[str]:
    """The ids of all records of these kinds."""
    return [entry.id for kind in kinds for entry in estate.inventory.of_kind(kind)]


def unknown(sort: str, written: str, known: Iterable[str]) -> str:
    """That there is no such record, and which one was probably meant."""
    meant = did_you_mean(written, known)
    return f"there is no {sort} '{written}'" + (f"; {meant}" if meant else "")
