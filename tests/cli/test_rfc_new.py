import pytest

from support.little_district import little_district

NOW = ("--now", "2026-11-21T12:00Z")
ASKED = {"title": ["Upgrade the SIS database"], "requested-by": ["mchen"], "ci": ["sis-database=outage,15"]}
WORK = {
    "state": ["scheduled"],
    "justification": ["It is old."],
    "assigned-to": ["akhan", "dortiz"],
    "start": ["2026-12-12T22:00"],
    "end": ["2026-12-13T02:00"],
    "time-zone": ["America/Chicago"],
    "implementation": ["Stop it", "Upgrade it"],
    "test": ["Log in"],
    "backout": ["Restore: all"],
    "backout-minutes": ["45"],
}
PATH = "changes/2026/RFC-2026-11-21-upgrade-the-sis-database.yaml"
WRITTEN = """\
# yaml-language-server: $schema=../../schemas/records/RequestForChange.json
kind: RequestForChange
id: RFC-2026-11-21-upgrade-the-sis-database
title: Upgrade the SIS database
type: normal
state: scheduled
requested_by: mchen
requested_for: The schools
assigned_to: [akhan, dortiz]
justification: It is old.
urgency: high
configuration_items:
  - id: sis-database
    effect: outage
    minutes: 15
schedule:
  start: 2026-12-12T22:00
  end: 2026-12-13T02:00
  time_zone: America/Chicago
plans:
  implementation:
    - Stop it
    - Upgrade it
  test:
    - Log in
  backout:
    steps:
      - "Restore: all"
    minutes: 45
"""


@pytest.fixture
def district(tmp_path):
    return little_district(tmp_path)


@pytest.fixture
def new(gitcab, district):
    """Runs `rfc new` with these options at a fixed time."""

    def run(*more, **options):
        words = {name.replace("_", "-"): values for name, values in options.items()}
        given = [word for name, values in words.items() for value in values for word in (f"--{name}", value)]
        return gitcab("rfc", "new", *NOW, *given, *more, cwd=district.path)

    return run


def with_dashes(options):
    return {name.replace("-", "_"): values for name, values in options.items()}


SMALL, WHOLE = with_dashes(ASKED), with_dashes({**ASKED, **WORK})


def unchanged(district):
    return district.git("status", "--porcelain") == ""


def test_what_is_written_validates(gitcab, district, new):
    ran = new(**WHOLE, urgency=["high"], requested_for=["The schools"])
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"wrote {PATH}\nNext: gitcab impact RFC-2026-11-21-upgrade-the-sis-database\n"
    assert (district.path / PATH).read_text() == WRITTEN
    assert gitcab("validate", cwd=district.path).code == 0


def test_a_new_change_needs_little(gitcab, district, new):
    assert new(**SMALL).code == 0
    assert "state: new\n" in (district.path / PATH).read_text()
    assert gitcab("validate", cwd=district.path).code == 0


def test_a_taken_id_gets_a_number(district, new):
    paths = [new(**SMALL).out.split()[1] for _ in range(3)]
    assert paths == [PATH, PATH.replace(".yaml", "-2.yaml"), PATH.replace(".yaml", "-3.yaml")]


def test_a_file_that_cannot_be_read_has_its_id_as_well(district, new):
    district.write({PATH.replace("2026/", "2027/"): "kind: ["})
    assert new(**SMALL).out.split()[1] == PATH.replace(".yaml", "-2.yaml")


@pytest.mark.parametrize(
    ("zone", "day"), [([], "2026-11-22"), (["America/Chicago"], "2026-11-21"), (["Asia/Tokyo"], "2026-11-22")]
)
def test_the_day_is_that_of_the_schedules_zone_or_of_utc(gitcab, district, zone, day):
    times = ["--start", "2026-12-01T09:00", "--end", "2026-12-01T10:00", "--time-zone", *zone] if zone else []
    words = ["--title", "Look", "--requested-by", "mchen", "--ci", "vm-1=none", "--dry-run", *times]
    ran = gitcab("rfc", "new", *words, "--now", "2026-11-22T03:00Z", cwd=district.path)
    assert f"\nid: RFC-{day}-look\n" in ran.out


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Größe & naïve: Ñ!", "grosse-naive-n"),
        ("Обновить", "change"),
        ("a" * 200, "a" * 80),
        ("x" * 79 + " y", "x" * 79),
    ],
)
def test_the_slug_of_any_title_makes_an_id(new, title, slug):
    ran = new("--dry-run", **{**SMALL, "title": [title]})
    assert (ran.code, ran.err) == (0, "")
    assert f"\nid: RFC-2026-11-21-{slug}\n" in ran.out


def test_a_dry_run_writes_nothing(district, new):
    ran = new("--dry-run", **WHOLE, urgency=["high"], requested_for=["The schools"])
    assert (ran.code, ran.out) == (0, f"# {PATH}\n{WRITTEN}\n")
    assert unchanged(district)


def test_a_model_gives_type_plans_and_effect(gitcab, district, new):
    ran = new(title=["Restart"], requested_by=["mchen"], model=["restart-server"], ci=["dns-1", "dns-2=none"])
    assert (ran.code, ran.err) == (0, "")
    text = (district.path / "changes/2026/RFC-2026-11-21-restart.yaml").read_text()
    assert "type: standard\nmodel: restart-server\n" in text
    assert "  - id: dns-1\n    effect: degraded\n  - id: dns-2\n    effect: none\n" in text
    assert "    - Drain it\n" in text
    assert "minutes: 10\n" in text
    assert gitcab("validate", cwd=district.path).code == 0


