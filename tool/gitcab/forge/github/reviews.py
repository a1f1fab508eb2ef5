"""All reviews of a pull request, in the order in which they were given; which of them count is not asked here."""

from typing import Any

from gitcab.forge.github.client import Client
from gitcab.forge.github.picking import login_of, pick, pick_or_none
from gitcab.forge.unavailable import ForgeUnavailable

_STATES = {"approved", "changes_requested", "commented", "dismissed"}
_NOT_GIVEN_YET = "pending"


def reviews(client: Client, repository: str, number: int) -> list[dict[str, Any]]:
    """Every review in the shape of gitcab.facts/1."""
    found = client.every(f"/repos/{repository}/pulls/{number}/reviews", _given)
    return [review for review in found if review is not None]


def _given(answer: Any) -> dict[str, Any] | None:
    return None if _state(answer) == _NOT_GIVEN_YET else review_of(answer)


def review_of(answer: Any) -> dict[str, Any]:
    """The review that an answer, or a webhook's payload, describes. Raises ForgeUnavailable."""
    state = _state(answer)
    if state not in _STATES:
        raise ForgeUnavailable(f"GitHub speaks of a review that is '{state}', which gitcab does not know")
    author = login_of(answer, "user")
    return {
        "id": pick(answer, "id", int),
        "author": author,
        "bot": _is_bot(answer, author),
        "state": state,
        "commit": pick_or_none(answer, "commit_id", str),
        "submitted_at": pick(answer, "submitted_at", str),
    }


def _state(answer: Any) -> str:
    """REST says APPROVED where webhooks say approved."""
    return pick(answer, "state", str).lower()


def _is_bot(answer: Any, author: str) -> bool:
    """Whatever is no user is a bot; of a deleted account nobody knows, and nobody has the login ""."""
    if not author:
        return False
    pick(answer, "user.id", int)
    return pick(answer, "user.type", str) != "User" or author.endswith("[bot]")
