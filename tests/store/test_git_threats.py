"""What a hostile repository, name or environment may try through git, and that nothing comes of it.

Every trap leaves a file behind when it goes off; porcelain commands, run first where that is
possible, show that the trap is armed.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gitcab.store.commit_tree import CommitTree
from gitcab.store.repository import Repository, open_repository
from gitcab.store.tree import CannotRead
from support.repositories import ScratchRepository, make_repository

TRUE = "approvals: 2\n"
FALSE = "approvals: 0\n"
POLICY = "changes/policy.yaml"


@pytest.fixture
def made(tmp_path: Path) -> ScratchRepository:
    return make_repository(tmp_path / "estate", {POLICY: TRUE, "cmdb/a.yaml": "a\n"})


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    return tmp_path / "canary"


def trap(canary: Path) -> str:
    """A program that leaves the canary behind."""
    program = canary.with_name("trap.sh")
    program.write_text(f"#!/bin/sh\ntouch '{canary}'\ncat \"$@\" </dev/null\n")
    program.chmod(0o755)
    return str(program)


def sign(made: ScratchRepository) -> None:
    """Gives the commit a signature, which `git log` would have a program look at."""
    signed = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n AAAA\n -----END PGP SIGNATURE-----\n\n"
    forged = made.git("cat-file", "commit", "HEAD").replace("\n\n", f"\n{signed}", 1)
    made.git("reset", "--soft", made.git("hash-object", "-t", "commit", "-w", "--stdin", stdin=forged))


def ask_everything(opened: Repository) -> None:
    """Every question that a repository answers."""
    head, before = opened.resolve("HEAD"), opened.resolve("HEAD~1")
    files = list(opened.list_tree(head))
    list(opened.blobs([file.blob for file in files if file.blob], 1000))
    opened.merge_base(head, before)
    opened.is_ancestor(before, head)
    opened.changed_paths(before, head)
    opened.log(head, POLICY)
    opened.head_branch()
    with pytest.raises(CannotRead):
        opened.resolve("nowhere")


def policy_at(path: Path, revision: str = "main") -> bytes | None:
    opened = open_repository(path)
    tree = CommitTree(opened, opened.resolve(revision))
    return next(content for _, content in tree.read(tree.files(POLICY), 1000))


@pytest.mark.parametrize(
    "setting",
    [
        *("core.fsmonitor", "core.hooksPath", "core.pager", "core.sshCommand", "core.gitProxy", "core.editor"),
        *("diff.external", "diff.trap.textconv", "diff.trap.command", "filter.trap.smudge", "filter.trap.process"),
        *("gpg.program", "core.alternateRefsCommand", "credential.helper", "alias.ls-tree", "alias.rev-parse"),
    ],
)
def test_settings_run_no_program(made, canary, setting):
    made.commit("attributes", {".gitattributes": "* diff=trap filter=trap\n", POLICY: FALSE})
    sign(made)
    made.git("config", setting, f"!{trap(canary)}" if setting.startswith("alias") else trap(canary))
    made.git("config", "log.showSignature", "true")
    made.git("config", "pager.log", "true")
    ask_everything(open_repository(made.path))
    assert not canary.exists()


def test_the_traps_are_armed(made, canary):
    made.git("config", "core.fsmonitor", trap(canary))
    made.git("status")
    assert canary.exists()


def test_hooks_do_not_run(made, canary):
    made.commit("second")
    program = Path(trap(canary)).read_bytes()
    for name in ("post-checkout", "fsmonitor-watchman", "reference-transaction", "post-index-change"):
        made.write({f".git/hooks/{name}": program})
        (made.path / ".git/hooks" / name).chmod(0o755)
    ask_everything(open_repository(made.path))
    assert not canary.exists()


def test_a_promise_of_missing_objects_fetches_nothing(made, canary):
    """A partial clone would call its remote, whose address may be a command."""
    blob = made.git("rev-parse", "HEAD:cmdb/a.yaml")
    made.commit("second")
    for setting, value in {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": f"ext::{trap(canary)}",
        "protocol.ext.allow": "always",
    }.items():
        made.git("config", setting, value)
    (made.path / ".git/objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(CannotRead, match="does not have the content"):
        list(open_repository(made.path).blobs([blob], 100))
    assert not canary.exists()
    with pytest.raises(AssertionError):
        made.git("cat-file", "blob", blob)
    assert canary.exists()


@pytest.mark.parametrize(
    "name", ["--output=PWN", "-evil", "--upload-pack=touch PWN", "--all", "a;$(touch PWN)", "@{-1}"]
)
def test_names_are_never_options(made, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    opened = open_repository(made.path)
    with pytest.raises(CannotRead):
        opened.resolve(name)
    assert opened.log(made.head(), name) == ()
    assert list(opened.list_tree(made.head(), folders=[name])) == []
    assert list(opened.list_tree(made.head(), prefix=f"{name}/")) == []
    assert not list(tmp_path.rglob("PWN*"))


@pytest.mark.parametrize("name", ["-evil", "--output=PWN", "a;$(id)", "HEAD", "FETCH_HEAD", "größe"])
def test_branches_with_odd_names_are_found_by_them(made, name):
    elsewhere = made.git("commit-tree", "HEAD^{tree}", "-m", "Elsewhere")
    made.git("update-ref", f"refs/heads/{name}", elsewhere)
    made.git("update-ref", "--no-deref", "FETCH_HEAD", made.head())
    opened = open_repository(made.path)
    assert opened.resolve(f"refs/heads/{name}") == elsewhere
    assert opened.resolve(name) == (made.head() if name.endswith("HEAD") else elsewhere)


def test_replacements_and_grafts_change_nothing(made):
    first, second = made.head(), made.commit("second")
    forged = made.commit("forged", {POLICY: FALSE})
    made.git("reset", "--quiet", "--hard", second)
    made.git("replace", second, forged)
    made.write({".git/info/grafts": f"{second}\n"})
    assert made.git("show", f"main:{POLICY}") == FALSE.strip()
    assert policy_at(made.path) == TRUE.encode()
    assert open_repository(made.path).merge_base(second, first) == first


def test_a_tag_never_stands_for_a_branch(made):
    main = made.head()
    forged = made.git("commit-tree", "HEAD^{tree}", "-m", "Forged")
    for name in ("main", "heads/main", "refs/heads/main", "origin/main", main):
        made.git("update-ref", f"refs/tags/{name}", forged)
    opened = open_repository(made.path)
    for revision in ("main", "main~0", "refs/heads/main", main):
        assert opened.resolve(revision) == main
    made.git("update-ref", "refs/remotes/origin/main", main)
    made.checkout(main)
    made.git("update-ref", "-d", "refs/heads/main")
    assert opened.resolve("main") == opened.resolve("origin/main") == main
    with pytest.raises(CannotRead):
        opened.resolve("refs/heads/main")


def test_variables_that_git_sets_for_hooks_do_not_mislead(made, tmp_path, monkeypatch):
    """pre-commit and git's hooks run gitcab with GIT_DIR and more of the repository they are in."""
    other = make_repository(tmp_path / "other", {POLICY: FALSE})
    inside = str(other.path / ".git")
    misleading = {
        **dict.fromkeys(["GIT_DIR", "GIT_COMMON_DIR"], inside),
        "GIT_WORK_TREE": str(other.path),
        "GIT_INDEX_FILE": f"{inside}/index",
        "GIT_OBJECT_DIRECTORY": f"{inside}/objects",
        "GIT_CEILING_DIRECTORIES": str(tmp_path),
        "GIT_PREFIX": "cmdb/",
        "GIT_NAMESPACE": "other",
        "GIT_LITERAL_PATHSPECS": "0",
        "GIT_GLOB_PATHSPECS": "1",
        "GIT_REPLACE_REF_BASE": "refs/heads",
        "GIT_EXEC_PATH": str(tmp_path),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.worktree",
        "GIT_CONFIG_VALUE_0": str(other.path),
        "GIT_TRACE": str(tmp_path / "trace"),
    }
    for name, value in misleading.items():
        monkeypatch.setenv(name, value)
    assert open_repository(made.path / "cmdb").top == made.path
    assert policy_at(made.path) == TRUE.encode()
    assert {name: os.environ[name] for name in misleading} == misleading
    assert not (tmp_path / "trace").exists()


