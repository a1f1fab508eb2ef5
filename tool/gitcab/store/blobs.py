"""The conversation with `git cat-file --batch-command`: many blobs from one process."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import BinaryIO, NamedTuple

from gitcab.store.git import HOW_TO_COMPLETE
from gitcab.store.tree import CannotRead

# With --buffer git keeps the questions until `flush` and answers then. As every answer is read
# before the next questions are written, neither side ever waits for the other, however large the
# blobs are. Of the contents only one is held at a time.
AT_ONCE = 250
"""How many blobs are asked for at once."""


class Blob(NamedTuple):
    """A blob's size in bytes and its content, None where it is larger than was asked for."""

    size: int
    content: bytes | None


def converse(requests: BinaryIO, answers: BinaryIO, ids: Iterable[str], limit: int) -> Iterator[Blob]:
    """The blobs in the given order; one of more than `limit` bytes is never loaded.

    Raises CannotRead where git does not have one of them.
    """
    remaining = iter(ids)
    while some := list(islice(remaining, AT_ONCE)):
        _ask(requests, "info", some)
        sizes = [_size(answers.readline(), blob) for blob in some]
        _ask(requests, "contents", [blob for blob, size in zip(some, sizes, strict=True) if size <= limit])
        for blob, size in zip(some, sizes, strict=True):
            yield Blob(size, _content(answers, blob) if size <= limit else None)


def _ask(requests: BinaryIO, question: str, ids: Iterable[str]) -> None:
    try:
        requests.write("".join([*(f"{question} {blob}\n" for blob in ids), "flush\n"]).encode())
        requests.flush()
    except BrokenPipeError:
        raise CannotRead("git stopped while it was reading files", HOW_TO_COMPLETE) from None


def _size(answer: bytes, blob: str) -> int:
    words = answer.split()
    if len(words) != 3 or words[1] != b"blob":
        raise CannotRead(f"git does not have the content {blob[:12]}", HOW_TO_COMPLETE)
    return int(words[2])


def _content(answers: BinaryIO, blob: str) -> bytes:
    size = _size(answers.readline(), blob)
    content = answers.read(size + 1)
    if len(content) != size + 1:
        raise CannotRead(f"git could not read the content {blob[:12]} to its end", HOW_TO_COMPLETE)
    return content[:-1]
