"""An overlay answers as an inventory made of the changed records would."""

from hypothesis import given
from hypothesis import strategies as st

from gitcab.model.entry import Entry
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.source import Source
from gitcab.store.memory_inventory import MemoryInventory
from gitcab.store.overlay_inventory import OverlayInventory
from support.small_estate import item

IDS = "abcdef"
targets = st.lists(
    st.sampled_from(IDS)
    | st.lists(st.sampled_from(IDS), min_size=1, max_size=3).map(lambda of: {"at_least": 1, "of": of}),
    max_size=3,
)


def entry(one: ConfigurationItem) -> Entry[ConfigurationItem]:
    path = f"cmdb/server/{one.id}.yaml"
    return Entry(one, Source(path), path)


items = st.dictionaries(
    st.sampled_from(IDS), st.fixed_dictionaries({"depends_on": targets, "uses": targets}), max_size=6
).map(lambda found: {name: entry(item(name, **relations)) for name, relations in found.items()})


def edges(links, relations):
    """The links of all items but the first, in short, as far as they are of these relations."""
    told = (link for name in IDS[1:] for link in links(name) if link.relation in relations)
    short = ((one.source, one.relation, one.target, one.route[2] if one.group else None) for one in told)
    return sorted(short, key=repr)


@given(items, items)
def test_it_equals_the_inventory_of_the_records_as_they_would_be(below, over):
    overlay = OverlayInventory(MemoryInventory(below.values()), over)
    whole = MemoryInventory((below | over).values())
    assert len(overlay) == len(whole)
    assert list(overlay.of_kind(ConfigurationItem)) == list(whole.of_kind(ConfigurationItem))
    assert (
        list(overlay.items())
        == list(whole.items())
        == [entry.record.item for _, entry in sorted((below | over).items())]
    )
    there = {item.id: item.item_class for item in whole.items()}
    assert sorted(overlay.groups_of(IDS)) == sorted(whole.groups_of(IDS))
    assert overlay.classes_of(there) == whole.classes_of(there) == there
    for name in IDS:
        assert overlay.item(name) == whole.item(name)
        assert overlay.get(ConfigurationItem, name) == whole.get(ConfigurationItem, name)
        assert list(overlay.links_from(name)) == list(whole.links_from(name))
        assert sorted(overlay.links_to(name), key=repr) == sorted(whole.links_to(name), key=repr)
    for some in ({"depends_on"}, {"uses", "depends_on"}, set()):
        assert sorted(overlay.edges_to(IDS[1:], some), key=repr) == edges(whole.links_to, some)
        assert sorted(overlay.edges_from(IDS[1:], some), key=repr) == edges(whole.links_from, some)


def test_a_former_id_leads_to_the_item_as_it_would_be():
    below = MemoryInventory([entry(item("new", formerly=["old"]))])
    overlay = OverlayInventory(below, {"new": entry(item("new", formerly=["old"], quorum=2))})
    assert overlay.get(ConfigurationItem, "old").record.quorum == 2
    assert overlay.item("old").quorum == 2
    assert below.item("old") == below.item("new") == item("new").item
