"""The table of conflicts once more, as naively as it reads: all pairs, all sets, all instants.

Time is cut at every bound of any item, change or window; between two cuts nothing changes, so every
question is asked once in each piece. Impact is the brute force of `brute_impact`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations, pairwise, product

from gitcab.model.impact import State
from gitcab.model.interval import Interval
from gitcab.model.inventory import Inventory
from gitcab.model.records.change_window import ChangeWindow, Selector
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.planning.planned import PlannedChange, planned_changes
from gitcab.planning.projection import applied, projected
from support.brute_impact import BruteImpact

HARMED = (State.DEGRADED, State.DOWN)


@dataclass
class Found:
    """One conflict: on which items, in which pieces of time, and whether it is an error."""

    items: set[str]
    pieces: list[Interval]
    is_error: bool


class BruteConflicts:
    """All conflicts of the changes and windows of a small inventory, by type and changes (and person)."""

    def __init__(self, inventory: Inventory, relations, classes):
        self.inventory, self.relations, self.classes = inventory, relations, classes
        self.changes = planned_changes(inventory)
        self.by_id = {one.id: one for one in self.changes}
        self.windows = [entry.record for entry in inventory.of_kind(ChangeWindow)]
        self.found: dict[tuple[str, ...], Found] = {}
        self.estates: dict[tuple, BruteImpact] = {}
        self.finals: dict[tuple, tuple] = {}
        for piece in self.pieces:
            self.judge_piece(piece)
        self.judge_people()
        self.judge_patches()
        self.judge_order()

    @cached_property
    def pieces(self) -> list[Interval]:
        spans = [one.interval for one in self.changes]
        spans += [item.interval for one in self.changes for item in one.items]
        spans += [span(window) for window in self.windows]
        return [Interval(*two) for two in pairwise(sorted({bound for one in spans for bound in (one.start, one.end)}))]

    def told(self) -> list[tuple]:
        """Type, changes, items, start, end, whether it is an error."""
        return [self.plain(key[0], key[1], one) for key, one in self.found.items()]

    def plain(self, type: str, rfcs: tuple[str, ...], one: Found) -> tuple:
        is_emergency = any(rfc in self.by_id and self.by_id[rfc].rfc.type == "emergency" for rfc in rfcs)
        start = min((piece.start for piece in one.pieces), default=None)
        end = max((piece.end for piece in one.pieces), default=None)
        return type, rfcs, tuple(sorted(one.items)), start, end, one.is_error and not is_emergency

    def note(self, key: tuple, items: Iterable[str], pieces: Iterable[Interval], is_error: bool) -> None:
        known = self.found.setdefault(key, Found(set(), [], False))
        known.items |= set(items)
        known.pieces += pieces
        known.is_error |= is_error

    def judge_piece(self, piece: Interval) -> None:
        running = [one for one in self.changes if one.interval.contains(piece)]
        for one, other in combinations(running, 2):
            self.judge_pair(one, other, piece)
        for one in running:
            self.judge_windows(one, piece)
        self.judge_together(running, piece)

    def judge_pair(self, one: PlannedChange, other: PlannedChange, piece: Interval) -> None:
        rfcs = tuple(sorted((one.id, other.id)))
        mine, theirs = touched(one, piece), touched(other, piece)
        common = {item for item in mine if item in theirs}
        if common:
            harms = any(max(mine[item], theirs[item]) > State.UP for item in common)
            self.note(("same_ci", rfcs), common, [piece], harms)
        lost = (set(mine) & self.fallen(other, piece)) | (set(theirs) & self.fallen(one, piece))
        if lost:
            self.note(("dependency_down", rfcs), lost, [piece], True)
        services = {item for item in self.harmed(one, piece) & self.harmed(other, piece) if self.is_service(item)}
        if services:
            self.note(("shared_service", rfcs), services, [piece], False)

    def judge_windows(self, one: PlannedChange, piece: Interval) -> None:
        for item in set(touched(one, piece)) | self.harmed(one, piece):
            maintained = [
                window for window in self.windows if window.type == "maintenance" and self.is_over(window, item)
            ]
            if maintained and not any(span(window).contains(piece) for window in maintained):
                self.note(("outside_maintenance_window", (one.id,)), [item], [piece], False)
            for window in self.windows:
                if window.type == "freeze" and span(window).contains(piece) and self.is_over(window, item):
                    self.note(("freeze", (one.id,), window.id), [item], [piece], window.strictness == "hard")

    def judge_together(self, running: list[PlannedChange], piece: Interval) -> None:
        estates = [self.today, self.estate(projected(self.inventory, piece.start).inventory)]
        by_id = {one.id: one for one in running}
        down = {}
        sets = {}
        for chosen in chain.from_iterable(combinations(sorted(by_id), size) for size in range(len(by_id) + 1)):
            choices = list(product(*(self.choices(by_id[one], piece) for one in chosen)))
            items = {item for pick in choices for estate in estates for item in self.down(estate, pick)}
            down[chosen] = items
            alone = items.difference(*(down[less] for less in down if set(less) < set(chosen)))
            if len(chosen) > 1 and alone:
                sets[chosen] = alone
        for rfcs in sorted(sets)[:20]:
            self.note(("joint_outage", rfcs), sets[rfcs], [piece], True)

    def judge_people(self) -> None:
        for person in {person for one in self.changes for person in one.people}:
            stretch: list[Interval] = []
            rfcs: set[str] = set()
            for piece in [*self.pieces, None]:
                busy = [
                    one.id for one in self.changes if piece and person in one.people and one.interval.contains(piece)
                ]
                if len(busy) > 1:
                    stretch.append(piece)
                    rfcs |= set(busy)
                elif stretch:
                    self.note(("same_person", tuple(sorted(rfcs)), person, stretch[0]), [], stretch, False)
                    stretch, rfcs = [], set()

    def judge_patches(self) -> None:
        for one, other in combinations(sorted(self.changes, key=lambda one: one.id), 2):
            if self.is_before(one.id, other.id) or self.is_before(other.id, one.id):
                continue
            first, second = (applied(self.inventory, order) for order in ([one, other], [other, one]))
            ids = {item for change in (one, other) for item in written(change)}
            differing = {item for item in ids if normal(first.inventory, item) != normal(second.inventory, item)}
            if differing or set(first.applied) != set(second.applied):
                common = one.interval.common(other.interval)
                self.note(("overlapping_patch", (one.id, other.id)), differing, [common] if common else [], True)

    def judge_order(self) -> None:
        for one in self.changes:
            for previous in one.rfc.after:
                before = self.by_id.get(previous)
                late = before and before.interval.end > one.interval.start
                if not before or late or before.rfc.on_hold:
                    stretch = [Interval(one.interval.start, before.interval.end)] if late else []
                    self.note(("unfinished_predecessor", tuple(sorted((one.id, previous)))), [], stretch, True)

    def is_before(self, one: str, other: str) -> bool:
        return any(before == one or self.is_before(one, before) for before in self.rfc(other).after)

    def rfc(self, id: str) -> RequestForChange:
        return self.inventory.get(RequestForChange, id).record

    def is_over(self, window: ChangeWindow, item: str) -> bool:
        entry = self.inventory.get(ConfigurationItem, item)
        return entry is not None and self.matches(window.selector, entry.record)

    def matches(self, selector: Selector, item: ConfigurationItem) -> bool:
        return (
            (not selector.ids or item.id in selector.ids)
            and (not selector.classes or item.item_class in selector.classes)
            and (not selector.services or any(item.id in self.today.reaching(one) for one in selector.services))
        )

    def is_service(self, item: str) -> bool:
        entry = self.inventory.get(ConfigurationItem, item)
        return entry is not None and self.classes[entry.record.item_class].family == "service"

    @cached_property
    def today(self) -> BruteImpact:
        return self.estate(self.inventory)

    def estate(self, inventory: Inventory) -> BruteImpact:
        items = [entry.record for entry in inventory.of_kind(ConfigurationItem)]
        key = tuple(item.model_dump_json() for item in items)
        return self.estates.setdefault(key, BruteImpact(items, self.relations))

    def harmed(self, change: PlannedChange, piece: Interval) -> set[str]:
        return {item for item, _, state in self.effects(change, piece) if state in HARMED}

    def fallen(self, change: PlannedChange, piece: Interval) -> set[str]:
        return {item for item, given, state in self.effects(change, piece) if state is State.DOWN is not given}

    def effects(self, change: PlannedChange, piece: Interval) -> Iterator[tuple[str, State, State]]:
        """Item, state it was given, worse state that it ends in: on both estates, for every choice."""
        grounds = (self.today, self.estate(projected(self.inventory, change.interval.start).inventory))
        for estate, roots in product(grounds, self.choices(change, piece)):
            final = self.final(estate, roots)
            worse = [item for item in estate.items if worth(final[item]) > worth(estate.standing[item])]
            yield from ((item, roots.get(item, State.UP), final[item]) for item in worse)

    def choices(self, change: PlannedChange, piece: Interval) -> list[dict[str, State]]:
        roots = {item: state for item, state in touched(change, piece).items() if state > State.UP}
        if change.rfc.one_at_a_time and roots:
            return [{item: state} for item, state in roots.items()]
        return [roots]

    def down(self, estate: BruteImpact, choices: Iterable[Mapping[str, State]]) -> set[str]:
        roots: dict[str, State] = {}
        for item, state in chain.from_iterable(one.items() for one in choices):
            roots[item] = max(state, roots.get(item, State.UP))
        final = self.final(estate, roots)
        return {item for item in estate.items if final[item] is State.DOWN is not estate.standing[item]}

    def final(self, estate: BruteImpact, roots: Mapping[str, State]) -> Mapping[str, State]:
        key = (id(estate), *sorted(roots.items()))
        if key not in self.finals:
            self.finals[key] = estate.final(roots)
        return self.finals[key]


def worth(state: State) -> State:
    return State.UP if state is State.AT_RISK else state


def touched(change: PlannedChange, piece: Interval) -> dict[str, State]:
    found: dict[str, State] = {}
    for item in change.items:
        if item.interval.contains(piece):
            found[item.id] = max(item.effect, found.get(item.id, State.UP))
    return found


def written(change: PlannedChange) -> list[str]:
    names = [getattr(item, "id", None) or getattr(item, "retire", None) for item in change.rfc.configuration_items]
    return [*filter(None, names), *(item.add.id for item in change.rfc.configuration_items if hasattr(item, "add"))]


def normal(inventory: Inventory, id: str):
    """An item as it is, whatever the order of its relations."""
    entry = inventory.get(ConfigurationItem, id)
    plain = entry.record.to_plain() if entry else {}
    relations = {name: sorted(map(str, targets)) for name, targets in plain.get("relations", {}).items()}
    return {**plain, "relations": {name: targets for name, targets in relations.items() if targets}}


def span(window: ChangeWindow) -> Interval:
    return Interval.between(window.start, window.end, window.time_zone)
