"""Shelf of rules: what can be said of one record and its path."""
