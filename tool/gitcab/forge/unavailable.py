"""What is said when the forge, or a file of facts, does not give a whole and trustworthy answer."""

from gitcab.store.tree import CannotRead


class ForgeUnavailable(CannotRead):
    """The facts cannot be had whole, or what was decided cannot be told (exit 3).

    `status` is the HTTP status that the forge refused with, 0 where there was none.
    """

    def __init__(self, message: str, hint: str = "", status: int = 0) -> None:
        super().__init__(message, hint)
        self.status = status
