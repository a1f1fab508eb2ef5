"""Shelf of subjects told as GitHub's Markdown, for job summaries and comments, one file each.

Text from records stands in code spans only: nobody is mentioned, nothing is linked, no HTML is seen.
"""

import sys

from gitcab import shelf

RENDER = {
    subject: render
    for offered in shelf.collect(sys.modules[__name__], "RENDER", dict).values()
    for subject, render in offered.items()
}
