"""What is learnt of a mirror while it is made, kept for whoever judges it next."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gitcab.rules.preparation import Preparation
    from gitcab.store.index.demands import Demands
    from gitcab.store.index.view import View
    from gitcab.store.tree import Tree


class Preparing:
    """Has mirrors that are made prepared for judging (a `Watch`), and keeps the last preparation."""

    def __init__(self) -> None:
        self._stamp: str | None = None
        self._last: Preparation | None = None

    def __call__(self, tree: "Tree", demands: "Demands", stamp: str | None) -> "Preparation":
        # Where nothing is made, nobody needs it.
        from gitcab.rules.preparation import Preparation

        self._stamp, self._last = stamp, Preparation(tree, demands)
        return self._last

    def hand_over(self, view: "View") -> "Preparation | None":
        """What was prepared of the mirror that the view shows; None where nothing was.

        It is given but once, as that of a big estate takes room.
        """
        if self._stamp is None or view.changes or view.meta.get("stamp") != self._stamp:
            return None
        found, self._stamp, self._last = self._last, None, None
        return found
