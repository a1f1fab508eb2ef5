import json

import pytest

from support.little_district import little_district


@pytest.fixture(scope="module")
def district(tmp_path_factory):
    return little_district(tmp_path_factory.mktemp("district")).path


def listed(ran):
    return [row["id"] for row in json.loads(ran.out)["rows"]]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ((), ["dns-1", "dns-2", "grades", "sis-database", "vm-1"]),
        (("--class", "server"), ["dns-1", "dns-2"]),
        (("--owner", "apps-team"), ["grades"]),
        (("--tag", "student-records", "--environment", "production"), ["sis-database"]),
        (("--criticality", "low"), []),
        (("--stage", "operational", "--limit", "1"), ["dns-1"]),
    ],
)
def test_items_that_fit_all_that_is_asked(gitcab, district, asked, found):
    ran = gitcab("ci", "list", *asked, "--format", "json", cwd=district)
    assert (ran.code, listed(ran), ran.err) == (0, found, "")


def test_a_limit_tells_how_many_there_would_be(gitcab, district):
    ran = gitcab("ci", "list", "--limit", "2", cwd=district)
    assert "2 of 5 configuration items" in ran.out


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        (("--class", "databse"), "'database'"),
        (("--owner", "data-taem"), "'data-team'"),
        (("--stage", "gone"), "missing"),
    ],
)
def test_what_does_not_exist_is_a_usage_error(gitcab, district, asked, meant):
    ran = gitcab("ci", "list", *asked, cwd=district)
    assert (ran.code, ran.out) == (2, "")
    assert meant in ran.err


def test_a_list_that_lacks_unreadable_files_is_never_clean(gitcab, tmp_path):
    district = little_district(tmp_path, {"cmdb/server/dns-3.yaml": "kind: ["})
    ran = gitcab("ci", "list", cwd=district.path)
    assert ran.code == 3
    assert "dns-1" in ran.out
    assert "1 file could not be read" in ran.err
