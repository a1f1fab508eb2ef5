"""Which files of the work tree differ from the mirror.

Git's own index tells by the time and size of each file which ones were not touched; names are compared
folder by folder. Wherever git's word is not enough (links, nested repositories, contents that git
converts, settings that run programs), every file is read and its content's id compared instead.
"""

import os
import sqlite3
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from functools import cache, cached_property
from pathlib import Path
from typing import BinaryIO

from gitcab.store.git import Runner
from gitcab.store.git_call import TRUSTING_NOTHING, may_run_programs, place
from gitcab.store.index.content_tree import blob_id
from gitcab.store.index.conversions import ATTRIBUTES, attribute_files, is_converting, settings_convert
from gitcab.store.index.differing import Differing
from gitcab.store.index.figures import folders_with_attributes, kept_folders
from gitcab.store.index.git_index import STAGED, UNFLAGGED, GitIndex
from gitcab.store.index.head_start import HeadStart
from gitcab.store.index.listing import Unusual, is_folder, new_files
from gitcab.store.landmarks import LANDMARKS
from gitcab.store.repository import Repository
from gitcab.store.tree import CannotRead, FileSort, TreeFile
from gitcab.store.work_tree import WorkTree
from gitcab.store.yaml_limits import LIMITS

_PLAIN = ("100644", "100755")


class WorkState:
    """The work tree of the estate at `prefix` (from git's top) beside the mirror of the commit `mirrored`.

    `git_failed` tells afterwards that git could not compare the two; mostly it has that commit no more.
    `index` tells what was learned of git's own on the way.
    """

    def __init__(self, repository: Repository, prefix: str, connection: sqlite3.Connection, mirrored: str) -> None:
        if repository.top is None:
            raise ValueError("a bare clone has no work tree")
        self._repository = repository
        self._top = repository.top
        self._root = repository.top / prefix
        self._prefix = prefix
        self._connection = connection
        self._mirrored = mirrored
        self._folders = [f"{prefix}{folder}" for folder in LANDMARKS]
        self._place = place(str(self._top), str(repository.git_dir))
        self._ours = Runner(*self._place, *TRUSTING_NOTHING, aside=True)
        self.git_failed = False
        self.index = GitIndex(repository.git_dir / "index", connection)

    def differing(self) -> Differing:
        """What differs. Raises CannotRead where a folder may not be listed."""
        try:
            with ExitStack() as running:
                return self._told_by_git(running, self._ask(running))
        except Unusual:
            return self._read_anew()
        except CannotRead:
            self.git_failed = True
            return self._read_anew()

    @contextmanager
    def compared(self, ahead: HeadStart | None = None) -> Iterator[Callable[[], Differing | None]]:
        """Git is asked at once; what is given waits for it and says what differs, None where git's word is not enough.

        So something else can be done meanwhile. Git may be `ahead`: then less is asked.
        """
        running = ExitStack()
        answers: Mapping[str, BinaryIO] = {}
        try:
            with suppress(Unusual, CannotRead), ExitStack() as starting:
                answers = self._ask(starting, ahead)
                running = starting.pop_all()
            yield cache(lambda: self._for_certain(running, answers, ahead) if answers else None)
        finally:
            for answer in answers.values():
                answer.close()  # a command that still writes would wait for ever
            with suppress(CannotRead):
                running.close()

    def _for_certain(
        self, running: ExitStack, answers: Mapping[str, BinaryIO], ahead: HeadStart | None
    ) -> Differing | None:
        try:
            return self._told_by_git(running, answers, ahead)
        except (Unusual, CannotRead):
            return None

    def _ask(self, running: ExitStack, ahead: HeadStart | None = None) -> Mapping[str, BinaryIO]:
        """Starts git's commands; `running` ends them."""
        self._refuse_programs()
        self._refuse_links()
        return {about: running.enter_context(question) for about, question in self._questions(ahead)}

    def _refuse_links(self) -> None:
        if self._connection.execute("SELECT 1 FROM flaw WHERE rule = 'file-not-plain' LIMIT 1").fetchone():
            raise Unusual("a link or a submodule in the mirror")

    def _told_by_git(
        self, running: ExitStack, answers: Mapping[str, BinaryIO], ahead: HeadStart | None = None
    ) -> Differing:
        self._refuse_conversions(_settings(answers["settings"].read()))
        new = new_files(str(self._root), kept_folders(self._connection))
        flagged = _flagged(answers["flags"].read()) if "flags" in answers else []
        told = _changed(answers["differing"].read()) if "differing" in answers else self._staged()
        edited = self._edited(ahead) if ahead else ()
        running.close()
        if "flags" in answers and not flagged:
            self.index.learn(UNFLAGGED)
        if "differing" in answers and ahead:
            self.index.learn(STAGED, *(word for path, blob in told.items() for word in (path, blob or "")))
        blobs = {**dict.fromkeys(new), **told, **dict.fromkeys((*edited, *flagged))}
        return self._sorted_out({path.removeprefix(self._prefix): blob for path, blob in blobs.items()})

    def _edited(self, ahead: HeadStart) -> Collection[str]:
        """What differs from git's index, which was the same all the time."""
        told = ahead.told()
        if told is None or not self.index.has_been(ahead.index):
            raise Unusual("git failed, or wrote its index meanwhile")
        return _changed(told)

    def _staged(self) -> Mapping[str, str | None]:
        """In what git's index differs, as `_changed` told it before."""
        words = self.index.kept(STAGED)
        if words is None:
            raise Unusual("what was known is known no more")
        return {path: blob or None for path, blob in zip(words[::2], words[1::2], strict=True)}

    def _questions(self, ahead: HeadStart | None) -> Iterator[tuple[str, AbstractContextManager[BinaryIO]]]:
        """What differs, the settings by which git converts files, and flags, if there may be any: all asked at once.

        What differs is asked of the files; where git is ahead with these, only of its index.
        """
        if ahead is None or self.index.kept(STAGED) is None:
            options = ("-z", "--no-renames", "--ignore-submodules=all", *["--cached"] * (ahead is not None))
            yield "differing", self._ours.streamed("diff-index", *options, self._mirrored, "--", *self._folders)
        yield "settings", Runner(*self._place, their_settings=True).streamed("config", "-z", "--show-scope", "--list")
        if self.index.kept(UNFLAGGED) is None:
            yield "flags", self._ours.streamed("ls-files", "-z", "-v", "--full-name", "--", *self._folders)

    def _sorted_out(self, blobs: Mapping[str, str | None]) -> Differing:
        """Which of the paths hold a file now, with the content's id where git knows it."""
        _refuse_converting(self._root / path for path in blobs if path.rpartition("/")[2].casefold() == ATTRIBUTES)
        files, gone = [], []
        for path, blob in blobs.items():
            if not os.path.lexists(self._root / path):
                gone.append(path)
            elif is_folder(str(self._root), path):
                raise Unusual(path)
            else:
                files.append(TreeFile(path, blob=blob))
        return Differing.of(files, gone)

    def _read_anew(self) -> Differing:
        """What differs, told by the contents of all files."""
        tree = WorkTree(self._root, self._prefix)
        mirrored: Mapping[str, str] = dict(self._connection.execute("SELECT path, blob FROM record"))
        digits = len(self._mirrored)
        there: set[str] = set()
        differing: list[TreeFile] = []
        plain: list[TreeFile] = []
        for file in tree.files(*LANDMARKS):
            there.add(file.path)
            (plain if file.sort is FileSort.FILE and file.path in mirrored else differing).append(file)
        for file, content in tree.read(plain, LIMITS.bytes):
            if content is None or blob_id(content, digits) != mirrored[file.path]:
                differing.append(TreeFile(file.path))
        told = "SELECT path FROM flaw WHERE NOT of_schemas UNION SELECT path FROM unread"
        refused = {path for (path,) in self._connection.execute(told)}
        known = {*mirrored, *self._schemas(), *(path.removeprefix(self._prefix) for path in refused)}
        return Differing.of(differing, known - there)

    def _schemas(self) -> Iterator[str]:
        """The mirror's files that say what is demanded; none of them is a record."""
        kept = kept_folders(self._connection)
        for folder in kept.states:
            if folder.startswith("schemas"):
                paths = (f"{folder}/{name}" for name in kept.names(folder).split("\0"))
                yield from (path for path in paths if path not in kept.states)

    def _refuse_programs(self) -> None:
        """Git runs programs that filter a file's content, where the repository's settings name them."""
        for folder, name in ((self._common_dir, "config"), (self._repository.git_dir, "config.worktree")):
            with suppress(FileNotFoundError):
                if may_run_programs((folder / name).read_bytes()):
                    raise Unusual("settings that may run programs")

    def _refuse_conversions(self, settings: Mapping[str, str]) -> None:
        """Git's word is not enough where the disk may hold other bytes than git does."""
        if settings_convert(settings):
            raise Unusual("settings that convert contents")
        _refuse_converting(attribute_files(self._top, self._root, self._common_dir, settings))
        _refuse_converting(self._root / folder / ATTRIBUTES for folder in folders_with_attributes(self._connection))

    @cached_property
    def _common_dir(self) -> Path:
        """Git's folder that all work trees of the repository share."""
        git_dir = self._repository.git_dir
        try:
            return git_dir / (git_dir / "commondir").read_text().strip()
        except FileNotFoundError:
            return git_dir


