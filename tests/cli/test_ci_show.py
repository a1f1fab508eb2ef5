import json

import pytest

from support.little_district import SIS, UPGRADE, little_district


@pytest.fixture(scope="module")
def district(tmp_path_factory):
    return little_district(tmp_path_factory.mktemp("district"))


def test_facts_relations_changes_and_incidents(gitcab, district):
    ran = gitcab("ci", "show", "sis-database", cwd=district.path)
    assert (ran.code, ran.err) == (0, "")
    for told in (
        "database (Database)",
        "data-team (Data)",
        "16.4",
        UPGRADE,
        "INC-1",
        "runs_on  vm-1",
        "used_by  grades",
    ):
        assert told in ran.out


def test_closed_changes_are_not_told(gitcab, district):
    assert "RFC-2026-10-01" not in gitcab("ci", "show", "dns-2", cwd=district.path).out


def test_a_redundancy_group_is_told_on_both_ends(gitcab, district):
    assert "depends_on  dns-2  Dns 2  (at least 1 of 2)" in gitcab("ci", "show", "grades", cwd=district.path).out
    assert "used_by  grades  Grades  (at least 1 of 2)" in gitcab("ci", "show", "dns-2", cwd=district.path).out


def test_a_former_id_leads_to_the_item(gitcab, district):
    told = json.loads(gitcab("ci", "show", "ns-2", "--format", "json", cwd=district.path).out)
    assert (told["id"], told["record"]["formerly"]) == ("dns-2", ["ns-2"])


def test_a_revision_is_shown_as_it_was_from_a_bare_clone(gitcab, tmp_path):
    district = little_district(tmp_path / "work")
    first = district.head()
    district.commit("Rename it", {SIS: (district.path / SIS).read_text().replace("Sis database", "Grades store")})
    bare = district.bare_clone()
    assert "Sis database" in gitcab("ci", "show", "sis-database", "--rev", first, "--repo", bare.path).out
    assert "Grades store" in gitcab("ci", "show", "sis-database", "--rev", "main", "--repo", bare.path).out


def test_an_unknown_item_suggests_the_nearest(gitcab, district):
    ran = gitcab("ci", "show", "sis-databse", cwd=district.path)
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean 'sis-database'?" in ran.err


def test_an_unknown_revision_cannot_be_told(gitcab, district):
    assert gitcab("ci", "show", "vm-1", "--rev", "no-such", cwd=district.path).code == 3
