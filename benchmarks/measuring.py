"""Runs commands in turn and tells how long they took and how much memory they needed.

Commands that are compared run alternately in one go, so that whatever else the machine does hits them all;
of each the first run is thrown away, and the median of the others counts.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from time import perf_counter, sleep
from typing import NamedTuple

_SAMPLED = 0.01  # seconds between two looks at the memory
_PAGE = os.sysconf("SC_PAGE_SIZE")


class Command(NamedTuple):
    """One command line in a folder.

    `shown` is how it is written for people. `before` runs ahead of each run and is not counted. `runs` are
    fewer than the others' where a run takes minutes, and then none is thrown away. Where `prints_seconds`, not
    the process is timed but what it says of itself counts.
    """

    name: str
    shown: str
    argv: Sequence[str]
    folder: Path
    before: Callable[[], None] = lambda: None
    runs: int | None = None
    prints_seconds: bool = False
    accepts: tuple[int, ...] = (0,)


class Taken(NamedTuple):
    """What a command took: the seconds of each run, and the bytes that its largest process needed at its peak."""

    command: str
    shown: str
    seconds: list[float]
    peak: int

    @property
    def median(self) -> float:
        """The run in the middle, in seconds."""
        return median(self.seconds)


def alternating(commands: Sequence[Command], runs: int) -> list[Taken]:
    """All commands in turn, `runs` times after one time to warm up."""
    seconds: dict[str, list[float]] = {command.name: [] for command in commands}
    peaks = dict.fromkeys(seconds, 0)
    for number in range(runs + 1):
        for command in commands:
            if command.runs is not None and number >= command.runs:
                continue
            taken, peak = once(command)
            _tell(command, number, taken)
            if number or command.runs is not None:
                seconds[command.name].append(taken)
            peaks[command.name] = max(peaks[command.name], peak)
    return [Taken(one.name, one.shown, seconds[one.name], peaks[one.name]) for one in commands]


def once(command: Command) -> tuple[float, int]:
    """Seconds and peak bytes of one run; ends the benchmark if the command fails."""
    command.before()
    with Path(os.devnull).open("wb") as nowhere, TemporaryFile() as complaints:
        start = perf_counter()
        running = subprocess.Popen(
            command.argv,
            cwd=command.folder,
            env=surroundings(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if command.prints_seconds else nowhere,
            stderr=complaints,
        )
        printed = running.stdout.read() if running.stdout else b""
        _, status, usage = os.wait4(running.pid, 0)
        taken = perf_counter() - start
        running.returncode = os.waitstatus_to_exitcode(status)
        if running.returncode not in command.accepts:
            complaints.seek(0)
            said = complaints.read().decode(errors="replace")[-2000:]
            sys.exit(f"{command.shown} ended with {running.returncode} in {command.folder}:\n{said}")
    return float(printed) if command.prints_seconds else taken, usage.ru_maxrss * 1024


def memory(command: Command) -> int:
    """The bytes that all processes of a command need together at their peak, looked at a hundred times a second.

    Pages that several of them share count for each, so it is too much rather than too little. But a process that
    has not begun its own program yet is still its parent, memory and all. Linux only; 0 elsewhere.
    """
    command.before()
    running = subprocess.Popen(
        command.argv, cwd=command.folder, env=surroundings(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    peak = 0
    while running.poll() is None:
        peak = max(peak, sum(dict(map(_resident, _family(running.pid))).values()))
        sleep(_SAMPLED)
    return peak


def surroundings() -> dict[str, str]:
    """The environment of every command: a user's, without settings of gitcab's own."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GITCAB_")}


def _family(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    try:
        children = [path.read_text().split() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return
    for child in (one for some in children for one in some):
        yield from _family(int(child))


def _resident(pid: int) -> tuple[object, int]:
    """What tells one process's memory from another's (the program's arguments, how much is reserved), and its bytes."""
    try:
        reserved, resident, *_ = Path(f"/proc/{pid}/statm").read_text().split()
        return (Path(f"/proc/{pid}/cmdline").read_bytes(), reserved), int(resident) * _PAGE
    except (OSError, ValueError):
        return pid, 0


def _tell(command: Command, number: int, seconds: float) -> None:
    warming = " (to warm up)" if not number and command.runs is None else ""
    print(f"  {command.name}: {seconds:.3f} s{warming}", file=sys.stderr, flush=True)
