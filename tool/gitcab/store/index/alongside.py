"""Git's look at the work tree, taken while files are read."""

from collections.abc import Callable
from contextlib import ExitStack, suppress
from typing import Self

from gitcab.store.index.demands import Demands
from gitcab.store.index.differing import Differing
from gitcab.store.index.freshness import WorkState
from gitcab.store.index.parcels import Parcel
from gitcab.store.index.watching import Watch, Watcher
from gitcab.store.tree import CannotRead, Tree


class Alongside:
    """A `Watch` that hands on what it sees to another one, if there is one, and has git compare meanwhile.

    `unflagged` is what `WorkState.unflagged` told before. To be entered, so that git ends with it.
    """

    def __init__(self, state: WorkState, watch: Watch | None) -> None:
        self.unflagged: str | None = None
        self._state = state
        self._watch = watch
        self._watcher: Watcher | None = None
        self._running = ExitStack()
        self._compared: Callable[[], Differing | None] = lambda: None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self._running.close()

    def __call__(self, tree: Tree, demands: Demands, stamp: str | None) -> Self:
        """Keeps the promise of Watch. Git begins, so that nobody waits for it at the end.

        What is mirrored is the commit, whatever lies on the disk; so it does not matter when the two are compared.
        """
        with suppress(CannotRead):
            self.unflagged = self._state.unflagged()
        if self.unflagged is not None:
            self._compared = self._running.enter_context(self._state.compared(self.unflagged))
        self._watcher = self._watch(tree, demands, stamp) if self._watch is not None else None
        return self

    def take(self, parcel: Parcel) -> None:
        """Keeps the promise of Watcher, and so do the others."""
        if self._watcher is not None:
            self._watcher.take(parcel)

    def finish(self) -> None:
        """The other watcher's end."""
        if self._watcher is not None:
            self._watcher.finish()

    def differing(self) -> Differing | None:
        """In what the work tree differs from the mirror that was made; None where git's word is not enough."""
        return self._compared()
