"""What is learnt of a mirror while it is made, kept for whoever judges it next."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gitcab.rules.census import Census
    from gitcab.store.index.demands import Demands
    from gitcab.store.index.view import View


class Censuses:
    """Watches mirrors being made (a `Watch`), and takes a census of the last one."""

    def __init__(self) -> None:
        self._stamp: str | None = None
        self._census: Census | None = None

    def __call__(self, demands: "Demands", stamp: str | None) -> "Census":
        # Where nothing is made, nobody needs it.
        from gitcab.rules.census import Census

        self._stamp, self._census = stamp, Census()
        return self._census

    def hand_over(self, view: "View") -> "Census | None":
        """The census of what the view shows, None where none was taken. A big one takes room: it is given but once."""
        if self._stamp is None or view.changes or view.meta.get("stamp") != self._stamp:
            return None
        census, self._stamp, self._census = self._census, None, None
        return census
