"""`gitcab conflicts`: whose, against what, as JSON, and the exit code."""

import json

import pytest

from support.little_district import UPGRADE, little_district

OTHER = "RFC-2026-11-02-move-vm-1"
CHANGE = """\
kind: RequestForChange
id: {id}
title: A change
type: normal
state: {state}
requested_by: mchen
assigned_to: [{who}]
justification: It must be.
configuration_items: [{{id: {item}, effect: {effect}}}]
schedule: {{start: 2026-12-05T{start}, end: 2026-12-05T{end}, time_zone: America/Chicago}}
plans: {{implementation: [Do it], test: [Look], backout: Undo it}}
"""


def change(id, item, *, state="scheduled", who="dortiz", effect="outage", start="22:00", end="23:30"):
    text = CHANGE.format(id=id, item=item, state=state, who=who, effect=effect, start=start, end=end)
    return {f"changes/2026/{id}.yaml": text}


def as_json(ran):
    return json.loads(ran.out)["conflicts"]


@pytest.fixture
def colliding(tmp_path):
    """The little district, and a change that takes down the machine under the database meanwhile."""
    return little_district(tmp_path / "repository", change(OTHER, "vm-1"))


def test_nothing_collides(tmp_path, gitcab):
    ran = gitcab("conflicts", cwd=little_district(tmp_path / "repository").path)
    assert (ran.code, ran.out) == (0, "1 change judged, none collides.\n")


def test_json_is_as_agreed(colliding, gitcab):
    ran = gitcab("conflicts", "--format", "json", cwd=colliding.path)
    assert ran.code == 1
    (down, shared) = as_json(ran)
    assert down["message"] == "one works on sis-database while the other takes it down"
    expected = {
        "type": "dependency_down",
        "severity": "error",
        "rfcs": [UPGRADE, OTHER],
        "configuration_items": ["sis-database"],
        "services": [],
        "start": "2026-12-06T04:00:00Z",
        "end": "2026-12-06T05:30:00Z",
    }
    assert expected.items() <= down.items()
    assert {*down} - {*expected} == {"message", "hint"}
    assert (shared["type"], shared["services"]) == ("shared_service", ["grades"])


def test_the_whole_answer_is_counted(colliding, gitcab):
    answer = json.loads(gitcab("conflicts", "--format", "json", cwd=colliding.path).out)
    assert (answer["schema"], answer["changes"]) == ("gitcab.conflicts/1", 2)
    assert answer["counts"] == {"error": 1, "warning": 1, "note": 0}


def test_only_what_the_named_collide_with_is_told(tmp_path, gitcab):
    third, fourth = "RFC-2026-11-03-a", "RFC-2026-11-04-b"
    more = {**change(OTHER, "vm-1"), **change(third, "dns-1", who="mchen"), **change(fourth, "dns-1", who="akhan")}
    repository = little_district(tmp_path / "repository", more)
    found = as_json(gitcab("conflicts", third, "--format", "json", cwd=repository.path))
    assert found
    assert all(third in one["rfcs"] for one in found)


def test_warnings_hold_only_where_they_are_asked_to(tmp_path, gitcab):
    records = change(OTHER, "dns-1", who="AKhan")
    repository = little_district(tmp_path / "repository", records)
    assert gitcab("conflicts", cwd=repository.path).code == 0
    ran = gitcab("conflicts", "--fail-on", "warning", cwd=repository.path)
    assert ran.code == 1
    assert "akhan is needed by" in ran.out


@pytest.mark.parametrize("state", ["new", "review", "canceled"])
def test_the_state_decides_what_counts(tmp_path, gitcab, state):
    repository = little_district(tmp_path / "repository", change(OTHER, "vm-1", state=state))
    ran = gitcab("conflicts", OTHER, cwd=repository.path)
    assert ran.code == 0
    assert "counts in no calendar" in ran.err


def test_an_unknown_change_is_a_question_asked_wrongly(colliding, gitcab):
    ran = gitcab("conflicts", "RFC-2026-11-02-move-vm-2", cwd=colliding.path)
    assert ran.code == 2
    assert f"did you mean '{OTHER}'?" in ran.err


def test_what_cannot_be_read_is_never_clean(tmp_path, gitcab):
    repository = little_district(tmp_path / "repository", {"changes/2026/RFC-2026-11-05-broken.yaml": "kind: [\n"})
    ran = gitcab("conflicts", cwd=repository.path)
    assert ran.code == 3
    assert "Incomplete: 1 file could not be read" in ran.out


