"""Every file of the estate, read and written: the same bytes, and an edit leaves every other line alone."""

from pathlib import Path

import pytest

from gitcab.store.document import Document
from gitcab.store.editing import Put, edit
from gitcab.store.yaml_text import read

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("cmdb", "changes", "operations", "schemas")


def documents(folder: str) -> list[tuple[bytes, Document]]:
    found = []
    for path in sorted((ROOT / folder).rglob("*.yaml")):
        content = path.read_bytes()
        document = read(content, path.name)
        assert isinstance(document, Document), path
        found.append((content, document))
    assert found
    return found


@pytest.mark.parametrize("folder", FOLDERS)
def test_nothing_changed_is_nothing_written(folder):
    assert [one.source.path for content, one in documents(folder) if edit(one, []).encode() != content] == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_new_field_leaves_every_other_line_as_it_was(folder):
    for content, document in documents(folder):
        before = content.decode().splitlines()
        after = edit(document, [Put(("noted",), "yes indeed")]).splitlines()
        assert [line for line in after if line != "noted: yes indeed"] == before, document.source.path
