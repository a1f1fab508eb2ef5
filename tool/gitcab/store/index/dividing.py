"""Examining on several processors: other processes make parcels, this one keeps them and lends a hand.

These come through a pipe as flat bytes: measured with whole records, the way between processes costs more than it
saves. Another process never decides anything. Whatever ends it, this one sees which chunks it owes, examines
these itself, and meets the error there is.
"""

import os
import signal
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain, islice
from select import select
from typing import Any, BinaryIO, NoReturn

from gitcab.store.acceptance import Acceptance
from gitcab.store.examining import Examiner
from gitcab.store.fast_yaml import accept
from gitcab.store.index.chunk_columns import ChunkColumns, Places
from gitcab.store.index.chunks import Chunk, rows_of
from gitcab.store.index.content_tree import is_all_on_disk
from gitcab.store.index.demands import Demands, demands_of, demands_text
from gitcab.store.index.parcels import Parcel, parcel_of
from gitcab.store.index.pipes import new_pipe, send, unwrapped, widened, wrapped
from gitcab.store.line_cache import LineCache
from gitcab.store.tree import FileSort, Tree, TreeFile

_WORTH_IT = 12
"""How many chunks there must be: starting a process costs as much as a few hundred files."""

_AHEAD = 6
"""How many chunks a worker has in hand, so that it never waits."""

_KEPT_HERE = 8
"""So many chunks of files that mostly need care are not dealt out: workers need not load then what care takes.

They take long, and their rows are few; so nothing waits for these, they come last.
"""

_MOST_WORKERS = 3
_ERRAND = 0  # no chunk has that number


class Job:
    """Chunks of a tree that are to be examined, in a repository whose hash `object_format` names.

    `errand`, which gives plain values, is run by another process while that cannot do anything else.
    """

    def __init__(
        self, tree: Tree, object_format: str, chunks: Iterator[Chunk], errand: Callable[[], Any] = lambda: None
    ) -> None:
        self._tree = tree
        self._object_format = object_format
        self.chunks = chunks
        self.errand = errand

    def parcels_of(self, chunks: Iterable[Chunk], demands: Demands) -> Iterator[tuple[Chunk, Parcel]]:
        """Some of them with their parcels, before the next one is taken."""
        examiner = Examiner(self._tree, Acceptance.of(*demands), self._object_format, LineCache().accept)
        for chunk, rows in rows_of(self._tree, examiner, chunks):
            yield chunk, parcel_of(rows, is_on_disk=is_all_on_disk(self._tree))


@contextmanager
def crew(job: Job, workers: int | None = None) -> Iterator["Crew"]:
    """Whoever does the job. The less is loaded by then the less memory each process needs; they end with the block.

    `workers` are the processes beside this one; where none are named, as many as pay.
    """
    first = list(islice(job.chunks, _WORTH_IT))
    wanted = (_other_processors() if len(first) == _WORTH_IT else 0) if workers is None else workers
    hired: list[_Worker] = []
    try:
        for _ in range(wanted):
            hired.append(_Worker(job, hired))
        yield Crew(job, chain(first, job.chunks), hired)
    finally:
        for worker in hired:
            worker.dismiss()


def _other_processors() -> int:
    if not (hasattr(os, "fork") and hasattr(os, "sched_getaffinity")):
        return 0
    return min(len(os.sched_getaffinity(0)) - 1, _MOST_WORKERS)


class Crew:
    """This process and those that work with it."""

    def __init__(self, job: Job, chunks: Iterable[Chunk], workers: "list[_Worker]") -> None:
        self._job = job
        self._chunks = chunks
        self._workers = workers
        self._mine: deque[Chunk] = deque()
        self._late: dict[int, int] = {}
        self._here: Iterator[tuple[Chunk, Parcel]] = iter(())

    def parcels(self, demands: Demands) -> Iterator[tuple[Chunk, Parcel]]:
        """All chunks with their parcels, for an estate of which that is demanded.

        The first of those that mostly need care come last, all others in their order, whoever has examined them.
        """
        for worker in self._workers:
            worker.begin(demands)
        waiting: dict[int, tuple[Chunk, Parcel]] = {}
        due = 1
        for one in chain(self._dealt(demands), self._owed(demands)):
            waiting[one[0].first] = one
            while due in self._late or due in waiting:
                if due not in self._late:
                    yield waiting[due]
                due += self._late.get(due) or len(waiting.pop(due)[0].files)
        yield from map(waiting.pop, self._late)

    def errand(self) -> Any:
        """What the job's errand gives; where nobody has run it, it is run now."""
        told = next((worker.errand for worker in self._workers if worker.errand), None)
        return told[0] if told else self._job.errand()

    def _dealt(self, demands: Demands) -> Iterator[tuple[Chunk, Parcel]]:
        """Each chunk goes to a worker that has room, else it is examined here; late ones while none has room."""
        for chunk in self._chunks:
            if len(self._late) < _KEPT_HERE and not chunk.is_of_items:
                self._late[chunk.first] = len(chunk.files)
                self._mine.append(chunk)
                continue
            while self._mine and not any(worker.has_room for worker in self._workers):
                yield from self._examined(demands)
                yield from self._answers()
            if not any(worker.take(chunk) for worker in self._workers):
                self._mine.appendleft(chunk)
                yield from self._examined(demands)
            yield from self._answers()

    def _owed(self, demands: Demands) -> Iterator[tuple[Chunk, Parcel]]:
        """What is left when all is dealt: here that is done which a worker would come to last."""
        for worker in self._workers:
            worker.send_no_more()
        while self._mine:
            yield from self._examined(demands)
            yield from self._answers()
        while owing := [worker for worker in self._workers if worker.owed]:
            slowest = max(owing, key=lambda worker: len(worker.owed))
            if len(slowest.owed) > 1 or slowest.has_ended:
                self._mine.append(slowest.owed.popitem()[1])
                yield from self._examined(demands)
                yield from self._answers()
            else:
                yield from slowest.answers(wait=True)
        while found := list(self._examined(demands)):  # what a tree has in hand that asks for more files at once
            yield from found

    def _answers(self) -> Iterator[tuple[Chunk, Parcel]]:
        for worker in self._workers:
            yield from worker.answers(wait=False)

    def _examined(self, demands: Demands) -> Iterator[tuple[Chunk, Parcel]]:
        """One chunk of those that are to be examined here, nothing where there is none."""
        found = next(self._here, None)
        if found is None and self._mine:
            # The first, or after a tree that asks for more files at once has met the end.
            self._here = self._job.parcels_of(_drained(self._mine), demands)
            found = next(self._here)
        if found is not None:
            yield found


