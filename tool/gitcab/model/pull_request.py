"""A pull request as facts: read from the forge or from a file, and the same ever after.

The shape is `gitcab.facts/1` of DESIGN section 7. Fields that decide are required; others that a
forge may send are passed over.
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, StrictInt, StringConstraints

from gitcab.model.moment import instant

Sha = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{40}|[0-9a-f]{64})$")]


def _checked_instant(text: str) -> str:
    instant(text, None)
    return text


Instant = Annotated[str, AfterValidator(_checked_instant)]
"""A time with an offset, as GitHub writes it: 2026-11-21T12:00:00Z."""

ReviewState = Literal["approved", "changes_requested", "commented", "dismissed"]


class _Fact(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)


class Tip(_Fact):
    """A branch and the commit that it points to."""

    ref: str
    sha: Sha


class AuthoredCommit(_Fact):
    """A commit of the pull request with the logins of those who made it; "" for one that nobody knows."""

    sha: Sha
    author: str
    committer: str
    co_authors: tuple[str, ...] = ()


class Review(_Fact):
    """One review; `commit` is what the reviewer had before their eyes, None where nobody knows."""

    id: StrictInt
    author: str
    bot: StrictBool
    state: ReviewState
    commit: Sha | None
    submitted_at: Instant


class OpenHead(_Fact):
    """The head of another open pull request."""

    sha: Sha


class OpenPullRequest(_Fact):
    """Another pull request that is open at the same time."""

    number: StrictInt
    head: OpenHead
    draft: StrictBool = False


class PullRequest(_Fact):
    """All that the gate knows of a pull request as of one moment; nothing here is asked again.

    `merged_at` is None as long as it is not merged.
    """

    schema_name: Annotated[Literal["gitcab.facts/1"], Field(alias="schema")]
    repository: str
    number: StrictInt
    author: str
    draft: StrictBool
    labels: tuple[str, ...] = ()
    opened_at: Instant
    merged_at: Instant | None = None
    base: Tip
    head: Tip
    commits: tuple[AuthoredCommit, ...]
    reviews: tuple[Review, ...]
    open_pull_requests: tuple[OpenPullRequest, ...] = ()
    as_of: Instant
