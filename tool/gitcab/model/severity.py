"""How bad a finding is."""

from enum import StrEnum


class Severity(StrEnum):
    """Errors cannot be suppressed, warnings and notes are advisory."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """0 for a note, 1 for a warning, 2 for an error."""
        return list(Severity).index(self)
