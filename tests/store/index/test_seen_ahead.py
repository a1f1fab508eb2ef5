"""What git says where it has begun before anything was known is made sure of, and is what it says else."""

from collections.abc import Callable, Iterator
from contextlib import chdir

import pytest

from gitcab.store.index.differing import Differing
from gitcab.store.index.file import IndexFile
from gitcab.store.index.foresight import HERE, estate_around, foresight, supposed_already
from gitcab.store.index.git_index import GitIndex
from gitcab.store.index.head_start import abandon, begin, take
from gitcab.store.index.supposing import supposed
from gitcab.store.repository import open_repository
from support.ahead import DEEDS, A, edit, indexed, leave_out, seen, stage, stage_and_take_back
from support.repositories import ScratchRepository


@pytest.fixture
def estate(repository: Callable[..., ScratchRepository]) -> Iterator[ScratchRepository]:
    """Where git may begin; it ends in any case."""
    yield indexed(repository)
    abandon()


@pytest.mark.parametrize("times", [1, 2, 3])
@pytest.mark.parametrize("deed", DEEDS)
def test_what_is_done_to_a_file_is_seen(
    estate: ScratchRepository, deed: Callable[[ScratchRepository], None], times: int
) -> None:
    """The first time and again, when it is known what git's index says."""
    seen(estate.path)
    deed(estate)
    for _ in range(times):
        found = seen(estate.path)
    assert found is not None
    assert found.paths == (A,)


def test_without_a_head_start_the_files_are_looked_at_whatever_was_learned(
    estate: ScratchRepository,
) -> None:
    for _ in range(2):
        assert seen(estate.path) == Differing()
    edit(estate)
    with supposed(open_repository(estate.path), "") as found:
        assert found is not None
        assert found.seen is not None
        assert found.seen.differing.paths == (A,)


@pytest.mark.parametrize(("deed", "staged"), [(edit, []), (stage, [A]), (stage_and_take_back, [A])])
def test_of_gits_index_only_that_is_learned_which_lies_in_it(
    estate: ScratchRepository, deed: Callable[[ScratchRepository], None], staged: list[str]
) -> None:
    deed(estate)
    seen(estate.path)
    opened = open_repository(estate.path)
    connection = IndexFile(opened.git_dir, "").open().connection
    assert connection is not None
    words = GitIndex(opened.git_dir / "index", connection).kept("staged")
    connection.close()
    assert words is not None
    assert words[::2] == staged


def test_what_a_sparse_checkout_leaves_out_is_seen(estate: ScratchRepository) -> None:
    leave_out(estate)
    found = seen(estate.path)
    assert found is not None
    assert found.gone == (A, "cmdb/server/b.yaml", "cmdb/server/c.yaml")


def test_where_nothing_was_done_nothing_is_seen(estate: ScratchRepository) -> None:
    for _ in range(3):
        assert seen(estate.path) == Differing()


def test_what_git_cannot_say_is_asked_again(estate: ScratchRepository) -> None:
    edit(estate)
    (estate.path / ".git/index").write_bytes(b"no index")
    with chdir(estate.path):
        begin()
    found = take(str(estate.path), str(estate.path / ".git"))
    assert found is not None
    assert found.told() is None
    assert seen(estate.path) is None


def test_an_index_that_git_writes_meanwhile_is_not_believed(estate: ScratchRepository) -> None:
    with chdir(estate.path):
        begin()
        edit(estate)
        estate.git("add", A)
        with foresight(), supposed_already(*estate_around(HERE)) as found:
            assert found is not None
            assert found.seen is None
            assert not found.is_so()
