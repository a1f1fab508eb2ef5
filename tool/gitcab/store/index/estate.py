"""An estate whose records stay in the index until somebody asks for them."""

from typing import TYPE_CHECKING

from gitcab.model.inventory import Estate
from gitcab.store.index.entries import IndexEntries
from gitcab.store.index.inventory import IndexInventory
from gitcab.store.index.view import View

if TYPE_CHECKING:
    from gitcab.store.loading import Reader


def estate_of(view: View, reader: "Reader | None" = None) -> Estate:
    """The estate that the view shows; it answers as one that was loaded whole. The reader may remember files."""
    entries = IndexEntries(view, reader)
    inventory = IndexInventory(view, entries)
    classes, relations = view.demands
    return Estate(inventory, entries, classes, relations, view.flaws, view.unread, view.prefix, view.tree.revision)


def view_of(estate: Estate) -> View | None:
    """The view that shows the estate; None of one that was loaded whole."""
    return estate.entries.view if isinstance(estate.entries, IndexEntries) else None
