"""Shelf of screens: for each rule that can complain of items or teams, the proof that it does not.

A member has the name of its rule's module and defines CLEARS, a Screen.
"""
