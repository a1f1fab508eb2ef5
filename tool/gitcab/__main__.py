"""What `gitcab` and `python -m gitcab` start."""

import gc
import sys

from gitcab import INTERRUPTED

_BETWEEN_COLLECTIONS = 10_000
"""New objects, where Python looks for garbage after 700: few commands make as many."""


def run() -> None:
    """Runs the command that the process was given, and leaves with its exit code.

    What is loaded stays until the end: it is left out of all looks for garbage, and so is everything in the last
    one, which Python takes when it ends.
    """
    gc.disable()
    try:
        from gitcab.cli import main
    except KeyboardInterrupt:
        sys.stderr.write(f"{INTERRUPTED}\n")
        sys.exit(130)
    gc.freeze()
    gc.set_threshold(_BETWEEN_COLLECTIONS)
    gc.enable()
    try:
        main()
    finally:
        gc.freeze()


if __name__ == "__main__":
    run()
