"""Random estates for properties of the graph: few items, every sort of relation, cycles, groups and gaps."""

from hypothesis import strategies as st

from gitcab.model.impact import State
from gitcab.model.records.configuration_item import ConfigurationItem
from support.small_estate import RELATIONS, item

IDS = tuple("abcdefg")
TARGETS = st.sampled_from((*IDS, "missing"))
GROUPS = st.fixed_dictionaries({"at_least": st.integers(1, 3), "of": st.lists(TARGETS, min_size=1, max_size=4)})
NAMES = st.sampled_from([*RELATIONS, "depends_on", "depends_on", "unknown"])
LINKS = st.dictionaries(NAMES, st.lists(TARGETS | GROUPS, min_size=1, max_size=2), max_size=3)


@st.composite
def estates(draw: st.DrawFn) -> list[ConfigurationItem]:
    """Seven items, some of which are retired."""
    return [
        item(
            one,
            operational=draw(st.integers(0, 7)) > 0,
            quorum=draw(st.none() | st.integers(1, 3)),
            **draw(LINKS),
        )
        for one in IDS
    ]


def roots(*states: State) -> st.SearchStrategy[dict[str, State]]:
    """Some items, each in one of these states."""
    return st.dictionaries(st.sampled_from(IDS), st.sampled_from(states), max_size=3)
