"""Ids of requests for change: the day and a slug of the title, never a counter that two branches would share."""

import re
import unicodedata
from collections.abc import Collection

_LONGEST = 80
_BETWEEN = re.compile(r"[^a-z0-9]+")


def rfc_id(day: str, title: str, taken: Collection[str]) -> str:
    """`RFC-2026-11-21-upgrade-sis-database`; where that is taken (ids in small letters) `-2`, `-3` and so on."""
    slug = _slug(title)
    number, ending = 1, ""
    while (found := f"RFC-{day}-{slug[: _LONGEST - len(ending)].rstrip('-')}{ending}").casefold() in taken:
        number += 1
        ending = f"-{number}"
    return found


def _slug(title: str) -> str:
    """Accents are dropped; a title without a Latin letter or a digit is a `change`."""
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode().lower()
    return _BETWEEN.sub("-", plain).strip("-")[:_LONGEST].strip("-") or "change"
