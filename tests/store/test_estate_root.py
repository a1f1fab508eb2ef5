"""Where the estate begins, from wherever in the repository one asks."""

from pathlib import Path

import pytest

from gitcab.store.estate_root import find_estate
from gitcab.store.tree import CannotRead
from support.repositories import make_repository

AT_TOP = {"cmdb/server/a.yaml": "a", "docs/readme.md": "d"}
BELOW = {"it/estate/changes/2026/x.yaml": "x", "web/src/app.py": "1", "README.md": "r"}


@pytest.mark.parametrize(
    ("files", "folder", "prefix"),
    [
        (AT_TOP, "", ""),
        (AT_TOP, "cmdb/server", ""),
        (AT_TOP, "docs", ""),
        (BELOW, "it/estate", "it/estate/"),
        (BELOW, "it/estate/changes/2026", "it/estate/"),
        (BELOW, "it", "it/"),
        (BELOW, "", ""),
    ],
)
def test_the_nearest_folder_upwards_with_a_landmark_is_the_root(tmp_path, files, folder, prefix):
    made = make_repository(tmp_path / "r", files)
    repository, found = find_estate(made.path / folder)
    assert (repository.top, found) == (made.path, prefix)


@pytest.mark.parametrize(
    ("files", "prefix"),
    [
        (AT_TOP, ""),
        ({"estate/cmdb/a.yaml": "a", "web/app.py": "1"}, "estate/"),
        ({"one/cmdb/a.yaml": "a", "two/changes/x.yaml": "x"}, ""),
        ({"cmdb/a.yaml": "a", "old/cmdb/a.yaml": "a"}, ""),
        ({"README.md": "r"}, ""),
    ],
)
def test_in_a_bare_clone_the_only_folder_with_a_landmark_is_the_root(tmp_path, files, prefix):
    clone = make_repository(tmp_path / "r", files).bare_clone()
    repository, found = find_estate(clone.path)
    assert (repository.top, found) == (None, prefix)


def test_an_empty_bare_repository_has_its_root_at_the_top(tmp_path):
    make_repository(tmp_path / "r").git("init", "--quiet", "--bare", str(tmp_path / "empty.git"))
    assert find_estate(tmp_path / "empty.git")[1] == ""


def test_a_repository_inside_another_is_its_own(tmp_path):
    make_repository(tmp_path / "r", AT_TOP)
    inner = make_repository(tmp_path / "r/docs/inner", {"x": "x"})
    assert find_estate(inner.path)[0].top == inner.path


def test_a_folder_outside_any_repository_is_no_estate():
    with pytest.raises(CannotRead):
        find_estate(Path("/"))
