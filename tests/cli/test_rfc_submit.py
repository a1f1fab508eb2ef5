"""`--submit`: a branch with one commit of just these files, pushed, and the page that opens the pull request."""

import pytest

from support.little_district import SIS, UPGRADE, little_district

PATH = f"changes/2026/{UPGRADE}.yaml"
NOW = ("--now", "2026-12-06T05:00Z")
BRANCH = f"rfc/{UPGRADE}-implement"


@pytest.fixture
def district(tmp_path):
    """A district whose `origin` is a bare repository beside it."""
    repository = little_district(tmp_path / "district")
    origin = repository.bare_clone("origin.git")
    repository.git("remote", "add", "origin", origin.path.as_uri())
    repository.origin = origin
    return repository


def submit(district, gitcab, *options, **more):
    return gitcab("rfc", "start", UPGRADE, "--submit", *options, *NOW, cwd=district.path, **more)


def test_it_is_one_commit_of_just_this_file_on_a_branch_that_is_pushed(district, gitcab):
    base = district.head()
    district.write({SIS: (district.path / SIS).read_text() + "# mine, not to be committed\n"})
    ran = submit(district, gitcab)
    assert ran.code == 0, ran.err
    assert district.git("symbolic-ref", "--short", "HEAD") == BRANCH
    assert district.git("rev-parse", "HEAD^") == base
    assert district.git("diff", "--name-only", "HEAD^", "HEAD") == PATH
    assert district.origin.git("rev-parse", BRANCH) == district.head()
    assert district.git("log", "-1", "--format=%an <%ae>%n%B").splitlines() == [
        "Maria Chen <mchen@district.example>",
        "Upgrade the SIS database: implement",
        "",
        UPGRADE,
    ]
    assert district.git("status", "--porcelain") == f" M {SIS}"
    assert district.git("rev-parse", "--abbrev-ref", "@{upstream}") == f"origin/{BRANCH}"
    assert ran.out.endswith(f"Next: open a pull request for {BRANCH}\n")


@pytest.mark.parametrize(
    "url", ["https://github.com/district/it.git", "git@github.com:district/it.git", "ssh://git@github.com/district/it"]
)
def test_on_github_the_page_is_told(district, gitcab, url):
    district.git("config", f"url.{district.origin.path.as_uri()}.insteadOf", url)
    district.git("remote", "set-url", "origin", url)
    ran = submit(district, gitcab)
    assert ran.code == 0, ran.err
    assert f"https://github.com/district/it/compare/main...{BRANCH}?expand=1\n" in ran.out


def test_the_files_that_the_change_adds_go_with_it(district, gitcab):
    new = f"changes/2026/{UPGRADE}/new/vm-2.yaml"
    text = (district.path / "cmdb/virtual_machine/vm-1.yaml").read_text().replace("vm-1", "vm-2")
    district.write({new: text})
    assert submit(district, gitcab).code == 0
    assert district.git("diff", "--name-only", "HEAD^", "HEAD").split() == [PATH, new]


def test_what_the_change_removes_is_removed_in_the_commit(district, gitcab):
    new = f"changes/2026/{UPGRADE}/new/vm-2.yaml"
    text = (district.path / "cmdb/virtual_machine/vm-1.yaml").read_text().replace("vm-1", "vm-2")
    record = (district.path / PATH).read_text().replace("state: scheduled", "state: implement")
    district.commit("Begun", {new: text, PATH: record.replace("schedule:", "  - add_from: new/\nschedule:")})
    ran = gitcab("rfc", "finish", UPGRADE, "--submit", *NOW, cwd=district.path)
    assert ran.code == 0, ran.err
    assert set(district.git("diff", "--name-only", "--no-renames", "HEAD^", "HEAD").split()) == {
        *(PATH, new, SIS, "cmdb/virtual_machine/vm-2.yaml")
    }
    assert district.git("status", "--porcelain") == ""


def refused(district, ran, says):
    assert ran.code == 1
    assert says in ran.err
    assert "state: scheduled" in (district.path / PATH).read_text()
    assert district.git("symbolic-ref", "--short", "HEAD") == "main"


def test_other_staged_changes_refuse_it(district, gitcab):
    district.write({"notes.txt": "mine\n"})
    district.git("add", "notes.txt")
    refused(district, submit(district, gitcab), "other changes are staged: notes.txt")


@pytest.mark.parametrize("taken", [f"refs/heads/{BRANCH}", f"refs/remotes/origin/{BRANCH}"])
def test_where_an_earlier_step_has_taken_the_branch_it_gets_the_next_name(district, gitcab, taken):
    district.git("update-ref", taken, "HEAD")
    ran = submit(district, gitcab)
    assert ran.code == 0, ran.err
    assert district.git("symbolic-ref", "--short", "HEAD") == f"{BRANCH}-2"
    assert f"committed on the new branch {BRANCH}-2" in ran.out


def test_without_an_origin_it_is_refused(district, gitcab):
    district.git("remote", "remove", "origin")
    refused(district, submit(district, gitcab), "no remote called origin")


def test_without_a_name_nothing_is_written(district, gitcab, monkeypatch):
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(name)
    ran = submit(district, gitcab)
    assert ran.code == 3
    assert "git does not know who you are" in ran.err
    assert "state: scheduled" in (district.path / PATH).read_text()


def test_the_name_may_come_from_ones_own_settings(district, gitcab, monkeypatch, tmp_path):
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(name)
    (tmp_path / ".gitconfig").write_text("[user]\nname = Ana Khan\nemail = akhan@district.example\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert submit(district, gitcab).code == 0
    assert district.git("log", "-1", "--format=%an <%ce>") == "Ana Khan <akhan@district.example>"


def test_where_the_push_fails_the_commit_stays_and_the_way_on_is_told(district, gitcab):
    district.git("remote", "set-url", "origin", (district.path / "nowhere.git").as_uri())
    ran = submit(district, gitcab)
    assert ran.code == 3
    assert f"git push --set-upstream origin {BRANCH}" in ran.err
    assert district.git("diff", "--name-only", "HEAD^", "HEAD") == PATH


def test_a_dry_run_makes_no_branch(district, gitcab):
    assert submit(district, gitcab, "--dry-run").code == 0
    assert district.git("branch", "--format=%(refname:short)") == "main"


def test_no_hook_of_the_repository_runs(district, gitcab, tmp_path):
    hooks = district.path / ".git/hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("pre-commit", "post-commit", "pre-push", "reference-transaction", "post-index-change"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch {tmp_path}/ran-{name}\n")
        (hooks / name).chmod(0o755)
    assert submit(district, gitcab).code == 0
    assert list(tmp_path.glob("ran-*")) == []


def test_a_new_change_is_submitted_as_well(district, gitcab):
    asked = ("--title", "Look at dns-1", "--requested-by", "mchen", "--ci", "dns-1=none", "--now", "2026-11-21T12:00Z")
    ran = gitcab("rfc", "new", *asked, "--submit", cwd=district.path)
    assert ran.code == 0, ran.err
    name = "RFC-2026-11-21-look-at-dns-1"
    assert district.origin.git("log", "-1", "--format=%s", f"rfc/{name}-new") == "Look at dns-1: new"
    assert district.git("diff", "--name-only", "HEAD^", "HEAD") == f"changes/2026/{name}.yaml"