def test_the_models_plans_are_no_more_missing(new):
    words = {**WHOLE, "model": ["restart-server"], "ci": ["dns-1"]}
    for name in ("implementation", "test", "backout"):
        del words[name]
    ran = new("--dry-run", **words)
    assert ran.code == 0, ran.err
    assert "minutes: 45\n" in ran.out


def test_whoever_names_a_retired_item_is_unrelated_also_in_groups(gitcab, district, new):
    ran = new(title=["Retire"], requested_by=["mchen"], ci=["grades=none,5"], retire=["ns-2", "sis-database"])
    assert (ran.code, ran.err) == (0, "")
    text = (district.path / "changes/2026/RFC-2026-11-21-retire.yaml").read_text()
    assert text.endswith(
        """\
configuration_items:
  - id: grades
    effect: none
    minutes: 5
    unrelate:
      depends_on: [dns-2, sis-database]
  - retire: dns-2
  - retire: sis-database
"""
    )
    assert gitcab("validate", cwd=district.path).code == 0


def test_a_former_id_is_unrelated_as_it_is_written(district, new):
    grades = "cmdb/business_service/grades.yaml"
    text = (district.path / grades).read_text()
    district.write({grades: text.replace("dns-1, dns-2", "dns-1, ns-2")})
    assert "depends_on: [ns-2]\n" in new("--dry-run", title=["x"], requested_by=["mchen"], retire=["dns-2"]).out


def test_a_group_that_could_not_hold_any_more_is_told(district, new):
    grades = "cmdb/business_service/grades.yaml"
    text = (district.path / grades).read_text()
    district.write({grades: text.replace("at_least: 1", "at_least: 2")})
    ran = new("--dry-run", title=["x"], requested_by=["mchen"], retire=["dns-2"])
    assert ran.code == 0
    assert "grades needs 2 of a group in which only dns-1 would be left" in ran.err


def test_a_script_is_told_all_that_is_missing_at_once(new):
    ran = new()
    assert (ran.code, ran.out) == (2, "")
    assert "missing --title, --ci (or --retire), --requested-by;" in " ".join(ran.err.split())


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"state": ["assess"]}, "missing --justification;"),
        ({"type": ["standard"]}, "missing --model;"),
        ({"start": ["2026-12-01T09:00"]}, "missing --end, --time-zone;"),
        ({"start": ["2026-12-01T09:00Z"]}, "missing --end;"),
        (
            {"state": ["scheduled"], "justification": ["x"]},
            "missing --start, --end, --time-zone, --assigned-to, --implementation, --test, --backout;",
        ),
        (
            {
                "state": ["scheduled"],
                "type": ["emergency"],
                **{k: WHOLE[k] for k in ("justification", "start", "end", "time_zone", "assigned_to")},
            },
            "missing --implementation, --backout;",
        ),
    ],
)
def test_what_state_and_type_demand_is_missing_too(new, given, missing):
    ran = new(**{**SMALL, **given})
    assert ran.code == 2
    assert missing in " ".join(ran.err.split())


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"ci": ["sis-databse"]}, "did you mean 'sis-database'?"),
        ({"ci": ["vm-1=outtage"]}, "did you mean 'outage'?"),
        ({"ci": ["vm-1=outage,soon"]}, "'soon' is no number of minutes"),
        ({"ci": ["dns-2", "ns-2=none"]}, "'dns-2' is given twice"),
        ({"retire": ["sis-database"]}, "only be one of them"),
        ({"retire": ["vm-9"]}, "did you mean 'vm-1'?"),
        ({"model": ["restart-sever"]}, "did you mean 'restart-server'?"),
        ({"start": ["tomorrow"]}, "'--start': 'tomorrow' is no time"),
        ({"time_zone": ["Chicago"]}, "'--time-zone': 'Chicago' is no IANA time zone"),
        ({"state": ["closed"]}, "'closed' is not one of"),
        ({"backout_minutes": ["5"]}, "--backout-minutes needs --backout"),
        ({"justification": ["\x1b[2J"]}, "cannot hold"),
        ({"now": ["2026-11-21T12:00"]}, "has no offset"),
    ],
)
def test_what_cannot_be_meant_is_a_usage_error(district, new, given, told):
    ran = new(**{**SMALL, **given})
    assert (ran.code, ran.out) == (2, "")
    assert told in " ".join(ran.err.split())
    assert unchanged(district)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"requested_by": ["nobody"]}, "unknown-login"),
        ({"end": ["2026-12-12T21:00"]}, "time-window"),
        ({"start": ["2026-11-01T01:30"], "end": ["2026-11-01T05:00"]}, "happens twice in America/Chicago"),
        ({"title": ["x" * 301]}, "schema-violation"),
    ],
)
def test_what_would_be_an_error_is_told_and_not_written(district, new, given, told):
    ran = new(**{**WHOLE, **given})
    assert (ran.code, ran.out) == (1, "")
    assert told in " ".join(ran.err.split())
    assert unchanged(district)


def test_the_clock_is_asked_where_no_time_is_given(gitcab, district):
    words = ["--title", "Look", "--requested-by", "mchen", "--ci", "vm-1=none", "--dry-run"]
    assert gitcab("rfc", "new", *words, cwd=district.path).out.startswith("# changes/20")
