"""What one record file gives to the index: its outline, or what is wrong with it.

Plain files are taken by the fast reader alone; every other one is asked of the careful reader, which is
imported only then.
"""

import hashlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from gitcab.model.finding import Flaw
from gitcab.model.outline import Outline
from gitcab.store.acceptance import Acceptance
from gitcab.store.fast_yaml import accept
from gitcab.store.outlining import outline_of_entry, outline_of_value
from gitcab.store.path_name import proposed_by
from gitcab.store.tree import Tree, TreeFile

if TYPE_CHECKING:
    from gitcab.store.loading import Taken


Accepted = tuple[Mapping[str, Any], str, str, str | None, bool]
"""A value that surely is an item or a team; its file's path and blob, the RFC that proposes it, if one does, and
whether no rule on it alone complains. No named tuple: one is made for each file there is."""


def outline_of(accepted: Accepted) -> Outline:
    """What the index keeps of it."""
    value, path, blob, proposed, is_clear = accepted
    return outline_of_value(value, path, blob, proposed, is_clear=is_clear)


class Examined(NamedTuple):
    """The outline of a file's record, None where it holds none that can be read; and what is wrong with it.

    `unread` is the path, from git's top, of a file that should hold a record and cannot be read as one. `taken` is what
    a careful look gave.
    """

    outline: Outline | None
    flaws: tuple[Flaw, ...] = ()
    unread: str | None = None
    taken: "Taken | None" = None


class Examiner:
    """Examines the record files of one tree, as `record_files.record_files` lists them.

    `object_format` names the repository's hash, for files whose tree does not know git's id of their content.
    `value_of` gives the value of a plain file; who has many to examine gives that of a LineCache.
    """

    def __init__(
        self,
        tree: Tree,
        acceptance: Acceptance,
        object_format: str = "sha1",
        value_of: Callable[[bytes], dict[str, Any] | None] = accept,
    ) -> None:
        self._tree = tree
        self._value_of = value_of
        self._accepts, self._is_record = acceptance.accepts, acceptance.is_record
        self._hash = getattr(hashlib, object_format)
        self._refused: tuple[bytes | None, dict[str, Any] | None] = (None, None)

    def examine(self, file: TreeFile, content: bytes | None) -> Examined:
        """What a file gives, read with this content (None where it is too large)."""
        accepted = self.accepted(file, content)
        return self.with_care(file, content) if accepted is None else Examined(outline_of(accepted))

    def accepted(self, file: TreeFile, content: bytes | None) -> Accepted | None:
        """What a plain file holds; None where only a careful look can tell."""
        value = self._value_of(content) if content is not None else None
        if value is None or content is None:
            return None
        path, is_clear = file.path, self._accepts(value)
        if not is_clear and not self._is_record(value):
            self._refused = content, value
            return None
        proposed = proposed_by(path) if path.startswith("changes/") else None
        is_in_place = path.endswith(f"/{value['id']}.yaml")
        return value, path, file.blob or self._blob(file, content), proposed, is_clear and is_in_place

    def with_care(self, file: TreeFile, content: bytes | None) -> Examined:
        """What any file gives."""
        from gitcab.store.document import Document
        from gitcab.store.loading import take
        from gitcab.store.reading import document_of
        from gitcab.store.record_files import shown_path

        document = document_of(self._tree, file, content, self._known_value)
        taken = take(self._tree, file, document)
        unread = shown_path(self._tree, file) if taken.is_unread else None
        if taken.entry is None or content is None or not isinstance(document, Document):
            return Examined(None, taken.flaws, unread)
        fits = file.path.endswith(f"/{taken.entry.id}.yaml") and b"gitcab:" not in content
        outline = outline_of_entry(taken.entry, is_clear=fits and not taken.flaws and self._accepts(document.value))
        return Examined(outline._replace(blob=self._blob(file, content)), taken.flaws, unread, taken)

    def _known_value(self, content: bytes) -> dict[str, Any] | None:
        """The value of a plain file; of one that was refused just before it is not read again."""
        refused, value = self._refused
        return value if refused is content else self._value_of(content)

    def _blob(self, file: TreeFile, content: bytes) -> str:
        """Git's own id of the content, whether git has it already or not."""
        return file.blob or self._hash(b"blob %d\0%b" % (len(content), content)).hexdigest()
