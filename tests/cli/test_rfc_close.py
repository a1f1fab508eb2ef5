"""`gitcab rfc close`: what the review must say, and how it is written."""

import pytest

from support.little_district import UPGRADE, little_district

PATH = f"changes/2026/{UPGRADE}.yaml"
TASK = ("--follow-up", "Rehearse with real data; dortiz; 2026-12-20")
LESSON = ("--lessons", "Rehearse first")


@pytest.fixture
def review(tmp_path):
    """Makes a district in which the upgrade is under review, with these parts of the record altered."""

    def make(*, type="normal", backed_out="false"):
        district = little_district(tmp_path / "district")
        text = (district.path / PATH).read_text()
        text = text.replace("type: normal", f"type: {type}").replace("state: scheduled", "state: review")
        text += "review:\n  start: 2026-12-05T22:05\n  end: 2026-12-05T23:00   # by the clock\n"
        text += f"  backed_out: {backed_out}\n"
        district.commit("Done", {PATH: text})
        return district

    return make


def close(district, gitcab, *options):
    return gitcab("rfc", "close", UPGRADE, *options, cwd=district.path)


def content(district):
    return (district.path / PATH).read_text()


def test_a_success_needs_its_code_only(review, gitcab):
    district = review()
    before = content(district)
    assert close(district, gitcab, "--code", "successful").code == 0
    expected = before.replace("state: review", "state: closed") + "  close_code: successful\n"
    assert content(district) == expected


@pytest.mark.parametrize(
    ("record", "code"),
    [({}, "unsuccessful"), ({"backed_out": "true"}, "successful"), ({"type": "emergency"}, "successful")],
)
def test_failures_way_back_and_emergencies_need_lessons_and_follow_ups(review, gitcab, record, code):
    district = review(**record)
    before = content(district)
    for options, missing in (((), "lessons"), (LESSON, "follow_ups"), (TASK, "lessons")):
        ran = close(district, gitcab, "--code", code, *options)
        assert (ran.code, content(district)) == (1, before)
        assert f"'review.{missing}' is missing" in ran.err
    ran = close(district, gitcab, "--code", code, *LESSON, *TASK, "--incident", "INC-1", "--reviewed-by", "mchen")
    assert ran.code == 0, ran.err
    for line in ("incidents_caused: [INC-1]", "lessons: Rehearse first", "reviewed_by: [mchen]", "owner: dortiz"):
        assert line in content(district)
    assert gitcab("validate", "--base", "HEAD", cwd=district.path).code == 0


def test_that_no_work_is_left_is_said(review, gitcab):
    district = review(backed_out="true")
    assert close(district, gitcab, "--code", "unsuccessful", *LESSON, "--no-follow-ups").code == 0
    assert "follow_ups: []" in content(district)


@pytest.mark.parametrize(
    "options",
    [
        ("--follow-up", "Rehearse"),
        ("--follow-up", "Rehearse;;2026-12-20"),
        ("--follow-up", "Rehearse;dortiz;soon"),
        (*TASK, "--no-follow-ups"),
        ("--code", "fine"),
        ("--code", "successful", "--follow-up", "Rehearse;nobody;2026-12-20"),
        ("--code", "successful", "--reviewed-by", "nobody"),
        ("--code", "successful", "--incident", "INC-9"),
    ],
)
def test_what_cannot_be_meant_is_a_usage_error(review, gitcab, options):
    assert close(review(), gitcab, *options).code == 2
