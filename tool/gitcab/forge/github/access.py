"""Where GitHub answers, and with which token it is asked: from the environment only."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from gitcab.forge.unavailable import ForgeUnavailable

PUBLIC = "https://api.github.com"

_TOKEN_NAMES = ("GH_TOKEN", "GITHUB_TOKEN")
_TOKEN = re.compile(r"[\x21-\x7e]+")
_ON_THIS_MACHINE = {"127.0.0.1", "::1", "localhost"}


@dataclass(frozen=True, slots=True)
class Access:
    """The addresses of both APIs, without a slash at the end, and the token, which is never shown."""

    rest: str
    graphql: str
    token: str = field(repr=False)

    @property
    def host(self) -> str:
        """The name under which repositories are cloned: github.com, or a GitHub Enterprise Server's."""
        return (urlsplit(self.rest).hostname or "").removeprefix("api.")


def access_from(environment: Mapping[str, str]) -> Access:
    """As GITHUB_API_URL, GITHUB_GRAPHQL_URL, and GH_TOKEN or GITHUB_TOKEN say.

    Raises ForgeUnavailable without a token, or where an address would send it in the clear.
    """
    rest = _address("GITHUB_API_URL", environment.get("GITHUB_API_URL") or PUBLIC)
    graphql = environment.get("GITHUB_GRAPHQL_URL") or f"{rest.removesuffix('/v3')}/graphql"
    return Access(rest, _address("GITHUB_GRAPHQL_URL", graphql), _token(environment))


def _token(environment: Mapping[str, str]) -> str:
    for name in _TOKEN_NAMES:
        token = environment.get(name, "").strip()
        if token and not _TOKEN.fullmatch(token):
            raise ForgeUnavailable(f"the token in {name} has characters that no token has", "copy it anew")
        if token:
            return token
    raise ForgeUnavailable(
        "there is no token for GitHub", "set GITHUB_TOKEN, for example to what `gh auth token` prints"
    )


def _address(name: str, address: str) -> str:
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise ForgeUnavailable(f"{name} is no address", f"write one such as {PUBLIC}") from None
    if not host or parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise ForgeUnavailable(f"{name} is no plain address", f"write one such as {PUBLIC}")
    if parts.scheme != "https" and not (parts.scheme == "http" and host in _ON_THIS_MACHINE):
        raise ForgeUnavailable(f"{name} would send the token in the clear", "write an https:// address")
    return address.rstrip("/")
