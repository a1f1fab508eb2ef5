"""Examining on several processors: other processes make rows, this one keeps them and lends a hand.

Rows come through a pipe as flat bytes: measured with whole records, the way between processes costs more than it
saves. Another process never decides anything. Whatever ends it, this one sees which chunks it owes, examines
these itself, and meets the error there is.
"""

import marshal
import os
import signal
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain, islice
from select import select
from typing import Any, BinaryIO, NoReturn

from gitcab.store.examining import Examiner
from gitcab.store.index.chunks import Chunk, Rows, rows_of
from gitcab.store.tree import FileSort, Tree, TreeFile

_WORTH_IT = 6
"""How many chunks there must be: starting a process costs as much as a few hundred files."""

_AHEAD = 3
"""How many chunks a worker has in hand, so that it never waits."""

_MOST_WORKERS = 3
_WIDTH = 1 << 20

_FORM = 2
"""Of marshal: later ones look for what is there twice, which takes twice as long and hardly anything is."""

RowsOf = Callable[[Iterable[Chunk]], Iterator[tuple[Chunk, Rows]]]


def divided(
    tree: Tree, examiner: Examiner, chunks: Iterator[Chunk], workers: int | None = None
) -> Iterator[tuple[Chunk, Rows]]:
    """All chunks with their rows, in their order.

    `workers` are the processes beside this one; where none are named, as many as pay.
    """

    def rows_here(some: Iterable[Chunk]) -> Iterator[tuple[Chunk, Rows]]:
        return rows_of(tree, examiner, some)

    first = list(islice(chunks, _WORTH_IT))
    wanted = (_other_processors() if len(first) == _WORTH_IT else 0) if workers is None else workers
    hired: list[_Worker] = []
    try:
        for _ in range(wanted):
            hired.append(_Worker(rows_here, hired))
        yield from _in_order(_dealt(chain(first, chunks), rows_here, hired))
    finally:
        for worker in hired:
            worker.dismiss()


def _other_processors() -> int:
    if not (hasattr(os, "fork") and hasattr(os, "sched_getaffinity")):
        return 0
    return min(len(os.sched_getaffinity(0)) - 1, _MOST_WORKERS)


def _in_order(found: Iterable[tuple[Chunk, Rows]]) -> Iterator[tuple[Chunk, Rows]]:
    waiting: dict[int, tuple[Chunk, Rows]] = {}
    due = 1
    for one in found:
        waiting[one[0].first] = one
        while due in waiting:
            chunk, rows = waiting.pop(due)
            due += len(chunk.files)
            yield chunk, rows


def _dealt(chunks: Iterable[Chunk], rows_here: RowsOf, workers: "list[_Worker]") -> Iterator[tuple[Chunk, Rows]]:
    """Each chunk goes to a worker that has room, else it is examined here."""
    mine: deque[Chunk] = deque()
    here = rows_here(_drained(mine))
    for chunk in chunks:
        if not any(worker.take(chunk) for worker in workers):
            mine.append(chunk)
            found = next(here, None)
            if found is None:  # a tree that asks for more files at once than a chunk has met the end of `mine`
                here = rows_here(_drained(mine))
                found = next(here)
            yield found
        for worker in workers:
            yield from worker.answers(wait=False)
    for worker in workers:
        worker.send_no_more()
    for worker in workers:
        yield from worker.answers(wait=True)
    yield from rows_here(chain.from_iterable(worker.owed.values() for worker in workers))


def _drained(queue: deque[Chunk]) -> Iterator[Chunk]:
    while queue:
        yield queue.popleft()


