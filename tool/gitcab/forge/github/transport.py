"""The one door to HTTP: a question goes out, a reply comes back, whatever happens on the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import requests
from requests.auth import AuthBase

from gitcab import __version__
from gitcab.forge.github.access import Access
from gitcab.forge.github.reply import NOT_MODIFIED, Reply

_CONNECT, _READ = 10.0, 30.0
_HEADERS = {
    "Accept": "application/vnd.github+json",
    "User-Agent": f"gitcab/{__version__}",
    "X-GitHub-Api-Version": "2022-11-28",
}


@dataclass(frozen=True, slots=True)
class Question:
    """One request: `query` and `body` as plain values, `etag` of the answer that is known already."""

    method: str
    address: str
    query: Mapping[str, str | int] | None = None
    body: Mapping[str, Any] | None = None
    etag: str | None = None


class _Bearer(AuthBase):
    """Puts the token in; as `auth`, because a .netrc would overrule a plain header."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class Transport:
    """Connections to one GitHub. Proxies and certificates are as the environment says."""

    def __init__(self, access: Access, read_timeout: float = _READ) -> None:
        self._session = requests.Session()
        self._session.headers.update(_HEADERS)
        self._session.auth = _Bearer(access.token)
        self._timeouts = (_CONNECT, read_timeout)

    def exchange(self, question: Question) -> Reply:
        """The reply; redirections are not followed, so that the token goes nowhere else."""
        try:
            response = self._session.request(
                question.method,
                question.address,
                params=question.query,
                json=question.body,
                headers={"If-None-Match": question.etag} if question.etag else None,
                timeout=self._timeouts,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            return Reply(0, lost=_in_words(error))
        return _reply(response)


def _reply(response: requests.Response) -> Reply:
    headers = {name.lower(): value for name, value in response.headers.items()}
    try:
        content = response.json() if response.content else None
    except ValueError:
        content = None
        if response.ok and response.status_code != NOT_MODIFIED:
            return Reply(0, headers=headers, lost="its answer is no JSON")
    return Reply(response.status_code, content, headers, has_next="next" in response.links)


def _in_words(error: requests.RequestException) -> str:
    if isinstance(error, requests.exceptions.SSLError):
        return "its certificate cannot be verified"
    if isinstance(error, requests.Timeout):
        return "it did not answer in time"
    if isinstance(error, requests.exceptions.ChunkedEncodingError | requests.exceptions.ContentDecodingError):
        return "its answer was cut off"
    if isinstance(error, requests.ConnectionError):
        return "the connection to it failed"
    return f"the request failed ({type(error).__name__})"
