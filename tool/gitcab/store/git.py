"""The only door to git, but for what index/head_start.py starts before it is loaded: fixed plumbing commands.

Questions start git's processes themselves, as importing GitPython takes longer than most answers.
What is done in somebody's name is started through GitPython, which starts the process and does
nothing else: its own arguments, configuration, references, clone, fetch, diff and blame were the
subject of more than thirty advisories. A repository is hostile data too (store/git_call.py). What
users type never becomes an option; store/repository.py asks the questions.

Only where somebody asks gitcab to commit and push in their name do their own settings count: who
they are, how they sign, and how they reach the remote. Hooks stay switched off there too.
"""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from typing import TYPE_CHECKING, BinaryIO, cast

from gitcab.store.git_call import ENVIRONMENT, OPTIONS, put_aside, surroundings
from gitcab.store.tree import CannotRead

if TYPE_CHECKING:
    from git.cmd import Git

HOW_TO_COMPLETE = "clone again without --depth and --filter, or see what `git fsck` says"
"""The hint for a repository that lacks objects."""

HOW_TO_DEEPEN = "deepen it with `git fetch --deepen=100`, or get the whole history with `git fetch --unshallow`"
"""The hint for a shallow clone whose history ends too early."""

_HOW_TO_INSTALL = "install git 2.38 or later"
_OLDEST = (2, 38)

_IN_THEIR_NAME = {
    "GIT_ALLOW_PROTOCOL": "file:git:http:https:ssh",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_NO_REPLACE_OBJECTS": "1",
    "LC_ALL": "C",
}

_THEIR_OWN = re.compile(r"GIT_((AUTHOR|COMMITTER)_\w+|SSH\w*|ASKPASS|TERMINAL_PROMPT|CONFIG_(GLOBAL|SYSTEM|NOSYSTEM))")

_PLACE_OF_SETTINGS = re.compile(r"GIT_CONFIG_(GLOBAL|SYSTEM|NOSYSTEM)")


class Runner:
    """Starts git's commands in one place, cut off from settings and variables of others.

    `in_their_name` lets in what says who somebody is and how they reach a remote; `their_settings` only
    where their settings lie, for commands that tell these. `objects` is the folder of git's objects, and `index`
    the file of git's index, where they do not lie in the repository's own place. `aside`, they leave the machine to
    this process where it has something to do.
    """

    def __init__(
        self,
        *place: str,
        in_their_name: bool = False,
        their_settings: bool = False,
        objects: Path | None = None,
        index: Path | None = None,
        aside: bool = False,
    ) -> None:
        self._call = ("git", *OPTIONS, *place)
        places = {"GIT_OBJECT_DIRECTORY": objects, "GIT_INDEX_FILE": index}
        elsewhere = {name: str(path) for name, path in places.items() if path is not None}
        self._in_their_name = in_their_name
        self._aside = aside
        ours = _with_their_settings() if their_settings else ENVIRONMENT
        self._environment = (_IN_THEIR_NAME if in_their_name else ours) | elsewhere

    @contextmanager
    def started(self, command: str, *arguments: str, stdin: int | None = None) -> Iterator[Popen[bytes]]:
        """A running command, for answers too long to hold; leaving closes its pipes and so ends it."""
        called = [*self._call, command, *arguments]
        begin = _started_in_their_name if self._in_their_name else _started
        with begin(called, stdin, self._environment) as process:
            if self._aside:
                put_aside(process.pid)
            yield process

    @contextmanager
    def streamed(self, command: str, *arguments: str) -> Iterator[BinaryIO]:
        """What a command prints, as it prints it. Raises CannotRead at the end where it has failed.

        Whoever closes it before, or leaves by an error, ends the command, which might wait for something for ever.
        """
        with self.started(command, *arguments) as process:
            told = cast(BinaryIO, process.stdout)
            try:
                yield told
            except BaseException:
                process.terminate()
                raise
            if told.closed:
                process.terminate()
            else:
                demand_success(process)

    def ask(self, command: str, *arguments: str, no: tuple[int, ...] = (), given: bytes | None = None) -> str | None:
        """What a command prints, without its last line break; None where its exit code is one of `no`.

        `given` is what it reads from its standard input.
        """
        with self.started(command, *arguments, stdin=None if given is None else PIPE) as process:
            answer, complaint = process.communicate(given)
        if process.returncode in no:
            return None
        if process.returncode != 0:
            raise CannotRead(_complaint(complaint), HOW_TO_COMPLETE)
        return os.fsdecode(answer).removesuffix("\n")


