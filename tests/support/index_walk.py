"""A repository that a seeded walk edits in every way people and programs do, and what its index must answer."""

import os
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import yaml

from gitcab.model.entry import AnyEntry
from gitcab.model.inventory import Estate
from gitcab.model.records import kinds
from gitcab.store.commit_tree import CommitTree
from gitcab.store.index.access import Index
from gitcab.store.index.estate import estate_of
from gitcab.store.index.view import View
from gitcab.store.loading import load
from gitcab.store.repository import open_repository
from gitcab.store.work_tree import WorkTree
from support.repositories import ScratchRepository

IDS = tuple(f"i{number}" for number in range(8))
MISSING = "nobody"
FOLDERS = ("cmdb/server", "cmdb/server/rack", "cmdb/database", "changes/2026/RFC-2026-01-01-x/new")
RFC = "RFC-2026-01-01-x"
BROKEN = (
    "kind: [",
    "kind: ConfigurationItem\nid: broken\n",
    "kind: Nothing\n",
    "",
    "a: 1\na: 2\n",
    "kind: Team\nid: \x07\n",
)


def view_of(path: Path, rev: str | None = None, prefix: str = "") -> View:
    """The view of a commit, or of the work tree, as a new process would find or make it."""
    repository = open_repository(path)
    view = Index(repository, prefix, wanted=True).view(repository.resolve(rev) if rev else None)
    assert view is not None
    return view


def careful(path: Path, rev: str | None = None, prefix: str = "") -> Estate:
    """The estate with every file read."""
    repository = open_repository(path)
    if rev:
        return load(CommitTree(repository, repository.resolve(rev), prefix))
    return load(WorkTree(path / prefix, prefix))


def assert_same(view: View, expected: Estate, reach: Callable[[Iterable[str]], object] | None = None) -> None:
    """The view answers as the estate that was read whole; `reach` expects ids before they are asked for."""
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
    for relations in (expected.relations, {"depends_on"}, {"member_of"}, ()):
        assert sorted(one.edges_to({*ids}, relations), key=repr) == sorted(other.edges_to({*ids}, relations), key=repr)
        assert sorted(one.edges_from({*ids}, relations), key=repr) == sorted(
            other.edges_from({*ids}, relations), key=repr
        )
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


class Walk:
    """One step after the other; the same seed gives the same walk."""

    def __init__(self, repository: ScratchRepository, seed: int, prefix: str = "") -> None:
        self.repository = repository
        self.random = Random(seed)
        self.prefix = prefix
        self.commits = [repository.head()]
        self.steps: list[str] = []

    def step(self) -> str:
        """Does something; says what."""
        deed = self.random.choice(_DEEDS)
        self.steps.append(deed.__name__)
        deed(self)
        return deed.__name__

    def root(self) -> Path:
        """The estate's folder."""
        return self.repository.path / self.prefix

    def some_path(self) -> Path:
        """A place for a record."""
        name = self.random.choice((*IDS, "readme"))
        return self.root() / self.random.choice(FOLDERS) / f"{name}.{'md' if name == 'readme' else 'yaml'}"

    def some_file(self) -> Path | None:
        """A file that is there."""
        found = sorted(path for path in self.root().rglob("*") if path.is_file() and ".git" not in path.parts)
        return self.random.choice(found) if found else None

    def text(self, name: str) -> str:
        """An item as the walk likes it now."""
        random = self.random
        targets = (*IDS, MISSING, "old-1", "old-2")
        relations: dict[str, Any] = {}
        for relation in random.sample(("depends_on", "runs_on", "member_of"), random.choice((0, 1, 2))):
            wanted: list[Any] = random.sample(targets, random.choice((1, 2)))
            if random.random() < 0.4 and relation != "member_of":
                wanted.append({"at_least": random.choice((1, 2)), "of": random.sample(targets, 2)})
            relations[relation] = wanted
        record: dict[str, Any] = {
            "kind": "ConfigurationItem",
            "class": random.choice(("server", "database")),
            "id": name if random.random() < 0.9 else random.choice(IDS),
            "name": f"Item {random.randrange(10)}",
            "owner": "team",
            "life_cycle": random.choice(
                ({"stage": "operational", "status": "in_use"}, {"stage": "end_of_life", "status": "retired"})
            ),
        }
        if random.random() < 0.3:
            record["formerly"] = random.sample(("old-1", "old-2", random.choice(IDS)), random.choice((1, 2)))
        if random.random() < 0.2:
            record["quorum"] = random.choice((1, 2))
        if relations:
            record["relations"] = relations
        return yaml.safe_dump(record, sort_keys=False)

    def git(self, *arguments: str) -> None:
        """Git's own command; what it refuses is no step."""
        with suppress(AssertionError):
            self.repository.git(*arguments)


