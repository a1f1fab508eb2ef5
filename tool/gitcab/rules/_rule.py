"""The shape of a rule, and all that it may look at."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import NamedTuple

from gitcab.model.entry import AnyEntry
from gitcab.model.finding import Severity
from gitcab.model.inventory import Estate, Inventory
from gitcab.model.item_class import ItemClass
from gitcab.model.relation import Relation
from gitcab.model.source import Route


class Demands(NamedTuple):
    """What the organisation demands: all that a local rule may look at beside its record.

    `unusable` names the classes, relations and files of schemas that have findings of their own, so
    that those are not told again for every record which counts on them.
    """

    classes: Mapping[str, ItemClass]
    relations: Mapping[str, Relation]
    unusable: frozenset[str] = frozenset()

    @classmethod
    def of(cls, estate: Estate) -> "Demands":
        """What is demanded in that estate."""
        flaws = (flaw for flaw in estate.flaws if flaw.place.path.startswith(f"{estate.prefix}schemas/"))
        names = (flaw.record or PurePosixPath(flaw.place.path).stem for flaw in flaws if flaw.rule != "starter-schemas")
        return cls(estate.classes, estate.relations, frozenset(names))


class Scope(NamedTuple):
    """Which records somebody asks about: their paths, from git's top, and the ids of the items among them.

    `circles` are ids among which every circle of hard needs lies whole that one of these items is on.
    `twins` are the paths of all further records that have, or had, an id of one of these.
    """

    paths: frozenset[str]
    items: frozenset[str] = frozenset()
    circles: frozenset[str] = frozenset()
    twins: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """All that reference and whole rules may look at; `base` is the revision compared with, if any.

    Whole rules need complain of no other records than those in `scope`; None means all. Two of them
    are never equal, so that what is reckoned from one can be kept.
    """

    demands: Demands
    inventory: Inventory
    estate: Estate
    base: Estate | None = None
    scope: Scope | None = None


class Complaint(NamedTuple):
    """What a rule says: what is wrong with which entry at which route, and how to mend it.

    `of_key` points at the key instead of its value.
    """

    entry: AnyEntry
    message: str
    hint: str
    route: Route = ()
    of_key: bool = False


class ReadingRule(NamedTuple):
    """Judged while a file is read: the flaws that carry this rule's id become its findings."""

    severity: Severity


class LocalRule(NamedTuple):
    """Looks at one record and its path. `on_history`: closed records too."""

    severity: Severity
    judge: Callable[[AnyEntry, Demands], Iterator[Complaint]]
    on_history: bool = False


class ReferenceRule(NamedTuple):
    """Looks at one record and at what it names or who names it."""

    severity: Severity
    judge: Callable[[AnyEntry, Facts], Iterator[Complaint]]


class WholeRule(NamedTuple):
    """Looks at all records of a small kind, or at a figure that is kept for all. `compares`: with a base only."""

    severity: Severity
    judge: Callable[[Facts], Iterator[Complaint]]
    compares: bool = False


Rule = ReadingRule | LocalRule | ReferenceRule | WholeRule
