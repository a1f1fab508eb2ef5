import pytest

from support.little_district import RECORDS, SIS, UPGRADE, little_district

OPEN = "changes/2026/RFC-2026-11-02-more-resolvers.yaml"
PROPOSED = "changes/2026/RFC-2026-11-02-more-resolvers/new/dns-3.yaml"
FREEZE = "changes/windows/finals.yaml"
MORE = {
    OPEN: """\
kind: RequestForChange
id: RFC-2026-11-02-more-resolvers
title: More resolvers   # dns-2 stays
type: normal
state: new
requested_by: mchen
configuration_items:
  - add_from: new/
  - {id: grades, relate: {depends_on: [dns-2]}}   # one more
  - id: vm-1
    patch: {owner: apps-team}
    was: {owner: data-team}   # until now
""",
    PROPOSED: """\
kind: ConfigurationItem
class: server
id: dns-3
name: Dns 3
owner: "data-team"
environment: production
criticality: high
life_cycle: {stage: deploy, status: test}
relations:
  replicates_to:
    - 'dns-2'   # in quotes
""",
    FREEZE: """\
kind: ChangeWindow
id: finals
title: Finals
type: freeze
start: 2026-12-07T00:00
end: 2026-12-12T00:00
time_zone: America/Chicago
selector: {services: [grades], ids: [dns-2]}
""",
    "changes/policy.yaml": """\
kind: Policy
approvals:
  - name: Everything   # data-team reads it
    when: {}
    require: {approvals: 1, from: [data-team, cab], fallback: data-team}
corrections:
  - {fields: any, require: {approvals: 1, from: [data-team]}}
""",
}
GRADES = "cmdb/business_service/grades.yaml"
OLD, NEW = "cmdb/server/dns-2.yaml", "cmdb/server/resolver-2.yaml"


@pytest.fixture
def district(tmp_path):
    return little_district(tmp_path, MORE)


def texts(district):
    paths = district.git("ls-files", "--cached", "--others", "--exclude-standard").split("\n")
    return {path: (district.path / path).read_text() for path in paths if (district.path / path).exists()}


def unchanged(district):
    return district.git("status", "--porcelain") == ""


def test_every_reference_is_rewritten_and_every_other_byte_stays(gitcab, district):
    assert gitcab("validate", cwd=district.path).code == 0
    expected = texts(district)
    ran = gitcab("rename", "dns-2", "resolver-2", cwd=district.path)
    assert (ran.code, ran.err) == (0, "")
    expected[NEW] = expected.pop(OLD).replace("id: dns-2", "id: resolver-2").replace("[ns-2]", "[ns-2, dns-2]")
    expected[GRADES] = expected[GRADES].replace("[dns-1, dns-2]", "[dns-1, resolver-2]")
    expected[OPEN] = expected[OPEN].replace("[dns-2]", "[resolver-2]")
    expected[PROPOSED] = expected[PROPOSED].replace("'dns-2'", "'resolver-2'")
    expected[FREEZE] = expected[FREEZE].replace("[dns-2]", "[resolver-2]")
    assert texts(district) == expected
    assert gitcab("validate", cwd=district.path).code == 0


def test_it_tells_what_was_rewritten(gitcab, district):
    out = gitcab("rename", "dns-2", "resolver-2", cwd=district.path).out
    assert f"renamed: {OLD} -> {NEW}\n" in out
    assert f"rewritten: {GRADES} (1 place)\n" in out
    assert "Next: git diff" in out


def test_closed_records_stay_and_still_lead_there(gitcab, district):
    ran = gitcab("rename", "sis-database", "student-database", cwd=district.path)
    assert "1 closed record keeps 'sis-database', which still leads to 'student-database'" in ran.out
    incident = "operations/incidents/INC-1.yaml"
    assert texts(district)[incident] == RECORDS[incident]
    assert "INC-1" in gitcab("ci", "show", "student-database", cwd=district.path).out
    assert f"rewritten: changes/2026/{UPGRADE}.yaml (1 place)" in ran.out


def test_a_team_is_renamed_in_patches_and_in_the_policy_too(gitcab, district):
    expected = texts(district)
    ran = gitcab("rename", "data-team", "dba", cwd=district.path)
    assert (ran.code, ran.err) == (0, "")
    policy = expected["changes/policy.yaml"]
    policy = policy.replace("[data-team", "[dba").replace("fallback: data-team", "fallback: dba")
    found = texts(district)
    assert found["changes/policy.yaml"] == policy
    assert found[OPEN] == expected[OPEN].replace("was: {owner: data-team}", "was: {owner: dba}")
    assert found[SIS] == expected[SIS].replace("owner: data-team", "owner: dba")
    assert "formerly: [data-team]" in found["cmdb/teams/dba.yaml"]
    assert gitcab("validate", cwd=district.path).code == 0
    assert "sis-database" in gitcab("ci", "list", "--owner", "data-team", cwd=district.path).out


