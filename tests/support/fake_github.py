"""A stateful stand-in for the part of GitHub that gitcab uses, on this machine, over real HTTP.

Every request is judged by GitHub's own OpenAPI description or GraphQL schema, and so is every
answer that the fake gives; `complaints` holds what did not fit. Faults are put in by tests.
"""

import hashlib
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import format_datetime
from functools import cache
from typing import Any

from openapi_core import OpenAPI
from openapi_core.contrib.werkzeug import WerkzeugOpenAPIRequest, WerkzeugOpenAPIResponse
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

from support import fake_github_graphql
from support.fake_github_rest import OPERATIONS, Outcome, refused
from support.fake_github_shapes import answer, description
from support.fake_github_state import World

_INTEGERS = {"pull_number", "issue_number", "comment_id", "check_run_id", "ruleset_id"}
_LIMIT = 5000
_TOLD = 400


@dataclass
class Fault:
    """What goes wrong with the next request whose "METHOD path?query" the pattern is found in, `times` times.

    `status` answers in GitHub's stead; `before` and `after` do something to the world; `sends`
    makes the answer another one. `skip` lets as many requests pass first.
    """

    pattern: str
    status: int | None = None
    message: str = "injected"
    headers: dict[str, str] = field(default_factory=dict)
    times: int = 1
    skip: int = 0
    before: Callable[[World], Any] = lambda world: None
    after: Callable[[World], Any] = lambda world: None
    sends: Callable[[Response], Response] = lambda response: response


