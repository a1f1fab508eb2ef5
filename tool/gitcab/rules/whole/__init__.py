"""Shelf of rules: what can only be said of all records together."""
