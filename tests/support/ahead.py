"""A repository in which git begins before anything is known, and what may have been done to one of its files."""

import os
from collections.abc import Callable
from contextlib import chdir, suppress
from pathlib import Path

from gitcab.store.index.access import Index
from gitcab.store.index.differing import Differing
from gitcab.store.index.foresight import HERE, estate_around, foresight, supposed_already
from gitcab.store.index.head_start import begin
from gitcab.store.repository import open_repository
from support.repositories import ScratchRepository

ITEM = "kind: ConfigurationItem\nclass: server\nid: {id}\nname: {id}\nowner: team\n"
ITEM += "life_cycle: {{stage: operational, status: in_use}}\n"
A = "cmdb/server/a.yaml"


def indexed(repository: Callable[..., ScratchRepository]) -> ScratchRepository:
    """Three items, committed, and an index of them."""
    made = repository({f"cmdb/server/{name}.yaml": ITEM.format(id=name) for name in "abc"})
    opened = open_repository(made.path)
    Index(opened, "", wanted=True).make(opened.resolve("HEAD"))
    return made


def seen(folder: Path) -> Differing | None:
    """What git says where it has begun; None where that was not enough."""
    with chdir(folder):
        begin()
        with foresight(), supposed_already(*estate_around(HERE)) as found:
            assert found is not None
            return found.seen.differing if found.seen else None


def edit(made: ScratchRepository) -> None:
    made.write({A: "other\n"})


def stage(made: ScratchRepository) -> None:
    edit(made)
    made.git("add", A)


def stage_and_take_back(made: ScratchRepository) -> None:
    stage(made)
    made.write({A: ITEM.format(id="a")})


def remove(made: ScratchRepository) -> None:
    (made.path / A).unlink()


def remove_and_stage(made: ScratchRepository) -> None:
    made.git("rm", "-q", A)


def remove_from_git_only(made: ScratchRepository) -> None:
    made.git("rm", "-q", "--cached", A)


def intend_to_add(made: ScratchRepository) -> None:
    remove_from_git_only(made)
    made.git("add", "-N", A)


def hide(made: ScratchRepository) -> None:
    made.git("update-index", "--assume-unchanged", A)
    edit(made)


def skip(made: ScratchRepository) -> None:
    made.git("update-index", "--skip-worktree", A)
    edit(made)


def edit_in_the_same_tick(made: ScratchRepository) -> None:
    """Git reads a file whose time is that of its index."""
    made.git("update-index", "--refresh")
    found = (made.path / ".git/index").stat()
    made.write({A: ITEM.format(id="x")})
    os.utime(made.path / A, ns=(found.st_atime_ns, found.st_mtime_ns))


def hide_where_git_looks_away(made: ScratchRepository) -> None:
    """A flag that git drops as long as there is a sparse checkout, and the file is there."""
    made.git("config", "core.sparseCheckout", "true")
    made.write({".git/info/sparse-checkout": "/*\n"})
    made.git("update-index", "--skip-worktree", A)
    for _ in range(2):
        seen(made.path)
    made.git("config", "core.sparseCheckout", "false")
    edit(made)


def replace_behind_a_link(made: ScratchRepository) -> None:
    """Git follows a link to its index, which then stays as it is."""
    (made.path / ".git/index").rename(made.path.with_name("index"))
    (made.path / ".git/index").symlink_to("../../index")
    for _ in range(2):
        seen(made.path)
    stage(made)


def conflict(made: ScratchRepository) -> None:
    for branch, text in (("one", "one\n"), ("two", "two\n")):
        made.git("checkout", "-q", "-b", branch, "main")
        made.commit(branch, {A: text})
    made.git("checkout", "-q", "one")
    with suppress(AssertionError):
        made.git("merge", "-q", "two")


def leave_out(made: ScratchRepository) -> None:
    """A checkout of a part, with an index that names folders."""
    made.git("sparse-checkout", "set", "--sparse-index", "schemas")


def commit(made: ScratchRepository) -> None:
    made.commit("Other", {A: "other\n"})


DEEDS = (
    *(edit, stage, stage_and_take_back, remove, remove_and_stage, remove_from_git_only, intend_to_add, commit),
    *(hide, skip, hide_where_git_looks_away, replace_behind_a_link, edit_in_the_same_tick, conflict),
)
