"""What finishing writes is what the projected estate reckons with, for every open change of the district."""

from functools import cache
from pathlib import Path

import pytest

from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.planning.planned import PlannedChange, planned_changes
from gitcab.planning.projection import outcome_of
from gitcab.policies.applying import Applying
from gitcab.store.loading import load
from gitcab.store.reading import document_at
from gitcab.store.work_tree import WorkTree
from gitcab.store.yaml_text import read

ROOT = Path(__file__).parents[2]
TREE = WorkTree(ROOT)


@cache
def inventory():
    return load(TREE).inventory


def not_finished() -> list[PlannedChange]:
    found = [change for change in planned_changes(inventory()) if change.rfc.state != "review"]
    assert found
    return found


def applied(rfc: RequestForChange):
    return Applying(rfc, inventory(), TREE, None, {}).files()


def test_the_files_hold_what_was_projected():
    for change in not_finished():
        files = {path: read(text, path).value for path, text in applied(change.rfc).items() if text is not None}
        expected = {
            entry.id: entry.record.to_plain() for entry in outcome_of(change, inventory()).values() if is_new(entry)
        }
        assert {value["id"]: value for value in files.values()} == expected, change.id


def is_new(entry) -> bool:
    """Whether the item is there for the first time, or other than it was."""
    present = inventory().get(ConfigurationItem, entry.id)
    return present is None or present.record != entry.record


def test_every_other_line_stays_as_it_was():
    for change in not_finished():
        for path, text in applied(change.rfc).items():
            entry = inventory().get(ConfigurationItem, Path(path).stem)
            if text is not None and entry is not None:
                before = document_at(TREE, entry.local_path).text.splitlines()
                kept = [line for line in text.decode().splitlines() if line in before]
                assert len(before) - len(kept) <= 6, path


@pytest.mark.parametrize("only", [frozenset(), frozenset({"sis-database"})])
def test_only_what_was_applied_is_written(only):
    upgrade = inventory().get(RequestForChange, "RFC-2026-11-21-upgrade-sis-database").record
    files = Applying(upgrade, inventory(), TREE, only, {}).files()
    assert {Path(path).stem for path in files} == only
