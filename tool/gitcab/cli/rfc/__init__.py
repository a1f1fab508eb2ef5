"""Requests for change: raise one, show them, carry one through to its end."""

from gitcab.cli import Commands

COMMAND = Commands(__name__, name="rfc", help=__doc__)