def test_a_hook_asks_about_the_right_repository(made, tmp_path):
    other = make_repository(tmp_path / "other", {POLICY: FALSE})
    program = (
        "from pathlib import Path\nfrom gitcab.store.repository import open_repository\n"
        f"print(open_repository(Path({str(made.path)!r})).resolve('main'), open_repository(Path('.')).top)"
    )
    other.write({".git/hooks/pre-commit": f'#!/bin/sh\nexec {sys.executable} -c "{program}" > told 2>&1\n'})
    (other.path / ".git/hooks/pre-commit").chmod(0o755)
    other.commit("runs the hook")
    assert (other.path / "told").read_text().split() == [made.head(), str(other.path)]


def test_a_repository_of_somebody_else_is_read(made):
    """As root in a container reads what the runner's user has cloned."""
    if os.geteuid() == 0:
        for path in (made.path, *made.path.rglob("*")):
            os.chown(path, 65534, 65534)
    pretended = {"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"}
    refused = subprocess.run(
        ["git", "-C", str(made.path), "status"], env={**os.environ, **pretended}, capture_output=True, check=False
    )
    assert b"dubious ownership" in refused.stderr
    assert policy_at(made.path) == TRUE.encode()


def test_a_message_of_git_is_one_plain_line(made):
    made.write({".git/config": "[core]\n\trepositoryformatversion = 0\n\tbare = \x1b[31m\n"})
    with pytest.raises(CannotRead) as raised:
        open_repository(made.path)
    assert "\n" not in raised.value.message