def cut_off(response: Response) -> Response:
    """Half of the body, though the header promises all of it."""
    whole = response.get_data()
    cut = Response(iter([whole[: len(whole) // 2]]), response.status_code, headers=response.headers)
    cut.headers["Content-Length"] = str(len(whole))
    return cut


def garbled(response: Response) -> Response:
    """A page of some proxy, with GitHub's status."""
    return Response("<html>Please log in</html>", response.status_code, mimetype="text/html")


def saying(change: Callable[[Any], Any]) -> Callable[[Response], Response]:
    """An answer whose JSON was changed by the function, which edits it or gives another."""

    def changed(response: Response) -> Response:
        if response.status_code == 304:
            return response
        content = response.get_json()
        edited = change(content)
        response.set_data(json.dumps(content if edited is None else edited))
        return response

    return changed


def slow(seconds: float) -> Callable[[Response], Response]:
    """The answer, but late."""

    def late(response: Response) -> Response:
        time.sleep(seconds)
        return response

    return late


def without(header: str) -> Callable[[Response], Response]:
    """The answer without a header."""

    def bare(response: Response) -> Response:
        response.headers.pop(header, None)
        return response

    return bare


@cache
def _openapi() -> OpenAPI:
    return OpenAPI.from_dict(description())


@cache
def _routes() -> Map:
    def rule(path: str) -> str:
        return re.sub(r"\{(\w+)\}", lambda name: f"<{'int:' * (name[1] in _INTEGERS)}{name[1]}>", path)

    return Map([Rule(rule(path), endpoint=path, methods=[method.upper()]) for method, path in OPERATIONS])


class FakeGitHub:
    """The fake as a WSGI application. `log` holds "METHOD path?query status" of every request."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.faults: list[Fault] = []
        self.log: list[str] = []
        self.complaints: list[str] = []
        self.url = ""
        self._judged: set[tuple[str, str, bytes]] = set()
        self._lock = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        request = Request(environ)
        with self._lock:
            response = self._faulty(request)
            query = f"?{request.query_string.decode()}" if request.query_string else ""
            self.log.append(f"{request.method} {request.path}{query} {response.status_code}")
        return response(environ, start_response)

    def _faulty(self, request: Request) -> Response:
        fault = self._fault(f"{request.method} {request.full_path.rstrip('?')}")
        fault.before(self.world)
        if fault.status is not None:
            response = self._signed(_json(refused(fault.status, fault.message)))
        else:
            response = self._signed(self._answered(request), request)
        response.headers.update(fault.headers)
        fault.after(self.world)
        return fault.sends(response)

    def _fault(self, asked: str) -> Fault:
        for fault in [each for each in self.faults if re.search(each.pattern, asked)]:
            if fault.skip:
                fault.skip -= 1
                continue
            fault.times -= 1
            if not fault.times:
                self.faults.remove(fault)
            return fault
        return Fault("")

    def _answered(self, request: Request) -> Response:
        if request.headers.get("Authorization") != f"Bearer {self.world.token}":
            return _json(refused(401, "Bad credentials"))
        if not request.headers.get("User-Agent", "").startswith("gitcab/"):
            return _json(refused(403, "Request forbidden by administrative rules. Please name a User-Agent."))
        if request.path in ("/graphql", "/api/graphql"):
            return self._graphql(request)
        return self._rest(request)

    def _graphql(self, request: Request) -> Response:
        content = fake_github_graphql.answer(self.world, request.get_json())
        if "data" not in content:
            self.complaints += [error["message"] for error in content["errors"]]
        return _json((200, content))

    def _rest(self, request: Request) -> Response:
        try:
            path = request.path.removeprefix("/api/v3")
            route, arguments = _routes().bind("").match(path, method=request.method)
        except HTTPException:
            return _json(refused(404, "Not Found"))
        asked = WerkzeugOpenAPIRequest(request)
        if wrong := list(_openapi().iter_request_errors(asked)):
            return self._complain(422, request, wrong)
        response = self._done(request, route, arguments)
        key = (request.method, route, response.get_data())
        if response.status_code < 300 and key not in self._judged:
            if wrong := list(_openapi().iter_response_errors(asked, WerkzeugOpenAPIResponse(response))):
                return self._complain(500, request, wrong)
            self._judged.add(key)
        return response

    def _done(self, request: Request, route: str, arguments: dict[str, Any]) -> Response:
        method = request.method.lower()
        if "owner" in arguments and f"{arguments['owner']}/{arguments['repo']}" != self.world.repository:
            return _json(refused(404, "Not Found"))
        body = request.get_json() if request.data else None
        try:
            status, said = OPERATIONS[method, route](self.world, body, **arguments)
        except (KeyError, StopIteration):
            return _json(refused(404, "Not Found"))
        if status >= 300:
            return _json((status, said))
        said, link = _page(request, said) if method == "get" and isinstance(said, list) else (said, {})
        response = _json((status, answer(route, method, status, said)))
        response.headers.update(link)
        return response

    def _complain(self, status: int, request: Request, wrong: list[Exception]) -> Response:
        told = "; ".join(str(getattr(error.__cause__, "schema_errors", None) or error)[:_TOLD] for error in wrong)
        self.complaints.append(f"{request.method} {request.path}: {told}")
        return _json(refused(status, told))

    def _signed(self, response: Response, request: Request | None = None) -> Response:
        """With the headers that GitHub always sends; 304 where the caller has it already."""
        is_read = request is not None and request.method == "GET" and response.status_code == 200
        etag = f'W/"{hashlib.sha256(response.get_data()).hexdigest()}"'
        if is_read and request.headers.get("If-None-Match") == etag:
            link = response.headers.get("Link")
            response = Response(status=304, headers={"Link": link} if link else {})
        if is_read:
            response.headers["ETag"] = etag
        reset = int(self.world.now.timestamp()) + 3600
        response.headers.update({"X-RateLimit-Limit": str(_LIMIT), "X-RateLimit-Remaining": str(_LIMIT - 1)})
        response.headers.update({"X-RateLimit-Reset": str(reset), "Date": format_datetime(self.world.now, usegmt=True)})
        return response


def _json(outcome: Outcome) -> Response:
    status, content = outcome
    return Response(json.dumps(content), status, content_type="application/json; charset=utf-8")


def _page(request: Request, items: list[Any]) -> tuple[list[Any], dict[str, str]]:
    size = min(int(request.args.get("per_page", 30)), 100)
    number = int(request.args.get("page", 1))
    last = max(1, -(-len(items) // size))
    others = {"next": number + 1, "last": last} if number < last else {}
    links = [f'<{request.base_url}?per_page={size}&page={page}>; rel="{rel}"' for rel, page in others.items()]
    return items[(number - 1) * size : number * size], {"Link": ", ".join(links)} if links else {}


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:
        """Requests are in the fake's own log."""

    def send_response(self, code: int, message: str | None = None) -> None:
        """The date is the world's, not this machine's."""
        self.send_response_only(code, message)


@contextmanager
def serving(world: World) -> Iterator[FakeGitHub]:
    """The fake at `url` on this machine, for as long as the block runs."""
    fake = FakeGitHub(world)
    server = make_server("127.0.0.1", 0, fake, threaded=True, request_handler=_Quiet)
    fake.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.01), daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
