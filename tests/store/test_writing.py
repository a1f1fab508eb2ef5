"""Files are written whole, or not; and never through a link or out of the estate."""

import pytest

from gitcab.store.writing import CannotWrite, write_files


def test_files_are_written_replaced_and_removed(tmp_path):
    (tmp_path / "old").write_text("old")
    (tmp_path / "gone").write_text("gone")
    (tmp_path / "old").chmod(0o755)
    write_files(tmp_path, {"old": b"new", "a/b/c.yaml": b"\xff", "gone": None, "never": None})
    assert (tmp_path / "old").read_bytes() == b"new"
    assert (tmp_path / "old").stat().st_mode & 0o777 == 0o755
    assert (tmp_path / "a/b/c.yaml").read_bytes() == b"\xff"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "old"]


@pytest.mark.parametrize("path", ["../out", "/etc/gitcab-test", ".git/config", "a/../../out", "link/x", "file-link"])
def test_what_leads_elsewhere_is_refused_before_anything_is_written(tmp_path, path):
    root = tmp_path / "estate"
    outside = tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (root / "link").symlink_to(outside)
    (root / "file-link").symlink_to(outside / "x")
    with pytest.raises(CannotWrite):
        write_files(root, {"first": b"1", path: b"2"})
    assert not (root / "first").exists()
    assert list(outside.iterdir()) == []


def test_a_folder_in_the_way_is_told(tmp_path):
    (tmp_path / "a").mkdir()
    with pytest.raises(CannotWrite, match="cannot write a: "):
        write_files(tmp_path, {"a": b"1"})
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
