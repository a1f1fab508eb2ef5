"""What git's plumbing commands print, read into plain data; nothing is run here."""

import re
from collections.abc import Iterable, Iterator
from itertools import repeat
from operator import lt
from typing import BinaryIO, NamedTuple

from gitcab.store.path_name import PLAIN, is_sound
from gitcab.store.tree import FileSort, TreeFile

_SORTS = {
    b"100644": FileSort.FILE,
    b"100755": FileSort.FILE,
    b"120000": FileSort.SYMLINK,
    b"160000": FileSort.SUBMODULE,
}
_ABSENT = b"000000"
_PIECE = 1 << 16


class ChangedPath(NamedTuple):
    """A path, from git's top, that differs between two commits; None where it is absent."""

    path: str
    before: TreeFile | None
    after: TreeFile | None


class LoggedCommit(NamedTuple):
    """A commit of a file's history, newest first; `path`, from git's top, is the file's name then.

    `date` is the author's, in ISO 8601 with an offset.
    """

    commit: str
    author: str
    date: str
    subject: str
    path: str


class OwnCommit(NamedTuple):
    """A commit with the ids of its tree and its parents."""

    commit: str
    tree: str
    parents: tuple[str, ...]


def pieces_of(stream: BinaryIO) -> Iterator[bytes]:
    """Output made with `-z`, as it arrives: whole fields with NUL between them, without the last NUL."""
    rest = b""
    while piece := stream.read(_PIECE):
        whole, ended, rest = (rest + piece).rpartition(b"\0")
        if ended:
            yield whole


def fields_of(stream: BinaryIO) -> Iterator[bytes]:
    """The fields of output made with `-z`, each without its final NUL, as they arrive."""
    for piece in pieces_of(stream):
        yield from piece.split(b"\0")


def tree_files(pieces: Iterable[bytes], prefix: str) -> Iterator[TreeFile]:
    """The files below the prefix from the pieces of what `ls-tree -r -z --full-tree` tells.

    A forged tree may name paths that lead elsewhere, or one path twice (git sorts, so a path that
    is not greater than the one before is a forgery): both come out as FileSort.OTHER.
    """
    before = b""
    for piece in pieces:
        plain = _plain_files(piece, prefix, before)
        yield from _any_files(piece, prefix, before) if plain is None else plain
        before = piece.rpartition(b"\0")[2].partition(b"\t")[2]


def _plain_files(piece: bytes, prefix: str, before: bytes) -> Iterator[TreeFile] | None:
    """The files of a piece, where one look at all of them shows that they are plain ones and no forgeries."""
    if not piece.isascii():
        return None
    text = f"{piece.decode()}\0"
    found = re.findall(rf"(?<![^\0])100(?:644|755) blob ([0-9a-f]++)\t{re.escape(prefix)}({PLAIN})\0", text)
    if len(found) < text.count("\0"):
        return None
    blobs, paths = zip(*found, strict=True)
    if not all(map(lt, paths, paths[1:])) or f"{prefix}{paths[0]}".encode() <= before:
        return None
    return map(TreeFile._make, zip(paths, repeat(FileSort.FILE), repeat(None), blobs, strict=False))


def _any_files(piece: bytes, prefix: str, before: bytes) -> Iterator[TreeFile]:
    for entry in piece.split(b"\0"):
        described, _, name = entry.partition(b"\t")
        path = _text(name)
        if path.startswith(prefix):
            mode, _, blob = described.split(b" ")
            forged = name <= before or not is_sound(path.removeprefix(prefix))
            sort = FileSort.OTHER if forged else _sort(mode)
            yield TreeFile(path.removeprefix(prefix), sort, blob=blob.decode())
        before = name


def changed_paths(fields: Iterable[bytes]) -> Iterator[ChangedPath]:
    """The paths from the fields of `diff-tree -r -z --no-renames`."""
    remaining = iter(fields)
    for described in remaining:
        old_mode, new_mode, old_blob, new_blob, _ = described.removeprefix(b":").split(b" ")
        path = _text(next(remaining))
        yield ChangedPath(path, _side(path, old_mode, old_blob), _side(path, new_mode, new_blob))


LOG_FORMAT = "%H%x00%an%x00%aI%x00%s"


def logged_commits(fields: Iterable[bytes], path: str) -> Iterator[LoggedCommit]:
    """The commits from the fields of `log -z --follow --name-only --format=LOG_FORMAT -- path`.

    A path begins with a line break there; a merge has none, and so keeps the one known so far.
    """
    remaining = iter(fields)
    commit = next(remaining, None)
    while commit is not None:
        author, date, subject = (next(remaining).decode("utf-8", "replace") for _ in range(3))
        following = next(remaining, None)
        if following is not None and following.startswith(b"\n"):
            path, following = _text(following[1:]), next(remaining, None)
        yield LoggedCommit(commit.decode(), author, date, subject, path)
        commit = following


LINE_FORMAT = "%H %T %ct %P%n%s"


class LineCommit(NamedTuple):
    """A commit of a branch's own line; `time` is the committer's, in seconds since 1970."""

    commit: str
    tree: str
    time: int
    parents: tuple[str, ...]
    subject: str


def line_commits(fields: Iterable[bytes]) -> Iterator[LineCommit]:
    """The commits from the fields of `log -z --format=LINE_FORMAT`."""
    for described in fields:
        ids, _, subject = described.decode("utf-8", "replace").partition("\n")
        commit, tree, time, *parents = ids.split()
        yield LineCommit(commit, tree, int(time), tuple(parents), subject)


OWN_FORMAT = "%H %T %P"


def own_commits(fields: Iterable[bytes]) -> Iterator[OwnCommit]:
    """The commits from the fields of `log -z --format=OWN_FORMAT`."""
    for described in fields:
        commit, tree, *parents = described.decode().split()
        yield OwnCommit(commit, tree, tuple(parents))


def _side(path: str, mode: bytes, blob: bytes) -> TreeFile | None:
    if mode == _ABSENT:
        return None
    return TreeFile(path, _sort(mode) if is_sound(path) else FileSort.OTHER, blob=blob.decode())


def _sort(mode: bytes) -> FileSort:
    return _SORTS.get(mode, FileSort.OTHER)


def _text(name: bytes) -> str:
    return name.decode("utf-8", "surrogateescape")