def _write(walk: Walk) -> None:
    path = walk.some_path()
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(walk.text(path.stem))


def _break(walk: Walk) -> None:
    path = walk.some_path()
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(walk.random.choice(BROKEN))


def _edit_in_place(walk: Walk) -> None:
    """Another content of the same length within the same tick, if the clock is coarse."""
    path = walk.some_file()
    if path and b"Item " in (content := path.read_bytes()):
        path.write_bytes(content.replace(b"Item ", b"Itex ", 1))


def _keep_times(walk: Walk) -> None:
    """Another content of the same length, with the times that the file had."""
    path = walk.some_file()
    if path and b"name: I" in (content := path.read_bytes()):
        times = path.stat()
        path.write_bytes(content.replace(b"name: I", b"name: X", 1))
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def _delete(walk: Walk) -> None:
    path = walk.some_file()
    if path:
        path.unlink()


def _delete_folder(walk: Walk) -> None:
    folder = walk.root() / walk.random.choice(FOLDERS)
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder)


def _rename(walk: Walk) -> None:
    path = walk.some_file()
    if path and path.suffix == ".yaml":
        with suppress(OSError):
            path.rename(path.with_name(f"{walk.random.choice(IDS)}.yaml"))


def _rewrite_id(walk: Walk) -> None:
    path = walk.some_file()
    if path:
        old, new = walk.random.sample(IDS, 2)
        path.write_bytes(path.read_bytes().replace(old.encode(), new.encode()))


def _commit(walk: Walk) -> None:
    walk.git("add", "--all")
    walk.git("commit", "--quiet", "--allow-empty", "--message", f"Step {len(walk.steps)}")
    walk.commits.append(walk.repository.head())


def _stage_some(walk: Walk) -> None:
    path = walk.some_file()
    if path:
        walk.git("add", "--", str(path))


def _unstage(walk: Walk) -> None:
    walk.git("rm", "--quiet", "--cached", "-r", "--ignore-unmatch", "--", walk.prefix + walk.random.choice(FOLDERS))


def _switch(walk: Walk) -> None:
    walk.git("checkout", "--quiet", "--force", walk.random.choice(walk.commits))


def _reset(walk: Walk) -> None:
    walk.git("reset", "--quiet", walk.random.choice(("--hard", "--mixed", "--soft")), walk.random.choice(walk.commits))


def _clean(walk: Walk) -> None:
    walk.git("clean", "--quiet", "--force", "-d", "-x")


def _chmod(walk: Walk) -> None:
    path = walk.some_file()
    if path and not path.is_symlink():
        path.chmod(walk.random.choice((0o644, 0o755, 0o600)))


def _touch(walk: Walk) -> None:
    path = walk.some_file()
    if path:
        os.utime(path, (walk.random.randrange(10**9), walk.random.randrange(10**9)), follow_symlinks=False)


def _link_file(walk: Walk) -> None:
    path, target = walk.some_path(), walk.some_file()
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.symlink_to(target or "nowhere")


