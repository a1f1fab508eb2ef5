"""The change advisory board: who must agree, who has, and what if."""

from gitcab.cli import Commands

COMMAND = Commands(__name__, name="cab", help=__doc__)
