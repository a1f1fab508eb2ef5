"""What a view of the index must answer: what the estate does whose files were all read."""

from collections.abc import Iterable
from contextlib import chdir
from dataclasses import replace
from pathlib import Path

from gitcab.model.entry import AnyEntry
from gitcab.model.inventory import Estate
from gitcab.model.records import kinds
from gitcab.store.commit_tree import CommitTree
from gitcab.store.index.access import Index
from gitcab.store.index.estate import estate_of
from gitcab.store.index.foresight import HERE, estate_around, foresight, supposed_already
from gitcab.store.index.head_start import begin
from gitcab.store.index.keeping import keep_seen
from gitcab.store.index.outlined import unkept
from gitcab.store.index.supposing import supposed
from gitcab.store.index.view import View
from gitcab.store.loading import load
from gitcab.store.repository import open_repository
from gitcab.store.work_tree import WorkTree
from support.index_walk import IDS, MISSING, RFC


def view_of(path: Path, rev: str | None = None, prefix: str = "") -> View:
    """The view of a commit, or of the work tree, as a new process would find or make it."""
    repository = open_repository(path)
    view = Index(repository, prefix, wanted=True).view(repository.resolve(rev) if rev else None)
    assert view is not None
    return view


def leave(view: View, path: Path, prefix: str = "") -> None:
    """Closes the view; what lies over its mirror is kept, as a command does."""
    outlines, stamp = unkept(view), view.meta.get("stamp")
    view.close()
    if stamp is not None:
        keep_seen(open_repository(path).git_dir, prefix, stamp, outlines)


def assert_same_with_a_head_start(path: Path, expected: Estate, prefix: str = "") -> None:
    """The work tree answers as the estate that was read whole where git has begun before it was asked."""
    repository = open_repository(path)
    with supposed(repository, prefix) as found:
        assert found is not None
        is_so, usual = found.is_so(), found.seen
    with chdir(path / prefix):
        begin()
        with foresight(), supposed_already(*estate_around(HERE)) as found:
            assert found is not None
            assert found.is_so() <= is_so
            seen = found.seen
    assert (seen is None) == (usual is None)
    assert usual is None or seen is None or {*usual.differing.paths} <= {*seen.differing.paths}
    view = Index(repository, prefix, wanted=True, seen=seen).view(None)
    assert view is not None
    try:
        assert_same(view, expected)
    finally:
        view.close()


def careful(path: Path, rev: str | None = None, prefix: str = "") -> Estate:
    """The estate with every file read."""
    repository = open_repository(path)
    if rev:
        return load(CommitTree(repository, repository.resolve(rev), prefix))
    return load(WorkTree(path / prefix, prefix))


def assert_same(view: View, expected: Estate) -> None:
    """The view answers as the estate that was read whole."""
    found = estate_of(view)
    assert sorted(map(repr, found.flaws)) == sorted(map(repr, expected.flaws))
    assert sorted(found.unread) == sorted(expected.unread)
    assert (found.classes, found.relations) == (expected.classes, expected.relations)
    assert (list(found.classes), list(found.relations)) == (list(expected.classes), list(expected.relations))
    assert (found.prefix, found.revision) == (expected.prefix, expected.revision)
    assert len(found.entries) == len(expected.entries) == len(found.inventory)
    assert plain(found.entries) == plain(expected.entries)
    assert found.closed == expected.closed
    assert plain(found.small) == plain(expected.small)
    paths = {entry.source.path for entry in expected.entries if len(entry.id) % 2}
    assert plain(found.at(paths)) == plain(expected.at(paths))
    _assert_same_inventory(found, expected)


def _assert_same_inventory(found: Estate, expected: Estate) -> None:
    ids = [MISSING, *IDS, RFC, *{entry.id for entry in expected.entries}]
    one, other = found.inventory, expected.inventory
    assert list(one.items()) == list(other.items())
    assert set(one.fragile()) >= set(other.fragile())
    for name in ids:
        _assert_same_item(found, expected, name)
    fresh = estate_of(_view_behind(found)).inventory
    fresh.expect(ids)
    assert [list(fresh.links_to(name)) for name in ids] == [list(other.links_to(name)) for name in ids]
    assert [list(fresh.links_from(name)) for name in ids] == [list(other.links_from(name)) for name in ids]
    assert [fresh.item(name) for name in ids] == [other.item(name) for name in ids]
    there = [item.id for item in other.items()]
    assert sorted(fresh.groups_of({*ids})) == sorted(other.groups_of({*ids}))
    for asked in (there, [MISSING]):
        assert other.classes_of(asked).items() <= fresh.classes_of(asked).items()
    for relations in (expected.relations, {"depends_on"}, {"member_of"}, ()):
        assert sorted(one.edges_to({*ids}, relations), key=repr) == sorted(other.edges_to({*ids}, relations), key=repr)
        assert sorted(one.edges_from({*ids}, relations), key=repr) == sorted(
            other.edges_from({*ids}, relations), key=repr
        )
    assert other.classes_of(there).items() <= one.classes_of(there).items()  # the links have told some of them
    for kind in kinds().values():
        assert plain(one.of_kind(kind)) == plain(other.of_kind(kind))
        for name in ids:
            assert plain([one.get(kind, name)]) == plain([other.get(kind, name)]), (kind, name)


def _assert_same_item(found: Estate, expected: Estate, id: str) -> None:
    one, other = found.inventory, expected.inventory
    assert one.item(id) == other.item(id), id
    assert list(one.links_from(id)) == list(other.links_from(id)), id
    assert list(one.links_to(id)) == list(other.links_to(id)), id
    assert plain(one.proposed_by(id)) == plain(other.proposed_by(id)), id


def _view_behind(estate: Estate) -> View:
    view: View = estate.inventory._view  # type: ignore[attr-defined]
    return view


def plain(entries: Iterable[AnyEntry | None]) -> list[AnyEntry | None]:
    """Entries without git's ids, which trees on the disk do not know."""
    return [entry and replace(entry, blob=None) for entry in entries]
