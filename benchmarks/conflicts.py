"""How long it takes to find the conflicts of many changes, and how that grows.

Run it: python benchmarks/conflicts.py. An estate of 14,000 items in six layers is made from a seed, with
redundancy groups and quorums, and changes on it from 1,000 to 20,000 that leave 40,000 overlapping
pairs on one item. Making them is not counted. Expected: under 3 s and 1 GB on two cores for all.
"""

import gc
import resource
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from time import perf_counter
from typing import Any

from gitcab.model.entry import Entry
from gitcab.model.item_class import ItemClass
from gitcab.model.records.change_window import ChangeWindow
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.relation import Relation
from gitcab.model.source import Source
from gitcab.planning.conflicts import conflicts
from gitcab.planning.planned import planned_changes
from gitcab.store.memory_inventory import MemoryInventory

LAYERS = {"site": 20, "host": 480, "machine": 6000, "application": 6000, "pool": 1000, "service": 500}
SIZES = (1_000, 2_000, 5_000, 10_000, 20_000)
CLASSES = {name: ItemClass(title=name, description=name, family=name) for name in LAYERS}
RELATIONS = {
    "depends_on": Relation(meaning="Needs.", impact="target_to_source", pairs=(("any", "any"),)),
    "uses": Relation(meaning="Is worse off.", impact="target_to_source", strength="soft", pairs=(("any", "any"),)),
    "member_of": Relation(meaning="Is part.", impact="source_to_target", pairs=(("any", "any"),)),
}
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> None:
    """Prints a line for each number of changes."""
    estate = list(items(Random(7)))
    print("changes  pairs on one item    joint  conflicts  seconds  times as many  times as long")
    before = (0, 0.0)
    for size in SIZES:
        inventory = MemoryInventory(map(entry, [*estate, *changes(Random(11), size), *windows()]))
        seconds, counts = measured(inventory)
        growth = f"{size / before[0]:>13.1f}  {seconds / before[1]:>13.1f}" if before[0] else ""
        pairs, joint = counts["same_ci"], counts["joint_outage"]
        print(f"{size:>7,}  {pairs:>17,}  {joint:>7,}  {counts.total():>9,}  {seconds:>7.2f}  {growth}".rstrip())
        before = (size, seconds)
    print(f"largest memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def measured(inventory: MemoryInventory) -> tuple[float, Counter[str]]:
    """The seconds it takes, and how many conflicts there are of each type."""
    planned = planned_changes(inventory)
    gc.collect()
    gc.freeze()  # as commands do when they have loaded an estate
    start = perf_counter()
    found = conflicts(inventory, RELATIONS, CLASSES, planned)
    return perf_counter() - start, Counter(one.type for one in found.conflicts)


def entry(record: Any) -> Entry[Any]:
    """The record as if it had been read."""
    return Entry(record, Source(f"{record.id}.yaml"), f"{record.id}.yaml")


def names(layer: str) -> list[str]:
    """The ids of a layer's items."""
    return [f"{layer}-{number}" for number in range(LAYERS[layer])]


def items(random: Random) -> Iterator[ConfigurationItem]:
    """Machines on hosts in sites, applications on machines, pools of applications, services over pools."""
    for layer in LAYERS:
        for name in names(layer):
            record = {
                "kind": "ConfigurationItem",
                "class": layer,
                "id": name,
                "name": name,
                "owner": "team",
                "environment": random.choice(("production", "production", "test")),
                "life_cycle": {"stage": "operational", "status": "in_use"},
                "quorum": 1 if layer == "pool" else None,
                "relations": relations(random, layer),
            }
            yield ConfigurationItem.model_validate(record)


def relations(random: Random, layer: str) -> dict[str, list[Any]]:
    """What an item of that layer stands on."""
    if layer == "host":
        return {"uses": [random.choice(names("site"))]}
    if layer == "machine":
        return {"depends_on": [{"at_least": 1, "of": random.sample(names("host"), 2)}]}
    if layer == "application":
        group = {"at_least": 1, "of": random.sample(names("machine"), 2)}
        needed: list[Any] = [group] if random.random() < 0.5 else [random.choice(names("machine"))]
        pools = {"member_of": [random.choice(names("pool"))]} if random.random() < 0.4 else {}
        return {"depends_on": needed, **pools}
    if layer == "service":
        needed = [*random.sample(names("pool"), 2), random.choice(names("application"))]
        return {"depends_on": needed, "uses": random.sample(names("application"), 2)}
    return {}


def changes(random: Random, size: int) -> Iterator[RequestForChange]:
    """Changes of a few hours on one to four items within two months; the more often changed, the more they collide."""
    often = [*names("machine")[:60], *names("application")[:60], *names("host")[:3]]
    rarely = [*names("machine"), *names("application"), *names("pool")]
    days = 51 * size // SIZES[-1] + 1
    for number in range(size):
        start = EPOCH + timedelta(days=random.randrange(days), hours=random.choice((2, 4, 18, 20, 20, 22, 22)))
        end = start + timedelta(hours=random.choice((1, 2, 2, 4, 4, 8, 24)))
        chosen = [
            random.choice(often if random.random() < 0.72 else rarely) for _ in range(random.choice((1, 1, 2, 4)))
        ]
        yield RequestForChange.model_validate(
            {
                "kind": "RequestForChange",
                "id": f"RFC-2026-01-01-change-{number}",
                "title": "A change",
                "type": "normal",
                "state": "scheduled",
                "requested_by": "mchen",
                "assigned_to": [f"person-{random.randrange(400)}"],
                "configuration_items": [touch(random, one) for one in dict.fromkeys(chosen)],
                "schedule": {"start": written(start), "end": written(end)},
            }
        )


def touch(random: Random, id: str) -> dict[str, Any]:
    """What a change does to an item."""
    effect = random.choice(("none", "none", "outage", "degraded"))
    patch = {"attributes": {"version": f"{random.randrange(9)}"}} if random.random() < 0.05 else {}
    return {"id": id, "effect": effect, "patch": patch}


def windows() -> Iterator[ChangeWindow]:
    """A freeze over the tests of every month, and nightly maintenance for production."""
    common = {"kind": "ChangeWindow", "title": "A window", "time_zone": "America/Chicago"}
    freeze = {"type": "freeze", "start": "2026-01-28T06:00", "end": "2026-01-30T18:00", "rrule": "FREQ=MONTHLY"}
    nightly = {"type": "maintenance", "start": "2026-01-01T18:00", "end": "2026-01-02T06:00", "rrule": "FREQ=DAILY"}
    over = {"selector": {"services": ["service-1", "service-2"]}}
    yield ChangeWindow.model_validate({**common, **freeze, **over, "id": "month-end"})
    yield ChangeWindow.model_validate({**common, **nightly, "id": "nightly", "selector": {"environments": ["test"]}})


def written(moment: datetime) -> str:
    """A time as it stands in a record."""
    return moment.strftime("%Y-%m-%dT%H:%MZ")


if __name__ == "__main__":
    main()
