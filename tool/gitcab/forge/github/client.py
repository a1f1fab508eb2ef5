"""The client: questions to GitHub, patiently asked, whose answers are whole or an error."""

import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from gitcab.forge.github.access import Access
from gitcab.forge.github.patience import ATTEMPTS, LONGEST, pause
from gitcab.forge.github.refusal import refusal
from gitcab.forge.github.reply import NOT_MODIFIED, Reply
from gitcab.forge.github.transport import Question, Transport
from gitcab.forge.unavailable import ForgeUnavailable

T = TypeVar("T")

PER_PAGE = 100
_MOST_PAGES = 200
_READINGS = 4


class Client:
    """Asks one GitHub with one token. `sleep` waits for so many seconds.

    Every method raises ForgeUnavailable where there is no whole answer after some attempts.
    """

    def __init__(
        self, access: Access, sleep: Callable[[float], None] = time.sleep, transport: Transport | None = None
    ) -> None:
        self.access = access
        self._sleep = sleep
        self._transport = transport or Transport(access)
        self._known: dict[tuple[str, str], Reply] = {}

    def get(self, path: str, **query: str | int) -> Reply:
        """The answer to a GET of that path, as `/repos/district/it`; one that is known is only confirmed."""
        key = (path, repr(sorted(query.items())))
        known = self._known.get(key)
        etag = known.headers["etag"] if known else None
        reply = self._ask(Question("GET", self.access.rest + path, query, etag=etag))
        if reply.status == NOT_MODIFIED and known is not None:
            return Reply(known.status, known.content, {**known.headers, **reply.headers}, known.has_next)
        if "etag" in reply.headers:
            self._known[key] = reply
        return reply

    def every(self, path: str, read: Callable[[Any], T], **query: str | int) -> list[T]:
        """What `read` takes out of each entry of a list, to its last page.

        Where there are several pages, they are read until two readings agree in that.
        """
        entries, pages = self._pages(path, read, query)
        if pages == 1:
            return entries
        for _ in range(_READINGS - 1):
            again, _ = self._pages(path, read, query)
            if again == entries:
                return entries
            entries = again
        raise ForgeUnavailable(f"GitHub's list {path} changes while it is read", "run it again")

    def send(self, method: str, path: str, body: Mapping[str, Any] | None = None, *, is_repeatable: bool = True) -> Any:
        """Writes; gives GitHub's answer. What is not repeatable would be there twice after a second attempt."""
        return self._ask(Question(method, self.access.rest + path, body=body), is_repeatable=is_repeatable).content

    def graphql(self, query: str, **variables: Any) -> Mapping[str, Any]:
        """What a GraphQL query gives; an answer in part is none."""
        body = {"query": query, "variables": variables}
        reply = self._ask(Question("POST", self.access.graphql, body=body))
        content = reply.content if isinstance(reply.content, dict) else {}
        data = content.get("data")
        if content.get("errors") or not isinstance(data, dict):
            raise refusal("POST /graphql", reply)
        return data

    def _pages(self, path: str, read: Callable[[Any], T], query: Mapping[str, str | int]) -> tuple[list[T], int]:
        """All entries, and on how many pages; a full page without a link may still have a next one."""
        entries: list[T] = []
        for page in range(1, _MOST_PAGES + 1):
            reply = self.get(path, **query, per_page=PER_PAGE, page=page)
            if not isinstance(reply.content, list):
                raise ForgeUnavailable(f"GitHub's answer to {path} is no list")
            entries += [read(each) for each in reply.content]
            if not reply.has_next and len(reply.content) < PER_PAGE:
                return entries, page
        raise ForgeUnavailable(f"GitHub's list {path} has more than {_MOST_PAGES} pages")

    def _ask(self, question: Question, *, is_repeatable: bool = True) -> Reply:
        for attempt in range(ATTEMPTS):
            reply = self._transport.exchange(question)
            wait = None if attempt == ATTEMPTS - 1 else pause(reply, attempt, is_repeatable=is_repeatable)
            if wait is None or wait > LONGEST:
                break
            self._sleep(wait)
        if reply.is_good:
            return reply
        raise refusal(f"{question.method} {question.address.removeprefix(self.access.rest)}", reply)
