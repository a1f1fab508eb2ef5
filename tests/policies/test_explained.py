"""Edits of cmdb/: what a change that is finished explains, what it does not, and who would have to."""

import pytest

from gitcab.model.cmdb_edit import Standing
from gitcab.model.records.policy import CorrectionRule
from gitcab.policies.explained import as_corrections, cmdb_edits
from gitcab.store.comparing import compare
from gitcab.store.loading import load
from gitcab.store.memory_tree import MemoryTree
from gitcab.store.starter import starter_files
from support.little_district import RECORDS, SIS, UPGRADE

RFC = f"changes/2026/{UPGRADE}.yaml"
GRADES = "cmdb/business_service/grades.yaml"
DNS = "cmdb/server/dns-1.yaml"
STARTED = {RFC: [("state: scheduled", "state: implement")]}
PATCHED = [('version: "16.4"', 'version: "17.1"'), ("relations: {runs_on: [vm-1]}\n", "")]
NEW = "cmdb/virtual_machine/vm-2.yaml"


def finished(review="{backed_out: false}"):
    return [("state: implement", "state: review"), ("plans:", f"review: {review}\nplans:")]


def estate(*edits):
    """The little district with these edits: for each path pairs of old and new text, a whole text, or None."""
    files = {**dict(starter_files()), **RECORDS}
    for path, change in (pair for one in edits for pair in one.items()):
        if change is None:
            del files[path]
        elif isinstance(change, str):
            files[path] = change
        else:
            for old, new in change:
                assert old in files[path]
                files[path] = files[path].replace(old, new)
    return load(MemoryTree({path: text.encode() if isinstance(text, str) else text for path, text in files.items()}))


def edits(*of_head, base=(STARTED,)):
    before, after = estate(*base), estate(*base, *of_head)
    assert not after.unread
    return cmdb_edits(compare(before, after, "base", "merged"), before, after)


def told(found):
    return {".".join(map(str, one.field.route)) if one.field else one.sort.value: str(one.standing) for one in found}


def test_the_patch_of_a_change_that_is_finished_explains_each_value():
    found = edits({RFC: finished(), SIS: PATCHED})
    assert told(found) == {"attributes.version": "explained", "relations.runs_on": "explained"}
    assert {one.rfcs for one in found} == {(UPGRADE,)}


def test_another_value_and_another_field_are_not_explained():
    head = {RFC: finished(), SIS: [('"16.4"', '"17.2"'), ("engine: postgresql", "engine: mysql")]}
    found = edits(head)
    assert told(found) == {"attributes.version": "unexplained", "attributes.engine": "unexplained"}
    version = next(one for one in found if one.field.route[-1] == "version")
    assert version.why == f'{UPGRADE} says "17.1" here and this is "17.2"'


def test_a_number_is_not_the_text_of_it():
    found = edits({RFC: finished(), SIS: [('version: "16.4"', "version: 17.1")]})
    assert told(found) == {"attributes.version": "unexplained"}


@pytest.mark.parametrize(
    ("base", "head", "why", "hint"),
    [
        ((), {}, "is in 'scheduled' there", "gitcab rfc start"),
        ((STARTED,), {}, "is in 'implement' there", "gitcab rfc finish"),
        ((), {RFC: [("state: scheduled", "state: review")]}, "is in 'scheduled' there", "gitcab rfc start"),
    ],
)
def test_a_change_that_is_not_finished_here_explains_nothing(base, head, why, hint):
    (found,) = edits(head, {SIS: [('"16.4"', '"17.1"')]}, base=base)
    assert found.standing is Standing.UNEXPLAINED
    assert found.rfcs == (UPGRADE,)
    assert why in found.why
    assert hint in found.hint


def test_what_the_head_writes_into_the_patch_explains_nothing():
    head = {RFC: [*finished(), ('"17.1"', '"18"')], SIS: [('"16.4"', '"18"')]}
    assert told(edits(head)) == {"attributes.version": "unexplained"}


def test_an_old_change_explains_nothing_any_more():
    closed = {RFC: [("state: scheduled", "state: review"), ("plans:", "review: {backed_out: false}\nplans:")]}
    found = edits({SIS: [('"16.4"', '"17.1"')]}, base=(closed,))
    assert told(found) == {"attributes.version": "unexplained"}
    assert found[0].rfcs == ()
    assert found[0].hint.startswith("gitcab rfc new --ci sis-database")


def test_a_change_that_was_backed_out_explains_nothing():
    assert set(told(edits({RFC: finished("{backed_out: true}"), SIS: PATCHED})).values()) == {"unexplained"}


