"""What was laid over a mirror once is kept, and is what examining it again would give."""

from collections.abc import Callable
from random import Random

import pytest

from gitcab.store.index import outlined
from gitcab.store.index.access import Index
from gitcab.store.index.file import IndexFile
from gitcab.store.index.supposing import supposed
from gitcab.store.index.view import View
from gitcab.store.repository import open_repository
from support.index_answers import leave, view_of
from support.repositories import ScratchRepository
from support.screen_estates import district, mutated

Make = Callable[..., ScratchRepository]
DNS = "cmdb/server/dns-1.yaml"


@pytest.fixture
def branch(repository: Make) -> ScratchRepository:
    """A district with an index, and a branch that is checked out; on it one clear item is described otherwise."""
    made = repository(district())
    opened = open_repository(made.path)
    Index(opened, "", wanted=True).make(opened.resolve("HEAD"))
    made.checkout("change", new=True)
    described(made, "Other")
    return made


def described(made: ScratchRepository, as_what: str) -> None:
    """Commits another description of the clear item."""
    made.commit("Described otherwise", {DNS: f"{district()[DNS]}description: {as_what}\n"})


def ask(made: ScratchRepository) -> list[object]:
    """All outlines, as a command finds them that answers while git works."""
    with supposed(open_repository(made.path), "") as found:
        assert found is not None
        assert found.view is not None
        return list(found.view.outlines())


def kept(made: ScratchRepository) -> list[str]:
    """The paths of what is kept."""
    found = IndexFile(open_repository(made.path).git_dir, "").open().connection
    assert found is not None
    try:
        return [path for (path,) in found.execute("SELECT path FROM outlined ORDER BY path, blob")]
    finally:
        found.close()


def refuse(view: View, tree: object) -> None:
    raise AssertionError("what is known is examined")


def test_a_file_is_examined_once(branch, monkeypatch):
    first = ask(branch)
    assert kept(branch) == [DNS]
    monkeypatch.setattr("gitcab.store.index.overlay._examiner", refuse)
    assert ask(branch) == first
    view_of(branch.path, "change").close()
    branch.write({DNS: (branch.path / DNS).read_text() + "# edited\n"})
    with pytest.raises(AssertionError, match="what is known"):
        view_of(branch.path)


def test_an_edit_that_is_taken_back_is_known(branch, monkeypatch):
    ask(branch)
    branch.checkout("main")
    branch.write({DNS: f"{district()[DNS]}description: Other\n"})
    monkeypatch.setattr("gitcab.store.index.overlay._examiner", refuse)
    view = view_of(branch.path)
    assert [(one.path, one.after.description) for one in view.changes] == [(DNS, "Other")]
    view.close()


def test_the_same_content_elsewhere_is_another_record(branch):
    ask(branch)
    moved = "cmdb/server/moved.yaml"
    branch.commit("Moved", {moved: (branch.path / DNS).read_text()}, delete=[DNS])
    view = view_of(branch.path, "change")
    assert [(one.path, one.after and one.after.is_clear) for one in view.changes] == [(DNS, None), (moved, False)]
    view.close()


@pytest.mark.parametrize("seed", range(20))
def test_what_is_kept_is_what_was_examined(repository, seed):
    made = repository(district())
    view_of(made.path).close()
    made.commit("Mistakes", mutated(district(), Random(seed), 5))
    view = view_of(made.path)
    changes = view.changes
    leave(view, made.path)
    clear = {one.path for one in changes if one.after is not None and one.after.is_clear}
    assert set(kept(made)) == clear
    again = view_of(made.path)
    assert again.changes == changes
    assert repr(again.changes) == repr(changes)
    again.close()


def test_no_more_is_kept_than_there_is_room_for(branch, monkeypatch):
    monkeypatch.setattr(outlined, "_MOST", 2)
    for number in range(5):
        described(branch, f"Number {number}")
        ask(branch)
        assert 1 <= len(kept(branch)) <= 2
    branch.commit("More", {f"cmdb/server/x-{n}.yaml": district()[DNS].replace("dns-1", f"x-{n}") for n in range(3)})
    before = kept(branch)
    ask(branch)
    assert kept(branch) == before


def test_who_reads_it_is_not_waited_for(branch):
    reading = IndexFile(open_repository(branch.path).git_dir, "").open().connection
    assert reading is not None
    first = ask(branch)
    reading.close()
    assert kept(branch) == []
    assert ask(branch) == first
    assert kept(branch) == [DNS]
