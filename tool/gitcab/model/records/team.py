"""A team: who owns items, who operates them, and who may approve what."""

from typing import Annotated, Literal

from pydantic import Field

from gitcab.model.records._record import Date, Identifier, KnownLogin, Line, Login, Part, Record, TeamId, Text, WebLink


class Delegation(Part):
    """For these days (both included) `to` decides in the place of `from`."""

    from_login: Annotated[Login, Field(alias="from")]
    to: KnownLogin
    start: Date
    end: Date
    reason: Line | None = None


class Team(Record):
    """A team with its members as logins, its roles on the board, and its deputies."""

    kind: Literal["Team"]
    id: Identifier
    name: Line
    description: Text | None = None
    members: tuple[Login, ...] = ()
    lead: KnownLogin | None = None
    github_team: Annotated[str | None, Field(description="organisation/team, as GitHub writes it.")] = None
    roles: Annotated[tuple[Identifier, ...], Field(description="Such as cab, ecab, change_manager, service_desk.")] = ()
    on_call: Annotated[Line | None, Field(description="How to reach the team at night.")] = None
    contact: Line | None = None
    succeeded_by: TeamId | None = None
    delegations: tuple[Delegation, ...] = ()
    links: tuple[WebLink, ...] = ()
    formerly: tuple[Identifier, ...] = ()

    @classmethod
    def home(cls) -> str:
        """Where teams lie."""
        return "cmdb/teams"


RECORD = Team
