"""Shelf of rules: what can be said of a record and those that it names or that name it."""