@pytest.fixture
def branches(tmp_path):
    """The little district, and two branches that each bring a change."""
    repository = little_district(tmp_path / "repository")
    for name, records in (("vm", change(OTHER, "vm-1")), ("dns", change("RFC-2026-11-03-dns", "vm-1", who="mchen"))):
        repository.checkout(name, new=True)
        repository.commit(f"Brings {name}", records)
        repository.checkout("main")
    return repository


def test_other_revisions_are_judged_beside_ours(branches, gitcab):
    assert gitcab("conflicts", cwd=branches.path).code == 0
    found = as_json(gitcab("conflicts", "--against", "vm", "--against", "dns", "--format", "json", cwd=branches.path))
    assert [(one["type"], one["origins"]) for one in found if one["type"] != "shared_service"] == [
        ("dependency_down", ["vm"]),
        ("dependency_down", ["dns"]),
        ("same_ci", ["dns", "vm"]),
    ]


def test_of_another_revision_only_what_it_changes_counts(branches, gitcab):
    branches.commit("Server and upgrade meanwhile", change("RFC-2026-11-04-meanwhile", "dns-1", who="mchen"))
    found = json.loads(gitcab("conflicts", "--against", "vm", "--format", "json", cwd=branches.path).out)
    assert found["changes"] == 3


def test_what_is_merged_already_is_not_judged_twice(branches, gitcab):
    branches.merge("vm")
    found = json.loads(gitcab("conflicts", "--against", "vm", "--format", "json", cwd=branches.path).out)
    assert found["changes"] == 2
    assert all("origins" not in one for one in found["conflicts"])


def test_a_revision_may_bring_the_items_that_it_changes(branches, gitcab):
    item = branches.path / "cmdb/server/dns-1.yaml"
    branches.checkout("new-server", new=True)
    new = item.read_text().replace("dns-1", "dns-3") + "relations: {depends_on: [vm-1]}\n"
    touching = change("RFC-2026-11-06-dns-3", "dns-3", who="mchen")
    branches.commit("A third server", {"cmdb/server/dns-3.yaml": new, **touching})
    branches.checkout("main")
    found = as_json(
        gitcab("conflicts", "--against", "new-server", "--against", "vm", "--format", "json", cwd=branches.path)
    )
    down = [one for one in found if one["type"] == "dependency_down" and "dns-3" in one["configuration_items"]]
    assert [one["rfcs"] for one in down] == [[OTHER, "RFC-2026-11-06-dns-3"]]


def test_histories_that_have_nothing_in_common_cannot_be_compared(branches, gitcab):
    branches.git("checkout", "--quiet", "--orphan", "elsewhere")
    branches.commit("Anew")
    branches.checkout("main")
    ran = gitcab("conflicts", "--against", "elsewhere", cwd=branches.path)
    assert ran.code == 3
    assert "no common history" in ran.err


def test_an_unknown_revision_cannot_be_told(branches, gitcab):
    assert gitcab("conflicts", "--against", "nowhere", cwd=branches.path).code == 3


def test_a_freeze_names_the_window_what_matched_and_the_exception_it_would_take(tmp_path, gitcab):
    freeze = """\
kind: ChangeWindow
id: exams
title: Exams
type: freeze
start: 2026-12-05T20:00
end: 2026-12-06T20:00
time_zone: America/Chicago
selector: {services: [grades]}
"""
    repository = little_district(tmp_path / "repository", {"changes/windows/exams.yaml": freeze})
    ran = gitcab("conflicts", cwd=repository.path)
    words = " ".join(ran.out.split())
    assert ran.code == 1
    assert "hard freeze exams is over grades and sis-database (service grades)" in words
    assert f"exceptions: rfc: {UPGRADE}" in words
    excepted = f"exceptions: [{{rfc: {UPGRADE}, reason: Agreed, approved_by: mchen, expires: 2026-12-05}}]\n"
    repository.write({"changes/windows/exams.yaml": freeze + excepted})
    assert gitcab("conflicts", cwd=repository.path).code == 0
    repository.write({"changes/windows/exams.yaml": freeze + excepted.replace("2026-12-05", "2026-12-04")})
    assert gitcab("conflicts", cwd=repository.path).code == 1


def test_the_same_in_any_time_zone_of_the_machine(colliding, gitcab):
    told = {gitcab("conflicts", cwd=colliding.path, env={"TZ": zone}).out for zone in ("UTC", "Asia/Kolkata")}
    assert len(told) == 1