def test_a_group_that_is_also_a_role_stays(gitcab, district):
    district.write({"cmdb/teams/cab.yaml": "kind: Team\nid: cab\nname: Board\nmembers: [mchen]\n"})
    assert gitcab("rename", "cab", "board", cwd=district.path).code == 0
    assert texts(district)["changes/policy.yaml"] == MORE["changes/policy.yaml"]


def test_there_and_back_again(gitcab, district):
    before = texts(district)
    gitcab("rename", "dns-1", "resolver-1", cwd=district.path)
    assert gitcab("rename", "resolver-1", "dns-1", cwd=district.path).code == 0
    after = texts(district)
    assert after.pop("cmdb/server/dns-1.yaml") == before.pop("cmdb/server/dns-1.yaml") + "formerly: [resolver-1]\n"
    assert after == before


def test_another_case_is_another_id(gitcab, district):
    assert gitcab("rename", "vm-1", "VM-1", cwd=district.path).code == 0
    assert (district.path / "cmdb/virtual_machine/VM-1.yaml").exists()
    assert not (district.path / "cmdb/virtual_machine/vm-1.yaml").exists()
    assert gitcab("validate", cwd=district.path).code == 0


def test_history_is_followed_through_it(gitcab, district):
    gitcab("rename", "dns-2", "resolver-2", cwd=district.path)
    district.commit("Rename it")
    out = gitcab("ci", "history", "resolver-2", "--format", "json", cwd=district.path).out
    assert "The first commit" in out
    assert "id: dns-2 -> resolver-2" in out


def test_windows_line_ends_stay(gitcab, district):
    text = texts(district)[GRADES].replace("\n", "\r\n")
    district.write({GRADES: text})
    assert gitcab("rename", "sis-database", "student-database", cwd=district.path).code == 0
    assert (district.path / GRADES).read_bytes() == text.replace("sis-database", "student-database").encode()


def test_a_dry_run_writes_nothing(gitcab, district):
    ran = gitcab("rename", "dns-2", "resolver-2", "--dry-run", cwd=district.path)
    assert ran.code == 0
    assert f"would be renamed: {OLD} -> {NEW}" in ran.out
    assert unchanged(district)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("dns-9", "x", "there is no record 'dns-9'; did you mean"),
        ("ns-2", "x", "'ns-2' is called 'dns-2' by now"),
        ("dns-1", "dns-2", f"'dns-2' is taken: {OLD}"),
        ("dns-1", "SIS-database", f"'SIS-database' is taken: {SIS}"),
        ("dns-1", "ns-2", f"'ns-2' is taken: {OLD}"),
        ("dns-1", "dns-3", f"'dns-3' is taken: {PROPOSED}"),
        ("dns-1", "a b", "'a b' cannot be an id"),
        ("dns-1", "../x", "cannot be an id"),
        ("dns-1", "dns-1", "is its id already"),
        (UPGRADE, "x", "keeps its id for good"),
        ("INC-1", "INC-2", "history keeps its ids"),
        ("policy", "x", "there is no record 'policy'"),
    ],
)
def test_what_cannot_be_renamed_is_a_usage_error(gitcab, district, old, new, told):
    ran = gitcab("rename", old, new, cwd=district.path)
    assert (ran.code, ran.out) == (2, "")
    assert told in " ".join(ran.err.split())
    assert unchanged(district)


def test_a_record_without_former_ids_keeps_the_one_that_history_uses(gitcab, district):
    closed = RECORDS["changes/2026/RFC-2026-10-01-replace-ns-2.yaml"].replace(
        "normal", "standard\nmodel: restart-server"
    )
    assert gitcab("rename", "restart-server", "restart", "--dry-run", cwd=district.path).code == 0
    district.write({"changes/2026/RFC-2026-10-01-replace-ns-2.yaml": closed})
    ran = gitcab("rename", "restart-server", "restart", cwd=district.path)
    assert ran.code == 2
    assert "is closed and names 'restart-server'" in ran.err


def test_nothing_is_renamed_while_a_file_cannot_be_read(gitcab, district):
    district.write({SIS: "kind: ["})
    ran = gitcab("rename", "dns-1", "resolver-1", cwd=district.path)
    assert (ran.code, ran.out) == (3, "")
    assert f"{SIS} cannot be read and may name 'dns-1'" in ran.err


def test_a_file_that_would_be_overwritten_is_a_usage_error(gitcab, district):
    (district.path / "cmdb/server/Resolver-2.yaml").write_text(texts(district)["cmdb/virtual_machine/vm-1.yaml"])
    ran = gitcab("rename", "dns-2", "resolver-2", cwd=district.path)
    assert ran.code == 2
    assert "cmdb/server/Resolver-2.yaml is there already" in ran.err


def test_old_errors_of_the_record_do_not_stand_in_the_way(gitcab, district):
    item = "cmdb/server/dns-1.yaml"
    district.write({item: texts(district)[item].replace("high", "high\nquorum: 9\noperated_by: nobody")})
    ran = gitcab("rename", "dns-1", "resolver-1", cwd=district.path)
    assert ran.code == 0, ran.err
