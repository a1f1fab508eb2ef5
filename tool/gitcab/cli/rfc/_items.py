"""What a new RFC touches, retires and unrelates."""

from collections.abc import Iterable
from typing import Any, get_args

import click

from gitcab.cli._items import item_named
from gitcab.model.inventory import Estate
from gitcab.model.nearest import did_you_mean
from gitcab.model.records._plans import Effect
from gitcab.model.records.change_model import ChangeModel
from gitcab.model.retiring import unrelations


def items_of(
    estate: Estate, written: Iterable[str], retired: Iterable[str], model: ChangeModel | None
) -> list[dict[str, Any]]:
    """The entries of `configuration_items`; everybody who names a retired item is unrelated from it.

    Raises UsageError for items that are not there or are given twice.
    """
    effect = model.allowed.effects[0] if model and model.allowed.effects else "outage"
    touched = {item["id"]: item for item in _once([touched_item(estate, text, effect) for text in written], "id")}
    gone = _once([{"retire": item_named(estate, one).id} for one in retired], "retire")
    ids = [item["retire"] for item in gone]
    if both := sorted(touched.keys() & set(ids)):
        raise click.UsageError(f"'{both[0]}' is given with --ci and with --retire; it can only be one of them")
    for source, relations in unrelations(estate.inventory, ids).items():
        touched.setdefault(source, {"id": source, "effect": "none"})["unrelate"] = relations
    return [*touched.values(), *gone]


def _once(items: list[dict[str, Any]], key: str) -> list[dict[str, Any]]:
    ids = [item[key] for item in items]
    for one in ids:
        if ids.count(one) > 1:
            raise click.UsageError(f"'{one}' is given twice")
    return items


def touched_item(estate: Estate, text: str, default_effect: str) -> dict[str, Any]:
    """The entry for `ID`, `ID=degraded` or `ID=outage,15`. Raises UsageError for anything else."""
    written, _, meanwhile = (part.strip() for part in text.partition("="))
    effect, _, minutes = (part.strip() for part in meanwhile.partition(","))
    effects = get_args(Effect)
    if effect and effect not in effects:
        meant = did_you_mean(effect, effects) or f"write {', '.join(effects)}"
        raise click.UsageError(f"--ci '{text}': there is no effect '{effect}'; {meant}")
    if minutes and not (minutes.isdecimal() and minutes.isascii() and len(minutes) < 7):
        raise click.UsageError(f"--ci '{text}': '{minutes}' is no number of minutes")
    item: dict[str, Any] = {"id": item_named(estate, written).id, "effect": effect or default_effect}
    return {**item, "minutes": int(minutes)} if minutes else item
