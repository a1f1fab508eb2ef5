"""What a change brings is the same by an index as by reading and judging both estates with care."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gitcab.rules.brought import brought
from gitcab.store.comparing import compare
from gitcab.store.index.estate import estate_of
from gitcab.store.index.signature import INSERT_META
from gitcab.store.loading import load
from gitcab.store.memory_tree import MemoryTree
from support.memory_views import lay, mirror
from support.screen_estates import district, exchanged, mutated

EXAMPLES = 40  # each builds indexes and judges four estates with care
SEEDS = st.integers(0, 2**32)


def indexed(before, after):
    """Both by one index, as far as what they demand lets them."""
    view = mirror(before)
    view.connection.execute(INSERT_META, ("stamp", "one"))
    if {path: text for path, text in before.items() if "schemas/" in path} != {
        path: text for path, text in after.items() if "schemas/" in path
    }:
        return estate_of(view), estate_of(mirror(after))
    laid = mirror(before)
    laid.connection.execute(INSERT_META, ("stamp", "one"))
    return estate_of(view), estate_of(lay(laid, before, after))


def assert_same(before, after):
    careful = [load(MemoryTree(files)) for files in (before, after)]
    by_index = indexed(before, after)
    assert brought(*by_index) == brought(*careful)
    assert compare(*by_index, "a", "b") == compare(*careful, "a", "b")


@settings(max_examples=EXAMPLES)
@given(SEEDS)
def test_one_mistake_after_another(seed):
    random = Random(seed)
    before = mutated(district(), random, random.choice((0, 2, 5)))
    after = mutated(before, random, random.choice((1, 2, 4)))
    assert_same(before, after)
    assert_same(after, before)


@settings(max_examples=EXAMPLES)
@given(SEEDS, SEEDS)
def test_from_one_random_estate_to_another(seed, other):
    before, after = exchanged(seed, other)
    assert_same(before, after)


VM_1 = "cmdb/virtual_machine/vm-1.yaml"
ALONE = "kind: ConfigurationItem\nclass: server\nid: {id}\nname: S\nowner: data-team\nenvironment: production\n"
ALONE += "life_cycle: {{stage: operational, status: in_use}}\n"


def circle(of, **needs):
    """Servers that need one another."""
    return {
        f"cmdb/server/{one}.yaml": ALONE.format(id=one) + f"relations: {{depends_on: [{', '.join(needs[one])}]}}\n"
        for one in of
    }


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ({"b": "c", "c": "b", "x": "b"}, {"b": "cx", "c": "b", "x": "b"}),
        ({"b": "cx", "c": "b", "x": "b"}, {"b": "c", "c": "b", "x": "b"}),
        ({"a": "b", "b": "ac", "c": "b"}, {"a": "c", "b": "c", "c": "b"}),
        ({"a": "b", "b": "ac", "c": "d", "d": "a"}, {"a": "b", "b": "c", "c": "d", "d": "a"}),
        ({"a": "b", "b": "ac", "c": "d", "d": "c"}, {"a": "b", "b": "a", "c": "d", "d": "c"}),
    ],
)
def test_circles_that_open_close_shrink_and_part(first, then):
    before, after = ({**district(), **circle(one, **one)} for one in (first, then))
    assert_same(before, after)
    assert_same(after, before)


def test_nobody_excuses_himself():
    spare = {"cmdb/server/spare.yaml": ALONE.format(id="spare")}
    excused = {
        path: text.replace("id: spare", "# gitcab: ignore[orphan] it is a spare\nid: spare")
        for path, text in spare.items()
    }
    before, after = indexed(dict(district()), {**district(), **excused})
    assert [one.rule for one in brought(before, after)] == ["orphan"]
    edited = {path: text.replace("name: S", "name: T") for path, text in excused.items()}
    assert brought(*indexed({**district(), **excused}, {**district(), **edited})) == ()
    assert_same({**district(), **excused}, {**district(), **edited})


def test_other_demands_are_judged_whole():
    path = next(path for path in district() if path == "schemas/classes/server.yaml")
    after = {**district(), path: district()[path] + "# more\n"}
    assert_same(district(), after)
    assert_same(district(), {**after, path: district()[path].replace("required: [", "required: [criticality, ", 1)})
