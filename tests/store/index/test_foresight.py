"""What git was asked before it was known what is asked holds for the estate here and for no other."""

from collections.abc import Callable

import pytest

from gitcab.store.index.access import Index
from gitcab.store.index.foresight import HERE, estate_around, foresight, supposed_already
from gitcab.store.repository import open_repository
from support.little_district import RECORDS
from support.repositories import ScratchRepository, make_repository

Make = Callable[..., ScratchRepository]


@pytest.fixture
def estate(repository: Make, monkeypatch: pytest.MonkeyPatch) -> ScratchRepository:
    """Where we are; it has an index."""
    made = repository(RECORDS)
    opened = open_repository(made.path)
    Index(opened, "", wanted=True).make(opened.resolve("HEAD"))
    monkeypatch.chdir(made.path)
    return made


def test_the_estate_here_is_looked_at_once(estate):
    with foresight():
        repository, prefix = estate_around(HERE)
        assert estate_around(HERE)[0] is repository
        with supposed_already(repository, prefix) as found:
            assert found is not None
            assert found.is_so()
        with supposed_already(repository, prefix) as again:
            assert again is not None
            assert again is not found


def test_what_differs_when_git_is_asked_is_seen(estate):
    estate.write({"cmdb/server/new.yaml": "kind: ConfigurationItem\n"})
    with foresight(), supposed_already(*estate_around(HERE)) as found:
        assert found is not None
        assert not found.is_so()


def test_another_estate_is_looked_at_for_itself(estate, tmp_path):
    other = make_repository(tmp_path / "other", {"cmdb/server/x.yaml": "kind: ConfigurationItem\n"})
    with foresight():
        repository, prefix = estate_around(other.path)
        assert repository.top == other.path
        with supposed_already(repository, prefix) as found:
            assert found is None


def test_it_ends_with_its_block(estate):
    with foresight():
        foreseen, _ = estate_around(HERE)
    assert estate_around(HERE)[0] is not foreseen


@pytest.mark.parametrize("place", ["no repository", "bare", "gone"])
def test_where_there_is_nothing_to_see_nothing_is_said(estate, tmp_path, monkeypatch, place):
    folder = tmp_path / "elsewhere"
    if place == "bare":
        estate.git("clone", "--quiet", "--bare", ".", str(folder))
    else:
        folder.mkdir()
    monkeypatch.chdir(folder)
    if place == "gone":
        folder.rmdir()
    with foresight():
        repository, prefix = estate_around(estate.path)
        with supposed_already(repository, prefix) as found:
            assert found is not None
