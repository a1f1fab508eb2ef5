"""From a tree to an estate: what can be read is there, what cannot is told and hides nothing else."""

import pytest

from gitcab.model.inventory import Estate
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.store.loading import load
from gitcab.store.memory_tree import MemoryTree
from gitcab.store.overlay_tree import OverlayTree
from support.little_district import RECORDS


def loaded(extra: dict[str, str | bytes], links: tuple[str, ...] = ()) -> Estate:
    return load(MemoryTree({**RECORDS, **extra}, prefix="it/", links=links))


def told(estate: Estate) -> list[tuple[str, str, int, int]]:
    return [(flaw.rule, flaw.place.path, flaw.place.line, flaw.place.column) for flaw in estate.flaws]


def test_a_good_estate_has_no_flaw_but_that_its_schemas_are_borrowed():
    estate = loaded({})
    assert {rule for rule, *_ in told(estate)} == {"starter-schemas"}
    assert estate.unread == ()
    assert len(estate.inventory) == len(RECORDS)
    assert estate.inventory.get(ConfigurationItem, "dns-1").source.path == "it/cmdb/server/dns-1.yaml"


@pytest.mark.parametrize(
    ("path", "content", "rule", "line", "column"),
    [
        ("cmdb/server/x.yaml", "a: b: c\n", "yaml-syntax", 1, 5),
        ("cmdb/server/x.yaml", b"a: \xff\xfe", "file-encoding", 1, 4),
        ("cmdb/server/x.yaml", "", "file-empty", 1, 1),
        ("cmdb/server/x.yaml", "a: b\n", "unknown-kind", 1, 1),
        ("cmdb/server/x.yaml", "id: x\nkind: ConfigurationItm\n", "unknown-kind", 2, 7),
        ("cmdb/teams/x.yaml", "kind: Team\nid: x\n", "schema-violation", 1, 1),
        ("cmdb/teams/x.yaml", "kind: Team\nid: 2048\nname: X\n", "schema-violation", 2, 5),
        ("cmdb/teams/x.yaml", "kind: Team\nid: x\nname: X\nmembrs: []\n", "schema-violation", 4, 1),
        ("changes/2026/x.yaml", "kind: RequestForChange\nid: x\nstate: [closed]\n", "schema-violation", 3, 8),
        ("cmdb/server/x.yaml", "kind: [Team]\n", "unknown-kind", 1, 7),
        ("cmdb/server/x.yml", "kind: Team\n", "file-name", 1, 1),
        ("cmdb/server/x.YAML", "kind: Team\n", "file-name", 1, 1),
        ("cmdb/server/a*b.yaml", "kind: Team\n", "file-not-plain", 1, 1),
        ("cmdb/server/a\\b.yaml", "kind: Team\n", "file-not-plain", 1, 1),
        ("cmdb/server/x.yaml", "a: 1\n" * 300_000, "file-too-large", 1, 1),
    ],
)
def test_a_bad_file_is_told_at_its_place_and_hides_no_other(path, content, rule, line, column):
    estate = loaded({path: content})
    assert (rule, f"it/{path}", line, column) in told(estate)
    assert estate.unread == (f"it/{path}",)
    assert len(estate.inventory) == len(RECORDS)


def test_a_link_is_told_and_never_followed():
    estate = loaded({}, links=("cmdb/server/passwd.yaml",))
    assert ("file-not-plain", "it/cmdb/server/passwd.yaml", 1, 1) in told(estate)


def test_other_files_are_free():
    estate = loaded({"cmdb/README.md": "# Notes", "changes/2026/photo.png": b"\x89PNG", "cmdb/server/.keep": ""})
    assert estate.unread == ()
    assert {rule for rule, *_ in told(estate)} == {"starter-schemas"}


def test_a_name_that_is_no_utf_8_is_shown_with_escapes():
    estate = loaded({"cmdb/server/\udcff.yaml": "kind: Team\n"})
    assert ("file-not-plain", "it/cmdb/server/\\udcff.yaml", 1, 1) in told(estate)


def test_what_an_rfc_proposes_is_no_part_of_the_estate():
    new = "kind: ConfigurationItem\nclass: server\nid: dns-3\nname: DNS 3\nowner: data-team\n"
    new += "life_cycle: {stage: deploy, status: test}\n"
    estate = loaded({"changes/2026/RFC-2026-11-01-upgrade-sis-database/new/dns-3.yaml": new})
    assert estate.inventory.get(ConfigurationItem, "dns-3") is None
    assert [entry.id for entry in estate.inventory.proposed_by("RFC-2026-11-01-upgrade-sis-database")] == ["dns-3"]


def test_a_closed_record_that_fits_no_more_is_a_note_and_not_unread():
    old = "kind: RequestForChange\nid: RFC-2020-01-01-x\nstate: closed\nold_field: 1\n"
    estate = loaded({"changes/2020/RFC-2020-01-01-x.yaml": old})
    assert {rule for rule, path, *_ in told(estate) if "2020" in path} == {"archived-misfit"}
    assert estate.unread == ()
    assert estate.inventory.get(RequestForChange, "RFC-2020-01-01-x") is None


def test_a_former_id_still_resolves():
    estate = loaded({})
    assert estate.inventory.get(ConfigurationItem, "ns-2").id == "dns-2"


@pytest.mark.parametrize(
    ("path", "content", "rule"),
    [
        ("schemas/classes/robot.yaml", "title: Robot\n", "class-schema"),
        ("schemas/classes/robot.yaml", "title: R\ndescription: d\nfamily: f\nattributes: {type: 5}\n", "class-schema"),
        ("schemas/relations.yaml", "needs: {meaning: m, impact: sideways, pairs: [[any, any]]}\n", "relation-schema"),
        ("schemas/relations.yaml", "needs: 5\n", "relation-schema"),
        ("schemas/classes/robot.yml", "title: R\n", "file-name"),
        ("schemas/relations.yaml", "a: &x b\n", "yaml-not-allowed"),
    ],
)
def test_a_bad_schema_is_told_and_the_rest_is_read(path, content, rule):
    estate = loaded({path: content})
    assert (rule, f"it/{path}") in {(name, where) for name, where, *_ in told(estate)}
    assert len(estate.inventory) == len(RECORDS)


def test_the_overlay_is_the_tree_as_it_would_be():
    below = MemoryTree(RECORDS)
    with_change = {**RECORDS, "cmdb/server/dns-3.yaml": RECORDS["cmdb/server/dns-1.yaml"].replace("dns-1", "dns-3")}
    del with_change["cmdb/server/dns-2.yaml"]
    laid_over = {
        "cmdb/server/dns-3.yaml": with_change["cmdb/server/dns-3.yaml"].encode(),
        "cmdb/server/dns-2.yaml": None,
    }
    one, other = load(OverlayTree(below, laid_over)), load(MemoryTree(with_change))
    assert one.entries == other.entries
    assert one.flaws == other.flaws
