"""`gitcab rfc schedule`: completes what is planned, tells all that is missing, keeps the file's layout."""

import pytest

from support.little_district import UPGRADE, little_district

PATH = f"changes/2026/{UPGRADE}.yaml"
BARE = """\
kind: RequestForChange
id: RFC-2026-11-01-upgrade-sis-database
title: Upgrade the SIS database
type: normal   # not a standard one
state: new
requested_by: mchen
configuration_items: [{id: sis-database}]
review: null
"""
WHEN = ("--start", "2026-12-05T22:00", "--end", "2026-12-06T02:00", "--time-zone", "America/Chicago")
PLANS = ("--implementation", "Do it", "--implementation", "Look", "--test", "Log in", "--backout", "Undo it")
WHO = ("--assigned-to", "akhan", "--justification", "It is out of support")


@pytest.fixture
def district(tmp_path):
    return little_district(tmp_path / "district", {PATH: BARE})


def content(district):
    return (district.path / PATH).read_text()


def schedule(district, gitcab, *options):
    return gitcab("rfc", "schedule", UPGRADE, *options, cwd=district.path)


def test_it_goes_through_the_legal_steps_at_once(district, gitcab):
    ran = schedule(district, gitcab, *WHEN, *WHO, *PLANS, "--backout-minutes", "30")
    assert ran.code == 0, ran.err
    assert "new -> scheduled: legal, authorisation" in ran.out
    assert (
        content(district)
        == """\
kind: RequestForChange
id: RFC-2026-11-01-upgrade-sis-database
title: Upgrade the SIS database
type: normal   # not a standard one
state: scheduled
requested_by: mchen
assigned_to: [akhan]
justification: It is out of support
configuration_items: [{id: sis-database}]
schedule:
  start: 2026-12-05T22:00
  end: 2026-12-06T02:00
  time_zone: America/Chicago
plans:
  implementation:
    - Do it
    - Look
  test:
    - Log in
  backout:
    steps:
      - Undo it
    minutes: 30
review: null
"""
    )
    assert gitcab("validate", "--base", "HEAD", cwd=district.path).code == 0


def test_all_that_is_missing_is_told_at_once(district, gitcab):
    ran = schedule(district, gitcab)
    assert ran.code == 1
    for field in ("justification", "schedule", "assigned_to", "plans.implementation", "plans.test", "plans.backout"):
        assert f"'{field}' is missing" in ran.err
    assert "nothing was written" in ran.err
    assert "rfc schedule --help" in ran.err
    assert content(district) == BARE


def test_what_is_scheduled_may_be_scheduled_anew(district, gitcab):
    assert schedule(district, gitcab, *WHEN, *WHO, *PLANS).code == 0
    district.commit("Merged")
    before = content(district)
    ran = schedule(district, gitcab, "--end", "2026-12-06T03:00", "--backout-minutes", "20")
    assert ran.code == 0, ran.err
    assert content(district) == before.replace("end: 2026-12-06T02:00", "end: 2026-12-06T03:00").replace(
        "      - Undo it\n", "      - Undo it\n    minutes: 20\n"
    )
    assert "authorisation" in ran.out


@pytest.mark.parametrize(
    ("options", "code", "says"),
    [
        (("--start", "tomorrow"), 2, "'tomorrow' is no time"),
        (("--time-zone", "Chicago"), 2, "'Chicago' is no IANA time zone"),
        (("--backout-minutes", "30"), 1, "no steps that could take so long"),
        ((*WHEN[:2], "--end", "2026-12-04T02:00", *WHEN[4:], *WHO, *PLANS), 1, "is not after the start"),
        (("--start", "2027-03-14T02:30", "--end", "2027-03-14T04:00", *WHEN[4:], *WHO, *PLANS), 1, "does not exist"),
        ((*WHEN, *PLANS, *WHO[2:], "--assigned-to", "nobody"), 1, "nobody"),
    ],
)
def test_what_cannot_be_meant_is_refused(district, gitcab, options, code, says):
    ran = schedule(district, gitcab, *options)
    assert (ran.code, content(district)) == (code, BARE)
    assert says in " ".join(ran.err.split())
