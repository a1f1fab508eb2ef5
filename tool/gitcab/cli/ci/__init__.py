"""Configuration items: write new ones, list them, show one, tell its history."""

from gitcab.cli import Commands

COMMAND = Commands(__name__, name="ci", help=__doc__)
