"""Logins and incidents on the command line that no rule would look for in a closed record."""

from collections.abc import Iterable

import click

from gitcab.cli._items import known_ids, refuse_unknown, unknown
from gitcab.model.inventory import Estate
from gitcab.model.records.incident import Incident
from gitcab.model.records.team import Team


def logins_named(estate: Estate, written: Iterable[str]) -> tuple[str, ...]:
    """The logins as their teams write them. Raises UsageError for one that is in no team."""
    members = sorted({login for entry in estate.inventory.of_kind(Team) for login in entry.record.members})
    known = {login.casefold(): login for login in members}
    for login in written:
        if login.casefold() not in known:
            raise click.UsageError(unknown("team member with the login", login, members))
    return tuple(known[login.casefold()] for login in written)


def incidents_named(estate: Estate, written: Iterable[str]) -> tuple[str, ...]:
    """The ids of incidents. Raises UsageError for one that is not there."""
    known = set(known_ids(estate, Incident))
    for one in written:
        if one not in known:
            refuse_unknown(estate, "incident", one, Incident)
    return tuple(written)
