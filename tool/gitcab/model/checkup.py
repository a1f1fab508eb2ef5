"""Whether a repository is set up as the gate relies on: the answer of `gitcab doctor`."""

from dataclasses import dataclass
from enum import StrEnum


class Health(StrEnum):
    """How one demand stands; UNKNOWN is what nobody may see with this token, and never well."""

    WELL = "well"
    ILL = "ill"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Examined:
    """One demand: its name, how it stands, why in a sentence, and how to mend it."""

    name: str
    health: Health
    why: str
    mend: str = ""


@dataclass(frozen=True, slots=True)
class BranchRules:
    """What GitHub demands of whoever changes a branch, by the rulesets that are active there.

    `required` are the names of the checks; `fresh` says that a branch must be up to date, or goes
    through a merge queue, so that what was judged is what is merged.
    """

    required: frozenset[str]
    by_pull_request: bool
    fresh: bool
    no_force_push: bool
    no_deletion: bool


@dataclass(frozen=True, slots=True)
class Settings:
    """What GitHub says of a repository; None where this token may not see it.

    `bypassed` is whether some accounts may pass the rulesets by, `token_writes` whether the token of a
    workflow may write by default, `token_approves` whether it may approve pull requests,
    `code_owner_errors` what GitHub finds wrong in CODEOWNERS.
    """

    rules: BranchRules
    bypassed: bool | None
    token_writes: bool | None
    token_approves: bool | None
    code_owner_errors: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class OwnFiles:
    """What lies in the repository: workflows by name, those that `gitcab init` would write, and CODEOWNERS.

    `code_owners` is None where there is no such file; `owned` is what `gitcab codeowners` would say.
    """

    workflows: dict[str, str]
    expected: tuple[str, ...]
    has_policy: bool
    code_owners: str | None
    owned: str


@dataclass(frozen=True, slots=True)
class Checkup:
    """All demands in order; `branch` is the one that is guarded."""

    repository: str
    branch: str
    examined: tuple[Examined, ...]
