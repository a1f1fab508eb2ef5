"""What is ill makes its own demand ill, and no other."""

from dataclasses import replace

import pytest

from gitcab.model.checkup import BranchRules, Health, OwnFiles, Settings
from gitcab.policies.checkup import examined, loose_actions

PINNED = f"      - uses: actions/checkout@{'a' * 40} # v7.0.1\n"
RULES = BranchRules(
    frozenset({"gitcab", "test"}), by_pull_request=True, fresh=True, no_force_push=True, no_deletion=True
)
SETTINGS = Settings(RULES, bypassed=False, token_writes=False, token_approves=False, code_owner_errors=())
FILES = OwnFiles({"cab.yml": PINNED}, ("cab.yml",), has_policy=True, code_owners="own\nx\n", owned="x\n")


def healths(files=FILES, settings=SETTINGS):
    return {one.name: one.health for one in examined(files, settings)}


def test_all_is_well():
    assert set(healths().values()) == {Health.WELL}


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"expected": ("cab.yml", "review.yml")}, "workflows"),
        ({"workflows": {"cab.yml": "      - uses: actions/checkout@v7\n"}}, "pinned-actions"),
        ({"has_policy": False}, "policy"),
        ({"code_owners": None}, "code-owners"),
        ({"code_owners": "own\n"}, "code-owners"),
    ],
)
def test_files_that_are_ill(change, name):
    found = healths(files=replace(FILES, **change))
    assert [each for each, health in found.items() if health is Health.ILL] == [name]


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"required": frozenset({"test"})}, "required-status"),
        ({"by_pull_request": False}, "pull-requests-only"),
        ({"fresh": False}, "what-was-judged"),
        ({"no_force_push": False}, "history"),
        ({"no_deletion": False}, "history"),
    ],
)
def test_rules_that_lack(change, name):
    found = healths(settings=replace(SETTINGS, rules=replace(RULES, **change)))
    assert [each for each, health in found.items() if health is Health.ILL] == [name]


@pytest.mark.parametrize(
    ("field", "ill", "name"),
    [
        ("bypassed", True, "no-bypass"),
        ("token_writes", True, "token-reads"),
        ("token_approves", True, "no-approving-workflows"),
        ("code_owner_errors", ("line 3: Unknown owner",), "code-owners-known"),
    ],
)
def test_settings_that_are_ill_or_hidden(field, ill, name):
    assert healths(settings=replace(SETTINGS, **{field: ill}))[name] is Health.ILL
    assert healths(settings=replace(SETTINGS, **{field: None}))[name] is Health.UNKNOWN


def test_every_ill_says_how_to_mend_it():
    nothing = Settings(BranchRules(frozenset(), *[False] * 4), True, None, True, ("line 1: x",))
    found = examined(OwnFiles({}, ("cab.yml",), False, None, "x\n"), nothing)
    assert all(one.mend for one in found if one.health is not Health.WELL)


@pytest.mark.parametrize(
    ("used", "is_loose"),
    [
        (f"actions/checkout@{'a' * 40}", False),
        ("./.github/actions/own", False),
        (f"docker://alpine@sha256:{'a' * 64}", False),
        ("actions/checkout@v7", True),
        ("actions/checkout@main", True),
        (f"actions/checkout@{'a' * 39}", True),
        ("docker://alpine:3", True),
        (f"actions/checkout@{'a' * 40}x", True),
    ],
)
def test_which_actions_are_loose(used, is_loose):
    for line in (f"      - uses: {used} # v1", f"        uses: '{used}'", f'    uses: "{used}"'):
        assert loose_actions(f"jobs:\n{line}\n") == [used] * is_loose
