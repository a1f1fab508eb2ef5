"""Shelf of subjects told as JSON, for programs; `schemas/output/` describes every one of them."""

import sys

from gitcab import shelf

RENDER = {
    subject: render
    for offered in shelf.collect(sys.modules[__name__], "RENDER", dict).values()
    for subject, render in offered.items()
}

PIECES = {
    subject: told
    for _, member in shelf.members(sys.modules[__name__])
    for subject, told in getattr(member, "PIECES", {}).items()
}
