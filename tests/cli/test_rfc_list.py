import json

import pytest

from support.little_district import UPGRADE, little_district

REPLACE = "RFC-2026-10-01-replace-ns-2"
DRAFT = "RFC-2026-09-01-retire-vm-1"
MORE = {
    f"changes/2026/{DRAFT}.yaml": f"""\
kind: RequestForChange
id: {DRAFT}
title: Retire the old host
type: emergency
state: new
requested_by: mchen
configuration_items: [{{retire: vm-1}}, {{add_from: new/}}]
""",
    f"changes/2026/{DRAFT}/new/vm-2.yaml": """\
kind: ConfigurationItem
class: virtual_machine
id: vm-2
name: Vm 2
owner: data-team
life_cycle: {stage: deploy, status: test}
""",
}


@pytest.fixture(scope="module")
def district(tmp_path_factory):
    return little_district(tmp_path_factory.mktemp("district"), MORE).path


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ((), [REPLACE, UPGRADE, DRAFT]),
        (("--open",), [UPGRADE, DRAFT]),
        (("--state", "closed", "--state", "new"), [REPLACE, DRAFT]),
        (("--type", "emergency"), [DRAFT]),
        (("--ci", "dns-2"), [REPLACE]),
        (("--ci", "ns-2"), [REPLACE]),
        (("--ci", "vm-1", "--limit", "1"), [DRAFT]),
    ],
)
def test_changes_that_fit_in_the_order_of_their_start(gitcab, district, asked, found):
    ran = gitcab("rfc", "list", *asked, "--format", "json", cwd=district)
    assert (ran.code, [row["id"] for row in json.loads(ran.out)["rows"]], ran.err) == (0, found, "")


def test_the_start_is_local_and_still_an_instant(gitcab, district):
    rows = json.loads(gitcab("rfc", "list", "--format", "json", cwd=district).out)["rows"]
    assert [row["start"] for row in rows] == ["2026-10-05 22:00 -05:00", "2026-12-05 22:00 -06:00", ""]


@pytest.mark.parametrize("asked", [("--ci", "vm-9"), ("--state", "done"), ("--type", "big"), ("--limit", "0")])
def test_what_does_not_exist_is_a_usage_error(gitcab, district, asked):
    ran = gitcab("rfc", "list", *asked, cwd=district)
    assert (ran.code, ran.out) == (2, "")
