"""How many processes of git a question costs: each takes longer than many an answer."""

import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gitcab.store.index.file import IndexFile
from support import command
from support.little_district import little_district
from support.repositories import ScratchRepository

ITEM = "kind: ConfigurationItem\nclass: server\nid: a\nname: A\nowner: team\n"
ITEM += "life_cycle: {stage: operational, status: in_use}\n"
COMMANDS = {"version", "rev-parse", "for-each-ref", "ls-files", "config", "diff-files", "diff-index", "diff-tree"}


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """The commands of git that were started since it was asked last, in alphabetical order."""
    log, folder, real = tmp_path / "log", tmp_path / "bin", shutil.which("git")
    folder.mkdir()
    counting = folder / "git"
    counting.write_text(f'#!/bin/sh\necho "$@" >> {log}\nexec {real} "$@"\n')
    counting.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")

    def told() -> list[str]:
        lines = log.read_text().splitlines() if log.exists() else []
        log.write_text("")
        return sorted(next((word for word in line.split() if word in COMMANDS), line) for line in lines)

    return told


def test_impact_starts_few_processes(
    repository: Callable[..., ScratchRepository], asked: Callable[[], list[str]], gitcab: Callable[..., command.Ran]
) -> None:
    """Git's version was asked by an earlier command of this process; another process asks it once more."""
    made = repository({"cmdb/server/a.yaml": ITEM})
    first = made.head()
    on = {"GITCAB_INDEX": "on"}
    for _ in range(2):  # to make the index, and to ask for flags
        gitcab("impact", "a", cwd=made.path, env=on)
    asked()
    assert gitcab("impact", "a", cwd=made.path, env=on).code == 0
    assert asked() == ["config", "diff-index", "rev-parse"]
    made.git("update-index", "--assume-unchanged", "cmdb/server/a.yaml")
    asked()
    assert gitcab("impact", "a", cwd=made.path, env=on).code == 0
    # As something may differ, the answer on the mirror is thrown away; what git has told is not asked again.
    assert asked() == ["config", "diff-index", "ls-files", "rev-parse"]
    made.git("update-index", "--no-assume-unchanged", "cmdb/server/a.yaml")
    asked()
    assert gitcab("impact", "a", "--rev", "main", cwd=made.path, env=on).code == 0
    assert asked() == ["for-each-ref", "rev-parse"]
    made.commit("More", {"cmdb/server/a.yaml": f"{ITEM}description: More\n"})
    asked()
    assert gitcab("impact", "a", "--rev", first, cwd=made.path, env=on).code == 0
    assert asked() == ["rev-parse", "rev-parse"]
    assert gitcab("impact", "a", "--rev", "main", cwd=made.path, env=on).code == 0
    assert asked() == ["diff-tree", "for-each-ref", "rev-parse"]


def test_a_branch_is_judged_with_few_processes(
    repository: Callable[..., ScratchRepository], asked: Callable[[], list[str]], gitcab: Callable[..., command.Ran]
) -> None:
    made = repository({"cmdb/server/a.yaml": ITEM})
    on = {"GITCAB_INDEX": "on"}
    gitcab("validate", cwd=made.path, env=on)
    made.checkout("change", new=True)
    made.commit("More", {"cmdb/server/a.yaml": f"{ITEM}description: More\n"})
    asked()
    gitcab("validate", "--rev", "change", "--base", "main", cwd=made.path, env=on)
    assert asked() == ["diff-tree", "for-each-ref", "rev-parse"]
    gitcab("validate", "--base", "main", cwd=made.path, env=on)
    # Git has written its index, so it is asked for its flags as well.
    work_tree = ["config", "diff-index", "diff-tree", "for-each-ref", "ls-files", "rev-parse"]
    assert asked() == work_tree
    gitcab("validate", "--base", "main", cwd=made.path, env=on)
    assert asked() == [one for one in work_tree if one != "ls-files"]
    made.write({"cmdb/server/b.yaml": ITEM.replace("id: a", "id: b")})
    gitcab("validate", "--base", "main", cwd=made.path, env=on)
    assert asked() == [*work_tree[:4], "for-each-ref", "rev-parse"]


def test_what_only_the_base_has_is_examined_once(
    tmp_path: Path, asked: Callable[[], list[str]], gitcab: Callable[..., command.Ran]
) -> None:
    """The index was made on the branch, and the base, whose file is on the disk no more, is laid over it."""
    made = little_district(tmp_path / "district")
    path = "cmdb/server/dns-1.yaml"
    made.checkout("change", new=True)
    made.commit("More", {path: (made.path / path).read_text() + "description: More\n"})
    gitcab("index", "build", cwd=made.path)

    def reads() -> bool:
        asked()
        gitcab("validate", "--base", "main", cwd=made.path, env={"GITCAB_INDEX": "on"})
        return any("cat-file" in one for one in asked())

    assert [reads() for _ in range(5)] == [True, True, False, False, False]


@pytest.mark.parametrize("words", [["impact", "a"], ["ci", "list"], ["validate"], ["query", "SELECT 1"]])
def test_a_command_has_closed_the_index_when_it_ends(
    repository: Callable[..., ScratchRepository], gitcab: Callable[..., command.Ran], words: list[str]
) -> None:
    """Python would close it at some time; until then nobody may write to it."""
    made = repository({"cmdb/server/a.yaml": ITEM})
    gitcab("index", "build", cwd=made.path)
    index = IndexFile(made.path / ".git", "")
    gc.disable()
    try:
        for _ in range(2):
            gitcab(*words, cwd=made.path, env={"GITCAB_INDEX": "on"})
            with index.writing(str(index.path.stat().st_mtime_ns), patience=0):
                pass
    finally:
        gc.enable()


@pytest.mark.parametrize("words", [["validate"], ["validate", "--base", "main", "cmdb"], ["impact", "a"]])
def test_git_is_asked_once_by_a_process_that_foresees_what_is_asked(
    repository: Callable[..., ScratchRepository], asked: Callable[[], list[str]], words: list[str]
) -> None:
    made = repository({"cmdb/server/a.yaml": ITEM})

    def run(index: str) -> tuple[int, str]:
        command, env = [sys.executable, "-m", "gitcab", *words], os.environ | {"GITCAB_INDEX": index}
        ran = subprocess.run(command, cwd=made.path, env=env, capture_output=True, text=True, check=False)
        return ran.returncode, ran.stdout

    run("on")
    run("on")
    run("on")
    assert {"diff-files", "diff-index", "ls-files"} < set(asked())  # what git's own index says is learned once
    assert run("on") == run("off")
    work_tree = ["config", "diff-files", "rev-parse", "version"]
    base = ["for-each-ref"] * ("--base" in words)
    off = ["rev-parse", "version", *base]
    assert [one for one in asked() if one in COMMANDS] == sorted([*work_tree, *base, *off])
    made.write({"cmdb/server/b.yaml": ITEM})
    assert run("on") == run("off")
