"""Git begins to look at the files around the current folder before anything is loaded that could say what is asked.

For 100,000 files it needs longer than all the rest takes. Nothing is believed of it that is not made sure of later:
who takes what git says has found the same repository by then, and git's index as it was. Where anything is less than
plain (a linked work tree, a folder within one, settings that may run programs) nothing begins.
"""

import os
import stat

from gitcab.store.git_call import (
    ENVIRONMENT,
    OPTIONS,
    TRUSTING_NOTHING,
    may_run_programs,
    place,
    put_aside,
    surroundings,
)
from gitcab.store.index.state import state_of_index
from gitcab.store.landmarks import LANDMARKS

_QUESTION = ("diff-files", "-z", "--ignore-submodules=all", "--", *LANDMARKS)
_SIGTERM = 15  # the module that names it takes longer to load than all of this
_LAST_STANDARD_STREAM = 2


class HeadStart:
    """Git's comparison of the files below `top` with its index, which was in the state `index` when that began.

    Raises OSError where git cannot be started.
    """

    def __init__(self, top: str) -> None:
        self.top = top
        self.index = state_of_index(f"{top}/.git/index")
        called = ("git", *OPTIONS, *place(top, f"{top}/.git"), *TRUSTING_NOTHING, *_QUESTION)
        self._out, its_out = _pipe()
        streams = [
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_DUP2, its_out, 1),
            (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
        ]
        try:
            self._process = os.posix_spawnp("git", called, surroundings(ENVIRONMENT), file_actions=streams)
        except BaseException:
            os.close(self._out)
            raise
        finally:
            os.close(its_out)
        self._has_ended = False
        put_aside(self._process)

    def told(self) -> bytes | None:
        """What git says, once it has said it all; None where it failed, or where that was told already."""
        if self._has_ended:
            return None
        with os.fdopen(self._out, "rb", closefd=False) as stream:
            said = stream.read()
        return said if self._ended() == 0 else None

    def end(self) -> None:
        """Ends git, if it is still at it."""
        if not self._has_ended:
            self._kill()
            self._ended()

    def _kill(self) -> None:
        try:
            os.kill(self._process, _SIGTERM)
        except ProcessLookupError:  # the system has waited for it already
            return

    def _ended(self) -> int | None:
        """Its status, None where the system waits for it instead, as it does for who ignores SIGCHLD."""
        self._has_ended = True
        os.close(self._out)
        try:
            return os.waitpid(self._process, 0)[1]
        except ChildProcessError:
            return None


_begun: list[HeadStart] = []
"""One or none: it is there from the start of a process until somebody takes it."""


def begin() -> None:
    """Has git begin, where the current folder is the top of a plain work tree that has an index of gitcab's."""
    try:
        top = os.getcwd()  # noqa: PTH109 (pathlib takes longer to load than all of this)
        if hasattr(os, "posix_spawnp") and _is_plain(f"{top}/.git"):
            _begun.append(HeadStart(top))
    except OSError:
        return


def take(top: str, git_dir: str) -> HeadStart | None:
    """What has begun, if it did in this repository; nobody else has it then, and whoever has it ends it."""
    found = _begun.pop() if _begun else None
    if found is None or (found.top == top and git_dir == f"{top}/.git"):
        return found
    found.end()
    return None


def abandon() -> None:
    """Ends what nobody has taken."""
    while _begun:
        _begun.pop().end()


def _pipe() -> tuple[int, int]:
    """One that is none of the three standard streams, which may have been closed: git would open them anew for itself.

    Raises OSError where it would be.
    """
    ends = os.pipe()
    if min(ends) > _LAST_STANDARD_STREAM:
        return ends
    for end in ends:
        os.close(end)
    raise OSError("a standard stream is closed")


def _is_plain(git_dir: str) -> bool:
    """Whether git's folder and its settings hold nothing that would have to be understood first.

    Raises OSError where one of the folders is not there.
    """
    return (
        stat.S_ISDIR(os.lstat(git_dir).st_mode)
        and stat.S_ISDIR(os.lstat(f"{git_dir}/gitcab").st_mode)
        and not os.path.lexists(f"{git_dir}/commondir")
        and not any(may_run_programs(_content(f"{git_dir}/{name}")) for name in ("config", "config.worktree"))
    )


def _content(path: str) -> bytes:
    """What the file holds; nothing where there is none."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 (pathlib takes longer to load than all of this)
            return file.read()
    except FileNotFoundError:
        return b""
