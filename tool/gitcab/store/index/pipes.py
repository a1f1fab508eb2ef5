"""Messages between processes: plain values, such as marshal can send, in pipes that hold a megabyte."""

import marshal
import os
from typing import Any, BinaryIO

_WIDTH = 1 << 20


def wrapped(message: Any) -> bytes:
    """A message with its length before it."""
    content = marshal.dumps(message)
    return len(content).to_bytes(8, "little") + content


def unwrapped(pipe: BinaryIO) -> Any:
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


def send(pipe: BinaryIO, message: bytes) -> None:
    """Waits until all of it has gone. Raises OSError where nobody will read it."""
    rest = memoryview(message)
    while rest:
        rest = rest[pipe.write(rest) :]


def new_pipe() -> tuple[BinaryIO, BinaryIO]:
    """Its end to read from and its end to write to."""
    reading, writing = os.pipe()
    return os.fdopen(reading, "rb", buffering=0), os.fdopen(writing, "wb", buffering=0)


def widened(pipe: BinaryIO) -> int:
    """How many bytes the pipe holds, after asking the system for enough."""
    try:
        from fcntl import F_SETPIPE_SZ, fcntl

        return fcntl(pipe, F_SETPIPE_SZ, _WIDTH)
    except (ImportError, OSError):
        return 0
