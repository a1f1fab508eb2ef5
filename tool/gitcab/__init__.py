"""Load the records, draw the graph, run the rules, decide, tell.

gitcab is a change advisory board in git: configuration items and requests for change are
YAML files in a repository, pull-request reviews are the board, checks are the gates.
"""

__version__ = "0.1.0"

INTERRUPTED = "gitcab: interrupted: nothing more was done"
"""What is told when somebody presses Ctrl-C, however early."""
