"""A file read fast is the document that careful reading gives, and says so itself where the two differ."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gitcab.model.finding import Flaw
from gitcab.store.document import Document
from gitcab.store.fast_yaml import accept
from gitcab.store.file_reading import read_file
from gitcab.store.yaml_text import read
from support.two_readers import ROOT, estate_files


@pytest.mark.parametrize("path", ["cmdb/database/sis-database.yaml", "changes/policy.yaml", "schemas/relations.yaml"])
def test_the_document_is_the_careful_one(path: str) -> None:
    content = estate_files()[path]
    fast, careful = read_file(content, path), read(content, path)
    assert isinstance(fast, Document)
    assert isinstance(careful, Document)
    assert fast == careful
    assert list(fast.stretches) == list(careful.stretches)
    assert list(fast.source.marks.items()) == list(careful.source.marks.items())
    assert len(fast.source.marks) == len(fast.stretches) == len(careful.stretches)
    assert fast.source.place(("id",)) == careful.source.place(("id",))
    assert fast.text == content.decode()


def test_a_byte_order_mark_and_suppressions_are_kept() -> None:
    content = "\ufeffa: b # gitcab: ignore[orphan] stands alone\n".encode()
    found = read_file(content, "x.yaml")
    assert isinstance(found, Document)
    assert found.text.startswith("\ufeffa")
    assert [one.rules for one in found.source.suppressions] == [("orphan",)]


def test_what_is_wrong_is_told_as_ever() -> None:
    found = read_file(b"a: 16.10\n", "x.yaml")
    assert isinstance(found, tuple)
    assert found == read(b"a: 16.10\n", "x.yaml")
    assert isinstance(found[0], Flaw)


READS = """
import sys
from gitcab.store.file_reading import read_file
from gitcab.store.tree import CannotRead
document = read_file(sys.argv[1].encode(), "cmdb/x.yaml")
print(document.value, "yaml" in sys.modules)
try:
    print(document.source.place(("a",)).line, "yaml" in sys.modules)
except CannotRead as error:
    print(error.message, "|", error.hint)
"""


def run(code: str, *arguments: str, library: Path | None = None) -> str:
    """What the code prints, where `library` holds modules that come before the real ones."""
    paths = [str(library)] if library else []
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([*paths, str(ROOT / "tool")])}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_careful_reader_is_loaded_when_a_place_is_asked_for() -> None:
    assert run(READS, "b: 1\na: 2\n") == "{'b': 1, 'a': 2} False\n2 True\n"


def test_a_library_that_accepts_too_much_is_found_out(tmp_path: Path) -> None:
    (tmp_path / "yaml_rs.py").write_text("def loads(text, **options):\n    return {'a': 2}\n")
    told = run(READS, "a: 1\na: 2\n", library=tmp_path)
    assert "cmdb/x.yaml was accepted by the fast reader and is refused by the careful one: the key `a` stands" in told
    assert "report it" in told


@pytest.mark.parametrize(
    "module",
    [
        "raise ImportError('not here')",
        "class Panic(BaseException):\n    pass\ndef loads(text, **options):\n    raise Panic('in Rust')",
        "def loads(text, **options):\n    raise RecursionError",
        "def loads(text, **options):\n    return [{'b': 1, 'a': 2}]",
    ],
)
def test_without_a_library_that_works_reading_is_careful(module: str, tmp_path: Path) -> None:
    (tmp_path / "yaml_rs.py").write_text(f"{module}\n")
    assert run(READS, "b: 1\na: 2\n", library=tmp_path) == "{'b': 1, 'a': 2} True\n2 True\n"


INTERRUPTED = """
from gitcab.store.fast_yaml import accept
try:
    accept(b"a: b\\n")
except KeyboardInterrupt:
    print("stopped")
"""


def test_an_interruption_is_no_answer(tmp_path: Path) -> None:
    (tmp_path / "yaml_rs.py").write_text("def loads(text, **options):\n    raise KeyboardInterrupt\n")
    assert run(INTERRUPTED, library=tmp_path) == "stopped\n"


def test_the_library_is_there_where_these_tests_run() -> None:
    assert accept(b"a: b\n") == {"a": "b"}
