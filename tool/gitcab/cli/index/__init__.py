"""The index with which questions cost what they touch: how it stands, make it, remove it."""

from gitcab.cli import Commands

COMMAND = Commands(__name__, name="index", help=__doc__)
