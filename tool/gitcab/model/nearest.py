"""The known word that somebody probably meant."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

_ALIKE = 70.0
_SLACK = 1e-6
_PROBED = range(6, 100)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like the given one, whatever the case; None where none is alike.

    Likeness is rapidfuzz's ratio (normalised indel distance) of at least 70; of equal ones the first in
    order. A tuple is prepared once and known again, so that whoever asks often had better give one.
    """
    return (_prepared(_Same(known)) if isinstance(known, tuple) else _Known(known)).nearest(word)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean 'x'?`, or nothing where no known word is alike."""
    alike = nearest(word, known)
    return f"did you mean '{alike}'?" if alike else ""


class _Known:
    """Known words, each with the form in which it is compared, ready for many questions."""

    def __init__(self, known: Iterable[str]) -> None:
        self._words = sorted(known)
        self._first: dict[str, int] = {}
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for index, word in enumerate(self._words):
            form = _form(word)
            if self._first.setdefault(form, index) == index:
                self._by_length[len(form)].append(form)
        self._letters = frozenset().union(*self._first)
        self.nearest = cache(self._nearest)

    def _nearest(self, word: str) -> str | None:
        form = _form(word)
        index = self._a_letter_off(form)
        if index is None:
            index = self._most_alike(form)
        return None if index is None else self._words[index]

    def _a_letter_off(self, form: str) -> int | None:
        """The first word that is equal, else has one letter more, else one less: nothing is more alike than these.

        In short words that would not hold, and for very long ones it takes long.
        """
        if len(form) not in _PROBED:
            return None
        for tier in ([form], self._longer(form), _shorter(form)):
            if found := [self._first[one] for one in tier if one in self._first]:
                return min(found)
        return None

    def _longer(self, form: str) -> Iterator[str]:
        for place in range(len(form) + 1):
            head, tail = form[:place], form[place:]
            yield from (f"{head}{letter}{tail}" for letter in self._letters)

    def _most_alike(self, form: str) -> int | None:
        """Length by length, the most promising first; the rest is left out once it cannot be more alike."""
        from rapidfuzz import fuzz, process

        best, index = _ALIKE, None
        promising = sorted(((_at_most(len(form), length), length) for length in self._by_length), reverse=True)
        for bound, length in promising:
            if bound < best - _SLACK:
                break
            found = process.extractOne(
                form, self._by_length[length], scorer=fuzz.ratio, score_cutoff=max(_ALIKE, best - _SLACK)
            )
            if found and (index is None or (-found[1], self._first[found[0]]) < (-best, index)):
                best, index = found[1], self._first[found[0]]
        return index


class _Same:
    """A tuple that is known again by being the same one, since comparing all its words would take long."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self._words = words

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other._words is self._words

    def __hash__(self) -> int:
        return id(self._words)


@lru_cache(maxsize=8)
def _prepared(known: _Same) -> _Known:
    return _Known(known)


def _form(word: str) -> str:
    from rapidfuzz.utils import default_process

    return default_process(word)


def _shorter(form: str) -> Iterator[str]:
    return (form[:place] + form[place + 1 :] for place in range(len(form)))


def _at_most(asked: int, length: int) -> float:
    """How alike words of these lengths can be.

    Where those that are a letter off have been looked for, the others differ by two letters or three at least.
    """
    between = abs(asked - length)
    if asked in _PROBED:
        between = max(between, 2 + between % 2)
    return 100.0 * (1 - between / (asked + length)) if asked + length else 100.0
