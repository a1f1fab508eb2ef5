"""A fake GitHub with one pull request, and a client that waits for nobody."""

from collections.abc import Iterator

import pytest

from gitcab.forge.github.client import Client
from support.fake_github import FakeGitHub, serving
from support.fake_github_client import client_of
from support.fake_github_state import World


@pytest.fixture
def world() -> World:
    """The repository district/it with pull request 12 of mchen's."""
    world = World()
    world.open_pull(12)
    return world


@pytest.fixture
def github(world: World) -> Iterator[FakeGitHub]:
    """The fake, serving; both sides' messages were to GitHub's description when the test ends."""
    with serving(world) as fake:
        yield fake
    assert fake.complaints == []


@pytest.fixture
def waited() -> list[float]:
    """The seconds for which the client would have slept."""
    return []


@pytest.fixture
def client(github: FakeGitHub, waited: list[float]) -> Client:
    """A client of the fake."""
    return client_of(github, waited.append)
