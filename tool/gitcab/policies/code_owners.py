"""Whom GitHub asks for a review by itself: the owners of configuration items, in the words of CODEOWNERS."""

import re
from collections.abc import Iterator, Mapping

from gitcab.model.inventory import Inventory
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.team import Team

_HEAD = """\
# Written by `gitcab codeowners` from the owners in cmdb/; write it anew when they change.
# It asks for reviews. Who must approve is decided by changes/policy.yaml.
"""
_GAME = ("changes/policy.yaml", "changes/models/", "changes/windows/", "cmdb/teams/", "schemas/", ".github/")
_PLAIN = re.compile(r"[\w./+-]+", re.ASCII)
_TEAM = re.compile(r"[A-Za-z0-9][\w-]*/[\w.-]+", re.ASCII)


def code_owners(inventory: Inventory, prefix: str = "") -> str:
    """The lines for every item whose owner says which GitHub team it is, and for the rules of the game.

    "" where no team says so. The last line that matches wins, so items come first. A path that CODEOWNERS
    cannot express is left out, and named in a comment.
    """
    teams = {entry.id: entry.record for entry in inventory.of_kind(Team)}
    lines = [*_items(inventory, teams, prefix), *_game(teams, prefix)]
    return "".join([_HEAD, *(f"{line}\n" for line in lines)]) if lines else ""


def _items(inventory: Inventory, teams: Mapping[str, Team], prefix: str) -> Iterator[str]:
    for entry in sorted(inventory.of_kind(ConfigurationItem), key=lambda one: one.local_path):
        owner = teams.get(entry.record.owner)
        path = f"{prefix}{entry.local_path}"
        if owner and (name := _name(owner)):
            yield f"/{path} {name}" if _PLAIN.fullmatch(path) else f"# its path cannot be said here: {entry.id}"


def _game(teams: Mapping[str, Team], prefix: str) -> Iterator[str]:
    managers = [name for team in teams.values() if "change_manager" in team.roles and (name := _name(team))]
    for path in _GAME if managers else ():
        below = path if path.startswith(".github") else f"{prefix}{path}"
        yield f"/{below} {' '.join(sorted(managers))}"


def _name(team: Team) -> str | None:
    written = (team.github_team or "").removeprefix("@")
    return f"@{written}" if _TEAM.fullmatch(written) else None
