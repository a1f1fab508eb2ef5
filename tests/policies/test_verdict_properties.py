"""What must hold of every verdict, whatever the policy, the change and the votes."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.board import Board

PEOPLE = ["mchen", "dortiz", "akhan", "pnovak", "ywang", "zali", "hpatel", "rstone", "plange", "jlarsen", "efrost"]
NOBODY = ["mchen", "robot", "dependabot[bot]", "stranger", "copycat"]
GROUPS = st.lists(st.sampled_from(["cab", "ecab", "net-team", "data-team", "nobody"]), min_size=1, max_size=2)
VOTES = st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(["approves", "objects"])), max_size=6)

ASKS = st.one_of(
    st.builds(lambda k, groups: {"approvals": k, "from": groups}, st.integers(0, 3), GROUPS),
    st.builds(
        lambda k, word: {"approvals": k, "from": word, "fallback": "change_manager"},
        st.integers(1, 2),
        st.sampled_from(["author_team", "each_owner", "each_service_owner"]),
    ),
    st.just({"plans": ["backout"]}),
    st.just({"no_objection_for": "8h"}),
)
REQUIREMENTS = st.one_of(
    ASKS,
    st.builds(lambda several: {"all": several}, st.lists(ASKS, min_size=1, max_size=3)),
    st.builds(lambda several: {"any": several}, st.lists(ASKS, min_size=1, max_size=3)),
    st.builds(lambda several: {"at_least": 2, "of": several}, st.lists(ASKS, min_size=2, max_size=3)),
)
CONDITIONS = st.sampled_from(
    [
        {},
        {"risk_at_least": "high"},
        {"worst_case_at_least": "degraded"},
        {"impact_at_least": "down"},
        {"type": "normal"},
        {"criticality": "high"},
        {"any": [{"class": "database"}, {"inside_freeze": True}]},
        {"service": "grades"},
    ]
)
RULES = st.lists(
    st.builds(lambda when, require: {"when": when, "require": require}, CONDITIONS, REQUIREMENTS), max_size=3
)


@pytest.fixture(scope="module")
def play(tmp_path_factory):
    """The status of a case, cases being remembered."""
    board = Board(tmp_path_factory.mktemp("board") / "repository")
    started = cache(lambda: board)

    def status(rules, items, votes, **more):
        named = [{"name": f"Rule {number}", **rule} for number, rule in enumerate(rules)]
        change = {"state": "scheduled", "configuration_items": items, **more}
        reviews = [f"{login} {verb}" for login, verb in votes]
        case = {
            "policy": {"approvals": [*named, {"name": "Free", "when": {}, "require": {"approvals": 0}}]},
            "branch": [{"edit": {"server": change}, "with": ["copycat"]}],
            "reviews": reviews,
        }
        return started().play(case).status

    return status


ITEMS = ["dns-1", "dns-2", "grades-db", "attic", "cellar", "grades"]
EFFECTS = ["none", "degraded", "outage"]
TOUCHED = st.dictionaries(st.sampled_from(ITEMS), st.sampled_from(EFFECTS), min_size=1, max_size=3)


def items(touched):
    return [{"id": name, "effect": effect} for name, effect in sorted(touched.items())]


@settings(max_examples=25)
@given(RULES, TOUCHED, VOTES, st.sampled_from(PEOPLE[1:]))
def test_another_approval_never_holds_what_was_allowed(play, rules, touched, votes, login):
    if play(rules, items(touched), votes) == "allowed":
        assert play(rules, items(touched), [*votes, (login, "approves")]) == "allowed"


@settings(max_examples=25)
@given(
    RULES, TOUCHED, VOTES, st.sampled_from(NOBODY), st.sampled_from(["approves", "objects", "comments", "dismissed"])
)
def test_reviews_of_authors_bots_and_outsiders_change_nothing(play, rules, touched, votes, login, verb):
    before = play(rules, items(touched), votes)
    assert play(rules, items(touched), [*votes, (login, verb)]) == before
    assert play(rules, items(touched), [(login, verb), *votes]) == before


@settings(max_examples=25)
@given(RULES, TOUCHED, VOTES, st.sampled_from(ITEMS), st.sampled_from(EFFECTS))
def test_more_impact_never_allows_what_was_held(play, rules, touched, votes, name, effect):
    """One item more, or a worse effect on one: nobody fewer is asked."""
    worse = max(effect, touched.get(name, effect), key=EFFECTS.index)
    if play(rules, items({**touched, name: worse}), votes) == "allowed":
        assert play(rules, items(touched), votes) == "allowed"
