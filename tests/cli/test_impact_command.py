"""`gitcab impact`: from named items, from a request for change, from a branch; downstream and upstream."""

import json

import pytest

from support.little_district import RECORDS

RFC = "RFC-2026-11-01-upgrade-sis-database"
RFC_PATH = f"changes/2026/{RFC}.yaml"


@pytest.fixture
def estate(repository):
    return repository(RECORDS)


def hit(ran) -> dict[str, str]:
    return {one["id"]: one["state"] for one in json.loads(ran.out)["impacted"]}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("vm-1",), {"sis-database": "down", "grades": "down"}),
        (("vm-1", "--state", "degraded"), {"sis-database": "degraded", "grades": "degraded"}),
        (("dns-1",), {"grades": "at_risk"}),
        (("dns-1", "dns-2"), {"grades": "down"}),
        (("ns-2", "dns-1"), {"grades": "down"}),
        (("vm-1", "--depth", "1"), {"sis-database": "down"}),
        (("vm-1", "--relation", "depends_on"), {}),
        ((RFC,), {"grades": "down"}),
        ((RFC, "--case", "expected"), {"grades": "down"}),
        (("grades",), {}),
    ],
)
def test_what_is_hit(estate, gitcab, arguments, expected):
    ran = gitcab("impact", *arguments, "--format", "json", cwd=estate.path)
    assert (ran.code, ran.err) == (0, "")
    assert hit(ran) == expected


@pytest.mark.parametrize("wish", ["on", "off"])
def test_the_answer_is_that_of_the_files_there_are_now(estate, gitcab, monkeypatch, wish):
    monkeypatch.setenv("GITCAB_INDEX", wish)
    before = gitcab("impact", "vm-1", "--format", "json", cwd=estate.path)
    assert gitcab("impact", "vm-1", "--format", "json", cwd=estate.path) == before
    assert gitcab("impact", "vm-3", cwd=estate.path).code == 2
    path, database = "cmdb/virtual_machine/vm-1.yaml", "cmdb/database/sis-database.yaml"
    estate.write({path.replace("vm-1", "vm-3"): RECORDS[path].replace("vm-1", "vm-3")})
    assert gitcab("impact", "vm-3", cwd=estate.path).code == 0
    estate.write({database: RECORDS[database].replace("relations: {runs_on: [vm-1]}\n", "")})
    assert hit(gitcab("impact", "vm-1", "--format", "json", cwd=estate.path)) == {}


def test_counts_are_of_what_is_told(estate, gitcab):
    told = json.loads(gitcab("impact", "vm-1", "--depth", "1", "--format", "json", cwd=estate.path).out)
    assert told["counts"] == {"down": 1, "degraded": 0, "at_risk": 0}
    assert told["roots"] == [{"id": "vm-1", "state": "down"}]
    assert told["impacted"][0]["path"] == [{"from": "vm-1", "relation": "runs_on", "to": "sis-database"}]


def test_upstream_is_what_an_item_stands_on(estate, gitcab):
    ran = gitcab("impact", "grades", "--upstream", "--format", "json", cwd=estate.path)
    effects = {one["id"]: one["effect"] for one in json.loads(ran.out)["dependencies"]}
    assert effects == {"sis-database": "down", "vm-1": "down", "dns-1": "at_risk", "dns-2": "at_risk"}


def test_explain_tells_hop_by_hop_or_that_it_is_not_hit(estate, gitcab):
    assert "needs 1 of dns-1, dns-2" in gitcab("impact", "dns-1", "dns-2", "--explain", "grades", cwd=estate.path).out
    assert "vm-1 is not hit" in gitcab("impact", "dns-1", "--explain", "vm-1", cwd=estate.path).out


def test_changed_since_starts_from_all_that_the_branch_touches(estate, gitcab):
    estate.checkout("work", new=True)
    edited = RECORDS["cmdb/virtual_machine/vm-1.yaml"].replace("criticality: high", "criticality: low")
    estate.commit("Edit", {"cmdb/virtual_machine/vm-1.yaml": edited})
    ran = gitcab("impact", "--changed-since", "HEAD~1", "--format", "json", cwd=estate.path)
    assert hit(ran) == {"sis-database": "down", "grades": "down"}
    assert hit(gitcab("impact", "--changed-since", "HEAD", "--format", "json", cwd=estate.path)) == {}

    moved = RECORDS[RFC_PATH].replace("title: Upgrade", "title: Really upgrade")
    estate.commit("Edit the RFC", {RFC_PATH: moved})
    ran = gitcab("impact", "--changed-since", "HEAD~1", "--rev", "HEAD", "--format", "json", cwd=estate.path)
    assert {root["id"] for root in json.loads(ran.out)["roots"]} == {"sis-database"}


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ((), 2, "--changed-since"),
        (("sis-databse",), 2, "did you mean 'sis-database'"),
        (("vm-1", "--explain", "grade"), 2, "did you mean 'grades'"),
        (("vm-1", "--relation", "run_on"), 2, "did you mean 'runs_on'"),
        (("vm-1", "--relation", "runs"), 2, "that is how one reads 'runs_on' from the other side"),
        (("vm-1", "dns-1", "--upstream"), 2, "one configuration item"),
        (("vm-1", "--upstream", "--explain", "grades"), 2, "give one of them"),
        (("vm-1", "--changed-since", "HEAD"), 2, "--changed-since"),
        ((RFC, "vm-1"), 2, "not for both"),
        (("vm-1", "--upstream", "--format", "json", "--rev", "nowhere"), 3, "nowhere"),
        (("--changed-since", "nowhere"), 3, "nowhere"),
    ],
)
def test_what_cannot_be_answered(estate, gitcab, arguments, code, told):
    ran = gitcab("impact", *arguments, cwd=estate.path)
    assert (ran.code, told in ran.err, ran.out) == (code, True, "")


def test_an_answer_that_lacks_files_says_so_and_is_exit_3(estate, gitcab):
    estate.write({"cmdb/server/broken.yaml": "a: ["})
    ran = gitcab("impact", "vm-1", "--format", "json", cwd=estate.path)
    assert ran.code == 3
    assert hit(ran) == {"sis-database": "down", "grades": "down"}
    assert json.loads(ran.out)["unread"] == ["cmdb/server/broken.yaml"]
    assert "gitcab validate" in ran.err
    ran = gitcab("impact", "broken", cwd=estate.path)
    assert (ran.code, "could not be read" in ran.err) == (3, True)


@pytest.mark.parametrize("format_name", ["text", "json", "markdown", "mermaid", "dot"])
def test_every_format(estate, gitcab, format_name):
    ran = gitcab("impact", "vm-1", "--format", format_name, cwd=estate.path)
    assert ran.code == 0
    assert "grades" in ran.out or "Grades" in ran.out
