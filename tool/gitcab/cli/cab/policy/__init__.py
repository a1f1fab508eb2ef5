"""The policy of approvals: its words, and its rules tried on cases."""

from gitcab.cli import Commands

COMMAND = Commands(__name__, name="policy", help=__doc__)
