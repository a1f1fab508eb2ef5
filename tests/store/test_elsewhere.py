"""What another process finds out is what would be found here; whatever becomes of it, there is an answer."""

import os
import signal
import time

import pytest

from gitcab.store.elsewhere import elsewhere, other_processors


@pytest.fixture
def two(monkeypatch):
    """A machine that has a processor to spare."""
    monkeypatch.setattr("gitcab.store.elsewhere.other_processors", lambda: 1)


def has_children() -> bool:
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return False
    return True


def test_another_process_does_it(two):
    here = os.getpid()
    with elsewhere(lambda: [os.getpid(), ("a", None, True), "\udcff" * 100_000]) as found:
        process, *others = found()
        assert found() == [process, *others]
    assert process != here
    assert others == [("a", None, True), "\udcff" * 100_000]
    assert not has_children()


def test_what_fails_there_fails_here(two):
    def work() -> None:
        raise ValueError("as ever")

    with elsewhere(work) as found, pytest.raises(ValueError, match="as ever"):
        found()
    assert not has_children()


@pytest.mark.parametrize("when", ["before", "while it answers"])
def test_who_is_killed_there_is_stood_in_for_here(two, when):
    here = os.getpid()

    def work() -> str:
        if os.getpid() != here and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        if os.getpid() != here:
            signal.setitimer(signal.ITIMER_REAL, 0.05)  # it ends when the pipe is full
        return "x" * 10_000_000

    with elsewhere(work) as found:
        time.sleep(0.2)
        assert found() == "x" * 10_000_000
    assert not has_children()


def test_what_cannot_be_sent_is_done_here(two):
    with elsewhere(lambda: {"here": object()}) as found:
        assert "here" in found()


def test_nobody_waits_for_what_is_not_asked_for(two):
    with elsewhere(lambda: time.sleep(60)):
        pass
    assert not has_children()


@pytest.mark.parametrize("lacking", ["fork", "sched_getaffinity"])
def test_where_there_is_no_other_process_it_is_done_here(monkeypatch, lacking):
    monkeypatch.delattr(os, lacking)
    assert other_processors() == 0
    with elsewhere(os.getpid) as found:
        assert found() == os.getpid()
