"""The chain of evidence as it is read back: each piece, and in which ways it is not as it was written."""

from collections.abc import Iterator
from typing import TypeVar

from gitcab.model.envelope import Envelope
from gitcab.model.evidence import FACTS, SIGNATURE, SIGNED_TYPE, STATEMENT, VERDICT, Evidence, Statement
from gitcab.model.pull_request import PullRequest
from gitcab.model.records import parse_as
from gitcab.store.evidence import EvidenceChain, Kept
from gitcab.store.json_text import plain_document
from gitcab.store.signing import opened
from gitcab.store.tree import CannotRead

T = TypeVar("T", Envelope, Statement, PullRequest)


def read_chain(chain: EvidenceChain) -> tuple[Evidence, ...]:
    """All pieces, newest first, as far back as they lead; the last one has a flaw where that is not the beginning."""
    found: list[Evidence] = []
    for kept in chain.pieces():
        piece = _read(kept)
        found.append(piece)
        if piece.statement is None or piece.statement.before is None:
            break
    return tuple(found)


def signature_flaw(piece: Evidence, key: str) -> str | None:
    """What is wrong with the signature, by that public key; None where it is good. Raises CannotRead for a bad key."""
    if piece.envelope is None:
        return "it is not signed"
    if opened(piece.envelope, SIGNED_TYPE, key) != piece.content:
        return "its signature is not that of this key, or it was altered after it was signed"
    return None


def _read(kept: Kept) -> Evidence:
    statement = _parsed(kept, STATEMENT, Statement)
    if statement is None:
        return Evidence(kept.commit, None, flaws=("it has no statement that can be read, so the chain is broken here",))
    facts = _parsed(kept, FACTS, PullRequest)
    envelope = _parsed(kept, SIGNATURE, Envelope)
    return Evidence(
        kept.commit,
        statement,
        facts,
        _content(kept, VERDICT),
        _content(kept, STATEMENT),
        envelope,
        _discounted(_content(kept, VERDICT)),
        tuple(_flaws(kept, statement, facts, envelope)),
    )


def _flaws(kept: Kept, statement: Statement, facts: PullRequest | None, envelope: Envelope | None) -> Iterator[str]:
    for name, blob in ((FACTS, statement.facts), (VERDICT, statement.verdict)):
        if kept.files.get(name, ("", b""))[0] != blob:
            yield f"its {name} is not the one that it was written with"
    if kept.parents != statement.parents:
        yield "its commit does not follow the commits that it names"
    if facts is None:
        yield "its facts cannot be read"
    elif (facts.number, facts.base.sha, facts.head.sha) != (statement.number, statement.base, statement.head):
        yield "its facts are of another pull request, base or head"
    if statement.signed and envelope is None:
        yield "it was signed, and its signature is gone"


def _discounted(verdict: bytes) -> frozenset[int]:
    try:
        plain = plain_document(verdict, VERDICT, "evidence", "")
        return frozenset(int(one["review"]) for one in plain["discounted"])
    except (CannotRead, KeyError, TypeError, ValueError):
        return frozenset()


def _parsed(kept: Kept, name: str, model: type[T]) -> T | None:
    if name not in kept.files:
        return None
    try:
        found = parse_as(model, plain_document(_content(kept, name), name, "evidence", ""))
    except CannotRead:
        return None
    return found if isinstance(found, model) else None


def _content(kept: Kept, name: str) -> bytes:
    return kept.files.get(name, ("", b""))[1]
