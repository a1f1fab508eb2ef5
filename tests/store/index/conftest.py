"""An index that tests of its file begin with."""

from pathlib import Path

import pytest

from gitcab.store.index.file import IndexFile
from support.index_files import make


@pytest.fixture
def git_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "estate/.git"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def index(git_dir: Path) -> IndexFile:
    """A sound index."""
    found = IndexFile(git_dir, "")
    make(found)
    return found
