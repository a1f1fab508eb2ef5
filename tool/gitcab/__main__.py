"""What `gitcab` and `python -m gitcab` start."""

import gc
import os
import sys

from gitcab import INTERRUPTED

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing takes longer to load than git to start
    from collections.abc import Sequence
    from typing import NoReturn

_BETWEEN_COLLECTIONS = 10_000
"""New objects, where Python looks for garbage after 700: few commands make as many."""

_LOOKING = ("validate", "impact")
"""Commands that ask how the work tree differs from the index, and may do so while git works."""

_ELSEWHERE = ("--rev", "--repo", "--baseline", "--at", "--changed-since", "--help", "-h")
"""With one of these options they ask something else, or write."""


def run() -> None:
    """Runs the command that the process was given, and leaves with its exit code.

    What is loaded stays until the end: it is left out of all looks for garbage.
    """
    gc.disable()
    try:
        if _looks_at_the_work_tree(sys.argv[1:]):
            _run_with_foresight()
        else:
            _run()
    except KeyboardInterrupt:  # before a command has begun, which tells of it by itself
        sys.stderr.write(f"{INTERRUPTED}\n")
        _leave(130)
    except SystemExit as left:
        _leave(left.code)


def _run_with_foresight() -> None:
    from gitcab.store.index.head_start import abandon, begin

    try:
        begin()
        from gitcab.store.index.foresight import foresight

        with foresight():
            _run()
    finally:
        abandon()


def _run() -> None:
    from gitcab.cli import main

    gc.freeze()
    gc.set_threshold(_BETWEEN_COLLECTIONS)
    gc.enable()
    main()


def _leave(code: "str | int | None") -> "NoReturn":
    """Ends the process at once: taking apart all that was loaded takes longer than many an answer."""
    if isinstance(code, int):
        try:
            for stream in filter(None, (sys.stdout, sys.stderr)):  # one that is closed from the start is None
                stream.flush()
            os._exit(code)
        except (OSError, ValueError):  # what cannot be written any more is left to Python, which says so
            pass
    sys.exit(code)


def _looks_at_the_work_tree(words: "Sequence[str]") -> bool:
    """Whether the command asks how the work tree here differs, as far as a glance at its words tells."""
    if os.environ.get("GITCAB_INDEX") == "off" or not words:
        return False
    return words[0] in _LOOKING and not any(word.startswith(_ELSEWHERE) for word in words)


if __name__ == "__main__":
    run()
