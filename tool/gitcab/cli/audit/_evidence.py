"""The evidence of a repository, for those who write it and those who look into it."""

from gitcab.cli._errors import CannotTell
from gitcab.model.evidence import Evidence
from gitcab.policies.evidence import read_chain
from gitcab.reports import Look, render
from gitcab.store.evidence import FETCH, EvidenceChain
from gitcab.store.repository import Repository


def written(subject: object) -> bytes:
    """The document that is kept of a subject."""
    return render(subject, "json", Look()).encode()


def fetched(repository: Repository) -> tuple[Evidence, ...]:
    """The evidence, newest first. Raises CannotTell where this clone has none."""
    pieces = read_chain(EvidenceChain(repository))
    if not pieces:
        raise CannotTell("this clone has no evidence of what was decided", f"fetch it: {FETCH}")
    return pieces
