"""The file in which an index lies: who may trust it, how it is put in place, and how it is written to.

Whatever changes the file changes the time of its last modification, and that of a sound one is a time which
the file itself tells (`stamp`), as it tells which file it is (`inode`). So nothing that was cut off, cut short,
copied or written by somebody else is taken for sound, at the cost of one look. What a power cut may have torn is
known by the machine's start, which the file tells as well. An index that is not sound is made anew.
"""

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from time import time
from typing import NamedTuple
from urllib.parse import quote

from gitcab.store.index import origin, signature

_PATIENCE = 0.3
"""Seconds to wait for another process that is writing."""

_FIRST, _STEP = 10**18, 2 * 10**9
"""Stamps, in nanoseconds: the first, and how far apart they are."""

_BESIDE = ("-journal", "-wal", "-shm")
_OF_OTHERS = stat.S_IWGRP | stat.S_IWOTH
_CARELESS = "PRAGMA page_size=16384; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE;"
"""With pages four times as large as by default, filling it and asking it both take a little less."""

_ALL_OR_NOTHING = "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE;"


class Unwritable(Exception):
    """The index cannot be written now: no space, no right, or another process has it. Go on without."""


class Found(NamedTuple):
    """The index that was found: `connection` is None where there is none that can be used.

    Then `remark` tells what was wrong with it, None where that needs no word (it is missing or outdated).
    """

    connection: sqlite3.Connection | None
    remark: str | None = None


class IndexFile:
    """The index of the estate at `prefix` (from git's top, "" or ending in "/") in git's folder.

    `name` tells the file that can be asked, "index", from the one in which records lie packed.
    """

    def __init__(self, git_dir: Path, prefix: str, name: str = "index") -> None:
        self.path = git_dir / "gitcab" / f"{name}{_mark(prefix)}.sqlite"
        self._git_dir = git_dir
        self._prefix = prefix

    def open(self) -> Found:
        """A connection that reads, and holds what it sees until it is closed.

        It may make temporary tables. Nobody writes to the file while it is open, this process included.
        """
        try:
            found, folder = self.path.lstat(), self.path.parent.lstat()
        except OSError:
            return Found(None)
        if not (stat.S_ISREG(found.st_mode) and stat.S_ISDIR(folder.st_mode) and _is_own(found) and _is_own(folder)):
            return Found(None, f"{self.path} is no file that is yours alone")
        try:
            connection = self._connect("ro")
        except sqlite3.Error:
            return Found(None)
        try:
            problem = self._looked_at(connection)
        except (sqlite3.Error, OSError) as error:
            problem = "" if "locked" in str(error) else f"{self.path} was damaged"
        if problem is None:
            return Found(connection)
        connection.close()
        return Found(None, problem or None)

    @contextmanager
    def made_anew(self, stamp: int | None = None) -> Iterator[sqlite3.Connection]:
        """An empty database to fill, which takes the file's place at the end and is sound from then on.

        `stamp`, one of `new_stamp`, will be its meta key `stamp`. Any thread may use the connection. Whoever
        reads the old one goes on reading it. Raises Unwritable where that cannot be done, also at the end;
        whatever else is raised within leaves the old one as it is.
        """
        stamp = stamp or new_stamp()
        with _told_as_unwritable():
            temporary = self._empty_file()
        try:
            with _told_as_unwritable():
                with closing(sqlite3.connect(temporary, isolation_level=None, check_same_thread=False)) as connection:
                    connection.executescript(_CARELESS)
                    yield connection
                    self._sign(connection, temporary, stamp)
                _settle(temporary, stamp)
                self._put_in_place(temporary)
        finally:
            temporary.unlink(missing_ok=True)

    @contextmanager
    def writing(self, expected: str, patience: float = _PATIENCE) -> Iterator[sqlite3.Connection]:
        """A transaction on the sound index whose meta key `stamp` is the one expected: all of it or nothing.

        No reader may be open in this process. Raises Unwritable where somebody reads or writes it, where it is
        another one by now, and where the disk is full.
        """
        with _told_as_unwritable(), closing(self._connect("rw", patience)) as connection:
            stamp = new_stamp()
            connection.executescript(_ALL_OR_NOTHING)
            connection.execute("BEGIN EXCLUSIVE")
            if self._problem(connection) or _told(connection)["stamp"] != expected:
                raise Unwritable("it is another one by now")
            _unsettle(self.path)
            try:
                yield connection
                self._sign(connection, self.path, stamp)
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise
            _settle(self.path, stamp)

    def drop(self) -> bool:
        """Removes the index; whether there was one. Raises OSError where that may not be done."""
        there = self.path.is_symlink() or self.path.exists()
        for path in (self.path, *self._beside()):
            path.unlink(missing_ok=True)
        return there

    def _looked_at(self, connection: sqlite3.Connection) -> str | None:
        """Begins the transaction that is held; what is wrong, as `_problem` tells it."""
        connection.executescript("PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY;")
        connection.execute("BEGIN")
        return self._problem(connection)

    def _problem(self, connection: sqlite3.Connection) -> str | None:
        """What is wrong with an index in whose transaction we are: "" where it is only outdated, None if nothing."""
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (number,) = connection.execute("PRAGMA user_version").fetchone()
        if application != signature.APPLICATION_ID:
            return f"{self.path} was no index of gitcab's"
        if number != signature.FORMAT:
            return ""
        told, found = _told(connection), self.path.stat()
        if told["stamp"] != str(found.st_mtime_ns) or told["inode"] != str(found.st_ino):
            return f"{self.path} was cut off or changed by another program"
        return None if told.items() >= self._terms().items() else ""

    def _terms(self) -> dict[str, str]:
        """Under which an index holds, beside what it mirrors."""
        return {
            "prefix": self._prefix,
            "program": origin.program(),
            "calendar": origin.calendar(),
            "start": origin.start() or "",
        }

    def _sign(self, connection: sqlite3.Connection, path: Path, stamp: int) -> None:
        """Writes what makes the database an index, and the time that will say so of the file."""
        own = {"stamp": str(stamp), "inode": str(path.stat().st_ino)}
        connection.executemany(signature.INSERT_META, [*own.items(), *self._terms().items()])
        connection.execute(f"PRAGMA application_id={signature.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={signature.FORMAT}")

    def _empty_file(self) -> Path:
        folder = self.path.parent
        if not _is_users(self._git_dir.stat()):
            raise Unwritable("git's folder belongs to somebody else")
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if not (stat.S_ISDIR(found.st_mode) and _is_users(found)):
            raise Unwritable(f"{folder} is no folder of yours")
        if not _is_own(found):
            folder.chmod(stat.S_IMODE(found.st_mode) & ~_OF_OTHERS)
        for old in folder.glob(f"{self.path.name}.*.tmp"):
            if not _is_fresh(old):
                old.unlink(missing_ok=True)
        temporary = folder / f"{self.path.name}.{os.getpid()}-{os.urandom(4).hex()}.tmp"
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        return temporary

    def _put_in_place(self, temporary: Path) -> None:
        # A journal of the old file's, which gitcab never writes, would be played back into the new one.
        for path in self._beside():
            path.unlink(missing_ok=True)
        temporary.replace(self.path)

    def _beside(self) -> list[Path]:
        return [self.path.with_name(f"{self.path.name}{ending}") for ending in _BESIDE]

    def _connect(self, mode: str, patience: float = _PATIENCE) -> sqlite3.Connection:
        place = f"file:{quote(str(self.path))}?mode={mode}"
        return sqlite3.connect(place, uri=True, isolation_level=None, timeout=patience)


