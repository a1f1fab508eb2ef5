import pytest

from gitcab.store.starter import starter_files
from support.little_district import RECORDS, little_district
from support.repositories import ScratchRepository, make_repository
from support.terminal import converse

WHOLE = {
    "class": ["server"],
    "id": ["dns-3"],
    "name": ["Resolver: 3"],
    "owner": ["data-team"],
    "environment": ["production"],
    "criticality": ["high"],
    "tag": ["dns", "core"],
    "relation": ["depends_on=vm-1", "depends_on=dns-1"],
    "description": ["no"],
    "attribute": ["cpu_cores=8", "os=12.04"],
}


def options(**other):
    """All that a server needs as options, some of them replaced."""
    return [word for name, values in {**WHOLE, **other}.items() for value in values for word in (f"--{name}", value)]


PATH = "cmdb/server/dns-3.yaml"
WRITTEN = """\
# yaml-language-server: $schema=../../schemas/records/ConfigurationItem.json
kind: ConfigurationItem
class: server
id: dns-3
name: "Resolver: 3"
owner: data-team
description: no
tags: [dns, core]
environment: production
criticality: high
life_cycle:
  stage: operational
  status: in_use
relations:
  depends_on: [vm-1, dns-1]
attributes:
  cpu_cores: 8
  os: "12.04"
"""


@pytest.fixture
def district(tmp_path):
    return little_district(tmp_path).path


def unchanged(district):
    return ScratchRepository(district).git("status", "--porcelain") == ""


def test_what_is_written_is_typed_by_its_class_and_validates(gitcab, district):
    ran = gitcab("ci", "new", *options(), cwd=district)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"wrote {PATH}\nNext: gitcab ci show dns-3\n"
    assert (district / PATH).read_text() == WRITTEN
    assert gitcab("validate", "--fail-on", "warning", cwd=district).code == 0
    assert "Resolver: 3" in gitcab("ci", "show", "dns-3", cwd=district).out


def test_a_dry_run_prints_the_file_and_writes_nothing(gitcab, district):
    ran = gitcab("ci", "new", *options(), "--dry-run", cwd=district)
    assert (ran.code, ran.out) == (0, f"# {PATH}\n{WRITTEN}\n")
    assert unchanged(district)


def test_a_dry_run_is_judged_as_well(gitcab, district):
    ran = gitcab("ci", "new", *options(relation=["depends_on=nowhere"]), "--dry-run", cwd=district)
    assert ran.code == 1
    assert "no configuration item 'nowhere'" in ran.err


def test_an_estate_below_the_top_of_the_repository(gitcab, tmp_path):
    make_repository(tmp_path, {f"it/{path}": text for path, text in {**dict(starter_files()), **RECORDS}.items()})
    ran = gitcab("ci", "new", *options(), "--repo", tmp_path / "it")
    assert ran.out.startswith(f"wrote it/{PATH}\n")
    assert (tmp_path / "it" / PATH).read_text() == WRITTEN


def test_a_script_is_told_all_that_is_missing_at_once(gitcab, district):
    ran = gitcab("ci", "new", cwd=district)
    assert (ran.code, ran.out) == (2, "")
    assert "missing --class, --id, --name, --owner;" in ran.err


def test_what_the_class_demands_is_missing_too(gitcab, district):
    ran = gitcab("ci", "new", "--class", "database", "--id", "db-1", "--stage", "deploy", cwd=district)
    missing = "--name, --owner, --environment, --criticality, --status, --attribute engine=…"
    assert ran.code == 2
    assert missing in " ".join(ran.err.split())


@pytest.mark.parametrize(
    ("option", "values", "told"),
    [
        ("owner", ["data-taem"], "did you mean 'data-team'?"),
        ("verified-on", ["21.11.2026"], "no date"),
        ("relation", ["depend_on=dns-1"], "depends_on"),
        ("relation", ["depends_on=nowhere"], "no configuration item 'nowhere'"),
        ("attribute", ["cpu_cores=many"], "must be of type integer"),
        ("status", ["lost"], "life-cycle-pair"),
        ("id", ["VM-1"], "vm-1"),
    ],
)
def test_what_would_be_an_error_is_told_and_not_written(gitcab, district, option, values, told):
    stage = ["--stage", "operational"] if option == "status" else []
    ran = gitcab("ci", "new", *options(**{option: values}), *stage, cwd=district)
    assert (ran.code, ran.out) == (1, "")
    assert told in " ".join(ran.err.split())
    assert "nothing was written" in ran.err
    assert unchanged(district)


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("class", "servr", "did you mean 'server'?"),
        ("id", "../../etc", "cannot be an id"),
        ("id", "dns-1", "is there already"),
        ("id", "DNS-1", "is there already"),
        ("name", "\x1b[2J", "cannot hold"),
        ("relation", "depends_on", "NAME=VALUE"),
        ("environment", "live", "production"),
    ],
)
def test_what_cannot_be_meant_is_a_usage_error(gitcab, district, option, value, told):
    ran = gitcab("ci", "new", *options(**{option: [value]}), cwd=district)
    assert (ran.code, ran.out) == (2, "")
    assert told in " ".join(ran.err.split())
    assert unchanged(district)


def test_an_attribute_is_given_once(gitcab, district):
    ran = gitcab("ci", "new", *options(attribute=["os=11", "os=12"]), cwd=district)
    assert ran.code == 2
    assert "'attributes.os' is given twice" in ran.err


def test_errors_that_were_there_before_do_not_stand_in_the_way(gitcab, district):
    (district / "cmdb/server/dns-1.yaml").write_text("kind: [\n")
    grades = district / "cmdb/business_service/grades.yaml"
    grades.write_text(grades.read_text().replace("apps-team", "no-team"))
    ran = gitcab("ci", "new", *options(relation=["depends_on=dns-2"]), cwd=district)
    assert (ran.code, ran.err) == (0, "")


def test_a_terminal_is_asked_for_what_is_missing_until_it_fits(gitcab, district):
    answers = [
        ("Class", "databse"),
        ("Class", "?"),
        ("Class", "database"),
        ("Id", "no id"),
        ("Id", "lunch-db"),
        ("Name", "Lunch database"),
        ("Owner", "data-team"),
        ("Environment, where it is used (production, staging, test, development)", "test"),
        ("Criticality", "low"),
        ("The database system", "postgresql"),
    ]
    code, screen = converse(["ci", "new", "--relation", "runs_on=vm-1"], answers, district)
    assert code == 0, screen
    for told in (
        "did you mean 'database'?",
        "one of api, application",
        "cannot be an id",
        "wrote cmdb/database/lunch-db.yaml",
    ):
        assert told in screen
    assert "engine: postgresql" in (district / "cmdb/database/lunch-db.yaml").read_text()
    assert gitcab("validate", cwd=district).code == 0


def test_a_terminal_that_hangs_up_writes_nothing(district):
    code, _ = converse(["ci", "new"], [("Class", "database"), ("Id", "\x04")], district)
    assert code == 1
    assert unchanged(district)
