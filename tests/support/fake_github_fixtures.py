"""Fixtures for tests that speak with GitHub: a fake with one pull request, and a client that waits for nobody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from support.fake_github_state import World

if TYPE_CHECKING:
    from gitcab.forge.github.client import Client
    from support.fake_github import FakeGitHub


@pytest.fixture
def world() -> World:
    """The repository district/it with pull request 12 of mchen's."""
    world = World()
    world.open_pull(12)
    return world


@pytest.fixture
def github(world: World) -> Iterator[FakeGitHub]:
    """The fake, serving; both sides' messages were to GitHub's description when the test ends."""
    from support.fake_github import serving  # loaded here, for it is heavy and few tests need it

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
    from support.fake_github_client import client_of

    return client_of(github, waited.append)