def _told(connection: sqlite3.Connection) -> dict[str, str]:
    """What is kept beside the records. Raises sqlite3.DatabaseError for a damaged file."""
    try:
        return {"stamp": "", "inode": "", **dict(connection.execute("SELECT key, value FROM meta"))}
    except ValueError as error:  # even what SQLite says of it may be no text
        raise sqlite3.DatabaseError("damaged") from error


def new_stamp() -> int:
    """Nanoseconds since 1970 that no clock will say any more: whole even seconds, which every file system keeps."""
    return _FIRST + _STEP * (int.from_bytes(os.urandom(4)) % 200_000_000)


def _settle(path: Path, stamp: int) -> None:
    """Gives the file the time by which it is sound."""
    _flush(path)
    os.utime(path, ns=(stamp, stamp))


def _unsettle(path: Path) -> None:
    """Takes it away before anything is written: a write alone does so where the machine's start is known."""
    if origin.start() is None:
        os.utime(path, ns=(0, 0))
        _flush(path)


def _mark(prefix: str) -> str:
    """What tells the files of several estates apart; nothing for the one at git's top."""
    if not prefix:
        return ""
    from hashlib import sha256

    return f"-{sha256(os.fsencode(prefix)).hexdigest()[:12]}"


def _flush(path: Path) -> None:
    """Where a power cut could not be noticed afterwards, what was written is on the disk first."""
    if origin.start() is None:
        opened = os.open(path, os.O_RDWR)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _is_own(found: os.stat_result) -> bool:
    """Whether it is the user's, where systems have such things, and nobody else may write to it."""
    return _is_users(found) and not (hasattr(os, "geteuid") and found.st_mode & _OF_OTHERS)


def _is_users(found: os.stat_result) -> bool:
    return not hasattr(os, "geteuid") or found.st_uid == os.geteuid()


def _is_fresh(path: Path) -> bool:
    """Whether somebody may still be at work on it: an hour is longer than any estate takes."""
    try:
        found = path.lstat()
        # One that is about to be put in place has a stamp for its time already; then its status tells how old it is.
        is_stamped = found.st_mtime_ns % _STEP == 0 and found.st_mtime_ns >= _FIRST
        return (found.st_ctime if is_stamped else found.st_mtime) > time() - 3600
    except OSError:
        return True


@contextmanager
def _told_as_unwritable() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise Unwritable(str(error)) from error
