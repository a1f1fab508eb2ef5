"""Several files written in one go or not at all, whatever cuts the writing off.

Before the first file is touched, all of them are noted in git's own folder, with what they hold
before and afterwards. A note that is whole is carried out, by whoever finds it; one that is not was
made before anything was touched, and counts for nothing.
"""

import json
import os
import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from gitcab.store.writing import CannotWrite, check_paths, write_files

_Contents = Mapping[str, bytes | None]

NAME = "gitcab/journal"
"""Where the note lies, for `git rev-parse --git-path`."""


class _Note(NamedTuple):
    """What the files hold before and afterwards; None where there is no file."""

    before: _Contents
    after: _Contents

    def to_bytes(self) -> bytes:
        sides = [{path: _text(content) for path, content in side.items()} for side in (self.before, self.after)]
        return json.dumps(sides).encode()

    @classmethod
    def read(cls, content: bytes) -> "_Note":
        """Raises ValueError for a note that is not whole."""
        before, after = ({path: _content(text) for path, text in side.items()} for side in json.loads(content))
        return cls(before, after)


class Journal(NamedTuple):
    """Writes below `top`; `path` is where the note lies while it does."""

    path: Path
    top: Path

    @property
    def is_pending(self) -> bool:
        """Whether a writing was cut off and waits to be completed."""
        return self.path.exists()

    def write(self, contents: _Contents) -> None:
        """Writes each path below the top, None removes it; all of them or none.

        Raises CannotWrite, everything being as before, for what the system or a link refuses.
        """
        check_paths(self.top, contents)
        note = _Note({path: self._present(path) for path in contents}, contents)
        self._keep(note)
        try:
            write_files(self.top, note.after)
        except CannotWrite:
            write_files(self.top, note.before)
            raise
        finally:
            self._settle(note)

    def recover(self) -> tuple[str, ...]:
        """Completes what was cut off, and gives the paths; nothing where all is well.

        Raises CannotWrite where somebody has edited one of the files meanwhile.
        """
        note = self._noted()
        if note is None:
            self.path.unlink(missing_ok=True)
            return ()
        for path in note.after:
            self._demand_untouched(path, note)
        write_files(self.top, note.after)
        self._sweep(note)
        self._settle(note)
        return tuple(sorted(note.after))

    def _keep(self, note: _Note) -> None:
        if self.is_pending:
            raise CannotWrite("another writing is under way, or was cut off", "run `gitcab recover`")
        self.path.parent.mkdir(parents=True, exist_ok=True)
        part = self.path.with_name(f"{self.path.name}.{os.getpid()}.part")  # each writer has one of its own
        with part.open("wb") as file:
            file.write(note.to_bytes())
            file.flush()
            os.fsync(file.fileno())
        part.replace(self.path)
        _sync_folder(self.path.parent)

    def _settle(self, note: _Note) -> None:
        """Forgets the note once the files are all as before or all as afterwards, and safely so."""
        if {path: self._present(path) for path in note.after} in (note.before, note.after):
            for folder in sorted({(self.top / path).parent for path in note.after}):
                _sync_folder(folder)
            self.path.unlink(missing_ok=True)  # whoever found it may have carried it out already

    def _noted(self) -> _Note | None:
        try:
            return _Note.read(self.path.read_bytes())
        except (FileNotFoundError, ValueError):
            return None

    def _present(self, path: str) -> bytes | None:
        try:
            return (self.top / path).read_bytes()
        except FileNotFoundError:
            return None

    def _demand_untouched(self, path: str, note: _Note) -> None:
        if self._present(path) not in (note.before[path], note.after[path]):
            hint = f"put it back as git has it, or give the rest up too: git restore . && rm {self.path}"
            raise CannotWrite(f"{path} was edited since a writing was cut off", hint)

    def _sweep(self, note: _Note) -> None:
        """Takes away the half-written files that a killed process has left."""
        for path in note.after:
            target = self.top / path
            left = re.compile(rf"\.{re.escape(target.name)}\.[a-z0-9_]{{8}}")
            for one in target.parent.iterdir() if target.parent.is_dir() else ():
                if left.fullmatch(one.name):
                    one.unlink()


def _sync_folder(folder: Path) -> None:
    """Makes sure that the names in a folder outlive a loss of power, on systems that offer it."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _text(content: bytes | None) -> str | None:
    return None if content is None else b64encode(content).decode()


def _content(text: str | None) -> bytes | None:
    return None if text is None else b64decode(text, validate=True)
