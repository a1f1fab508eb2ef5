"""What a partial clone has been promised by its remote: brought when it is read, all of it in one go.

Nothing of the clone's own settings has a say in this, for they could name programs: of these only the
remote's address is looked at. Git fetches in an empty repository, made for the moment, which shares
the clone's objects and nothing else; who somebody is to the remote stands in their own settings.
"""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from gitcab.store.git import Runner
from gitcab.store.plumbing import ChangedPath
from gitcab.store.tree import CannotRead, FileSort, TreeFile

OFFLINE = "GITCAB_OFFLINE"
"""The variable that forbids reading to fetch anything."""

# Git takes time for each id that grows with their number, so a tree of that many files is asked for
# by its commit, as a clone would be, and comes with whatever else lies in it.
_BY_COMMIT = 5_000
_AT_ONCE = 20_000

_ADDRESS = re.compile(r"((file|git|https?|ssh)://|/)[^\x00-\x1f\x7f]+|[\w.][\w.@-]*:(?!:)[^\x00-\x1f\x7f]+")
_QUIETLY = ("--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--no-auto-maintenance")
_FETCH = ("-c", "fetch.negotiationAlgorithm=noop", "fetch", *_QUIETLY, "--upload-pack=git-upload-pack")
_BLOBS = (FileSort.FILE, FileSort.SYMLINK)
_REMOTE = "promised"
_SHA256 = "[extensions]\n\tobjectFormat = sha256\n"
_AGAIN = "clone again without --filter"


def objects_of(git_dir: Path) -> Path:
    """Where git keeps the objects."""
    return _shared(git_dir) / "objects"


def shallow_ends(git_dir: Path) -> frozenset[str]:
    """The commits at which a shallow clone's history was cut off; none where it is whole."""
    return frozenset(_told(_shared(git_dir) / "shallow").split())


def _shared(git_dir: Path) -> Path:
    """Linked work trees share most of the folder of the repository they were made from."""
    return git_dir / _told(git_dir / "commondir").removesuffix("\n")


def _told(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def is_partial(objects: Path) -> bool:
    """Whether git's folder of objects belongs to a partial clone."""
    try:
        return any(file.suffix == ".promisor" for file in (objects / "pack").iterdir())
    except OSError:
        return False


def bring(clone: Runner, objects: Path, ids: Iterable[str], commit: str | None = None) -> None:
    """Fetches those of the objects (full ids) that the partial clone has not got; `commit` has most of them.

    Raises CannotRead where they cannot be had.
    """
    lacking = _lacking(objects, ids)
    if not lacking:
        return
    what = f"this partial clone lacks the content of {len(lacking):,} file{'s' * (len(lacking) != 1)}"
    if os.environ.get(OFFLINE, "0") not in ("", "0"):
        raise CannotRead(f"{what}, and {OFFLINE} forbids to fetch it", f"unset {OFFLINE}, or {_AGAIN}")
    try:
        _fetch(objects, _address(clone), lacking, commit)
    except CannotRead as error:
        hint = f"see whether its remote answers you (the clone's own settings are not used), or {_AGAIN}"
        raise CannotRead(f"{what}, and it cannot be fetched: {error.message}", hint) from None


def needed_to_merge(ours: Sequence[ChangedPath], theirs: Sequence[ChangedPath]) -> Iterator[str]:
    """The contents that git compares in a merge: of what both sides changed, and of what either may have renamed."""
    both = {one.path for one in ours} & {one.path for one in theirs}
    for side in (ours, theirs):
        may_rename = any(one.before is None for one in side) and any(one.after is None for one in side)
        for one in side:
            if one.path in both or (may_rename and None in (one.before, one.after)):
                yield from blobs_of(file for file in (one.before, one.after) if file)


def blobs_of(files: Iterable[TreeFile]) -> Iterator[str]:
    """The contents of the files and links."""
    return (file.blob for file in files if file.blob and file.sort in _BLOBS)


def _lacking(objects: Path, ids: Iterable[str]) -> list[str]:
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return []
    with _beside(wanted[0]) as place:
        runner = Runner(f"--git-dir={place}", objects=objects)
        told = runner.ask("cat-file", "--batch-check", "--buffer", given="\n".join([*wanted, ""]).encode())
    return [line.split()[0] for line in (told or "").splitlines() if line.endswith(" missing")]


def _address(clone: Runner) -> str:
    told = clone.ask("config", "-z", "--type=bool", "--get-regexp", r"^remote\..*\.promisor$", no=(1,)) or ""
    promising = (setting.removesuffix(".promisor\ntrue") for setting in told.split("\0") if setting.endswith("\ntrue"))
    name = next(promising, None)
    address = clone.ask("config", "--get", f"{name}.url", no=(1,)) if name else None
    if address is None or not _ADDRESS.fullmatch(address):
        raise CannotRead("its remote has no address that git could fetch from without running a program")
    return address


def _fetch(objects: Path, address: str, ids: Sequence[str], commit: str | None) -> None:
    with _beside(ids[0], address) as place:
        runner = Runner(f"--git-dir={place}", objects=objects, in_their_name=True)
        if commit and len(ids) >= _BY_COMMIT:
            runner.ask(*_FETCH, "--depth=1", "--filter=blob:limit=1m", _REMOTE, commit)
            ids = _lacking(objects, ids)
        remaining = iter(ids)
        while some := list(islice(remaining, _AT_ONCE)):
            runner.ask(*_FETCH, "--filter=blob:none", "--stdin", _REMOTE, given="\n".join([*some, ""]).encode())


@contextmanager
def _beside(id: str, address: str = "") -> Iterator[str]:
    """The folder of an empty repository for ids of that sort; its only remote has the address."""
    settings = f"[core]\n\tbare = true\n\trepositoryFormatVersion = 1\n{_SHA256 * (len(id) == 64)}"
    if address:
        quoted = address.replace("\\", "\\\\").replace('"', '\\"')
        settings += f'[remote "{_REMOTE}"]\n\turl = "{quoted}"\n\tpromisor = true\n'
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="gitcab-") as folder:
        (Path(folder) / "refs").mkdir()
        (Path(folder) / "HEAD").write_text("ref: refs/heads/none\n")
        (Path(folder) / "config").write_text(settings, encoding="utf-8", errors="surrogateescape")
        yield folder
