"""All that a condition or a requirement may look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from gitcab.model.impact import State
from gitcab.model.item_class import ItemClass
from gitcab.model.pull_request import PullRequest
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.policies.approvals.counting import Ballot
from gitcab.policies.approvals.groups import Groups
from gitcab.policies.subject import Subject


@dataclass(frozen=True, slots=True, eq=False)
class Hearing:
    """The pull request, who belongs where, what was voted, and the moment; `seen` is since when it stands as it is.

    `seen` is None where nobody knows.
    """

    facts: PullRequest
    groups: Groups
    ballot: Ballot
    subjects: Sequence[Subject]
    classes: Mapping[str, ItemClass]
    now: datetime
    seen: datetime | None = None

    def is_service(self, item: ConfigurationItem) -> bool:
        """Whether an item is one, by the classes of the base."""
        known = self.classes.get(item.item_class)
        return known is not None and known.family == "service"


@dataclass(frozen=True, slots=True, eq=False)
class Matter:
    """What one rule of the policy is about: the parts of the pull request for which it holds.

    `worst` and `expected` are from which state on those hit are asked, in either case; None asks nobody.
    """

    hearing: Hearing
    subjects: tuple[Subject, ...]
    because: str
    worst: State | None = State.DEGRADED
    expected: State | None = None