def _refuse_converting(attributes: Iterable[Path]) -> None:
    """Raises Unusual where one of these files lets git convert what it keeps."""
    if any(is_converting(_content(file)) for file in attributes):
        raise Unusual("contents that git converts")


def _content(path: Path) -> bytes:
    """What the file holds; nothing where there is none. Who opened a pipe would wait for ever."""
    try:
        if not stat.S_ISREG(path.stat().st_mode) and str(path) != os.devnull:
            raise Unusual(str(path))
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError:
        raise Unusual(str(path)) from None


def _changed(told: bytes) -> Mapping[str, str | None]:
    """The paths, from git's top, that `diff-index -z` tells, with the id of a plain file's content that is as git's
    index has it.
    """
    words = os.fsdecode(told).split("\0")
    found: dict[str, str | None] = {}
    for entry, path in zip(words[::2], words[1::2], strict=False):
        _, mode, _, blob, _ = entry.split(" ")
        is_known = mode in _PLAIN and blob.strip("0") and path not in found
        found[path] = blob if is_known else None
    return found


def _flagged(told: bytes) -> list[str]:
    """The paths that git was told not to look at, and those of unfinished merges, from `ls-files -v -z`."""
    if told.count(b"\0H ") + told.startswith(b"H ") == told.count(b"\0"):
        return []
    return [os.fsdecode(entry[2:]) for entry in told.split(b"\0") if entry and not entry.startswith(b"H ")]


def _settings(told: bytes) -> Mapping[str, str]:
    """The settings that `config -z --show-scope --list` tells, without those that we give ourselves."""
    words = told.decode("utf-8", "replace").split("\0")
    pairs = zip(words[::2], words[1::2], strict=False)
    named = (entry.partition("\n") for scope, entry in pairs if scope != "command")
    return {name.lower(): value for name, _, value in named}
