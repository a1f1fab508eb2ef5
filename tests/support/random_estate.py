"""Random estates for properties of the graph: few items, every sort of relation, cycles, groups and gaps.

They grow from a seed, as Hypothesis by itself draws mostly estates in which nothing can fail.
"""

from random import Random
from typing import Any

from hypothesis import strategies as st

from gitcab.model.impact import State
from gitcab.model.records.configuration_item import ConfigurationItem
from support.small_estate import RELATIONS, item

IDS = tuple("abcdefgh")
NAMES = (*RELATIONS, "depends_on", "depends_on", "depends_on", "member_of", "unknown")


def estates() -> st.SearchStrategy[list[ConfigurationItem]]:
    """Eight items, now and then one of them retired or a target missing."""
    return st.integers(0, 2**32).map(estate)


def estate(seed: int, ids: tuple[str, ...] = IDS) -> list[ConfigurationItem]:
    """The estate that grows from that seed."""
    random = Random(seed)
    gaps = random.random() < 0.4
    return [_item(random, one, ids, gaps) for one in ids]


def _item(random: Random, id: str, ids: tuple[str, ...], gaps: bool) -> ConfigurationItem:
    relations: dict[str, list[Any]] = {}
    for _ in range(random.choice((0, 1, 1, 2, 3))):
        relations.setdefault(random.choice(NAMES), []).append(_target(random, ids, gaps))
    operational = not (gaps and random.random() < 0.12)
    return item(id, operational=operational, quorum=random.choice((None, None, None, 1, 1, 2)), **relations)


def _target(random: Random, ids: tuple[str, ...], gaps: bool) -> Any:
    if random.random() < 0.5:
        return "missing" if gaps and random.random() < 0.1 else random.choice(ids)
    of = random.choices((*ids, *ids, "missing") if gaps else ids, k=random.choice((1, 2, 2, 2, 3, 3, 4)))
    at_least = len(of) + 1 if gaps and random.random() < 0.05 else random.randint(1, len(of))
    return {"at_least": min(at_least, random.choice((1, 2, 9))), "of": of}


def roots(*states: State) -> st.SearchStrategy[dict[str, State]]:
    """Some items, each in one of these states."""
    return st.dictionaries(st.sampled_from(IDS), st.sampled_from(states), min_size=1, max_size=4)
