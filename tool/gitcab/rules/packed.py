"""Findings on a mirror as it was just read, before there are tables to ask: few of its records need a careful look.

Which ones those are is told by the census; no screen is asked. Whatever takes more than that is left to the tables.
"""

from collections.abc import Callable, Iterator
from functools import cache

from gitcab.model.inventory import Estate, Inventory
from gitcab.rules._screening import Crew
from gitcab.rules.census import Census
from gitcab.rules.indexed import Judged
from gitcab.rules.overview import are_sound, is_accounted_for
from gitcab.rules.preparation import Preparation
from gitcab.store.index.chunk_columns import owned_by
from gitcab.store.index.forms import Torn, packed_rows, places_among
from gitcab.store.index.packed_entries import Undecided
from gitcab.store.index.packed_inventory import packed_estate
from gitcab.store.index.read_columns import ReadColumns
from gitcab.store.index.view import View

_MANY = 1000
"""So many items that need a careful look are sooner judged by tables, where screens clear most of them."""


def judge_packed(view: View, prepared: Preparation) -> Judged | None:
    """Judges all that lies packed; None where only tables can tell, or tell it sooner.

    `prepared` has watched it being read; of `view` nothing is asked but what is kept beside the records.
    """
    census, columns = prepared.census, prepared.columns
    if census is None or census.shares_ids or not columns.size or not is_accounted_for():
        return None
    # The rules, and through them the records' models, are loaded where somebody judges.
    from gitcab.rules import Scope
    from gitcab.rules.suppression import judge_unsilenced

    estate = packed_estate(view, columns, prepared.reader)
    try:
        places = _suspected(view, estate, columns, census)
        flawed = {*view.unread, *(flaw.place.path for flaw in view.flaws)}
        paths = frozenset({*flawed, *(f"{view.prefix}{path}" for path in {*census.unusual, *places})})
        estate.inventory.expect(frozenset(places.values()))
        scope = Scope(paths, frozenset(places.values()), census.circles)
        findings = judge_unsilenced(estate, scope) if paths else ()
    except (Undecided, Torn):
        return None
    return Judged(findings, None, frozenset(census.ties.classes_joined(census.ties.relations)))


def _suspected(view: View, estate: Estate, columns: ReadColumns, census: Census) -> dict[str, str]:
    """The items that need a careful look: their ids by their paths, from the estate's root."""
    ids = {*census.noted, *census.circles, *_badly_owned(view, estate.inventory, census)}
    unusual = census.unusual - {one.path for one in columns.others() if one.kind != "ConfigurationItem"}
    if len(ids) + len(unusual) > _MANY:
        raise Undecided
    return {place.path: place.id for place in places_among(view.connection, ids=ids, paths=unusual)}


def _badly_owned(view: View, inventory: Inventory, census: Census) -> Iterator[str]:
    """The ids of items whose owner or operator a screen minds."""
    crew = cache(_crews(inventory))
    unsound = {pair for pair in census.owners if not are_sound(pair, crew)}
    for rows in packed_rows(view.connection) if unsound else ():
        yield from owned_by(rows, unsound)


def _crews(inventory: Inventory) -> Callable[[str], Crew | None]:
    from gitcab.model.records.team import Team

    def crew(id: str) -> Crew | None:
        entry = inventory.get(Team, id)
        return Crew(bool(entry.record.members), entry.record.succeeded_by is not None) if entry else None

    return crew
