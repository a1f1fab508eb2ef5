"""Counts what a path of the code does, in operations that are the same on every machine.

Run in a process of its own, with PYTHONHASHSEED=0: python operation_counts.py PATH ESTATE prints the counts of one
path as JSON; with a third word, "uncounted", it only goes the path. Lines are those of gitcab's own code, so that
a loop is seen that calls nothing; calls are of all Python functions but those that import modules; steps are
SQLite's, in hundreds.
"""

import json
import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from types import FrameType
from typing import Any

OURS = str(Path(__file__).parents[2] / "tool/gitcab") + os.sep
STEPS_AT_ONCE = 100


class Counts:
    """Of each sort of operation, how many there were while they were counted."""

    def __init__(self, is_off: bool = False) -> None:
        self._is_off = is_off
        self.lines = self.calls = self.statements = self.steps = self.processes = self.files = 0
        self._counts = False
        self._connect = sqlite3.connect
        sqlite3.connect = self._connected
        sys.addaudithook(self._heard)

    @contextmanager
    def counting(self) -> Iterator[None]:
        if self._is_off:
            yield
            return
        self._counts = True
        sys.settrace(self._entered)
        try:
            yield
        finally:
            sys.settrace(None)
            self._counts = False

    def told(self) -> dict[str, int]:
        return {name: one for name, one in vars(self).items() if name[0] != "_"}

    def _entered(self, frame: FrameType, event: str, argument: Any) -> Callable[..., Any] | None:
        file = frame.f_code.co_filename
        if file.startswith("<frozen") or file == __file__:
            return None
        self.calls += 1
        return self._went_on if file.startswith(OURS) else None

    def _went_on(self, frame: FrameType, event: str, argument: Any) -> Callable[..., Any]:
        if event == "line":
            self.lines += 1
        return self._went_on

    def _connected(self, *arguments: Any, **options: Any) -> sqlite3.Connection:
        connection = self._connect(*arguments, **options)
        connection.set_trace_callback(self._stated)
        connection.set_progress_handler(self._stepped, STEPS_AT_ONCE)
        return connection

    def _stated(self, statement: str) -> None:
        self.statements += self._counts

    def _stepped(self) -> int:
        self.steps += self._counts
        return 0

    def _heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self._counts:
            return
        if event in ("subprocess.Popen", "os.posix_spawn", "os.fork"):
            self.processes += 1
        elif event == "open" and str(arguments[0]).endswith((".yaml", ".json")):
            self.files += 1


def contents(estate: Path) -> list[bytes]:
    """All files of items and teams, in order."""
    return [path.read_bytes() for path in sorted((estate / "cmdb").rglob("*.yaml"))]


def accepting(estate: Path, counts: Counts) -> None:
    """The fast reader takes every file of the estate."""
    from gitcab.store.fast_yaml import accept

    given = contents(estate)
    with counts.counting():
        assert all(accept(one) is not None for one in given)


def accepted(estate: Path, counts: Counts) -> None:
    """Every record is accepted by compiled schemas."""
    from gitcab.store.acceptance import Acceptance
    from gitcab.store.fast_yaml import accept
    from gitcab.store.schema_loading import load_schemas
    from gitcab.store.work_tree import WorkTree

    schemas = load_schemas(WorkTree(estate))
    values = [accept(one) for one in contents(estate)]
    with counts.counting():
        acceptance = Acceptance.of(schemas.classes, schemas.relations)
        assert all(acceptance.accepts(one) for one in values)


def outlined(estate: Path, counts: Counts) -> None:
    """Every record is outlined."""
    from gitcab.store.fast_yaml import accept
    from gitcab.store.outlining import outline_of_value

    values = [accept(one) for one in contents(estate)]
    with counts.counting():
        for value in values:
            outline_of_value(value, f"{value['id']}.yaml", "0" * 40)


def command(*arguments: str, index: str = "on") -> Callable[[Path, Counts], None]:
    """A command as a user runs it, the start of its own modules included."""

    def run(estate: Path, counts: Counts) -> None:
        os.chdir(estate)
        os.environ["GITCAB_INDEX"] = index
        told = json.loads(Path(".git/estate.json").read_text())
        with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere), counts.counting():
            from gitcab.cli import main

            main([told.get(one, one) for one in arguments], prog_name="gitcab", standalone_mode=False)

    return run


PATHS: dict[str, Callable[[Path, Counts], None]] = {
    "the fast reader": accepting,
    "acceptance": accepted,
    "outlines": outlined,
    "validate without an index": command("validate", index="off"),
    "validate, cold": command("validate"),
    "validate, warm": command("validate"),
    "validate --rev --base of three files": command("validate", "--rev", "change", "--base", "main"),
    "impact of a typical item": command("impact", "typical"),
    "impact of a hub": command("impact", "hub"),
}
COLD = {"validate, cold"}


def main() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(
            0, {min(os.sched_getaffinity(0))}
        )  # with a second processor, part of the work is elsewhere
    now = time.time
    time.time = lambda: now() + 3600  # what was made just now is looked at twice; here it was made an hour ago
    counts = Counts(is_off=sys.argv[3:] == ["uncounted"])
    PATHS[sys.argv[1]](Path(sys.argv[2]), counts)
    sys.stdout.write(json.dumps(counts.told()))


if __name__ == "__main__":
    main()
