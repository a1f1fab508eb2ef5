"""What differs from the mirror, examined and laid over it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from gitcab.model.finding import Flaw
from gitcab.model.outline import Outline
from gitcab.store.index.content_tree import blob_id
from gitcab.store.index.differing import Differing
from gitcab.store.index.laying import lay, troubles
from gitcab.store.index.outlined import kept_outlines
from gitcab.store.index.view import Change, View
from gitcab.store.record_files import record_files, shown_path
from gitcab.store.tree import Tree, TreeFile
from gitcab.store.yaml_limits import LIMITS

if TYPE_CHECKING:
    from gitcab.store.examining import Examiner

_SCHEMAS = ("schemas/classes/", "schemas/relations.yaml")


class _SomeFiles:
    """Some files of a tree, as if there were no others."""

    def __init__(self, tree: Tree, files: Iterable[TreeFile]) -> None:
        self._tree = tree
        self._files = tuple(files)
        self.prefix = tree.prefix
        self.revision = tree.revision

    def files(self, *folders: str) -> Iterator[TreeFile]:
        """Keeps the promise of Tree."""
        starts = tuple(f"{folder}/" for folder in folders)
        return (file for file in self._files if file.path.startswith(starts))

    def read(self, files: Iterable[TreeFile], limit: int) -> Iterator[tuple[TreeFile, bytes | None]]:
        """Keeps the promise of Tree."""
        return self._tree.read(files, limit)


def has_other_demands(view: View, tree: Tree, differing: Differing) -> bool:
    """Whether the tree demands something else than the mirror's did: then nothing can be laid over."""
    if not any(path.startswith(_SCHEMAS) for path in differing.paths):
        return False
    # Seldom needed, so nobody else waits for it.
    from gitcab.store.index.demands import demands_text
    from gitcab.store.schema_loading import load_schemas

    schemas = load_schemas(tree)
    demands = demands_text(schemas.classes, schemas.relations)
    return demands != view.meta["demands"] or schemas.flaws != view.schema_flaws()


class _Found(NamedTuple):
    """What the files hold: outlines by path, flaws, paths (from git's top) of unread ones; and what did not change."""

    outlines: dict[str, Outline]
    flaws: list[Flaw]
    unread: list[str]
    unchanged: set[str]


def lay_over(view: View, tree: Tree, differing: Differing) -> tuple[Change, ...]:
    """Lays over the mirror that the view shows what the tree has instead; says which records that changes.

    The demands of both must be the same. Raises CannotRead where a file has gone meanwhile.
    """
    found = _examined(view, tree, differing)
    paths = [path for path in differing.paths if path not in found.unchanged]
    before = {one.path: one for one in view.outlines(paths)} if paths else {}
    changes = tuple(
        Change(path, before.get(path), found.outlines.get(path))
        for path in sorted({*before, *found.outlines})
        if before.get(path) != found.outlines.get(path)
    )
    shown = {shown_path(tree, TreeFile(path)) for path in paths}
    if changes or found.flaws or found.unread or troubles(view.connection, shown):
        lay(view.connection, changes, shown, found.flaws, found.unread)
    return changes


def _examined(view: View, tree: Tree, differing: Differing) -> _Found:
    found = _Found({}, [], [], set())
    known = _Known.of(view, differing.paths)
    refused: list[Flaw] = []
    some = _SomeFiles(tree, differing.files)
    new = [file for file in record_files(some, refused.append) if not known.tells(file, found)]
    if new:
        _examine(view, tree, new, known, found)
    found.flaws.extend(refused)
    found.unread.extend(flaw.place.path for flaw in refused)
    return found


class _Known(NamedTuple):
    """What is known of contents: git's ids of the mirror's by path, and outlines that were kept."""

    mirrored: Mapping[str, str]
    outlines: Mapping[tuple[str, str], Outline]

    @classmethod
    def of(cls, view: View, paths: Collection[str]) -> "_Known":
        """Of the files at these paths."""
        mirrored = dict(view.among("SELECT path, blob FROM record WHERE path", paths))
        return cls(mirrored, kept_outlines(view, paths))

    def tells(self, file: TreeFile, found: _Found) -> bool:
        """Whether it is known what the file holds, which is told to `found`. Without its blob nobody knows."""
        if file.blob is None:
            return False
        if file.blob == self.mirrored.get(file.path):
            found.unchanged.add(file.path)
            return True
        outline = self.outlines.get((file.path, file.blob))
        if outline is not None:
            found.outlines[file.path] = outline
        return outline is not None


def _examine(view: View, tree: Tree, files: Iterable[TreeFile], known: _Known, found: _Found) -> None:
    """Reads the files, and looks at those that hold what nobody knows yet."""
    digits = len(view.meta["commit"])
    examiner: Examiner | None = None
    for file, content in tree.read(files, LIMITS.bytes):
        held = file if content is None else file._replace(blob=blob_id(content, digits))
        if known.tells(held, found):
            continue
        examiner = examiner or _examiner(view, tree)
        outline, flaws, unread, _ = examiner.examine(held, content)
        if outline:
            found.outlines[file.path] = outline
        found.flaws.extend(flaws)
        found.unread.extend([unread] if unread else [])


def _examiner(view: View, tree: Tree) -> "Examiner":
    # Its libraries take longer to load than an answer that does without them.
    from gitcab.store.acceptance import Acceptance
    from gitcab.store.examining import Examiner

    return Examiner(tree, Acceptance.of(*view.demands), "sha256" if len(view.meta["commit"]) == 64 else "sha1")
