"""`gitcab rfc hold` and `cancel`: what they write; story tests walk them, and illegal moves are a list of their own."""

import pytest

from support.little_district import UPGRADE, little_district

PATH = f"changes/2026/{UPGRADE}.yaml"
NOW = ("--now", "2026-12-01T15:30:10Z")


@pytest.fixture
def district(tmp_path):
    return little_district(tmp_path / "district")


def content(district):
    return (district.path / PATH).read_text()


def test_a_hold_and_its_release(district, gitcab):
    before = content(district)
    ran = gitcab("rfc", "hold", UPGRADE, "--reason", "The vendor's engineer is ill", *NOW, cwd=district.path)
    assert ran.code == 0
    held = "on_hold:\n  reason: The vendor's engineer is ill\n  since: 2026-12-01T09:30\n"
    assert content(district) == before.replace("state: scheduled\n", f"state: scheduled\n{held}")
    assert f"Next: gitcab rfc hold {UPGRADE} --release" in ran.out
    ran = gitcab("rfc", "hold", UPGRADE, "--release", cwd=district.path)
    assert ran.code == 0
    assert content(district) == before.replace("state: scheduled\n", "state: scheduled\non_hold: null\n")


@pytest.mark.parametrize("options", [(), ("--release", "--reason", "Both")])
def test_a_hold_is_either_begun_or_released(district, gitcab, options):
    assert gitcab("rfc", "hold", UPGRADE, *options, cwd=district.path).code == 2


def test_a_change_that_is_given_up_on_hold_is_on_hold_no_more(district, gitcab):
    assert gitcab("rfc", "hold", UPGRADE, "--reason", "Later", *NOW, cwd=district.path).code == 0
    ran = gitcab("rfc", "cancel", UPGRADE, "--reason", "Never", *NOW, cwd=district.path)
    assert ran.code == 0
    assert "on_hold: null" in content(district)
    assert content(district).endswith("cancellation:\n  reason: Never\n  at: 2026-12-01T09:30\n")


def test_a_reason_is_needed(district, gitcab):
    assert gitcab("rfc", "cancel", UPGRADE, cwd=district.path).code == 2


def test_a_reason_of_several_lines_is_refused(district, gitcab):
    before = content(district)
    ran = gitcab("rfc", "cancel", UPGRADE, "--reason", "One\ntwo", cwd=district.path)
    assert (ran.code, content(district)) == (1, before)
