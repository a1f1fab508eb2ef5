"""The exit codes that every command keeps to."""

from enum import IntEnum


class Exit(IntEnum):
    """What a script may rely on. What cannot be told is never CLEAN."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    CANNOT_TELL = 3
    FAULT = 4
    INTERRUPTED = 130
