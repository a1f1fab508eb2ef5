"""Look at what was done, and at what should have been."""

from gitcab.cli import Commands

COMMAND = Commands(__name__, name="audit", help=__doc__)
