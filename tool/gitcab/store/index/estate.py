"""An estate whose records stay in the index until somebody asks for them."""

from gitcab.model.inventory import Estate
from gitcab.store.index.entries import IndexEntries
from gitcab.store.index.inventory import IndexInventory
from gitcab.store.index.view import View


def estate_of(view: View) -> Estate:
    """The estate that the view shows; it answers as one that was loaded whole."""
    entries = IndexEntries(view)
    inventory = IndexInventory(view, entries)
    classes, relations = view.demands
    return Estate(inventory, entries, classes, relations, view.flaws, view.unread, view.prefix, view.tree.revision)
