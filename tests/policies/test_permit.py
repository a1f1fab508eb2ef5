"""Every condition of a permit: each alone is enough to refuse, and nothing else is."""

from datetime import UTC, datetime

import pytest

from gitcab.policies.permit import Asked, permit
from gitcab.store.loading import load
from gitcab.store.memory_tree import MemoryTree
from gitcab.store.starter import starter_files
from support.little_district import RECORDS, UPGRADE

PATH = f"changes/2026/{UPGRADE}.yaml"
BEFORE = "RFC-2026-10-20-move-sis-disks"
NIGHT = datetime(2026, 12, 6, 5, tzinfo=UTC)
OPENS, CLOSES = datetime(2026, 12, 6, 4, tzinfo=UTC), datetime(2026, 12, 6, 8, tzinfo=UTC)
SCHEMAS = {path: content for path, content in starter_files() if path.startswith("schemas/")}


def rfc(old: str = "", new: str = "", more: str = "") -> dict[str, str]:
    assert old in RECORDS[PATH]
    return {PATH: RECORDS[PATH].replace(old, new) + more}


def predecessor(state: str, rest: str = "") -> dict[str, str]:
    text = RECORDS[PATH].replace(UPGRADE, BEFORE).replace("state: scheduled", f"state: {state}")
    return {f"changes/2026/{BEFORE}.yaml": text.replace("id: sis-database", "id: dns-1") + rest}


def freeze(rest: str, start: str = "2026-12-05T00:00", end: str = "2026-12-07T00:00") -> dict[str, str]:
    text = "kind: ChangeWindow\nid: year-end\ntitle: Year-end\ntype: freeze\ntime_zone: America/Chicago\n"
    return {"changes/windows/year-end.yaml": f"{text}start: {start}\nend: {end}\n{rest}"}


def answer(more=None, items=("sis-database",), now=NIGHT, rfc=None, grown=()):
    files = {**SCHEMAS, **RECORDS, **(more or {})}
    tree = MemoryTree({path: one if isinstance(one, bytes) else one.encode() for path, one in files.items()})
    return permit(Asked(items, now, load(tree), lambda change: grown), rfc)


def failed(*arguments, **named):
    told = answer(*arguments, **named)
    assert told.is_allowed == (not told.failed and not told.unread and told.rfc is not None)
    return [(one.name, one.why) for one in told.failed]


def test_allowed_while_the_window_of_a_scheduled_change_is_open():
    told = answer()
    assert told.is_allowed
    assert (told.rfc, told.until, str(told.zone)) == (UPGRADE, CLOSES, "America/Chicago")
    assert all(one.holds and not one.mend for one in told.conditions)


@pytest.mark.parametrize(
    ("now", "why"),
    [
        (OPENS, None),
        (CLOSES, f"its window has closed at {'2026-12-06T02:00'} in America/Chicago"),
        (datetime(2026, 12, 6, 3, 59, 59, tzinfo=UTC), "its window opens only at 2026-12-05T22:00 in America/Chicago"),
        (datetime(2026, 12, 6, 7, 59, 59, tzinfo=UTC), None),
    ],
)
def test_the_window_is_half_open(now, why):
    assert failed(now=now) == ([("window", why)] if why else [])


@pytest.mark.parametrize(
    ("state", "why"),
    [
        ("new", "it is in new, not authorised yet"),
        ("authorize", "it is in authorize, not authorised yet"),
        ("implement", None),
        ("review", "it is in review, so its work is over"),
    ],
)
def test_only_what_is_authorised_and_not_over(state, why):
    assert failed(rfc("scheduled\n", f"{state}\n"), rfc=UPGRADE) == ([("state", why)] if why else [])


def test_a_hold_refuses():
    held = rfc(more="on_hold: {reason: No spare part, since: 2026-12-01T10:00}\n")
    assert failed(held) == [("hold", "it is on hold: No spare part")]


def test_one_change_must_cover_every_item():
    ((_, why),) = failed(items=("sis-database", "dns-1"))
    assert why == f"no single change covers all of sis-database, dns-1; some are covered by {UPGRADE}"
    assert failed(items=("dns-1",)) == [("covers", "no change that is still to come covers dns-1")]
    assert failed(items=("dns-1",), rfc=UPGRADE) == [("covers", f"{UPGRADE} does not cover dns-1")]
    assert failed(items=("dns-9",)) == [("covers", "there is no configuration item dns-9 on this branch")]
    assert failed(rfc="RFC-2026-01-01-x") == [("covers", "there is no RFC-2026-01-01-x on this branch")]


@pytest.mark.parametrize(
    ("item", "asked"),
    [
        ("retire: sis-database", "sis-database"),
        ("id: ns-2", "dns-2"),
        ("id: dns-2", "ns-2"),
        ("add_from: new/", "dns-3"),
    ],
)
def test_retired_renamed_and_new_items_are_covered(item, asked):
    start, end = (RECORDS[PATH].index(mark) for mark in ("  - id: sis-database", "schedule:"))
    new = RECORDS["cmdb/server/dns-1.yaml"].replace("dns-1", "dns-3")
    more = {
        PATH: f"{RECORDS[PATH][:start]}  - {item}\n{RECORDS[PATH][end:]}",
        f"changes/2026/{UPGRADE}/new/dns-3.yaml": new,
    }
    assert failed(more, items=(asked,)) == []


