"""Quick suggestions are the same as those of looking at every word."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz, process, utils

from gitcab.model.nearest import did_you_mean, nearest


def plainly(word: str, known: Iterable[str]) -> str | None:
    """Every known word is compared, in order."""
    found = process.extractOne(word, sorted(known), scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=70)
    return found[0] if found else None


SHORT = st.text("ab-A_1", max_size=7)
LONG = st.text("abA-é1", min_size=4, max_size=14)
ODD = st.text(st.characters(exclude_categories=()), max_size=9)


@given(st.lists(SHORT | LONG | ODD, max_size=25), st.lists(SHORT | LONG | ODD, max_size=4))
def test_as_if_every_word_were_compared(known, words):
    kept = tuple(known)
    for word in (*words, *known[:2]):
        assert nearest(word, kept) == nearest(word, known) == plainly(word, known)


@given(
    st.lists(st.from_regex(r"(vm|db|sis-app)-[0-9]{2,4}", fullmatch=True), min_size=1, max_size=60),
    st.data(),
)
def test_typing_errors_in_ids_that_are_all_alike(known, data):
    kept = tuple(known)
    word = data.draw(st.sampled_from(known))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(word)))
        word = word[:place] + data.draw(st.sampled_from(["", *"v0179-"])) + word[place + data.draw(st.integers(0, 1)) :]
    assert nearest(word, kept) == plainly(word, known)


def test_a_word_may_be_as_long_as_somebody_likes():
    long = "sis" * 10_000
    assert nearest(long, ("sis-database", long[1:])) == long[1:]


def test_a_collection_that_has_grown_is_looked_at_anew():
    known = ["sis-database"]
    assert nearest("sis-app-1", known) is None
    known.append("sis-app-11")
    assert nearest("sis-app-1", known) == "sis-app-11"
    assert nearest("sis-app-1", tuple(known[:1])) is None


@pytest.mark.parametrize(
    ("word", "expected"), [("sis-databse", "did you mean 'sis-database'?"), ("printer", ""), ("", "")]
)
def test_in_words(word, expected):
    assert did_you_mean(word, ("grades", "sis-database")) == expected
