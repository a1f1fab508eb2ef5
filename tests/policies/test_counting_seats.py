"""Who takes which seat: as many as brute force finds, each person once."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from gitcab.policies.approvals.assignment import filled

PEOPLE = st.frozensets(st.sampled_from("abcd"), max_size=4)
SEATS = st.lists(st.frozensets(st.sampled_from("abcd"), max_size=4), max_size=4)


def most(seats, people):
    """The largest number of seats that any order of the people can fill."""
    placed = [*people, *[None] * len(seats)]
    ways = permutations(placed, len(seats))
    return max((sum(one in seat for one, seat in zip(way, seats, strict=True)) for way in ways), default=0)


@given(SEATS, PEOPLE)
def test_as_many_as_brute_force_finds(seats, people):
    found = filled(seats, people)
    taken = [one for one in found if one]
    assert all(one in seat & people for one, seat in zip(found, seats, strict=True) if one)
    assert len(taken) == len(set(taken)) == most(seats, people)


def test_who_may_sit_anywhere_makes_room():
    assert filled([{"a", "b"}, {"a"}], {"a", "b"}) == ["b", "a"]
