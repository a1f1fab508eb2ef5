"""Requests for change: raise one, list them, show one."""

from gitcab.cli import Commands

COMMAND = Commands(__name__, name="rfc", help=__doc__)
