"""Where no work tree is, git reads the files of a commit, all of them in one go."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from gitcab.store.blobs import AT_ONCE, Blob
from gitcab.store.commit_tree import CommitTree
from gitcab.store.index.content_tree import ContentTree
from gitcab.store.repository import Repository, open_repository
from support.repositories import make_repository


class CountingRepository(Repository):
    """Counts how often git is started to read blobs."""

    started = 0

    def blobs(self, ids: Iterable[str], limit: int) -> Iterator[Blob]:
        self.started += 1
        yield from super().blobs(ids, limit)


def test_one_process_reads_all_files(tmp_path: Path) -> None:
    names = [f"cmdb/server/s-{n:04}.yaml" for n in range(2 * AT_ONCE + 1)]
    made = make_repository(tmp_path, {name: name * 2 for name in names})
    opened = open_repository(made.path)
    counting = CountingRepository(opened.git_dir, None)
    tree, truth = ContentTree(counting, made.head(), "", None), CommitTree(opened, made.head())
    limit = len(names[0]) * 2
    found = list(tree.read(tree.files("cmdb"), limit))
    assert found == list(truth.read(truth.files("cmdb"), limit))
    assert [content for _, content in found] == [(name * 2).encode() for name in names]
    assert counting.started == 1
    assert {content for _, content in tree.read(tree.files("cmdb"), limit - 1)} == {None}
