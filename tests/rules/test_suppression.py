"""Comments silence advisory rules on their line, and only with a reason."""

import pytest

from support.rule_cases import findings_of

MACHINE = "cmdb/virtual_machine/sis-vm-2.yaml"


def machine(comment, *, above="", owner="database-team"):
    return {
        "files": {
            MACHINE: f"""\
kind: ConfigurationItem
class: virtual_machine
{above}
id: sis-vm-2{comment}
name: A spare
owner: {owner}
life_cycle: {{stage: operational, status: in_use}}
"""
        }
    }


def rules(case):
    return [finding.rule for finding in findings_of(case)]


def test_without_a_comment_it_is_told():
    assert rules(machine("")) == ["orphan"]


@pytest.mark.parametrize(
    "case",
    [
        machine("   # gitcab: ignore[orphan] a spare"),
        machine("", above="# gitcab: ignore[orphan] a spare"),
        machine("   # gitcab: ignore[unknown-attribute, orphan] a spare"),
    ],
)
def test_a_comment_with_a_reason_silences(case):
    assert rules(case) == []


def test_a_comment_without_a_reason_silences_nothing():
    assert rules(machine("   # gitcab: ignore[orphan]")) == ["orphan", "suppression-misused"]


def test_a_comment_for_another_rule_silences_nothing():
    assert rules(machine("   # gitcab: ignore[hard-cycle] a spare")) == ["orphan"]


def test_an_error_is_told_whatever_the_comment():
    case = machine("", owner="spare-team  # gitcab: ignore[unknown-reference] none yet")
    assert rules(case) == ["orphan", "unknown-reference", "suppression-misused"]


def test_a_closed_record_may_keep_a_comment_on_a_rule_that_is_gone():
    change = "changes/2026/RFC-2026-11-21-upgrade-sis-database.yaml"
    canceled = "state: canceled   # gitcab: ignore[long-gone] it was so\ncancellation: {reason: Not needed.}"
    assert rules({"edit": {change: {"state: scheduled": canceled}}}) == []
