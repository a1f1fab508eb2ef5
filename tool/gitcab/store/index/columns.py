"""The items of a whole estate and their links, column by column: as they are read, or as the tables tell them later.

What is asked of all items is asked of their columns, which costs a fraction of a look at each. What RFCs propose is
no item here and writes no links.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from gitcab.model.outline import OutlinedLink

Owners = tuple[str | None, str | None]
Grouped = tuple[str, OutlinedLink]


class Items(NamedTuple):
    """Columns of items.

    `owners` are the pairs of teams that own and operate one of them, as far as not told before. `unusual` are the
    paths of those that are not clear or do not lie in the folder of their class.
    """

    ids: Sequence[str]
    classes: Sequence[str]
    stages: Sequence[str]
    owners: Collection[Owners] = ()
    unusual: Collection[str] = ()


class Links(NamedTuple):
    """Links by one relation, outside of groups, of items of one class in one stage: sources, and targets as written."""

    relation: str
    item_class: str
    stage: str
    sources: Sequence[str]
    targets: Sequence[str]


class Other(NamedTuple):
    """A record of another kind, one that is only proposed, or what few items have beside; `formerly` is JSON."""

    path: str
    blob: str
    kind: str
    id: str
    quorum: int | None
    formerly: str | None
    proposed_by: str | None


class Place(NamedTuple):
    """Where an item lies, from the estate's root, and git's id of the file's content."""

    path: str
    id: str
    blob: str


class Columns(Protocol):
    """All of an estate; it can be asked again and again."""

    def items(self) -> Iterator[Items]:
        """Every item, some at a time."""
        ...

    def others(self) -> Iterable[Other]:
        """Every other record, and every item that has a quorum or former ids."""
        ...

    def links(self) -> Iterator[Links]:
        """Every link outside of groups, some at a time."""
        ...

    def grouped(self) -> Iterable[Grouped]:
        """The links of redundancy groups with their sources, those of one source in order."""
        ...

    def leaving(self, ids: Collection[str], relations: Collection[str]) -> Iterable[tuple[str, str]]:
        """Sources and targets of those of `links` that lead from these items by these relations."""
        ...


def links_of(rows: Iterable[tuple[str, str, str, str, str]]) -> Iterator[Links]:
    """Links from single ones: relation, class and stage of the source, source and target."""
    found: dict[tuple[str, str, str], tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for relation, item_class, stage, source, target in rows:
        sources, targets = found[relation, item_class, stage]
        sources.append(source)
        targets.append(target)
    return (Links(*key, *columns) for key, columns in found.items())


def items_of(
    paths: Sequence[str],
    ids: Sequence[str],
    classes: Sequence[str],
    stages: Sequence[str],
    owners: Sequence[str],
    operators: Sequence[str | None],
    are_clear: Sequence[bool],
) -> Items:
    """Items from all of their columns."""
    unusual: list[str] = []
    if ids and not (all(are_clear) and _lie_below(f"cmdb/{classes[0]}/", paths, set(classes))):
        rows = zip(paths, classes, are_clear, strict=True)
        unusual = [path for path, one, is_clear in rows if not (is_clear and path.startswith(f"cmdb/{one}/"))]
    return Items(ids, classes, stages, set(zip(owners, operators, strict=True)), unusual)


def _lie_below(folder: str, paths: Sequence[str], classes: Collection[str]) -> bool:
    """Whether all lie below the folder of their one class, as do the first and the last of them in order."""
    return len(classes) == 1 and min(paths).startswith(folder) and max(paths).startswith(folder)
