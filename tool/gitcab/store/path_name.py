"""Which paths mean the same file on every system, and never one outside the tree."""

import re
import unicodedata

_LONGEST_PART = 200

PLAIN = rf"(?![^\0]{{{_LONGEST_PART + 1}}})(?:[A-Za-z0-9_+-]++[./])*[A-Za-z0-9_+-]++"
"""Paths that need no closer look, as nearly all are: letters, digits, _ + -, with single dots and slashes between."""

_PLAIN = re.compile(PLAIN)

_NOT_PORTABLE = re.compile(r'[\ud800-\udfff*?"<>|]')

_PROPOSED = re.compile(r"changes/[^/]+/([^/]+)/new/.+")

_GIT_FOLDERS = frozenset({".git", "git~1"})


def is_sound(path: str) -> bool:
    """Whether every part of the path is a name that git and every file system take at its word.

    A commit can hold `..`, `.GIT` or `a\\b`, which git itself refuses to check out. Surrogates,
    which stand for bytes that are no UTF-8, are left to those who read the path as text.
    """
    return _PLAIN.fullmatch(path) is not None or all(map(is_sound_part, path.split("/")))


def is_odd(path: str) -> bool:
    """Whether a record may not lie there: the path is not sound, or some system or text cannot have it."""
    return _PLAIN.fullmatch(path) is None and (_NOT_PORTABLE.search(path) is not None or not is_sound(path))


def proposed_by(path: str) -> str | None:
    """The RFC in whose `new/` folder a path lies, None where it lies in none."""
    found = _PROPOSED.fullmatch(path) if "/new/" in path else None
    return found[1] if found else None


def is_sound_part(part: str) -> bool:
    """Whether one name in a path is, as `is_sound` says of a whole one."""
    if _PLAIN.fullmatch(part):
        return True
    if not 0 < len(part) <= _LONGEST_PART or part.endswith((".", " ")):
        return False
    if any(letter in "\\:" or unicodedata.category(letter) == "Cc" for letter in part):
        return False
    return _as_apple_sees_it(part) not in _GIT_FOLDERS


def _as_apple_sees_it(part: str) -> str:
    """Without case and the invisible letters that HFS+ ignores (CVE-2014-9390)."""
    return "".join(letter for letter in part if unicodedata.category(letter) != "Cf").casefold()