@pytest.mark.parametrize(
    ("rest", "holds"),
    [
        ("selector: {classes: [database]}\n", False),
        ("selector: {services: [grades]}\n", False),
        ("selector: {ids: [dns-1]}\n", True),
        ("strictness: soft\n", True),
        (f"exceptions: [{{rfc: {UPGRADE}, reason: Needed, approved_by: mchen, expires: 2026-12-05}}]\n", True),
        (f"exceptions: [{{rfc: {UPGRADE}, reason: Needed, approved_by: mchen, expires: 2026-12-04}}]\n", False),
        (f"exceptions: [{{rfc: {BEFORE}, reason: Needed, approved_by: mchen, expires: 2026-12-31}}]\n", False),
    ],
)
def test_a_freeze_refuses_unless_it_is_soft_or_excepted(rest, holds):
    assert [name for name, _ in failed(freeze(rest))] == ([] if holds else ["freeze"])


def test_a_freeze_counts_while_it_lasts_and_ends_the_permission():
    assert failed(freeze("", end="2026-12-05T23:00")) == []
    assert [name for name, _ in failed(freeze("", end="2026-12-05T23:01"))] == ["freeze"]
    coming = answer(freeze("", start="2026-12-06T01:00"))
    assert coming.is_allowed
    assert coming.until == datetime(2026, 12, 6, 7, tzinfo=UTC)


def test_a_repeated_freeze_counts_only_while_it_is_in_force():
    nightly = freeze("rrule: FREQ=DAILY\n", "2026-11-02T00:30", "2026-11-02T01:00")
    assert failed(nightly) == []
    assert [name for name, _ in failed(nightly, now=datetime(2026, 12, 6, 6, 45, tzinfo=UTC))] == ["freeze"]


def test_an_item_is_touched_as_long_as_the_window_is_open():
    short = rfc("    minutes: 15\n", "    start: 2026-12-05T22:00\n    end: 2026-12-05T22:30\n")
    frozen = freeze("selector: {ids: [sis-database]}\n", start="2026-12-05T22:45")
    assert [name for name, _ in failed({**short, **frozen})] == ["freeze"]


def test_accepted_freezes_and_emergencies_pass_and_say_so():
    accepted = rfc(more=f"accepted_conflicts: [{{rfc: {UPGRADE}, type: freeze, why: Agreed}}]\n")
    told = answer({**accepted, **freeze("")})
    assert told.is_allowed
    assert any("(accepted: Agreed)" in one.why for one in told.conditions)
    assert answer({**rfc("type: normal", "type: emergency"), **freeze("")}).is_allowed


@pytest.mark.parametrize(
    ("state", "rest", "why"),
    [
        ("scheduled", "", "is in scheduled"),
        ("implement", "", "is in implement"),
        ("canceled", "", "is in canceled"),
        ("review", "review: {close_code: successful, backed_out: false}\n", None),
        ("closed", "review: {close_code: successful_with_issues, backed_out: partial}\n", None),
        ("closed", "review: {close_code: unsuccessful, backed_out: false}\n", "did not succeed"),
        ("closed", "review: {close_code: successful, backed_out: true}\n", "did not succeed"),
    ],
)
def test_predecessors_must_be_done(state, rest, why):
    after = {**rfc(more=f"after: [{BEFORE}]\n"), **predecessor(state, rest)}
    expected = [("predecessor", f"{BEFORE} must be done before it, and {why}")] if why else []
    assert failed(after) == expected


def test_an_accepted_predecessor_and_an_emergency_are_only_told():
    after = f"after: [{BEFORE}]\n"
    accepted = f"{after}accepted_conflicts: [{{rfc: {BEFORE}, type: unfinished_predecessor, why: Agreed}}]\n"
    assert answer({**rfc(more=accepted), **predecessor("implement")}).is_allowed
    assert answer({**rfc("type: normal", "type: emergency", after), **predecessor("implement")}).is_allowed


def test_an_exposure_that_has_grown_refuses_what_has_not_begun():
    grown = ("mail could be hit, a service",)
    ((name, why),) = failed(grown=grown)
    assert name == "exposure"
    assert why == "it exposes the estate to more than was authorised: mail could be hit, a service"
    assert failed(rfc("scheduled\n", "implement\n"), grown=grown) == []


def test_of_several_changes_the_one_that_allows_is_told():
    other = RECORDS[PATH].replace(UPGRADE, "RFC-2026-01-01-other").replace("-12-0", "-10-0")
    assert answer({"changes/2026/RFC-2026-01-01-other.yaml": other}).rfc == UPGRADE


def test_what_could_not_be_read_allows_nothing():
    told = answer({"changes/windows/odd.yaml": "kind: ["})
    assert told.failed == ()
    assert not told.is_allowed
