"""May a deployment touch these items now? The answer, reason by reason, and what a signed one claims."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, StrictBool

from gitcab.model.pull_request import Instant


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must hold: whether it does, why in a sentence, and how to mend it where it does not."""

    name: str
    holds: bool
    why: str
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Permit:
    """The answer about `items` at `now` (aware), by the record at `commit`.

    `rfc` is the change that covers them, None where none does, planned in `zone`; `until` is when the
    permission ends, `expires` when a signed copy of it does. Where something could not be read it is
    in `unread`, and nothing is allowed.
    """

    items: tuple[str, ...]
    now: datetime
    conditions: tuple[Condition, ...]
    rfc: str | None = None
    until: datetime | None = None
    zone: ZoneInfo | None = None
    revision: str = ""
    commit: str = ""
    expires: datetime | None = None
    unread: tuple[str, ...] = ()

    @property
    def is_allowed(self) -> bool:
        """Whether every condition holds, and nothing was left unread."""
        return not self.unread and self.rfc is not None and all(one.holds for one in self.conditions)

    @property
    def failed(self) -> tuple[Condition, ...]:
        """The conditions that do not hold."""
        return tuple(one for one in self.conditions if not one.holds)

    def expiring(self, latest: datetime) -> "Permit":
        """The same, as it is signed: it ends with the permission, and at the latest then."""
        return replace(self, expires=min(latest, self.until or latest))


class PermitClaim(BaseModel):
    """What a signed permit says, as it is read back: gitcab.permit/1."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)

    schema_name: Annotated[Literal["gitcab.permit/1"], Field(alias="schema")]
    allowed: StrictBool
    rfc: str
    configuration_items: tuple[str, ...]
    commit: str
    now: Instant
    expires: Instant