def _link_folder(walk: Walk) -> None:
    folder = walk.root() / "cmdb/server/rack"
    with suppress(OSError):
        if folder.is_dir() and not folder.is_symlink():
            folder.rename(walk.repository.path / "elsewhere")
        folder.symlink_to(walk.repository.path / "elsewhere")


def _unlink(walk: Walk) -> None:
    for path in sorted(walk.root().rglob("*")):
        if path.is_symlink():
            path.unlink()


def _ignore(walk: Walk) -> None:
    (walk.repository.path / ".gitignore").write_text(walk.random.choice(("*.yaml\n", "i1.yaml\n", "")))


def _flag(walk: Walk) -> None:
    path = walk.some_file()
    flag = walk.random.choice(("--assume-unchanged", "--skip-worktree", "--no-assume-unchanged", "--no-skip-worktree"))
    if path:
        walk.git("update-index", flag, "--", str(path))


def _convert(walk: Walk) -> None:
    rules = ("* text=auto\n", "*.yaml eol=crlf\n", "*.yaml text eol=lf\n", "*.png binary\n", "*.yaml ident\n", "")
    (walk.repository.path / ".gitattributes").write_text(walk.random.choice(rules))
    if walk.random.random() < 0.5:
        walk.git("config", "core.autocrlf", walk.random.choice(("true", "input", "false")))


def _crlf(walk: Walk) -> None:
    path = walk.some_file()
    if path and not path.is_symlink():
        path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))


def _status(walk: Walk) -> None:
    walk.git("status")


def _nest(walk: Walk) -> None:
    folder = walk.root() / walk.random.choice(FOLDERS) / walk.random.choice(("", "nested"))
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        if walk.random.random() < 0.5:
            walk.git("init", "--quiet", str(folder))
        else:
            (folder / ".git").write_text("nothing")


def _unnest(walk: Walk) -> None:
    for path in sorted(walk.root().rglob(".git")):
        if path.parent != walk.repository.path:
            shutil.rmtree(path, ignore_errors=True)
            path.unlink(missing_ok=True) if path.is_file() else None


def _pipe(walk: Walk) -> None:
    path = walk.some_path()
    with suppress(OSError):
        os.mkfifo(path)


def _odd_name(walk: Walk) -> None:
    names = (b"a:b.yaml", b"caf\xc3\xa9.yaml", b"odd\xff.yaml", b"x.yml", b"X.YAML", b"tab\there.yaml", b"star*.yaml")
    folder = walk.root() / "cmdb/server"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        Path(os.fsdecode(os.fsencode(folder) + b"/" + walk.random.choice(names))).write_text(walk.text("i0"))


def _demand(walk: Walk) -> None:
    path = walk.root() / "schemas/relations.yaml"
    if path.is_file():
        text = path.read_text()
        path.write_text(text.replace("strength: hard", "strength: soft") if "hard" in text else "a: [")


def _propose(walk: Walk) -> None:
    path = walk.root() / "changes/2026" / f"{RFC}.yaml"
    state = walk.random.choice(("new", "canceled"))
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"kind: RequestForChange\nid: {RFC}\ntitle: A change\ntype: normal\nstate: {state}\n"
            "requested_by: mchen\nconfiguration_items: [{id: i1, effect: none}]\n"
        )


def _index_lock(walk: Walk) -> None:
    path = walk.repository.path / ".git/index.lock"
    path.unlink() if path.exists() else path.touch()


_DEEDS: tuple[Callable[[Walk], None], ...] = (
    *(_write, _commit) * 6,
    *(_edit_in_place, _delete, _rename, _rewrite_id, _switch, _reset, _stage_some, _flag) * 2,
    _break,
    _keep_times,
    _delete_folder,
    _unstage,
    _clean,
    _chmod,
    _touch,
    _link_file,
    _link_folder,
    *(_unlink,) * 3,
    _ignore,
    _convert,
    _crlf,
    *(_status,) * 3,
    _nest,
    *(_unnest,) * 3,
    _pipe,
    _odd_name,
    _demand,
    _propose,
    _index_lock,
)
