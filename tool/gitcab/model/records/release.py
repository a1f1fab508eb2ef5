"""A release: several changes that go live together or not at all."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from gitcab.model.records._record import Identifier, KnownLogin, Line, Record, RfcId, TeamId, Text, WebLink


class Release(Record):
    """The changes of one release and who decides that it goes."""

    history_states: ClassVar[frozenset[str]] = frozenset({"released", "canceled"})

    kind: Literal["Release"]
    id: Identifier
    title: Line
    description: Text | None = None
    owner: TeamId
    release_manager: KnownLogin | None = None
    state: Literal["planning", "go", "no_go", "released", "canceled"]
    changes: Annotated[tuple[RfcId, ...], Field(min_length=1)]
    links: tuple[WebLink, ...] = ()

    @classmethod
    def home(cls) -> str:
        """Where releases lie."""
        return "changes/releases"


RECORD = Release
