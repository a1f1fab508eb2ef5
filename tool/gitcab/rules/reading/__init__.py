"""Shelf of rules: what reading a file finds."""
