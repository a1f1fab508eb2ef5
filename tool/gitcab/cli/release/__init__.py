"""Releases: several changes that go live together or not at all."""

from gitcab.cli import Commands

COMMAND = Commands(__name__, name="release", help=__doc__)
