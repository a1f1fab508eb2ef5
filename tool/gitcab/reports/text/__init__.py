"""Shelf of subjects told as text for people, one file each; the look says how wide and how colourful."""
