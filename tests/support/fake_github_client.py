"""The real client, asking the fake."""

from collections.abc import Callable

from gitcab.forge.github.access import access_from
from gitcab.forge.github.client import Client
from gitcab.forge.github.transport import Transport
from support.fake_github import FakeGitHub


def client_of(github: FakeGitHub, sleep: Callable[[float], None], read_timeout: float = 5.0) -> Client:
    """A client of the fake that sleeps and times out as told."""
    access = access_from({"GITHUB_API_URL": github.url, "GITHUB_TOKEN": github.world.token})
    return Client(access, sleep, Transport(access, read_timeout))
