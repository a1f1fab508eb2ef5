"""Judging only what a change can affect finds just what judging everything finds."""

import random

import pytest

from gitcab.rules import judge
from gitcab.rules.affected import affected
from gitcab.rules.comparison import new_findings
from gitcab.store.loading import load
from gitcab.store.memory_tree import MemoryTree
from gitcab.store.starter import starter_files
from support.little_district import RECORDS

FILES = {**{path: text.decode() for path, text in starter_files()}, **RECORDS}
DATABASE = "cmdb/database/sis-database.yaml"
ITEMS = sorted(path for path in RECORDS if path.startswith("cmdb/"))
EDITS = [
    ("{stage: operational, status: in_use}", "{stage: end_of_life, status: retired}"),
    ("owner: data-team", "owner: apps-team"),
    ("owner: apps-team", "owner: nobody"),
    ("class: server", "class: database"),
    ("class: virtual_machine", "class: business_service"),
    ("id: vm-1", "id: vm-9"),
    ("id: data-team", "id: data-crew"),
    ("[vm-1]", "[dns-1, vm-1, grades]"),
    ("[dns-1, dns-2]", "[dns-1, dns-1, vm-1]"),
    ("formerly: [ns-2]\n", ""),
    ("members: [akhan]", "members: []"),
    ("roles:", "succeeded_by: apps-team\nroles:"),
    ("kind: ConfigurationItem", "kind: ConfigurationItm"),
    ("criticality: high\n", ""),
]


def estate(files):
    return load(MemoryTree(files))


def assert_equal(before, after):
    paths = affected(before, after)
    some = new_findings(judge(after, before, paths), judge(before, paths=paths))
    every = new_findings(judge(after, before), judge(before))
    assert sorted(one.identity for one in some) == sorted(one.identity for one in every)
    return paths


def edited(files, path, old, new):
    return {**files, path: files[path].replace(old, new)}


@pytest.mark.parametrize("path", sorted(RECORDS))
def test_without_a_file_and_with_it_again(path):
    less = {name: text for name, text in FILES.items() if name != path}
    assert_equal(estate(FILES), estate(less))
    assert_equal(estate(less), estate(FILES))


@pytest.mark.parametrize("seed", range(60))
def test_after_some_edits_of_an_estate_that_is_not_clean_itself(seed):
    chance = random.Random(seed)
    before = after = FILES
    for _ in range(3):
        before = edited(before, chance.choice(ITEMS), *chance.choice(EDITS))
    after = before
    for _ in range(2):
        after = edited(after, chance.choice(ITEMS), *chance.choice(EDITS))
    assert_equal(estate(before), estate(after))


def test_who_was_called_so_takes_the_place_of_what_goes():
    retired = FILES["cmdb/server/dns-1.yaml"].replace(*EDITS[0]).replace("id: dns-1", "id: old")
    old = {**FILES, "cmdb/server/old.yaml": retired.replace("name:", "formerly: [vm-1]\nname:")}
    less = {path: text for path, text in old.items() if path != "cmdb/virtual_machine/vm-1.yaml"}
    assert_equal(estate(old), estate(less))
    assert_equal(estate(less), estate(old))


def test_far_from_the_edit_nobody_looks():
    paths = assert_equal(estate(FILES), estate(edited(FILES, DATABASE, '"16.4"', '"16.5"')))
    assert DATABASE in paths
    assert "cmdb/server/dns-1.yaml" not in paths


def test_other_schemas_mean_everything():
    path = "schemas/classes/server.yaml"
    assert affected(estate(FILES), estate(edited(FILES, path, "title:", "required: [tags]\ntitle:"))) is None
