"""From the paths that a pull request changes to its parts: requests for change, corrections, other files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from gitcab.model.entry import AnyEntry, Entry
from gitcab.model.exposure import Exposure
from gitcab.model.inventory import Estate
from gitcab.model.records import Record
from gitcab.model.records._plans import RetiredItem, TouchedItem
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.touched_fields import touched_fields
from gitcab.model.touching import touched
from gitcab.model.transition import is_done, is_planned, transition
from gitcab.policies.explaining import ONLY_LAYOUT, Unexplained, finished, unexplained
from gitcab.policies.exposure import Outlook
from gitcab.policies.history import added_items
from gitcab.policies.proposal import Stage
from gitcab.policies.sorts_of_edit import is_redrafted, sorts_of_edit
from gitcab.policies.standing import is_standing
from gitcab.policies.subject import Subject, SubjectSort

_SCHEDULED = "scheduled"
_CMDB = "cmdb/"
_GOVERNED = (_CMDB, "changes/", "operations/", "schemas/")
_Change = Entry[RequestForChange]


@dataclass(eq=False)
class _Found:
    """The parts that the changed paths belong to."""

    changes: dict[str, list[str]] = field(default_factory=dict)
    records: dict[tuple[type[Record], str], list[str]] = field(default_factory=dict)
    paths: list[str] = field(default_factory=list)


def changes_in(stage: Stage) -> tuple[_Change, ...]:
    """The requests for change that a pull request edits, with their `new/` folders, as they would be merged."""
    found = (stage.after.inventory.get(RequestForChange, name) for name in _found(stage).changes)
    return tuple(entry for entry in found if entry)


def is_ahead(change: _Change) -> bool:
    """Whether the change is still to come, or under way: it exposes the estate to something."""
    return not is_done(change.record.state) and not change.record.is_history


def subjects(stage: Stage, outlook: Outlook) -> Iterator[Subject]:
    """All parts: changes first, then records that are corrected, then other files."""
    found = _found(stage)
    for name, paths in found.changes.items():
        yield from _of_change(name, paths, stage, outlook)
    accounts = unexplained(stage.before, stage.after)
    for (kind, name), paths in found.records.items():
        yield from _of_record((kind, name), paths, stage, accounts)
    for path in found.paths:
        yield _of_path(path, stage)


def authorisation(change: _Change, estate: Estate, outlook: Outlook) -> Subject:
    """The part that a new change would be, were it filed to be scheduled in that estate."""
    stage = Stage(estate, estate, ())
    asked = replace(change, record=change.record.model_copy(update={"state": _SCHEDULED, "on_hold": None}))
    return Subject(
        sort=SubjectSort.AUTHORISATION,
        paths=_both_ways([change.source.path], stage),
        name=change.id,
        change=asked,
        transition=transition(None, asked.record),
        fields=_fields(asked.record),
        items=tuple(_items(asked, stage)),
        exposure=outlook.of(asked),
        is_added=True,
        is_standing=is_standing(asked, estate, estate),
    )


def _found(stage: Stage) -> _Found:
    found = _Found()
    paths = {one.path for one in stage.changed}
    before, after = ({one.source.path: one for one in each.at(paths)} for each in (stage.before, stage.after))
    for changed in stage.changed:
        entries = [one for one in (before.get(changed.path), after.get(changed.path)) if one]
        for entry in entries:
            _file(entry, found)
        if not any(_is_part(entry) for entry in entries):
            found.paths.append(changed.path)
    return found


def _is_part(entry: AnyEntry) -> bool:
    return bool(entry.proposed_by) or isinstance(entry.record, RequestForChange) or entry.local_path.startswith(_CMDB)


def _file(entry: AnyEntry, found: _Found) -> None:
    path = entry.source.path
    if entry.proposed_by:
        found.changes.setdefault(entry.proposed_by, []).append(path)
    elif isinstance(entry.record, RequestForChange):
        found.changes.setdefault(entry.id, []).append(path)
    elif entry.local_path.startswith(_CMDB):
        found.records.setdefault((type(entry.record), entry.id), []).append(path)


def _both_ways(paths: list[str], stage: Stage) -> tuple[str, ...]:
    """The paths from the estate's root and from git's top."""
    return tuple(dict.fromkeys(name for path in paths for name in (path.removeprefix(stage.before.prefix), path)))


def _of_change(name: str, paths: list[str], stage: Stage, outlook: Outlook) -> Iterator[Subject]:
    former, change = (each.inventory.get(RequestForChange, name) for each in (stage.before, stage.after))
    known = change or former
    if known is None:
        yield from (_of_path(path, stage) for path in paths)  # parts of a change that does not exist
        return
    own = {one.source.path for one in (former, change) if one}
    sorts = _sorts(former, change, not own.issuperset(paths), stage)
    rfc = known.record
    exposure = outlook.of(change) if change and is_ahead(change) else Exposure()
    for sort in sorts or {SubjectSort.OTHER: ()}:
        yield Subject(
            sort=sort,
            paths=_both_ways(paths, stage),
            name=known.id,
            change=change,
            former=former,
            transition=transition(former.record if former else None, change.record) if change else None,
            fields=sorts[sort] if sort is SubjectSort.CORRECTION else _fields(rfc),
            items=tuple(_items(known, stage)),
            exposure=exposure,
            before=former,
            after=change,
            is_added=former is None,
            is_standing=change is not None and is_standing(change, stage.before, stage.after),
        )


def _sorts(
    former: _Change | None, change: _Change | None, with_parts: bool, stage: Stage
) -> Mapping[SubjectSort, tuple[str, ...]]:
    """The sorts of edit of a change, each with the fields of the record that it alters."""
    if change is None:
        return {}
    found: dict[SubjectSort, tuple[str, ...]] = {}
    for edit in sorts_of_edit(former.record if former else None, change.record):
        sort = SubjectSort(edit.sort.value)
        found[sort] = (*found.get(sort, ()), *([edit.field] if edit.field else []))
    if former is None:
        return found
    if is_planned(former.record.state):
        if SubjectSort.AUTHORISATION not in found and (with_parts or is_redrafted(former.record, change.record)):
            found[SubjectSort.OTHER] = ()
    elif with_parts and change.id not in finished(stage.before, stage.after):
        found.setdefault(SubjectSort.AUTHORISATION, ())
    return found


def _fields(rfc: RequestForChange) -> tuple[str, ...]:
    edited = (one for one in rfc.configuration_items if isinstance(one, TouchedItem | RetiredItem))
    return tuple(sorted({name for item in edited for name in touched_fields(item)}))


def _items(change: _Change, stage: Stage) -> Iterator[ConfigurationItem]:
    """What it touches as it is before and after, and what it adds."""
    for inventory in (stage.before.inventory, stage.after.inventory):
        found = (inventory.get(ConfigurationItem, one) for one in sorted(touched(change.record, inventory)))
        yield from (entry.record for entry in found if entry)
        yield from added_items(change.record, inventory)


def _of_record(
    key: tuple[type[Record], str],
    paths: list[str],
    stage: Stage,
    accounts: Mapping[tuple[str, str], Unexplained | None],
) -> Iterator[Subject]:
    kind, name = key
    after = stage.after.inventory.get(kind, name)
    if after is not None and after.id != name:
        former = _formerly(kind, after, stage)
        if former is not None and former.id == name:
            return  # told with its new name
        after = None
    before = stage.before.inventory.get(kind, name) or _formerly(kind, after, stage)
    known = after or before
    if known is None:
        return
    found = accounts.get((kind.__name__, known.id), ONLY_LAYOUT)
    if found is None:
        return
    renamed = before is not None and before.id != known.id
    yield Subject(
        sort=SubjectSort.CORRECTION,
        paths=_both_ways([*paths, *([before.source.path] if before else [])], stage),
        name=known.id,
        fields=found.fields,
        items=tuple(one.record for one in (before, after) if one and isinstance(one.record, ConfigurationItem)),
        before=before,
        after=after,
        is_added=found.added or renamed,
        is_deleted=found.deleted or renamed,
    )


def _formerly(kind: type[Record], after: AnyEntry | None, stage: Stage) -> AnyEntry | None:
    """The record under the name that it has given up, where it is new by this one; the first where it names several."""
    if after is None or _exactly(kind, after.id, stage.before):
        return None
    olds = (_exactly(kind, name, stage.before) for name in getattr(after.record, "formerly", ()))
    return next((old for old in olds if old and not _exactly(kind, old.id, stage.after)), None)


def _exactly(kind: type[Record], name: str, estate: Estate) -> AnyEntry | None:
    """The record that is called so now, whatever was called so before."""
    found = estate.inventory.get(kind, name)
    return found if found is not None and found.id == name else None


def _of_path(path: str, stage: Stage) -> Subject:
    local = path.removeprefix(stage.before.prefix)
    inside = path.startswith(stage.before.prefix) and local.startswith(_GOVERNED)
    is_governed = inside or path.startswith(".github/") or path.rpartition("/")[2] == "CODEOWNERS"
    return Subject(SubjectSort.OTHER, _both_ways([path], stage), path, is_governed=is_governed)
