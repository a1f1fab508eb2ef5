"""Findings by the index: screens clear what they can, the careful rules judge what is left.

What was found on the mirror is kept, so a view of it costs what lies over the mirror and what that can
reach. The answers are those of `judge` on everything (decision 0015).
"""

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from gitcab.model.finding import Finding
from gitcab.model.inventory import Estate, Inventory
from gitcab.model.outline import Outline
from gitcab.rules._screening import folded
from gitcab.rules.knots import Joined, circles_near, classes_on_circles
from gitcab.rules.nearby import Nearby
from gitcab.rules.screening import screener
from gitcab.rules.surroundings import Surroundings
from gitcab.store.index.neighbours import Neighbours

if TYPE_CHECKING:
    from gitcab.rules.census import Census
    from gitcab.store.index.view import View

_CIRCLES = ("hard-cycle",)


class Judged(NamedTuple):
    """The findings at these paths, from git's top, suppressions applied; None are all paths there are.

    `joined` tells which classes are joined by relations, where the whole view was judged.
    """

    findings: tuple[Finding, ...]
    paths: frozenset[str] | None = None
    joined: frozenset[Joined] = frozenset()


def judge_whole(view: "View", estate: Estate, trusted: Estate | None = None, census: "Census | None" = None) -> Judged:
    """Judges all that the view shows; `estate` is the same one, comments silence what `trusted` lets them.

    `census` is that of the same records, if one was taken when they were read.
    """
    from gitcab.rules.overview import overview

    flawed = {*view.unread, *(flaw.place.path for flaw in view.flaws)}
    known = overview(view, census)
    if known is None:
        return _judged_singly(view, flawed, estate, trusted)
    is_cleared = screener(known)
    suspected = [one for one in view.outlines(known.unusual) if not is_cleared(one)]
    return Judged(_careful(suspected, flawed, known.circles, estate, trusted=trusted), None, known.joined)


def _judged_singly(view: "View", flawed: Collection[str], estate: Estate, trusted: Estate | None) -> Judged:
    """Asks the screens of every record there is."""
    from gitcab.rules.survey import Survey, suspects
    from gitcab.store.index.bare_outlines import bare_outlines

    outlines = bare_outlines(view)
    known = Survey(outlines, *view.demands)
    suspected = list(suspects(outlines, known))
    del outlines  # a big estate's take room that the careful look needs
    return Judged(_careful(suspected, flawed, known.circles, estate, trusted=trusted), None, known.joined)


def judge_nearby(view: "View", estate: Estate, joined: Iterable[Joined]) -> Judged:
    """Judges whatever can have other findings than the mirror.

    `joined` is what judging the whole mirror told.
    """
    neighbours = Neighbours(view)
    if not view.changes and not neighbours.flawed_anew():
        return Judged((), frozenset())
    near = Nearby(neighbours, estate.inventory)
    outlines = list(view.outlines(near.paths)) if near.paths else []
    classes = classes_on_circles({*joined, *_joined(outlines, estate.inventory)}, estate.relations)
    if near.rewired:
        further = _on_circles(near, classes, neighbours, estate) - near.paths
        near.paths |= further
        outlines.extend(view.outlines(further) if further else ())
    items = [one.id for one in outlines if _is_item(one)]
    circles = circles_near(items, classes, estate.relations, estate.inventory, neighbours) if classes else set()
    paths = frozenset(f"{view.prefix}{path}" for path in near.paths)
    known = Surroundings(outlines, neighbours, estate.inventory, circles)
    return Judged(judge_around(outlines, paths, known, neighbours, estate), paths)


def _on_circles(near: Nearby, classes: Collection[str], neighbours: Neighbours, estate: Estate) -> set[str]:
    """Where circles are that a changed need may have opened, closed or split, and where one was told of."""
    circles = circles_near(near.rewired, classes, estate.relations, estate.inventory, neighbours)
    told = {path.removeprefix(estate.prefix) for path in neighbours.told_by(_CIRCLES)}
    return neighbours.having(circles) | told


def judge_around(
    outlines: Iterable[Outline],
    paths: frozenset[str],
    known: Surroundings,
    neighbours: Neighbours,
    estate: Estate,
    trusted: Estate | None = None,
) -> tuple[Finding, ...]:
    """What is found on these records and on files at the paths, from git's top, that could not be read so."""
    is_cleared = screener(known)
    suspected = [one for one in outlines if not is_cleared(one)]
    shared = {folded(name) for one in suspected if known.shares_an_id(one) for name in (one.id, *one.formerly)}
    twins = neighbours.sharing(shared) if shared else ()
    view = neighbours.view
    flawed = paths & {*view.unread, *(flaw.place.path for flaw in view.flaws)}
    return _careful(suspected, flawed, known.circles, estate, twins, trusted)


def _careful(
    suspected: Iterable[Outline],
    flawed: Collection[str],
    circles: frozenset[str],
    estate: Estate,
    twins: Iterable[str] = (),
    trusted: Estate | None = None,
) -> tuple[Finding, ...]:
    """What the careful rules say of these records and of files that could not be read without a flaw.

    `twins` lie at paths from the estate's root, `flawed` at such from git's top.
    """
    listed = list(suspected)
    paths = frozenset({*flawed, *(f"{estate.prefix}{one.path}" for one in listed)})
    if not paths:
        return ()
    # Who has nothing to tell need not load the rules, and through them the records' models.
    from gitcab.rules import Scope
    from gitcab.rules.suppression import judge_unsilenced

    items = frozenset(one.id for one in listed if _is_item(one))
    scope = Scope(paths, items, circles, frozenset(f"{estate.prefix}{path}" for path in twins))
    return judge_unsilenced(estate, scope, trusted)


def _joined(outlines: Iterable[Outline], inventory: Inventory) -> Iterator[Joined]:
    items = [one for one in outlines if _is_item(one)]
    inventory.expect({link.target for one in items for link in one.links})
    for one in items:
        for link in one.links:
            target = inventory.item(link.target)
            if target is not None:
                yield link.relation, one.item_class or "", target.item_class


def _is_item(outline: Outline) -> bool:
    return outline.kind == "ConfigurationItem" and outline.proposed_by is None
