"""How an index stands: the answer of `gitcab index`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mirror:
    """What a usable index holds: its size in bytes, the commit that it mirrors, how many records that has, how many
    files of it could not be read, whether its findings are kept, and by which version of gitcab it was made.

    `beside` names what it was compared with, in words; `differing` are the paths, from the estate's root, of files
    that differ there or were touched, which are looked at anew with each question.
    """

    size: int
    commit: str
    records: int
    unread: int
    is_judged: bool
    version: str
    beside: str
    differing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """Where the index lies, or would lie, and what it mirrors.

    `mirror` is None where no index can be used; then `why_not` says why, and is empty where there simply is none.
    """

    path: str
    mirror: Mirror | None = None
    why_not: str = ""
