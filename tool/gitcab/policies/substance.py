"""The substance of a pull request: what reviewers judged, so that a typo may be mended and nothing else."""

from collections.abc import Iterable, Iterator, Mapping

from gitcab.model.entry import AnyEntry
from gitcab.model.in_words import plural
from gitcab.model.inventory import Estate
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.store.plumbing import ChangedPath

Substance = Mapping[str, object]
"""By path, from git's top: what must stay equal for an approval to hold."""

_FREE = {"title", "justification", "links"}
_TOLD = 3


def substance(changed: Iterable[ChangedPath], after: Estate) -> Substance:
    """Of each changed RFC all but title, justification and links; of every other changed path its blob.

    `after` is the estate that the changes lead to.
    """
    listed = list(changed)
    records = {entry.source.path: entry for entry in after.at({one.path for one in listed})}
    return {one.path: _essence(one, records.get(one.path)) for one in listed}


def _essence(changed: ChangedPath, entry: AnyEntry | None) -> object:
    if entry is not None and entry.proposed_by is None and isinstance(entry.record, RequestForChange):
        return entry.record.model_dump(mode="json", by_alias=True, exclude=_FREE)
    return (changed.after.sort.value, changed.after.blob) if changed.after else None


def alterations(then: Substance, now: Substance) -> Iterator[str]:
    """Each way in which the substance is another one since, in words; nothing where it is equal."""
    yield from _told(now.keys() - then.keys(), "is changed as well now", "are changed as well now")
    yield from _told(then.keys() - now.keys(), "is not changed any more", "are not changed any more")
    other = [path for path in then.keys() & now.keys() if then[path] != now[path]]
    yield from _told(other, "was edited since", "were edited since")


def _told(paths: Iterable[str], one: str, many: str) -> Iterator[str]:
    ordered = sorted(paths)
    if ordered:
        more = f" and {len(ordered) - _TOLD} more" if len(ordered) > _TOLD else ""
        yield f"{', '.join(ordered[:_TOLD])}{more} {plural(len(ordered), one, many)}"
