"""A change of each type, walked through all its states by commands only; the estate is clean at every step."""

import pytest

from support.little_district import little_district

DAY = ("--start", "2026-12-05T22:00", "--end", "2026-12-06T02:00", "--time-zone", "America/Chicago")
WHO = ("--requested-by", "mchen", "--assigned-to", "akhan", "--justification", "It is due")
PLANS = ("--implementation", "Do it", "--test", "Look", "--backout", "Undo it")
RAISED, BEGUN, ENDED, REVIEWED = (
    "2026-11-21T12:00Z",
    "2026-12-06T04:10Z",
    "2026-12-06T05:40Z",
    "2026-12-08T15:00Z",
)

MODEL = """\
kind: ChangeModel
id: restart-machine
title: Restart a machine
owner: data-team
state: published
allowed: {classes: [virtual_machine], effects: [outage], worst_case_impact: down, environments: [production]}
required_plans: [implementation, test, backout]
plans:
  implementation: [Restart it]
  test: [Ask it]
  backout: {steps: [Start the snapshot], minutes: 10}
"""


class Walk:
    """One change in a district of its own: every command must succeed and leave a valid estate."""

    def __init__(self, district, gitcab):
        self.district, self.gitcab = district, gitcab
        self.path = None

    @property
    def text(self):
        return (self.district.path / self.path).read_text()

    @property
    def id(self):
        return self.path.removesuffix(".yaml").rpartition("/")[2]

    def new(self, title, *options):
        ran = self.gitcab("rfc", "new", "--title", title, *options, "--now", RAISED, cwd=self.district.path)
        assert ran.code == 0, ran.err
        self.path = ran.out.partition("wrote ")[2].partition("\n")[0]
        return self.merged()

    def step(self, name, *options, now):
        ran = self.gitcab("rfc", name, self.id, *options, "--now", now, cwd=self.district.path)
        assert ran.code == 0, ran.err
        return self.merged()

    def merged(self):
        """The estate is valid, also against what it was, and what was written becomes what is."""
        ran = self.gitcab("validate", "--base", "HEAD", cwd=self.district.path)
        assert ran.code == 0, ran.out
        told = self.gitcab("diff", "HEAD", cwd=self.district.path).out
        self.district.commit("Merged")
        return told


@pytest.fixture
def walk(tmp_path, gitcab):
    return Walk(little_district(tmp_path / "district", {"changes/models/restart-machine.yaml": MODEL}), gitcab)


def item(walk, path):
    return (walk.district.path / path).read_text()


def test_a_normal_change(walk):
    walk.new("Retire the first name server", "--retire", "dns-1", "--requested-by", "mchen")
    walk.step("schedule", *DAY, *WHO[2:], *PLANS, now=RAISED)
    assert "state: scheduled" in walk.text
    walk.step("start", "--by", "akhan", now=BEGUN)
    before = item(walk, "cmdb/business_service/grades.yaml")
    walk.step("finish", now=ENDED)
    assert "life_cycle: {stage: end_of_life, status: retired}" in item(walk, "cmdb/server/dns-1.yaml")
    after = item(walk, "cmdb/business_service/grades.yaml")
    assert after == before.replace("of: [dns-1, dns-2]", "of: [dns-2]")
    walk.step("close", "--code", "successful", now=REVIEWED)
    assert walk.text.endswith(
        "review:\n  start: 2026-12-05T22:10\n  end: 2026-12-05T23:40\n  backed_out: false\n  close_code: successful\n"
    )


def test_a_standard_change_by_its_model(walk):
    walk.new("Restart vm-1", "--model", "restart-machine", "--ci", "vm-1", *WHO[:2])
    walk.step("schedule", *DAY, *WHO[2:], now=RAISED)
    walk.step("start", now=BEGUN)
    walk.step("finish", "--backed-out", "false", now=ENDED)
    walk.step("close", "--code", "successful_with_issues", now=REVIEWED)
    assert "state: closed" in walk.text


def test_an_emergency(walk):
    emergency = ("--type", "emergency", "--ci", "sis-database=outage,30")
    walk.new("Restart the database", *emergency, *WHO, *DAY, *PLANS[:2], *PLANS[4:], "--state", "scheduled")
    walk.step("start", "--by", "akhan", now=BEGUN)
    walk.step("finish", "--test", "Log in and look", now=ENDED)
    walk.step("close", "--code", "successful", "--lessons", "Watch the disk", "--no-follow-ups", now=REVIEWED)
    assert "follow_ups: []" in walk.text


@pytest.mark.parametrize(
    "authorized", [("--authorized-by", "akhan", "--authorized-how", "By telephone"), ("--unauthorized",)]
)
def test_an_emergency_that_is_filed_afterwards(walk, authorized):
    emergency = ("--type", "emergency", "--state", "review", "--ci", "sis-database=outage,30")
    told = walk.new("Restart the database", *emergency, *WHO, *DAY, *PLANS, *authorized)
    assert "new file -> review: legal, recording" in told
    lesson = ("--lessons", "Call the duty manager", "--follow-up", "Write the number down;akhan;2026-12-20")
    walk.step("close", "--code", "successful", "--backed-out", "false", *lesson, now=REVIEWED)
    assert "state: closed" in walk.text


def test_a_change_that_is_backed_out_leaves_cmdb_alone(walk):
    walk.new("Retire the first name server", "--retire", "dns-1", *WHO, *DAY, *PLANS, "--state", "scheduled")
    walk.step("hold", "--reason", "The vendor is ill", now=RAISED)
    walk.step("hold", "--release", now=RAISED)
    walk.step("start", now=BEGUN)
    before = item(walk, "cmdb/server/dns-1.yaml")
    walk.step("finish", "--backed-out", "true", now=ENDED)
    assert item(walk, "cmdb/server/dns-1.yaml") == before
    tasks = ("--lessons", "Try it first", "--follow-up", "Try it;akhan;2026-12-20")
    walk.step("close", "--code", "unsuccessful", *tasks, now=REVIEWED)
    assert "what: Try it" in walk.text


def test_a_change_that_is_given_up(walk):
    walk.new("Retire the first name server", "--retire", "dns-1", *WHO, "--state", "assess")
    walk.step("hold", "--reason", "The vendor is ill", now=RAISED)
    told = walk.step("cancel", "--reason", "Nobody wants it", "--by", "akhan", now=BEGUN)
    assert "assess -> canceled: legal, recording" in told
    assert walk.text.endswith("cancellation:\n  reason: Nobody wants it\n  at: 2026-12-06T04:10Z\n  by: akhan\n")
