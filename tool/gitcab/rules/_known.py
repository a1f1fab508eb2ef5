"""What an estate knows by name: ids of a kind, logins of its teams, and files that could not be read."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import PurePosixPath

from gitcab.model.records import record_type
from gitcab.model.records.team import Team
from gitcab.rules._rule import Facts


@lru_cache(maxsize=16)
def ids(kind: str, facts: Facts) -> tuple[str, ...]:
    """The ids of all records of that kind, in order."""
    model = record_type(kind)
    return tuple(entry.id for entry in facts.inventory.of_kind(model)) if model else ()


@lru_cache(maxsize=2)
def logins(facts: Facts) -> Mapping[str, str]:
    """Every team member as written, by the login in small letters."""
    members = (login for entry in facts.inventory.of_kind(Team) for login in entry.record.members)
    return {login.casefold(): login for login in members}


@lru_cache(maxsize=2)
def unread(facts: Facts) -> Mapping[str, str]:
    """The files that could not be read as records, whose own findings say so, by the ids in their names."""
    paths = (*facts.estate.unread, *(flaw.place.path for flaw in facts.estate.flaws))
    return {PurePosixPath(path).stem: path for path in paths}
