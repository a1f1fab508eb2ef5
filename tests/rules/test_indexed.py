"""What the index tells of a view is what judging everything with care finds; whatever was kept of the mirror."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gitcab.rules.indexed import judge_nearby, judge_whole
from gitcab.store.index.estate import estate_of
from gitcab.store.loading import load
from gitcab.store.memory_tree import MemoryTree
from support.memory_views import keep_in, lay, mirror
from support.outlines import all_findings
from support.rule_cases import case_tree, cases_without_links, estate_files
from support.screen_estates import district, exchanged, mutated

CASES = cases_without_links()
EXAMPLES = 25  # each builds an index and judges three estates with care
SEEDS = st.integers(0, 2**32)


def files_of(case):
    tree = case_tree(case)
    return {file.path: content for file, content in tree.read(tree.files(), 10**9)}


def careful(files):
    return all_findings(load(MemoryTree(files)))


def schemas(files):
    return {path: text for path, text in files.items() if path.startswith("schemas/")}


def assert_same(before, after):
    view = mirror(before)
    judged = judge_whole(view, estate_of(view))
    assert judged.findings == careful(before)
    keep_in(view, judged.findings)
    if schemas(before) != schemas(after):
        return
    later = lay(view, before, after)
    near = judge_nearby(later, estate_of(later), judged.joined)
    kept = [one for one in later.findings() if one.place.path not in near.paths]
    told = sorted((*kept, *near.findings), key=lambda one: one.sort_key)
    assert tuple(told) == careful(after)


@pytest.mark.parametrize("case", CASES)
def test_from_the_plain_estate_to_the_cases_of_the_rules_and_back(case):
    plain = {path: text.encode() for path, text in estate_files().items()}
    other = files_of(case)
    assert_same(plain, other)
    assert_same(other, plain)


@settings(max_examples=EXAMPLES)
@given(SEEDS, SEEDS)
def test_from_one_random_estate_to_another(seed, other):
    before, after = exchanged(seed, other)
    assert_same(before, after)


@settings(max_examples=EXAMPLES)
@given(SEEDS)
def test_from_one_mistake_to_the_next(seed):
    random = Random(seed)
    before = mutated(district(), random)
    assert_same(before, mutated(before, random, 2))
    assert_same(mutated(before, random, 2), before)
