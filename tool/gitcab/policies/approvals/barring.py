"""Who cannot approve a pull request, because it is their own work or their own wish."""

from collections.abc import Iterable, Iterator, Mapping

from gitcab.model.pull_request import AuthoredCommit, PullRequest
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.store.plumbing import OwnCommit
from gitcab.store.repository import Repository

_FORGE = "web-flow"
"""GitHub's own login, the committer of what is done in a browser."""


def makers(facts: PullRequest, updates: frozenset[str]) -> Mapping[str, str]:
    """Whose work it is: each login, in small letters, with what they did.

    `updates` are commits that only bring the branch up to date.
    """
    found = [(facts.author, "opened the pull request")]
    for commit in facts.commits:
        if commit.sha not in updates:
            found.extend(_makers(commit))
    return _first(found)


def parties(changes: Iterable[RequestForChange], facts: PullRequest, updates: frozenset[str]) -> Mapping[str, str]:
    """Who is named as one whose wish or task it is, or who has helped with it; anybody can be named by anybody.

    `changes` are the requests in the pull request, before and after it.
    """
    own = (one for one in facts.commits if one.sha not in updates)
    found = [(login, f"is a co-author of commit {one.sha[:12]}") for one in own for login in one.co_authors]
    for rfc in changes:
        found.append((rfc.requested_by, f"requested {rfc.id}"))
        found.extend((login, f"is assigned to {rfc.id}") for login in rfc.assigned_to)
    return _first(found)


def _first(involved: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for login, why in involved:
        if login:
            found.setdefault(login.casefold(), why)
    return found


def _makers(commit: AuthoredCommit) -> Iterator[tuple[str, str]]:
    short = commit.sha[:12]
    yield commit.author, f"wrote commit {short}"
    if commit.committer.casefold() != _FORGE:
        yield commit.committer, f"committed {short}"


def unknown_makers(facts: PullRequest, updates: frozenset[str]) -> tuple[str, ...]:
    """The commits of which nobody knows who made them: anybody who approves might have."""
    commits = (one for one in facts.commits if one.sha not in updates)
    return tuple(one.sha for one in commits if not (one.author and one.committer))


def clean_updates(own: Iterable[OwnCommit], base: str, repository: Repository) -> frozenset[str]:
    """The merges of the base branch into the pull request's that hold just what git makes of the two."""
    return frozenset(one.commit for one in own if _is_clean_update(one, base, repository))


def _is_clean_update(commit: OwnCommit, base: str, repository: Repository) -> bool:
    if len(commit.parents) != 2 or not any(repository.is_ancestor(one, base) for one in commit.parents):
        return False
    return repository.merge_tree(*commit.parents) == commit.tree
