"""`gitcab graph`: export for other programs, and single points of failure."""

import json

import networkx as nx
import pytest

from support.little_district import RECORDS


@pytest.fixture
def estate(repository):
    return repository(RECORDS)


def test_export_holds_every_item_and_relation(estate, gitcab):
    ran = gitcab("graph", "export", "--format", "graphml", cwd=estate.path)
    assert ran.code == 0
    graph = nx.parse_graphml(ran.out)
    assert set(graph) == {"grades", "sis-database", "vm-1", "dns-1", "dns-2"}
    assert set(graph.edges()) == {
        ("grades", "sis-database"),
        ("grades", "dns-1"),
        ("grades", "dns-2"),
        ("sis-database", "vm-1"),
    }


@pytest.mark.parametrize(("format_name", "piece"), [("dot", "digraph"), ("mermaid", "flowchart"), ("json", "elements")])
def test_every_format(estate, gitcab, format_name, piece):
    ran = gitcab("graph", "export", "--format", format_name, cwd=estate.path)
    assert (ran.code, piece in ran.out) == (0, True)


def test_export_of_some_items_has_the_relations_between_them(estate, gitcab):
    told = json.loads(gitcab("graph", "export", "grades", "ns-2", "--format", "json", cwd=estate.path).out)
    assert [node["data"]["id"] for node in told["elements"]["nodes"]] == ["dns-2", "grades"]
    assert len(told["elements"]["edges"]) == 1


def test_single_points_of_failure_and_pairs(estate, gitcab):
    told = json.loads(gitcab("graph", "spof", "grades", "--format", "json", cwd=estate.path).out)
    assert [one["items"] for one in told["singles"]] == [["sis-database"], ["vm-1"]]
    told = json.loads(gitcab("graph", "spof", "grades", "--pairs", "--format", "json", cwd=estate.path).out)
    assert [one["items"] for one in told["pairs"]] == [["dns-1", "dns-2"]]


def test_mistakes(estate, gitcab):
    assert "did you mean 'grades'" in gitcab("graph", "spof", "grade", cwd=estate.path).err
    assert gitcab("graph", "export", "nothing-like-it", cwd=estate.path).code == 2
    estate.write({"cmdb/server/broken.yaml": "a: ["})
    assert gitcab("graph", "spof", "grades", cwd=estate.path).code == 3