def _with_their_settings() -> dict[str, str]:
    theirs = {name: value for name, value in os.environ.items() if _PLACE_OF_SETTINGS.fullmatch(name)}
    return {name: value for name, value in ENVIRONMENT.items() if not _PLACE_OF_SETTINGS.fullmatch(name)} | theirs


@contextmanager
def _started(called: list[str], stdin: int | None, environment: Mapping[str, str]) -> Iterator[Popen[bytes]]:
    try:
        running = Popen(called, stdin=stdin or DEVNULL, stdout=PIPE, stderr=PIPE, env=surroundings(environment))
    except OSError as error:
        raise CannotRead(f"git cannot be started: {error}", _HOW_TO_INSTALL) from None
    with running as process:
        yield process


@contextmanager
def _started_in_their_name(
    called: list[str], stdin: int | None, environment: Mapping[str, str]
) -> Iterator[Popen[bytes]]:
    with _no_inherited_variables():
        # The name must live as long as the process, which GitPython ends when it is collected.
        running = _git().execute(called, stdin, as_process=True, shell=False, env=environment)
    with cast("Popen[bytes]", running.proc) as process:
        yield process


@cache
def _git() -> "Git":
    """GitPython, imported late because the import itself runs git, and fails where that fails."""
    try:
        from git.cmd import Git
    except ImportError as error:
        reason = str(error).partition("\n")[0]
        raise CannotRead(f"git cannot be used: {reason}", _HOW_TO_INSTALL) from None
    return Git()


def demand_success(process: Popen[bytes]) -> None:
    """Waits for a command whose output was read. Raises CannotRead where it has failed."""
    complaint = cast(BinaryIO, process.stderr).read()
    if process.wait() != 0:
        raise CannotRead(_complaint(complaint), HOW_TO_COMPLETE)


@cache
def check_version() -> None:
    """Raises CannotRead where git is missing or too old.

    Older ones lack `cat-file --batch-command` and `merge-tree --write-tree`.
    """
    try:
        told = git_version()
    except CannotRead as error:
        from shutil import which

        reason = f"cannot be used: {error.message}" if which("git") else "is not on the PATH"
        raise CannotRead(f"git {reason}", _HOW_TO_INSTALL) from None
    found = re.search(r"(\d+)\.(\d+)", told)
    if found is None or (int(found[1]), int(found[2])) < _OLDEST:
        raise CannotRead(f"gitcab needs git 2.38 or later, and this is {told!r}", "install a newer git")


def git_version() -> str:
    """What git calls itself, such as `git version 2.39.5`."""
    return Runner().ask("version") or ""


@contextmanager
def _no_inherited_variables() -> Iterator[None]:
    """Without any of git's variables but those that say who somebody is and how they reach a remote.

    GitPython adds to the variables of this process and can take none away.
    """
    variables = {name: value for name, value in os.environ.items() if name.startswith("GIT_")}
    inherited = {name: value for name, value in variables.items() if not _THEIR_OWN.fullmatch(name)}
    for name in inherited:
        del os.environ[name]
    try:
        yield
    finally:
        os.environ.update(inherited)


def _complaint(told: bytes) -> str:
    first = told.decode("utf-8", "backslashreplace").strip().partition("\n")[0]
    return f"git says: {first.removeprefix('fatal: ')}" if first else "git cannot read the repository"
