"""Every rule's manual says what, why, by which example, and how to mend it."""

import re

import pytest

from gitcab.rules import listed

SECTIONS = ["Why", "Example", "How to mend"]


@pytest.mark.parametrize("rule", list(listed()))
def test_manual_has_its_sections(rule):
    manual = listed()[rule].manual
    first, *sections = re.split(r"^## (.+)$", manual, flags=re.MULTILINE)
    assert re.fullmatch(r"[^\n]+\.\n\n", first), "the first line says in one sentence what the rule finds"
    assert sections[::2] == SECTIONS
    assert all(text.strip() for text in sections[1::2])
    assert "```" in sections[3], "the example is a block of text"


@pytest.mark.parametrize("rule", list(listed()))
def test_rule_is_named_in_words(rule):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+|orphan", rule)
