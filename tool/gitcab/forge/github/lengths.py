"""GitHub's limits on text, kept with room to spare, and the cut said where there is one."""

COMMENT = 60_000
"""Characters; GitHub refuses a comment of more than 65,536, and a check's summary or text of more than 65,535."""

DESCRIPTION = 140
"""Characters of a commit status's description."""

TITLE = 255
"""Characters of a check's title, and of an annotation's."""

MESSAGE = 16_000
"""Characters of an annotation's message, which may have 64 KB."""


def short(text: str, limit: int) -> str:
    """One line of at most so many characters, with an ellipsis where it was cut."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"


def page(text: str, limit: int = COMMENT) -> str:
    """Markdown of at most so many characters, cut after a line.

    What was cut is said at the start, where no fence or fold that the cut left open can hide it.
    """
    if len(text) <= limit:
        return text
    note = "> Cut to GitHub's limit: {lines} more lines are left out here.\n\n"
    room = limit - len(note) - len(str(len(text)))
    kept = text[: text.rfind("\n", 0, room) + 1 or room]
    return note.format(lines=len(text[len(kept) :].splitlines())) + kept
