"""`gitcab audit overdue`: exit 1 where somebody owes something."""

import json

import pytest

from support.little_district import UPGRADE, little_district

LATE = ("--now", "2026-12-06T12:00Z")


@pytest.fixture(scope="module")
def district(tmp_path_factory):
    return little_district(tmp_path_factory.mktemp("district")).path


def test_what_is_owed_by_whom_and_the_next_command(gitcab, district):
    ran = gitcab("audit", "overdue", *LATE, cwd=district)
    assert (ran.code, ran.err) == (1, "")
    assert ran.out == (
        f"{UPGRADE}  report, due 2026-12-06\n"
        "    its window is past, and it has not been started; akhan\n"
        f"    Next: gitcab rfc start {UPGRADE}\n"
        "\n1 thing overdue.\n"
    )


def test_nothing_is_overdue_before(gitcab, district):
    ran = gitcab("audit", "overdue", "--now", "2026-12-06T07:59Z", cwd=district)
    assert (ran.code, ran.out) == (0, "Nothing is overdue.\n")


def test_json(gitcab, district):
    told = json.loads(gitcab("audit", "overdue", *LATE, "--format", "json", cwd=district).out)
    (one,) = told["overdue"]
    assert (one["sort"], one["record"], one["due"], one["who"]) == ("report", UPGRADE, "2026-12-06", ["akhan"])
    assert told["now"] == "2026-12-06T12:00:00Z"


def test_what_cannot_be_read_may_be_overdue_too(gitcab, tmp_path):
    path = little_district(tmp_path, {"changes/2026/RFC-2026-01-01-odd.yaml": "kind: ["}).path
    ran = gitcab("audit", "overdue", "--now", "2026-11-21T12:00Z", cwd=path)
    assert ran.code == 3
    assert "Incomplete: 1 file" in ran.out
