"""What people and programs do to a repository: the steps of a walk (tests/support/index_walk.py)."""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from support.index_walk import FOLDERS, IDS, RFC, Walk

BROKEN = (
    "kind: [",
    "kind: ConfigurationItem\nid: broken\n",
    "kind: Nothing\n",
    "",
    "a: 1\na: 2\n",
    "kind: Team\nid: \x07\n",
)


def _write(walk: Walk) -> None:
    path = walk.some_path()
    _put(path, walk.text(path.stem))


def _break(walk: Walk) -> None:
    _put(walk.some_path(), walk.random.choice(BROKEN))


def _put(path: Path, text: str) -> None:
    """What cannot be written is no step; a pipe would keep waiting who writes to it."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_fifo():
            path.write_text(text)


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
    folders = (b"cmdb/server", b"cmdb/server", b"cmdb/server/\xff")
    folder = Path(os.fsdecode(os.fsencode(walk.root()) + b"/" + walk.random.choice(folders)))
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / os.fsdecode(walk.random.choice(names))).write_text(walk.text("i0"))


def _demand(walk: Walk) -> None:
    path = walk.root() / "schemas/relations.yaml"
    if path.is_file():
        text = path.read_text()
        path.write_text(text.replace("strength: hard", "strength: soft") if "hard" in text else "a: [")


def _demand_nothing(walk: Walk) -> None:
    shutil.rmtree(walk.root() / "schemas", ignore_errors=True)


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


DEEDS: tuple[Callable[[Walk], None], ...] = (
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
    _demand_nothing,
    _propose,
    _index_lock,
)
