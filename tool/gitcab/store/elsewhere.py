"""Work that another process does while this one goes on; Python's threads would only take turns."""

import marshal
import os
import signal
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any, BinaryIO, TypeVar

T = TypeVar("T")


def other_processors() -> int:
    """How many there are beside this one that another process could use, 0 where none can be had."""
    if not (hasattr(os, "fork") and hasattr(os, "sched_getaffinity")):
        return 0
    return len(os.sched_getaffinity(0)) - 1


def forked() -> int:
    """As `os.fork`. Python warns of threads, whose locks a child could wait for; ours takes none of them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


@contextmanager
def elsewhere(work: Callable[[], T]) -> Iterator[Callable[[], T]]:
    """What `work` gives: plain values, such as marshal can send. What is given within waits for them.

    Another process decides nothing: where there is none, or it ends without an answer, the work is done here
    when it is asked for, and raises here what it raises. That process ends with the block.
    """
    if not other_processors():
        yield cache(work)
        return
    reading, writing = os.pipe()
    process = forked()
    if process == 0:
        _answer(work, writing)
    os.close(writing)
    try:
        with os.fdopen(reading, "rb") as answer:
            yield cache(lambda: _received(answer, work))
    finally:
        with suppress(OSError):
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)


def _answer(work: Callable[[], Any], writing: int) -> None:
    with suppress(BaseException), os.fdopen(writing, "wb") as answer:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        content = marshal.dumps(work())
        answer.write(len(content).to_bytes(8, "little") + content)
        answer.flush()
    os._exit(0)


def _received(answer: BinaryIO, work: Callable[[], T]) -> T:
    content = answer.read()
    if len(content) < 8 or len(content) != 8 + int.from_bytes(content[:8], "little"):
        return work()
    found: T = marshal.loads(content[8:])
    return found
