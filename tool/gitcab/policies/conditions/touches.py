"""A path is changed that one of these patterns means: `schemas/**`, `changes/*.yaml`, `.github/**`.

Paths count from the estate's root, or from git's top. `*` is anything but `/`, `**` anything. A rule with this
condition is about corrections as well.
"""

import re
from functools import lru_cache

from gitcab.model.records._conditions import several
from gitcab.policies.conditions._condition import Condition
from gitcab.policies.hearing import Hearing
from gitcab.policies.subject import Subject

_PIECES = re.compile(r"\*\*/|\*\*|\*|\?|[^*?]+")
_MEANINGS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


@lru_cache(maxsize=512)
def _pattern(glob: str) -> re.Pattern[str]:
    pieces = (_MEANINGS.get(piece) or re.escape(piece) for piece in _PIECES.findall(glob))
    return re.compile("".join(pieces), re.DOTALL)


def _holds(wanted: str | tuple[str, ...], subject: Subject, hearing: Hearing) -> str | None:
    for path in subject.paths:
        if any(_pattern(glob).fullmatch(path) for glob in several(wanted)):
            return f"it touches {path}"
    return None


CONDITION = Condition(_holds)
