"""Git begins before anything is known only where that is harmless, and ends."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest

from gitcab.store.index.access import Index
from gitcab.store.index.foresight import foresight
from gitcab.store.index.head_start import HeadStart, abandon, begin, take
from gitcab.store.repository import open_repository
from support.ahead import ITEM, A, edit_in_the_same_tick, indexed
from support.repositories import ScratchRepository


@pytest.fixture
def estate(repository: Callable[..., ScratchRepository]) -> Iterator[ScratchRepository]:
    """Where git may begin; it ends in any case."""
    yield indexed(repository)
    abandon()


def begun(folder: Path, git_dir: Path | None = None) -> HeadStart | None:
    """What begins in the folder, as the repository with that top takes it."""
    with chdir(folder):
        begin()
    return take(str(folder), str(git_dir or folder / ".git"))


def does_begin(folder: Path) -> bool:
    """Whether git begins there at all."""
    found = begun(folder)
    if found is not None:
        found.end()
    return found is not None


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The processes that begin."""
    found: list[int] = []
    real = os.posix_spawnp

    def spawn(*arguments: Any, **options: Any) -> int:
        found.append(real(*arguments, **options))
        return found[-1]

    monkeypatch.setattr(os, "posix_spawnp", spawn)
    return found


def assert_all_ended(started: list[int]) -> None:
    """There was one at least, and none of them is left, not even as one that nobody has waited for."""
    assert started
    for process in started:
        with pytest.raises(ChildProcessError):
            os.waitpid(process, os.WNOHANG)


def test_git_says_what_differs_from_its_index(estate: ScratchRepository, started: list[int]) -> None:
    estate.write({A: "other\n", "cmdb/server/b.yaml": ITEM.format(id="b"), "notes/a.md": "nobody asks\n"})
    estate.git("add", "cmdb/server/b.yaml")
    found = begun(estate.path)
    assert found is not None
    told = found.told()
    assert told is not None
    assert told.split(b"\0")[1::2] == [A.encode()]
    found.end()
    assert_all_ended(started)


def make_linked(made: ScratchRepository) -> Path:
    target = made.path.with_name("linked")
    made.git("worktree", "add", "-q", str(target))
    return target


def make_below(made: ScratchRepository) -> Path:
    return made.path / "cmdb"


def make_elsewhere(made: ScratchRepository) -> Path:
    """Git's folder is a link."""
    (made.path / ".git").rename(made.path.with_name("git"))
    (made.path / ".git").symlink_to("../git")
    return made.path


def make_new(made: ScratchRepository) -> Path:
    """Nothing was indexed there yet."""
    Index(open_repository(made.path), "").drop()
    (made.path / ".git/gitcab").rmdir()
    return made.path


def make_empty(made: ScratchRepository) -> Path:
    (made.path / ".git/index").unlink()
    return made.path


def make_linked_index(made: ScratchRepository) -> Path:
    (made.path / ".git/index").rename(made.path.with_name("index"))
    (made.path / ".git/index").symlink_to("../../index")
    return made.path


def make_common(made: ScratchRepository) -> Path:
    """Git's folder says that part of it lies elsewhere."""
    (made.path / ".git/commondir").write_text(".\n")
    return made.path


def make_within_git(made: ScratchRepository) -> Path:
    return made.path / ".git"


@pytest.mark.parametrize(
    "place",
    [make_linked, make_below, make_elsewhere, make_new, make_empty, make_linked_index, make_common, make_within_git],
)
def test_where_things_are_less_than_plain_nothing_begins(
    estate: ScratchRepository, place: Callable[[ScratchRepository], Path]
) -> None:
    assert does_begin(estate.path)
    assert not does_begin(place(estate))


