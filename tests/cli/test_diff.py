"""`gitcab diff`: two revisions, or one and the work tree."""

import json

import pytest

from support.little_district import RECORDS

DNS_1 = "cmdb/server/dns-1.yaml"


@pytest.fixture
def estate(repository):
    made = repository(RECORDS)
    made.branch("before")
    made.commit("Lower", {DNS_1: RECORDS[DNS_1].replace("criticality: high", "criticality: low")})
    return made


def test_two_revisions_field_by_field(estate, gitcab):
    ran = gitcab("diff", "before", "HEAD", "--format", "json", cwd=estate.path)
    (change,) = json.loads(ran.out)["changes"]
    assert (ran.code, change["id"], change["change"]) == (0, "dns-1", "edited")
    text = gitcab("diff", "before", "HEAD", cwd=estate.path).out
    assert "criticality" in text
    assert "high" in text
    assert "low" in text


def test_without_head_it_is_the_work_tree(estate, gitcab):
    assert json.loads(gitcab("diff", "HEAD", "--format", "json", cwd=estate.path).out)["changes"] == []
    (estate.path / DNS_1).unlink()
    (change,) = json.loads(gitcab("diff", "HEAD", "--format", "json", cwd=estate.path).out)["changes"]
    assert (change["id"], change["change"]) == ("dns-1", "deleted")


def test_a_bare_clone_will_do(estate, gitcab):
    bare = estate.bare_clone()
    assert "dns-1" in gitcab("diff", "before", "HEAD", "--repo", bare.path).out
    assert gitcab("diff", "before", "--repo", bare.path).code == 3


def test_what_cannot_be_compared(estate, gitcab):
    assert gitcab("diff", "nowhere", cwd=estate.path).code == 3
    estate.write({DNS_1: "a: ["})
    ran = gitcab("diff", "HEAD", cwd=estate.path)
    assert ran.code == 3
    assert "gitcab validate" in ran.err
