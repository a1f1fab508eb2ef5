"""Shelf of subjects told as text for people, one file each; the look says how wide and how colourful."""

import sys

from gitcab import shelf

RENDER = {
    subject: render
    for offered in shelf.collect(sys.modules[__name__], "RENDER", dict).values()
    for subject, render in offered.items()
}