def test_where_there_is_no_folder_any_more_nothing_begins(tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    with chdir(folder):
        folder.rmdir()
        begin()
        assert take(str(folder), str(folder / ".git")) is None
        os.chdir(tmp_path)


@pytest.mark.parametrize("name", ["config", "config.worktree"])
@pytest.mark.parametrize(
    "section", ['[filter "x"]\nclean = {}\n', "[include]\npath = {}\n", '[user] [ FILTER "x"] clean = {}\n']
)
def test_settings_that_may_run_programs_hold_git_back(estate: ScratchRepository, name: str, section: str) -> None:
    with (estate.path / ".git" / name).open("a") as file:
        file.write(section.format(estate.path.with_name("program")))
    assert not does_begin(estate.path)


def test_a_partial_clone_may_begin(estate: ScratchRepository) -> None:
    estate.git("config", "remote.origin.partialclonefilter", "blob:none")
    assert does_begin(estate.path)


def test_no_program_runs(estate: ScratchRepository) -> None:
    """Neither one that watches files, nor one that the surroundings name; git reads a file to be sure."""
    ran = estate.path.with_name("ran")
    program = estate.path.with_name("program")
    program.write_text(f"#!/bin/sh\ntouch {ran}\n")
    program.chmod(0o755)
    estate.git("config", "core.fsmonitor", str(program))
    estate.write({".gitattributes": "*.yaml filter=x diff=x\n"})
    settings = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "filter.x.clean", "GIT_CONFIG_VALUE_0": str(program)}
    edit_in_the_same_tick(estate)
    assert ran.exists()  # git itself does run it
    ran.unlink()
    with pytest.MonkeyPatch.context() as patch:
        for key, value in {**settings, "GIT_DIR": "/nowhere", "GIT_EXTERNAL_DIFF": str(program)}.items():
            patch.setenv(key, value)
        found = begun(estate.path)
        assert found is not None
        told = found.told()
    assert told is not None
    assert told.split(b"\0")[1::2] == [A.encode()]
    assert not ran.exists()


def test_another_repository_does_not_take_it(estate: ScratchRepository, tmp_path: Path) -> None:
    for top, git_dir in ((tmp_path, tmp_path), (tmp_path, estate.path), (estate.path, tmp_path)):
        with chdir(estate.path):
            begin()
        assert take(str(top), str(git_dir / ".git")) is None
    assert does_begin(estate.path)


def test_where_the_system_waits_for_processes_git_is_not_believed(
    estate: ScratchRepository, started: list[int]
) -> None:
    """Whether it failed is told to nobody."""
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        found = begun(estate.path)
        assert found is not None
        assert found.told() is None
        assert found.told() is None
        found.end()
        assert does_begin(estate.path)
    finally:
        signal.signal(signal.SIGCHLD, before)
    assert_all_ended(started)


@pytest.mark.parametrize("closed", ["0", "1", "2", "0 1", "1 2", "0 2", "0 1 2"])
def test_where_a_stream_is_closed_nothing_begins(estate: ScratchRepository, closed: str) -> None:
    """What git said might get lost in what it opens in its place, as if nothing differed."""
    program = """
import os, sys
from gitcab.store.index.head_start import begin, take
told = os.dup(int(sys.argv[1]))
for number in sys.argv[2].split():
    os.close(int(number))
begin()
os.write(told, repr(take(os.getcwd(), os.getcwd() + "/.git")).encode())
"""
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as said:
        command = [sys.executable, "-c", program, str(writing), closed]
        subprocess.run(command, cwd=estate.path, pass_fds=[writing], check=True)
        os.close(writing)
        assert said.read() == b"None"


@pytest.mark.parametrize("when", ["at once", "later"])
def test_what_nobody_takes_is_ended(estate: ScratchRepository, started: list[int], when: str) -> None:
    with chdir(estate.path):
        begin()
        if when == "later":
            time.sleep(0.1)  # by then it has said all
        with foresight():
            pass
        abandon()
    assert_all_ended(started)


def test_more_than_a_pipe_holds(estate: ScratchRepository, started: list[int]) -> None:
    estate.commit("Many", {f"cmdb/server/{number:04}-{'x' * 60}.yaml": "x\n" for number in range(1500)})
    for path in (estate.path / "cmdb/server").iterdir():
        path.write_text("")
    found = begun(estate.path)
    assert found is not None
    assert len((found.told() or b"").split(b"\0")) == 2 * 1503 + 1
    found.end()
    assert does_begin(estate.path)  # it cannot have said all when it is ended
    assert_all_ended(started)
