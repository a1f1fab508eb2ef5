"""The known word that somebody probably meant."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils

_ALIKE = 70.0


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like the given one, whatever the case; None where none is alike.

    Likeness is rapidfuzz's ratio (normalised indel distance); of equal ones the first in order.
    """
    found = process.extractOne(
        word, sorted(known), scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=_ALIKE
    )
    return found[0] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean 'x'?`, or nothing where no known word is alike."""
    alike = nearest(word, known)
    return f"did you mean '{alike}'?" if alike else ""
