"""Asking for reviews: those who are still needed and were not asked yet."""

from collections.abc import Collection
from typing import Any

from gitcab.forge.github.client import Client
from gitcab.forge.github.picking import pick
from gitcab.forge.unavailable import ForgeUnavailable

_INVALID = 422


def request_reviews(
    client: Client, repository: str, number: int, logins: Collection[str], teams: Collection[str] = ()
) -> tuple[str, ...]:
    """Asks these logins and teams (slugs) for a review; gives those whom GitHub would not ask, in order.

    GitHub refuses all of a request for one who may not be asked (the author, somebody without
    access), so each is asked alone then. Nobody's request is taken back. Raises ForgeUnavailable.
    """
    path = f"/repos/{repository}/pulls/{number}/requested_reviewers"
    waiting = client.get(path).content
    asked = {
        "reviewers": _missing(logins, waiting, "users", "login"),
        "team_reviewers": _missing(teams, waiting, "teams", "slug"),
    }
    if not any(asked.values()) or _is_taken(client, path, asked):
        return ()
    alone = [(key, name) for key, names in asked.items() for name in names]
    return tuple(name for key, name in alone if not _is_taken(client, path, {key: [name]}))


def _missing(wanted: Collection[str], waiting: Any, key: str, name: str) -> list[str]:
    known = {pick(each, name, str).casefold() for each in pick(waiting, key, list)}
    return sorted((each for each in wanted if each.casefold() not in known), key=str.casefold)


def _is_taken(client: Client, path: str, body: dict[str, list[str]]) -> bool:
    try:
        client.send("POST", path, body)
    except ForgeUnavailable as error:
        if error.status != _INVALID:
            raise
        return False
    return True
