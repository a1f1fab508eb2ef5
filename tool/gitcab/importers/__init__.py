"""Shelf of importers, one source a file: somebody else's list in, plain records with their places out."""

from gitcab.importers._imported import CannotImport, Imported, Refusal

__all__ = ["CannotImport", "Imported", "Refusal"]
