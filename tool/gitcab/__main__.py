"""What `gitcab` and `python -m gitcab` start."""

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack

_BETWEEN_COLLECTIONS = 10_000
"""New objects, where Python looks for garbage after 700: few commands make as many."""


def run() -> None:
    """Runs the command that the process was given, and leaves with its exit code.

    What is loaded stays until the end: it is left out of all looks for garbage, and so is everything in the last
    one, which Python takes when it ends.
    """
    gc.disable()
    try:
        with ExitStack() as around:
            if _looks_at_the_work_tree(sys.argv[1:]):
                from gitcab.store.index.foresight import foresight

                around.enter_context(foresight())
            from gitcab.cli import main

            gc.freeze()
            gc.set_threshold(_BETWEEN_COLLECTIONS)
            gc.enable()
            main()
    except KeyboardInterrupt:  # before a command has begun, which tells of it by itself
        sys.exit(130)
    finally:
        gc.freeze()


def _looks_at_the_work_tree(words: Sequence[str]) -> bool:
    """Whether the command is one that asks how the work tree here differs, as far as a glance at its words tells."""
    is_one = bool(words) and words[0] in ("validate", "impact")
    elsewhere = any(word.startswith(("--re", "-h", "--h")) for word in words)
    return is_one and not elsewhere and os.environ.get("GITCAB_INDEX", "auto") != "off"


if __name__ == "__main__":
    run()
