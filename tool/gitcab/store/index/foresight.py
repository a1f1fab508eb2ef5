"""Git is asked about the work tree around the current folder before the command line is read.

What reads it takes as long to load as git needs for half of an estate. Who finds out then that something else is
asked has lost nothing but git's time.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gitcab.store.estate_root import find_estate
from gitcab.store.git import check_version
from gitcab.store.index.head_start import take
from gitcab.store.repository import Repository

if TYPE_CHECKING:
    from gitcab.store.index.supposing import Supposed

HERE = Path()


class _Foreseen(NamedTuple):
    """What is supposed of the estate at `prefix`, as long as `held` is open."""

    repository: Repository
    prefix: str
    found: "Supposed | None"
    held: ExitStack


_foreseen: list[_Foreseen] = []
"""One or none: it is there from the start of a process until a command has taken it."""


@contextmanager
def foresight() -> Iterator[None]:
    """What is supposed within may be had from `supposed_already`, once. Nothing goes wrong that is not asked again."""
    try:
        with suppress(Exception), ExitStack() as starting:
            repository, prefix = find_estate(HERE, meanwhile=_load)
            if repository.top is not None:
                found = starting.enter_context(_supposed_ahead(repository, prefix))
                _foreseen.append(_Foreseen(repository, prefix, found, starting.pop_all()))
        yield
    finally:
        while _foreseen:
            with suppress(Exception):
                _foreseen.pop().held.close()


@contextmanager
def _supposed_ahead(repository: Repository, prefix: str) -> "Iterator[Supposed | None]":
    """What git has begun here is part of it."""
    from gitcab.store.index.supposing import supposed

    ahead = take(str((repository.top or HERE) / prefix), str(repository.git_dir))
    try:
        with supposed(repository, prefix, ahead) as found:
            yield found
    finally:
        if ahead is not None:
            ahead.end()


def estate_around(folder: Path) -> tuple[Repository, str]:
    """As `find_estate`, which may have looked around the current folder already."""
    if _foreseen and folder == HERE:
        check_version()
        return _foreseen[0].repository, _foreseen[0].prefix
    return find_estate(folder)


@contextmanager
def supposed_already(repository: Repository, prefix: str) -> "Iterator[Supposed | None]":
    """As `supposed`, which may have begun already."""
    if _foreseen and (_foreseen[0].repository, _foreseen[0].prefix) == (repository, prefix):
        begun = _foreseen.pop()
        with begun.held:
            yield begun.found
    else:
        from gitcab.store.index.supposing import supposed

        with supposed(repository, prefix) as found:
            yield found


def _load() -> None:
    """What is needed as soon as it is known where the repository lies."""
    import gitcab.store.index.supposing  # noqa: F401
