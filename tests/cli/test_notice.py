"""Notices about the shipped estate's changes, word for word; users read no id, and a move tells both times."""

import os
import re
from pathlib import Path
from typing import get_args
from zoneinfo import ZoneInfo

import pytest

from gitcab.model.notice import Event
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.planning.notices import Notices
from gitcab.planning.planned import planned_changes
from gitcab.reports import Look, render
from gitcab.store.loading import load
from gitcab.store.work_tree import WorkTree
from support.little_district import UPGRADE as LITTLE
from support.little_district import little_district

CHECKOUT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "notices"
UPGRADE = "RFC-2026-11-21-upgrade-sis-database"
HOW = "if it is meant so: REWRITE_GOLDENS=1 pytest tests/cli/test_notice.py, then read the difference in git"


@pytest.fixture(scope="module")
def estate():
    return load(WorkTree(CHECKOUT, ""))


def ids_in(text, estate):
    """The ids of items and changes that stand in a text, names of items apart: "State reporting" is no `reporting`."""
    entries = [*estate.inventory.of_kind(ConfigurationItem), *estate.inventory.of_kind(RequestForChange)]
    words = " ".join(text.split())
    for name in sorted({one.record.name for one in entries if hasattr(one.record, "name")}, key=len, reverse=True):
        words = words.replace(name, "")
    return {one.id for one in entries} & set(re.findall(r"[A-Za-z0-9][A-Za-z0-9._+-]*", words))


@pytest.mark.parametrize("format_name", ["text", "markdown"])
@pytest.mark.parametrize("audience", ["users", "owners", "service_desk"])
def test_word_for_word(gitcab, audience, format_name):
    ran = gitcab("notice", UPGRADE, "--for", audience, "--format", format_name, cwd=CHECKOUT)
    path = GOLDEN / f"{audience}.{format_name}"
    if os.environ.get("REWRITE_GOLDENS") == "1":
        path.write_text(ran.out)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == path.read_text(), HOW
    assert format_name == "markdown" or all(len(line) <= 80 for line in ran.out.splitlines())


@pytest.mark.parametrize("event", ["planned", "started", "finished", "canceled"])
@pytest.mark.parametrize("format_name", ["text", "markdown"])
def test_users_read_no_id(gitcab, estate, event, format_name):
    told = gitcab("notice", UPGRADE, "--for", "users", "--event", event, "--format", format_name, cwd=CHECKOUT).out
    assert "Service desk" in told
    assert ids_in(told, estate) == set()


def test_no_change_of_the_estate_tells_users_an_id(estate):
    planned = planned_changes(estate.inventory)
    assert len(planned) > 10
    for change in planned:
        for event in get_args(Event):
            told = Notices(estate, change, ZoneInfo("UTC"), event, change).for_users()
            assert ids_in(render(told, "text", Look()), estate) == set()


def test_a_move_tells_old_and_new(gitcab, tmp_path):
    district = little_district(tmp_path / "district")
    path = f"changes/2026/{LITTLE}.yaml"
    text = (district.path / path).read_text()
    moved = text.replace("2026-12-05T22:00, end: 2026-12-06T02:00", "2026-12-12T21:00, end: 2026-12-13T01:00")
    district.write({path: moved})
    ran = gitcab("notice", LITTLE, "--for", "users", "--event", "moved", "--base", "HEAD", cwd=district.path)
    assert ran.code == 0
    assert "New time: Sat 2026-12-12 21:00 to Sun 01:00 (America/Chicago).\n" in ran.out
    assert "Old time: Sat 2026-12-05 22:00 to Sun 02:00 (America/Chicago).\n" in ran.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((LITTLE, "--event", "moved"), "--base REV"),
        ((LITTLE, "--event", "moved", "--base", "HEAD"), "the same times in HEAD"),
        (("RFC-2026-11-02-nothing",), "there is no request for change"),
        (("RFC-2026-11-03-undated",), "has no schedule"),
    ],
)
def test_what_cannot_be_told_is_a_usage_error(gitcab, tmp_path, arguments, said):
    undated = "kind: RequestForChange\nid: RFC-2026-11-03-undated\ntitle: Some day\ntype: normal\nstate: new\n"
    undated += "requested_by: mchen\nconfiguration_items: [{id: vm-1}]\n"
    district = little_district(tmp_path / "district", {"changes/2026/RFC-2026-11-03-undated.yaml": undated})
    ran = gitcab("notice", *arguments, "--for", "users", cwd=district.path)
    assert (ran.code, ran.out) == (2, "")
    assert said in " ".join(ran.err.split())
