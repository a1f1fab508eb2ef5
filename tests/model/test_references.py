"""Which other records a record names, and where."""

from gitcab.model.records import kinds, parse
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.references import references

ITEM = {
    "kind": "ConfigurationItem",
    "class": "database",
    "id": "db",
    "name": "Database",
    "owner": "data-team",
    "life_cycle": {"stage": "operational", "status": "in_use"},
    "relations": {"runs_on": ["vm", {"at_least": 1, "of": ["a", "b"]}]},
}


def test_every_kind_of_place_in_an_rfc():
    rfc = parse(
        "RequestForChange",
        {
            "kind": "RequestForChange",
            "id": "RFC-2026-11-21-x",
            "title": "X",
            "type": "standard",
            "model": "restart",
            "state": "new",
            "requested_by": "mchen",
            "configuration_items": [
                {"id": "sis", "relate": {"depends_on": ["backup-2"]}, "unrelate": {"depends_on": ["backup-1"]}},
                {"add": ITEM},
                {"retire": "old"},
                {"add_from": "new/"},
            ],
            "after": ["RFC-2026-11-20-y"],
            "links": {"problems": ["PRB-1"], "incidents": ["INC-1"]},
        },
    )
    found = {(one.kind, one.id, ".".join(map(str, one.route))) for one in references(rfc)}
    assert found == {
        ("ChangeModel", "restart", "model"),
        ("Login", "mchen", "requested_by"),
        ("ConfigurationItem", "sis", "configuration_items.0.id"),
        ("ConfigurationItem", "backup-2", "configuration_items.0.relate.depends_on.0"),
        ("ConfigurationItem", "backup-1", "configuration_items.0.unrelate.depends_on.0"),
        ("Team", "data-team", "configuration_items.1.add.owner"),
        ("ConfigurationItem", "vm", "configuration_items.1.add.relations.runs_on.0"),
        ("ConfigurationItem", "a", "configuration_items.1.add.relations.runs_on.1.of.0"),
        ("ConfigurationItem", "b", "configuration_items.1.add.relations.runs_on.1.of.1"),
        ("ConfigurationItem", "old", "configuration_items.2.retire"),
        ("RequestForChange", "RFC-2026-11-20-y", "after.0"),
        ("Problem", "PRB-1", "links.problems.0"),
        ("Incident", "INC-1", "links.incidents.0"),
    }
    assert_each_kind_can_be_asked_for(rfc)


def assert_each_kind_can_be_asked_for(record):
    for kind in {*kinds(), "Login"}:
        assert list(references(record, kind)) == [one for one in references(record) if one.kind == kind]


def test_a_record_that_names_nobody_but_its_owner():
    item = ConfigurationItem.model_validate({**ITEM, "relations": {}})
    assert [(one.kind, one.id) for one in references(item)] == [("Team", "data-team")]


def test_routes_lead_to_the_ids():
    item = ConfigurationItem.model_validate(ITEM)
    for one in references(item):
        value = ITEM
        for step in one.route:
            value = value[step]
        assert value == one.id
    assert_each_kind_can_be_asked_for(item)


def test_every_kind_can_be_walked():
    assert {"ConfigurationItem", "Team", "RequestForChange", "Policy"} <= kinds().keys()
