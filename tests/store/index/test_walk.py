"""After every step of a random walk the index answers as if each file had been read."""

from collections.abc import Callable

import pytest

from gitcab.store.starter import starter_files
from support.index_answers import assert_same, assert_same_with_a_head_start, careful, leave, view_of
from support.index_deeds import DEEDS
from support.index_walk import Walk
from support.repositories import ScratchRepository

STEPS = 25


@pytest.mark.parametrize("prefix", ["", "it/estate/"])
@pytest.mark.parametrize("seed", range(3))
def test_a_view_answers_as_the_files_do(repository: Callable[..., ScratchRepository], seed: int, prefix: str) -> None:
    schemas = {f"{prefix}{path}": content for path, content in starter_files() if path.startswith("schemas/")}
    walk = Walk(repository(schemas), seed, DEEDS, prefix)
    for _ in range(STEPS):
        walk.step()
        told = f"seed {seed}: {walk.steps}"
        try:
            expected = careful(walk.repository.path, prefix=prefix)
            view = view_of(walk.repository.path, prefix=prefix)
            try:
                assert_same(view, expected)
            finally:
                leave(view, walk.repository.path, prefix)
            assert_same_with_a_head_start(walk.repository.path, expected, prefix)
            commit = walk.random.choice(walk.commits)
            view = view_of(walk.repository.path, commit, prefix)
            try:
                assert_same(view, careful(walk.repository.path, commit, prefix))
            finally:
                leave(view, walk.repository.path, prefix)
        except BaseException as error:
            raise AssertionError(told) from error
