"""Nouns, pure data: no file, git, clock or terminal is reached from here."""
