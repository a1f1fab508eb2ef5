"""The dependency graph: export it, or find single points of failure."""

from gitcab.cli import Commands

COMMAND = Commands(__name__, name="graph", help=__doc__)