class _Worker:
    """A process that makes rows of the chunks it is sent. `owed` are those it has not answered, by their number."""

    def __init__(self, rows_here: RowsOf, others: "list[_Worker]") -> None:
        self.owed: dict[int, Chunk] = {}
        theirs_to_read, self._requests = _pipe()
        self._answers, theirs_to_write = _pipe()
        self._room = _widened(self._requests)
        _widened(theirs_to_write)
        with warnings.catch_warnings():
            # Python warns of threads, whose locks a child could wait for; ours takes none of them.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._id = os.fork()
        if self._id == 0:
            for pipe in (self._requests, self._answers, *(end for other in others for end in other.ends)):
                pipe.close()
            _serve(rows_here, theirs_to_read, theirs_to_write)
        theirs_to_read.close()
        theirs_to_write.close()

    @property
    def ends(self) -> tuple[BinaryIO, BinaryIO]:
        """This process's ends of the pipes."""
        return self._requests, self._answers

    def take(self, chunk: Chunk) -> bool:
        """Sends a chunk, if there is room for it in the pipe, so that neither ever waits for the other."""
        if len(self.owed) >= _AHEAD or self._requests.closed:
            return False
        message = _packed((chunk.first, [(file.path, file.size, file.blob) for file in chunk.files]))
        if len(message) > self._room // _AHEAD:
            return False
        try:
            _send(self._requests, message)
        except OSError:
            return False
        self.owed[chunk.first] = chunk
        return True

    def send_no_more(self) -> None:
        """The worker answers what it has and ends."""
        self._requests.close()

    def answers(self, *, wait: bool) -> Iterator[tuple[Chunk, Rows]]:
        """The chunks that it has examined; `wait` for all of them. None where it has ended before."""
        while self.owed and (wait or select([self._answers], [], [], 0)[0]):
            answer = _unpacked(self._answers)
            if answer is None:
                self._requests.close()
                return
            first, rows = answer
            yield self.owed.pop(first), Rows(*rows)

    def dismiss(self) -> None:
        """Ends the process, whatever it does."""
        for end in self.ends:
            end.close()
        with suppress(OSError):
            os.kill(self._id, signal.SIGKILL)
            os.waitpid(self._id, 0)


def _serve(rows_here: RowsOf, requests: BinaryIO, answers: BinaryIO) -> NoReturn:
    """What a worker does until nothing more is sent; it says nothing of errors, which the other process meets."""
    with suppress(BaseException):
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        for chunk, rows in rows_here(_sent(requests)):
            _send(answers, _packed((chunk.first, tuple(rows))))
    os._exit(0)


def _sent(requests: BinaryIO) -> Iterator[Chunk]:
    while (message := _unpacked(requests)) is not None:
        first, files = message
        yield Chunk(first, [TreeFile(path, FileSort.FILE, size, blob) for path, size, blob in files])


def _packed(message: Any) -> bytes:
    content = marshal.dumps(message, _FORM)
    return len(content).to_bytes(8, "little") + content


def _unpacked(pipe: BinaryIO) -> Any:
    """The next message; None where the other end has gone, be it in the middle of one."""
    length = _received(pipe, 8)
    content = _received(pipe, int.from_bytes(length, "little")) if length else None
    return marshal.loads(content) if content else None


def _received(pipe: BinaryIO, size: int) -> bytes | None:
    """Just so many bytes, None where fewer come. No pipe here reads ahead: what has come is seen by `select`."""
    content = bytearray()
    while len(content) < size:
        piece = pipe.read(size - len(content))
        if not piece:
            return None
        content += piece
    return bytes(content)


def _send(pipe: BinaryIO, message: bytes) -> None:
    rest = memoryview(message)
    while rest:
        rest = rest[pipe.write(rest) :]


def _pipe() -> tuple[BinaryIO, BinaryIO]:
    reading, writing = os.pipe()
    return os.fdopen(reading, "rb", buffering=0), os.fdopen(writing, "wb", buffering=0)


def _widened(pipe: BinaryIO) -> int:
    """How many bytes the pipe holds, after asking the system for enough."""
    try:
        from fcntl import F_SETPIPE_SZ, fcntl

        return fcntl(pipe, F_SETPIPE_SZ, _WIDTH)
    except (ImportError, OSError):
        return 0
