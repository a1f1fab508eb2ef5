"""What is kept of each decision, so that a clone alone can decide it again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt

from gitcab.model.envelope import Envelope
from gitcab.model.pull_request import Instant, PullRequest, Sha

STATEMENT, FACTS, VERDICT, SIGNATURE = "evidence.json", "facts.json", "verdict.json", "signature.json"
"""The files of a piece of evidence."""

SIGNED_TYPE = "application/vnd.gitcab.evidence+json"


class Statement(BaseModel):
    """gitcab.evidence/1: which decision this is, what it rests on by git's own ids, and who decided.

    `merge` is None for a pull request that was closed unmerged, `before` for the first piece of the
    chain; `facts` and `verdict` are the ids of these blobs. A signature is over this statement, so over all.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)

    schema_name: Annotated[Literal["gitcab.evidence/1"], Field(alias="schema")] = "gitcab.evidence/1"
    repository: str
    number: StrictInt
    merge: Sha | None
    base: Sha
    head: Sha
    reviewed: tuple[Sha, ...]
    before: Sha | None
    facts: Sha
    verdict: Sha
    status: Literal["allowed", "pending", "refused"]
    at: Instant
    signed: StrictBool
    versions: Mapping[str, str]

    @property
    def parents(self) -> tuple[str, ...]:
        """What its commit must have as parents, so that whoever fetches it can replay it."""
        named = (self.before, self.base, self.head, *self.reviewed)
        return tuple(dict.fromkeys(one for one in named if one))


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of evidence as it was read; `flaws` say in which ways it is not as it was written.

    `statement` is None where it cannot be read at all, and then nothing before it can be found;
    `facts` likewise. `discounted` are the ids of the reviews that did not count.
    """

    commit: str
    statement: Statement | None
    facts: PullRequest | None = None
    verdict: bytes = b""
    content: bytes = b""
    envelope: Envelope | None = None
    discounted: frozenset[int] = frozenset()
    flaws: tuple[str, ...] = ()
