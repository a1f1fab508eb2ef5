"""`gitcab cab agenda`: decisions, what happened, what is overdue, what comes."""

import json
from pathlib import Path

import pytest

from support.little_district import SIS, UPGRADE, little_district

CHECKOUT = Path(__file__).parents[2]

FAILED = """\
kind: RequestForChange
id: RFC-2026-11-12-move-grades
title: Move the grades
type: normal
state: review
requested_by: mchen
assigned_to: [akhan]
justification: Space.
configuration_items: [{id: sis-database, effect: outage}]
schedule: {start: 2026-11-17T22:00, end: 2026-11-18T02:00, time_zone: America/Chicago}
plans: {implementation: a, test: b, backout: c}
review: {end: 2026-11-17T23:50-06:00, close_code: unsuccessful, backed_out: true}
"""
UNAUTHORISED = """\
kind: RequestForChange
id: RFC-2026-11-19-reset-dns-1
title: Reset DNS 1
type: emergency
state: review
requested_by: mchen
assigned_to: [akhan]
justification: It hung.
authorization: {by: null}
configuration_items: [{id: dns-1, effect: outage}]
schedule: {start: 2026-11-19T10:00, end: 2026-11-19T11:00, time_zone: America/Chicago}
plans: {implementation: a, backout: c}
"""
WAITING = """\
kind: RequestForChange
id: RFC-2026-11-20-new-dns
title: New name servers
type: normal
state: assess
requested_by: mchen
justification: They are old.
configuration_items: [{id: dns-1, effect: outage}, {id: dns-2, effect: outage}]
"""
INCIDENT = """\
kind: Incident
id: INC-2
title: No grades in the morning
state: closed
impact: high
urgency: high
caused_by: RFC-2026-11-12-move-grades
started: 2026-11-18T07:00
time_zone: America/Chicago
"""


@pytest.fixture(scope="module")
def district(tmp_path_factory):
    changes = {text.split("id: ")[1].split("\n")[0]: text for text in (FAILED, UNAUTHORISED, WAITING)}
    files = {f"changes/2026/{name}.yaml": text for name, text in changes.items()}
    return little_district(tmp_path_factory.mktemp("district"), {**files, "operations/incidents/INC-2.yaml": INCIDENT})


def agenda(gitcab, district, *arguments, now="2026-11-25T12:00Z"):
    ran = gitcab("cab", "agenda", "--now", now, *arguments, "--format", "json", cwd=district.path)
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def test_decisions_name_the_worst_hit_and_who_is_missing(gitcab, district):
    (decision,) = agenda(gitcab, district)["decisions"]
    assert decision["rfc"] == "RFC-2026-11-20-new-dns"
    assert decision["worst"] == {"down": 3, "degraded": 0, "services": [{"name": "Grades", "state": "down"}]}
    assert decision["missing"] == ["apps-team", "data-team"]
    assert "start" not in decision


def test_the_last_week_is_told_in_order(gitcab, district):
    told = agenda(gitcab, district)["happenings"]
    assert [(one["sort"], one["record"], one["at"]) for one in told] == [
        ("failure", "RFC-2026-11-12-move-grades", "2026-11-18T05:50:00Z"),
        ("incident", "INC-2", "2026-11-18T13:00:00Z"),
        ("unauthorised", "RFC-2026-11-19-reset-dns-1", "2026-11-19T16:00:00Z"),
    ]


@pytest.mark.parametrize(("week", "number"), [("2026-W47", 3), ("2026-W48", 3), ("2026-W49", 0), ("2026-W46", 0)])
def test_what_happened_belongs_to_the_week_and_the_one_before(gitcab, district, week, number):
    assert len(agenda(gitcab, district, "--week", week)["happenings"]) == number


def test_days_are_local_in_words(gitcab, district):
    text = gitcab("cab", "agenda", "--now", "2026-11-25T12:00Z", cwd=district.path).out
    assert "- failed 2026-11-17: RFC-2026-11-12-move-grades, Move the grades: backed out\n" in text
    assert "add --base" in text


def test_what_comes_in_the_next_two_weeks(gitcab, district):
    assert [one["id"] for one in agenda(gitcab, district)["coming"]] == [UPGRADE]
    assert agenda(gitcab, district, now="2026-11-20T12:00Z")["coming"] == []


def test_overdue_things_are_told(gitcab, district):
    told = agenda(gitcab, district, now="2026-12-08T12:00Z")["overdue"]
    assert ("report", UPGRADE) in {(one["sort"], one["record"]) for one in told}


def test_corrections_since_a_revision(gitcab, tmp_path):
    district = little_district(tmp_path / "district")
    text = (district.path / SIS).read_text()
    district.write({SIS: text.replace("criticality: high", "criticality: low")})
    answer = agenda(gitcab, district, "--base", "HEAD")
    assert answer["corrections_known"]
    assert answer["happenings"] == [
        {"sort": "correction", "record": "sis-database", "message": "without a change: criticality"}
    ]


@pytest.mark.parametrize(("authorization", "says"), [("{by: akhan}", "authorised by akhan"), ("null", "closed")])
def test_an_emergency_is_told_with_how_far_it_is_where_it_names_nobody(gitcab, tmp_path, authorization, says):
    closed = UNAUTHORISED.replace("state: review", "state: closed").replace("{by: null}", authorization)
    district = little_district(tmp_path, {"changes/2026/RFC-2026-11-19-reset-dns-1.yaml": closed})
    (told,) = agenda(gitcab, district)["happenings"]
    assert (told["sort"], told["message"]) == ("emergency", f"Reset DNS 1: {says}")


@pytest.mark.parametrize("format_name", ["text", "markdown"])
def test_the_shipped_estate_has_three_lines_for_each_decision(gitcab, format_name):
    arguments = ("cab", "agenda", "--week", "2026-W48", "--now", "2026-11-24T12:00Z", "--format", format_name)
    ran = gitcab(*arguments, cwd=CHECKOUT)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count("worst hit") == ran.out.count("missing") == 6
    assert "RFC-2026-11-18-firewall-security-update" in ran.out
    assert format_name == "markdown" or all(len(line) <= 80 for line in ran.out.splitlines())


def test_a_week_that_is_none(gitcab, district):
    assert gitcab("cab", "agenda", "--week", "48", cwd=district.path).code == 2
