"""What `gitcab validate` finds."""

from gitcab.store.index.views._view import Column, View

VIEW = View(
    "A complaint of a rule.",
    (
        Column("path", "path", "The file, from git's top."),
        Column("rule", "rule", "The rule; `gitcab explain RULE` tells more."),
        Column("severity", "severity", "error, warning or note."),
        Column("line", "line", "The line in the file, from 1."),
        Column("column", '"column"', "The column in that line, from 1."),
        Column("message", "message", "What is wrong."),
        Column("hint", "hint", "How to mend it."),
        Column("record", "record", "The id of the record that it is about."),
    ),
)
