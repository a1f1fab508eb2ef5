"""Several files are written all or not at all, wherever the process is killed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from gitcab.store.journal import Journal
from gitcab.store.writing import CannotWrite, write_files

OLD = {"cmdb/a.yaml": b"a: 1\n", "cmdb/gone.yaml": b"g: 1\n", "changes/r.yaml": b"r: 1\r\n"}
NEW = {"cmdb/a.yaml": b"a: 2\n", "cmdb/gone.yaml": None, "changes/r.yaml": b"r: 2\r\n", "cmdb/new/n.yaml": b"n: 1\n"}
AFTER = {path: content for path, content in NEW.items() if content is not None}

SCRIPT = """
import json, os, sys
from pathlib import Path
from gitcab.store.journal import Journal

journal = Journal(Path(sys.argv[1]) / "git/gitcab/journal", Path(sys.argv[1]) / "top")
contents = {path: text if text is None else text.encode() for path, text in json.loads(sys.argv[2]).items()}
left = int(sys.argv[3])

def killed(event, arguments):
    global left
    if event in ("open", "os.rename", "os.remove", "os.mkdir", "os.chmod", "tempfile.mkstemp") or event == "marked":
        left -= 1
        if left < 0:
            os._exit(9)

real = os.fsync
os.fsync = lambda handle: (sys.audit("marked"), real(handle), sys.audit("marked"))[1]
sys.addaudithook(killed)
journal.write(contents)
left = 10**6
"""


@pytest.fixture
def journal(tmp_path):
    put(tmp_path / "top", OLD)
    (tmp_path / "git").mkdir()
    return Journal(tmp_path / "git/gitcab/journal", tmp_path / "top")


def put(top, contents):
    for path, content in contents.items():
        (top / path).parent.mkdir(parents=True, exist_ok=True)
        (top / path).write_bytes(content)


def there(journal):
    return {
        path.relative_to(journal.top).as_posix(): path.read_bytes() for path in journal.top.rglob("*") if path.is_file()
    }


def test_all_is_written_and_nothing_left_behind(journal):
    journal.write(NEW)
    assert there(journal) == AFTER
    assert not journal.is_pending
    assert list(journal.path.parent.iterdir()) == []
    assert journal.recover() == ()


def killed_after(journal, events):
    """Writes in a process of its own that is killed at that event; False once it ends by itself."""
    plain = json.dumps({path: content and content.decode() for path, content in NEW.items()})
    command = [sys.executable, "-c", SCRIPT, str(journal.top.parent), plain, str(events)]
    code = subprocess.run(command, check=False).returncode
    assert code in (0, 9)
    return code == 9


def test_killed_at_any_moment_it_is_all_or_nothing(tmp_path):
    outcomes = set()
    for events in range(1_000):
        folder = tmp_path / str(events)
        put(folder / "top", OLD)
        (folder / "git").mkdir()
        journal = Journal(folder / "git/gitcab/journal", folder / "top")
        killed = killed_after(journal, events)
        journal.recover()
        found = there(journal)
        assert found in (OLD, AFTER), (events, found.keys())
        assert not journal.is_pending
        outcomes.add(found == AFTER)
        if not killed:
            break
    assert events > 20
    assert outcomes == {True, False}


class Killed(BaseException):
    """What no code of ours catches."""


@pytest.fixture
def cut_off(journal, monkeypatch):
    """A writing that ended after its first file; whoever writes next is killed there too, until it is undone."""

    def only_the_first(top, contents):
        write_files(top, dict([next(iter(contents.items()))]))
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("gitcab.store.journal.write_files", only_the_first)
        with pytest.raises(Killed):
            journal.write(NEW)
        with pytest.raises(Killed):
            journal.recover()
    assert journal.is_pending
    return journal


def test_killed_while_recovering_it_recovers_again(cut_off):
    assert cut_off.recover() == tuple(sorted(NEW))
    assert there(cut_off) == AFTER
    assert not cut_off.is_pending


def test_what_the_system_refuses_midway_is_undone(journal, monkeypatch):
    real = Path.unlink

    def refuse(path, missing_ok=False):
        if path.name == "gone.yaml":
            raise PermissionError(13, "Permission denied")
        real(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(CannotWrite, match="Permission denied"):
        journal.write(NEW)
    assert there(journal) == OLD
    assert not journal.is_pending


def test_a_path_through_a_link_touches_nothing(journal, tmp_path):
    (journal.top / "cmdb/out").symlink_to(tmp_path)
    before = there(journal)
    with pytest.raises(CannotWrite, match="symbolic link"):
        journal.write({**NEW, "cmdb/out/x.yaml": b"x"})
    assert there(journal) == before
    assert not journal.is_pending


def test_a_half_written_note_counts_for_nothing(journal):
    journal.path.parent.mkdir()
    journal.path.write_bytes(b'[{"cmdb/a.yaml": "YTog')
    assert journal.recover() == ()
    assert there(journal) == OLD
    assert not journal.is_pending


def test_what_was_edited_meanwhile_is_not_overwritten(cut_off):
    put(cut_off.top, {"cmdb/a.yaml": b"a: mine\n"})
    before = there(cut_off)
    with pytest.raises(CannotWrite, match=r"cmdb/a\.yaml was edited"):
        cut_off.recover()
    assert there(cut_off) == before
    assert cut_off.is_pending


def test_two_writings_do_not_meet(journal):
    journal.path.parent.mkdir()
    journal.path.write_bytes(b"[{}, {}]")
    with pytest.raises(CannotWrite, match="under way"):
        journal.write(NEW)
    assert there(journal) == OLD


def test_a_writing_that_somebody_else_completes_meanwhile_ends_well(journal, monkeypatch):
    def and_then_another_command(top, contents):
        monkeypatch.setattr("gitcab.store.journal.write_files", write_files)
        write_files(top, contents)
        assert journal.recover() == tuple(sorted(NEW))

    monkeypatch.setattr("gitcab.store.journal.write_files", and_then_another_command)
    journal.write(NEW)
    assert there(journal) == AFTER
    assert not journal.is_pending


def test_another_writers_unfinished_note_is_left_alone(journal, monkeypatch):
    real = Path.replace

    def another_was_faster(path, target):
        if path.parent == journal.path.parent:
            journal.path.with_name("journal.part").write_bytes(b"[")
            journal.path.with_name("journal.part").unlink()
        return real(path, target)

    monkeypatch.setattr(Path, "replace", another_was_faster)
    journal.write(NEW)
    assert there(journal) == AFTER
