"""`gitcab audit changes`: what an auditor asks of every emergency, answered from the clone."""

import csv
import io
import shutil

import pytest

from support.evidence_scene import EMERGENCY, EVIDENCE, PATH, URGENT, Desk, kept_district
from support.repositories import ScratchRepository

YEAR = ("--from", "2026-01-01", "--to", "2026-12-31")
URGENT_ONES = ("--type", "emergency", "--format", "csv")


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return kept_district(tmp_path_factory.mktemp("kept") / "district").path


@pytest.fixture
def district(kept, tmp_path):
    shutil.copytree(kept, tmp_path / "district")
    return ScratchRepository(tmp_path / "district")


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path / "desk")


def rows(gitcab, repository, *options):
    ran = gitcab("audit", "changes", *YEAR, *URGENT_ONES, *options, cwd=repository.path)
    assert (ran.code, ran.err) == (0, "")
    return list(csv.DictReader(io.StringIO(ran.out)))


def filed_afterwards(authorization):
    text = EMERGENCY.replace("state: scheduled", "state: review")
    review = "review: {start: 2026-11-21T12:10, end: 2026-11-21T12:30, close_code: successful, backed_out: false}\n"
    return {PATH: f"{text}authorization: {authorization}\n{review}"}


def test_the_auditors_questions(gitcab, district):
    (row,) = rows(gitcab, district, "--now", "2026-11-22T12:00Z")
    assert row == {
        "id": URGENT,
        "type": "emergency",
        "incidents": "INC-1",
        "services": "grades",
        "requester": "mchen",
        "approvers": (
            "akhan 2026-11-21T10:01:00Z; dortiz 2026-11-21T10:02:00Z; "
            "hpatel 2026-11-21T10:03:00Z; rstone 2026-11-21T10:04:00Z"
        ),
        "approved": "before the start",
        "outcome": "scheduled",
        "review in time": "due 2026-11-26",
        "evidence": district.git("log", "--first-parent", "--format=%H", EVIDENCE).splitlines()[2][:12],
    }


def test_days_are_counted_with_both_ends_where_the_work_is(gitcab, district):
    def told(first, last):
        ran = gitcab("audit", "changes", *URGENT_ONES, "--from", first, "--to", last, cwd=district.path)
        return len(ran.out.splitlines()) - 1

    assert told("2026-11-21", "2026-11-21") == 1
    assert told("2026-11-22", "2026-11-30") == told("2026-11-01", "2026-11-20") == 0


def test_every_type_as_text_for_people(gitcab, district):
    ran = gitcab("audit", "changes", *YEAR, cwd=district.path)
    assert ran.code == 0
    assert "3 changes" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


def test_a_review_that_is_late(gitcab, district):
    (late,) = rows(gitcab, district, "--now", "2026-11-28T12:00Z")
    assert late["review in time"] == "no, due 2026-11-26"
    closed = EMERGENCY.replace("state: scheduled", "state: closed")
    review = "review: {start: 2026-11-21T12:10, end: 2026-11-21T12:30, close_code: unsuccessful, backed_out: true}\n"
    district.commit("Closed", {PATH: closed + review})
    (row,) = rows(gitcab, district)
    assert (row["review in time"], row["outcome"]) == ("yes", "unsuccessful, backed out")
    dates = {"GIT_COMMITTER_DATE": "2026-11-27T12:00:00Z"}
    district.git("commit", "--quiet", "--amend", "--no-edit", env=dates)
    (row,) = rows(gitcab, district)
    assert row["review in time"] == "no, closed 2026-11-27, due 2026-11-26"


@pytest.mark.parametrize(
    ("authorization", "approver", "approved"),
    [
        (
            "{by: akhan, at: 2026-11-21T12:05, how: by telephone}",
            "akhan 2026-11-21T12:05 (by telephone)",
            "before the start",
        ),
        ("{by: akhan, at: 2026-11-21T13:00}", "akhan 2026-11-21T13:00", "after the start"),
        ("{by: null}", "", "never: unauthorised"),
    ],
)
def test_emergencies_that_were_filed_afterwards(gitcab, desk, authorization, approver, approved):
    desk.pulls.open(1, "mchen", filed_afterwards(authorization))
    desk.merge(1)
    (row,) = rows(gitcab, desk.repository)
    assert (row["approvers"], row["approved"], row["outcome"]) == (approver, approved, "successful")
    assert row["evidence"] != "none"


def test_one_that_was_merged_without_its_approvals(gitcab, desk):
    desk.pulls.open(1, "mchen", {PATH: EMERGENCY})
    desk.pulls.review(1, "mchen")
    desk.merge(1)
    (row,) = rows(gitcab, desk.repository)
    assert (row["approvers"], row["approved"]) == ("", "never: merged though pending")


def test_the_last_approval_decides_whether_it_was_before_the_start(gitcab, desk):
    desk.pulls.open(1, "mchen", {PATH: EMERGENCY.replace("2026-11-21T12:00", "2026-11-21T04:03")})
    for login in ("akhan", "dortiz", "hpatel", "rstone"):
        desk.pulls.review(1, login)
    desk.merge(1)
    (row,) = rows(gitcab, desk.repository)
    assert row["approved"] == "after the start"


def test_a_merge_that_authorises_nothing_is_not_the_one_that_is_told(gitcab, desk):
    desk.pulls.open(1, "mchen", {PATH: EMERGENCY})
    desk.merge(1)
    (before,) = rows(gitcab, desk.repository)
    desk.pulls.open(2, "bkim", {PATH: EMERGENCY.replace("state: scheduled", "state: implement")})
    desk.merge(2)
    (after,) = rows(gitcab, desk.repository)
    assert (before["outcome"], after["outcome"]) == ("scheduled", "implement")
    assert after["evidence"] == before["evidence"]


def test_without_the_evidence_nobody_can_tell(gitcab, district):
    district.git("update-ref", "-d", EVIDENCE)
    ran = gitcab("audit", "changes", *YEAR, cwd=district.path)
    assert (ran.code, ran.out) == (3, "")
    assert f"git fetch origin {EVIDENCE}:{EVIDENCE}" in ran.err


def test_usage(gitcab, district):
    assert gitcab("audit", "changes", cwd=district.path).code == 2
    assert gitcab("audit", "changes", "--from", "yesterday", "--to", "2026-01-01", cwd=district.path).code == 2
