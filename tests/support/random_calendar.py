"""Random calendars over random estates: a few changes that crowd a few hours, with windows; grown from a seed."""

from random import Random
from typing import Any

from gitcab.model.entry import Entry
from gitcab.model.item_class import ItemClass
from gitcab.model.records.change_window import ChangeWindow
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.source import Source
from gitcab.store.memory_inventory import MemoryInventory
from support.random_estate import IDS, estate
from support.small_estate import CLASSES as SERVERS
from support.small_estate import item

CLASSES = {**SERVERS, "service": ItemClass(title="Service", description="A service.", family="service")}
PEOPLE = ("mchen", "MChen", "dortiz", "alee")


def rfc_id(number: int) -> str:
    return f"RFC-2026-11-0{number}-change"


def calendar(seed: int) -> MemoryInventory:
    """An inventory with a random estate, changes within twelve hours, and windows."""
    random = Random(seed)
    items = [
        one.model_copy(update={"item_class": "service"}) if random.random() < 0.35 else one for one in estate(seed)
    ]
    records: list[Any] = [*items, *(_change(random, number) for number in range(1, 6))]
    records += [_window(random, number) for number in range(random.choice((0, 1, 2)))]
    return inventory(records)


def redundant(seed: int) -> MemoryInventory:
    """An inventory in which much depends on groups, and changes that each take out little at once."""
    random = Random(seed)
    items = [_redundant_item(random, place) for place in range(len(IDS))]
    return inventory([*items, *(_narrow_change(random, number) for number in range(1, 7))])


def _redundant_item(random: Random, place: int) -> ConfigurationItem:
    before = IDS[:place]
    relations: dict[str, list[Any]] = {}
    if place > 3 or random.random() < 0.1:
        for name in random.choice((("depends_on",), ("depends_on",), ("depends_on", "uses"), ("uses",))):
            of = random.sample(before or IDS, k=min(place or 2, random.choice((2, 2, 3, 4))))
            relations[name] = [{"at_least": random.choice((1, 1, 2)), "of": of}]
        if random.random() < 0.3:
            relations["depends_on"] = [*relations.get("depends_on", []), random.choice(before or IDS)]
    if random.random() < 0.2:
        relations["member_of"] = [random.choice(IDS)]
    found = item(IDS[place], operational=random.random() > 0.05, quorum=random.choice((None, 1, 1, 2)), **relations)
    return found.model_copy(update={"item_class": "service"}) if random.random() < 0.3 else found


def _narrow_change(random: Random, number: int) -> RequestForChange:
    start, length = random.randrange(5), random.choice((1, 2, 4, 6))
    rolling = random.random() < 0.35
    touched = random.sample(IDS[:6], random.choice((1, 2, 3))) if rolling else [IDS[number - 1]]
    return change(
        number,
        [_item(random, one, start, start + length) for one in touched],
        start,
        start + length,
        one_at_a_time=rolling,
    )


def inventory(records: list[Any]) -> MemoryInventory:
    """An inventory of any records."""
    return MemoryInventory(Entry(one, Source(f"{one.id}.yaml"), f"{one.id}.yaml") for one in records)


def change(number: int, items: list[dict[str, Any]], start: int, end: int, **fields: Any) -> RequestForChange:
    """A scheduled change from one hour to another."""
    plain = {
        "kind": "RequestForChange",
        "id": rfc_id(number),
        "title": "A change",
        "type": "normal",
        "state": "scheduled",
        "requested_by": "mchen",
        "configuration_items": items,
        "schedule": {"start": hour(start), "end": hour(end)},
        **fields,
    }
    return RequestForChange.model_validate(plain)


def hour(number: int) -> str:
    return f"2026-12-{5 + number // 24:02}T{number % 24:02}:00Z"


def _change(random: Random, number: int) -> RequestForChange:
    start, length = random.randrange(9), random.choice((1, 2, 3, 4, 6))
    touched = random.sample(IDS, random.choice((1, 1, 2, 3)))
    return change(
        number,
        [_item(random, one, start, start + length) for one in touched],
        start,
        start + length,
        type=random.choice(("normal", "normal", "normal", "emergency")),
        state=random.choice(("scheduled", "scheduled", "implement", "assess", "authorize", "new")),
        on_hold={"reason": "Wait", "since": hour(0)} if random.random() < 0.05 else None,
        one_at_a_time=random.random() < 0.3,
        assigned_to=random.sample(PEOPLE, random.choice((0, 1, 2))),
        after=[rfc_id(other) for other in range(1, number) if random.random() < 0.1],
    )


def _item(random: Random, id: str, start: int, end: int) -> dict[str, Any]:
    touch: dict[str, Any] = {"id": id, "effect": random.choice(("outage", "outage", "outage", "degraded", "none"))}
    if end - start > 1 and random.random() < 0.3:
        first = random.randrange(start, end)
        touch |= {"start": hour(first), "end": hour(random.randrange(first + 1, end + 1))}
    sort = random.random()
    if sort < 0.08:
        return {"retire": touch.pop("id"), **touch}
    if sort < 0.45:
        touch["patch"] = random.choice(_PATCHES)
    if random.random() < 0.2:
        touch["relate"] = {random.choice(("depends_on", "uses", "member_of")): [random.choice(IDS)]}
    if random.random() < 0.2:
        touch["unrelate"] = {random.choice(("depends_on", "uses")): [random.choice(IDS)]}
    return touch


_PATCHES: tuple[dict[str, Any], ...] = (
    {"attributes": {"version": "1"}},
    {"attributes": {"version": "2"}},
    {"attributes": {"version": None}},
    {"attributes": {"version": {"major": 2}}},
    {"attributes": {"version": {"minor": 0}}},
    {"attributes": None},
    {"attributes": {}},
    {"tags": ["old"]},
    {"quorum": 1},
    {"life_cycle": {"stage": "end_of_life"}},
    {"life_cycle": {"stage": "end_of_life", "status": "retired"}},
    {"life_cycle": {"stage": "operational", "status": "in_use"}},
)


def _window(random: Random, number: int) -> ChangeWindow:
    start = random.randrange(12)
    lines = {"ids": random.sample(IDS, 3), "classes": ["service"], "services": random.sample(IDS, 1)}
    chosen = random.sample([*lines], random.choice((0, 1, 1, 2)))
    return ChangeWindow.model_validate(
        {
            "kind": "ChangeWindow",
            "id": f"window-{number}",
            "title": "A window",
            "type": random.choice(("freeze", "maintenance")),
            "strictness": random.choice(("hard", "soft")),
            "start": hour(start),
            "end": hour(start + random.choice((1, 3, 6))),
            "selector": {line: lines[line] for line in chosen},
        }
    )
