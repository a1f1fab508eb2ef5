"""What every test may rely on: the same surroundings, a fixed clock, the command, a repository."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings

from support import command, environment
from support.repositories import ScratchRepository, make_repository

pytest_plugins = ["support.fake_github_fixtures"]

settings.register_profile("house", derandomize=True, deadline=None, print_blob=True, database=None)
settings.load_profile("house")


@pytest.fixture(scope="session")
def _home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch: pytest.MonkeyPatch, _home: Path) -> None:
    environment.scrub(monkeypatch, _home)
    environment.refuse_network(monkeypatch)


@pytest.fixture
def noon() -> datetime:
    """The moment at which every test takes place."""
    return datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def gitcab() -> Callable[..., command.Ran]:
    """Runs `gitcab` with these arguments, in the folder `cwd`; gives its code, out and err."""
    return command.run


@pytest.fixture
def repository(tmp_path: Path) -> Callable[..., ScratchRepository]:
    """Makes a real git repository, with these files as its first commit where they are given."""

    def make(files: Mapping[str, str | bytes] | None = None) -> ScratchRepository:
        return make_repository(tmp_path / "repository", files)

    return make
