"""What others ask of teams: members, and whether they were succeeded."""

import json
from collections.abc import Mapping
from typing import Any

from gitcab.rules._screening import Crew


class Crews:
    """The teams of an estate from their whole records, as JSON, by every id that leads to them."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        read = {text: json.loads(text) for text in fields.values()}
        crews = {text: crew_of(one) for text, one in read.items()}
        self._crews = {name: crews[text] for name, text in fields.items()}
        self.get = self._crews.get
        self.logins = {login.casefold() for one in read.values() for login in one.get("members", ())}


def crew_of(team: Mapping[str, Any]) -> Crew:
    """What others ask of a team, from its record."""
    return Crew(bool(team.get("members")), team.get("succeeded_by") is not None)
