"""`gitcab audit outgrown`: what must be authorised again is told before its window opens."""

import json

import pytest

from support.little_district import RECORDS, UPGRADE, little_district

PATH = f"changes/2026/{UPGRADE}.yaml"
NOW = ("--now", "2026-11-21T12:00Z")


@pytest.fixture
def district(tmp_path):
    return little_district(tmp_path / "district")


@pytest.fixture
def outgrown(gitcab, district):
    def ran(*options):
        told = gitcab("audit", "outgrown", *NOW, "--format", "json", *options, cwd=district.path)
        return told.code, [row["what has grown"] for row in json.loads(told.out)["rows"]]

    return ran


def another_service(district):
    service = RECORDS["cmdb/business_service/grades.yaml"].replace("grades", "report-cards")
    return district.commit("A service comes", {"cmdb/business_service/report-cards.yaml": service})


def test_nothing_has_grown(gitcab, district, outgrown):
    assert outgrown() == (0, [])
    told = gitcab("audit", "outgrown", *NOW, cwd=district.path)
    assert told.out == "0 changes must be authorised again\n"


def test_a_service_that_came_to_stand_on_it(district, outgrown):
    another_service(district)
    code, (grown,) = outgrown()
    assert code == 1
    assert "report-cards could be hit, a service" in grown
    assert outgrown("--rev", "HEAD~1") == (0, [])


def test_a_conflict_that_came(district, outgrown):
    other = RECORDS[PATH].replace(UPGRADE, "RFC-2026-11-20-other")
    district.commit("Another change that night", {"changes/2026/RFC-2026-11-20-other.yaml": other})
    code, (grown, *_) = outgrown()
    assert code == 1
    assert "there is a new conflict" in grown


def test_from_being_authorised_again_on_it_is_as_it_is(district, outgrown):
    another_service(district)
    district.commit("Authorised again", {PATH: RECORDS[PATH].replace("minutes: 15", "minutes: 20")})
    assert outgrown() == (0, [])


@pytest.mark.parametrize("state", ["assess", "authorize"])
def test_entering_scheduled_authorises(district, outgrown, state):
    district.commit("Not yet", {PATH: RECORDS[PATH].replace("scheduled", state)})
    another_service(district)
    assert outgrown() == (0, [])
    district.commit("Now", {PATH: RECORDS[PATH]})
    assert outgrown() == (0, [])


def test_less_is_no_growth(district, outgrown):
    district.commit("A service goes", delete=["cmdb/business_service/grades.yaml"])
    assert outgrown() == (0, [])


def test_what_cannot_be_read_is_no_answer(gitcab, district):
    district.commit("Odd", {"changes/windows/odd.yaml": "kind: ["})
    assert gitcab("audit", "outgrown", *NOW, cwd=district.path).code == 3
