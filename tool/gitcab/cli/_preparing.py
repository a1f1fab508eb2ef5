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

    def of(self, view: "View") -> "Preparation | None":
        """What was prepared of the mirror that the view shows; None where nothing was."""
        is_it = self._stamp is not None and not view.changes and view.meta.get("stamp") == self._stamp
        return self._last if is_it else None

    def hand_over(self, view: "View") -> "Preparation | None":
        """The same, but once: that of a big estate takes room."""
        found = self.of(view)
        if found is not None:
            self._stamp, self._last = None, None
        return found