@pytest.mark.parametrize(("applied", "standing"), [("sis-database", "explained"), ("grades", "unexplained")])
def test_of_one_that_was_partly_backed_out_only_what_was_applied(applied, standing):
    review = f"{{backed_out: partial, applied: [{applied}]}}"
    assert set(told(edits({RFC: finished(review), SIS: PATCHED})).values()) == {standing}


def test_a_deviation_is_reported_and_authorised_by_nobody():
    deviations = "{backed_out: false, deviations: [{id: sis-database, patch: {attributes: {version: '17.2'}}}]}"
    found = edits({RFC: finished(deviations), SIS: [('"16.4"', '"17.2"'), ("engine: postgresql", "engine: x")]})
    assert told(found) == {"attributes.version": "unexplained", "attributes.engine": "unexplained"}
    whys = {one.field.route[-1]: one.why for one in found}
    assert whys["version"] == f'{UPGRADE} says "17.1" here and this is "17.2", as its review reports'
    assert not whys["engine"].endswith("reports")


MACHINE = RECORDS["cmdb/virtual_machine/vm-1.yaml"].replace("vm-1", "vm-2")
ADDS = {RFC: [*STARTED[RFC], ("schedule:", "  - add_from: new/\nschedule:")], RFC[:-5] + "/new/vm-2.yaml": MACHINE}


@pytest.mark.parametrize(
    ("text", "standings"),
    [
        (MACHINE, {"added": "explained"}),
        (
            MACHINE.replace("owner: data-team", "owner: apps-team"),
            {"added": "explained", "owner": "unexplained"},
        ),
    ],
)
def test_an_item_from_the_folder_of_the_change_is_added_as_it_lies_there(text, standings):
    moved = {RFC: finished(), NEW: text, RFC[:-5] + "/new/vm-2.yaml": None}
    assert told(edits(moved, base=(ADDS,))) == standings


def test_an_item_that_no_change_adds_and_one_that_is_gone_are_unexplained_as_a_whole():
    found = edits({NEW: MACHINE, "cmdb/server/dns-2.yaml": None})
    assert told(found) == {"added": "unexplained", "deleted": "unexplained"}


def test_retiring_and_relating_are_explained_whatever_the_order_and_the_former_ids():
    items = (
        "  - retire: ns-2\n  - {id: grades, unrelate: {depends_on: [ns-2]}, relate: {depends_on: [vm-1]}}\nschedule:"
    )
    base = {RFC: [*STARTED[RFC], ("schedule:", items)]}
    head = {
        RFC: finished(),
        "cmdb/server/dns-2.yaml": [("{stage: operational, status: in_use}", "{stage: end_of_life, status: retired}")],
        GRADES: [("    - sis-database\n", "    - vm-1\n    - sis-database\n"), ("[dns-1, dns-2]", "[dns-1]")],
    }
    assert set(told(edits(head, base=(base,))).values()) == {"explained"}


def test_a_relation_that_nobody_decided_about_is_not():
    items = "  - {id: grades, relate: {depends_on: [vm-1]}}\nschedule:"
    base = {RFC: [*STARTED[RFC], ("schedule:", items)]}
    head = {RFC: finished(), GRADES: [("    - sis-database\n", "    - sis-database\n    - vm-1\n    - dns-1\n")]}
    assert told(edits(head, base=(base,))) == {"relations.depends_on": "unexplained"}


def test_teams_are_part_of_cmdb_and_so_is_where_a_file_lies():
    team = "cmdb/teams/data-team.yaml"
    head = {team: [("[akhan]", "[akhan, mallory]")], DNS: None, "cmdb/server/rack/dns-1.yaml": RECORDS[DNS]}
    assert told(edits(head)) == {"members": "unexplained", "layout": "unexplained"}


RULES = [
    CorrectionRule.model_validate({"fields": ["name", "attributes.engine"], "require": {"approvals": 0}}),
    CorrectionRule.model_validate({"fields": ["tags"], "add": True, "require": {"approvals": 0}}),
]


def test_a_correction_is_what_the_policy_speaks_of():
    head = {
        SIS: [("name: Sis database", "name: SIS"), ("engine: postgresql", "engine: x"), ('"16.4"', '"16.5"')],
        NEW: MACHINE,
        "cmdb/server/dns-2.yaml": None,
    }
    assert told(as_corrections(edits(head), RULES)) == {
        "name": "correction",
        "attributes.engine": "correction",
        "attributes.version": "unexplained",
        "added": "correction",
        "deleted": "unexplained",
    }
