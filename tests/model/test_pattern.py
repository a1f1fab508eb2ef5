"""Patterns of strangers cannot hang, and those that could are refused."""

from time import perf_counter

import pytest

from gitcab.model.pattern import LONGEST, matcher


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [("^a+$", "aaa", True), ("^a+$", "aab", False), ("a", "bab", True), ("^a$", "a\n", False), ("", "anything", True)],
)
def test_matches(pattern, text, matches):
    assert matcher(pattern)(text) is matches


@pytest.mark.parametrize("pattern", ["^(a+)+$", "^(a|aa)+$", "^(a|a?)+$", "(.*)*x", "(?:a?){400}a{400}"])
def test_none_takes_long(pattern):
    start = perf_counter()
    matcher(pattern)("a" * 20_000 + "!")
    assert perf_counter() - start < 2


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("(?=a)b", "look-around"),
        (r"(a)\1", "backreferences are not supported"),
        ("[", "unclosed character class"),
        ("a{1000}{1000}{10}", "size limit"),
        ("a" * (LONGEST + 1), "longer than 500"),
    ],
)
def test_refused_in_one_line(pattern, reason):
    with pytest.raises(ValueError, match=reason) as told:
        matcher(pattern)
    assert "\n" not in str(told.value)