def _drained(queue: deque[Chunk]) -> Iterator[Chunk]:
    while queue:
        yield queue.popleft()


class _Worker:
    """A process that makes parcels of the chunks it is sent. `owed` are those it has not answered, by their number.

    `errand` holds what the job's errand gave, once that has come.
    """

    def __init__(self, job: Job, others: "list[_Worker]") -> None:
        self.owed: dict[int, Chunk] = {}
        self.errand: list[Any] = []
        self.has_ended = False
        theirs_to_read, self._requests = new_pipe()
        self._answers, theirs_to_write = new_pipe()
        self._room = widened(self._requests)
        widened(theirs_to_write)
        with warnings.catch_warnings():
            # Python warns of threads, whose locks a child could wait for; ours takes none of them.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._id = os.fork()
        if self._id == 0:
            for pipe in (self._requests, self._answers, *(end for other in others for end in other.ends)):
                pipe.close()
            _serve(job, theirs_to_read, theirs_to_write, is_first=not others)
        theirs_to_read.close()
        theirs_to_write.close()

    @property
    def ends(self) -> tuple[BinaryIO, BinaryIO]:
        """This process's ends of the pipes."""
        return self._requests, self._answers

    @property
    def has_room(self) -> bool:
        """Whether it could have one more chunk in hand."""
        return len(self.owed) < _AHEAD and not self._requests.closed

    def begin(self, demands: Demands) -> None:
        """Tells what is demanded, which the worker has to know before the first chunk."""
        with suppress(OSError):
            send(self._requests, wrapped(demands_text(*demands)))

    def take(self, chunk: Chunk) -> bool:
        """Sends a chunk, if there is room for it in the pipe, so that neither ever waits for the other."""
        if not self.has_room:
            return False
        message = wrapped((chunk.first, [(file.path, file.size, file.blob) for file in chunk.files]))
        if len(message) > self._room // _AHEAD:
            return False
        try:
            send(self._requests, message)
        except OSError:
            return False
        self.owed[chunk.first] = chunk
        return True

    def send_no_more(self) -> None:
        """The worker answers what it has and ends."""
        self._requests.close()

    def answers(self, *, wait: bool) -> Iterator[tuple[Chunk, Parcel]]:
        """The chunks that it has examined; `wait` for all of them. None where it has ended before."""
        while self.owed and (wait or select([self._answers], [], [], 0)[0]):
            answer = unwrapped(self._answers)
            if answer is None:
                self.has_ended = True
                self._requests.close()
                return
            first, *told = answer
            if first == _ERRAND:
                self.errand = told
            elif first in self.owed:
                content, columns, places, *others = told
                yield self.owed.pop(first), Parcel(content, ChunkColumns(*columns), Places(*places), *others)

    def dismiss(self) -> None:
        """Ends the process, whatever it does."""
        for end in self.ends:
            end.close()
        with suppress(OSError):
            os.kill(self._id, signal.SIGKILL)
            os.waitpid(self._id, 0)


def _serve(job: Job, requests: BinaryIO, answers: BinaryIO, *, is_first: bool) -> NoReturn:
    """What a worker does until nothing more is sent; it says nothing of errors, which the other process meets."""
    with suppress(BaseException):
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        if is_first:  # the first process reads the schemas meanwhile
            send(answers, wrapped((_ERRAND, job.errand())))
        accept(b"kind: Team\n")  # which loads what it needs
        demands = demands_of(unwrapped(requests))
        for chunk, (content, columns, places, *others, _) in job.parcels_of(_sent(requests), demands):
            send(answers, wrapped((chunk.first, content, tuple(columns), tuple(places), *others)))
    os._exit(0)


def _sent(requests: BinaryIO) -> Iterator[Chunk]:
    while (message := unwrapped(requests)) is not None:
        first, files = message
        yield Chunk(first, [TreeFile(path, FileSort.FILE, size, blob) for path, size, blob in files])
