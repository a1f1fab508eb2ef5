"""Moves that the life cycle or the records forbid, said in words for whoever asked."""


class Refused(Exception):
    """A move that cannot be made as things are; `hint` says what can (exit 1)."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
