"""A partial clone: what it lacks is fetched in one go when it is read, and nothing of its settings is obeyed."""

import shutil
from pathlib import Path

import pytest

from gitcab.model.inventory import Estate
from gitcab.store.commit_tree import CommitTree
from gitcab.store.loading import load
from gitcab.store.promised import needed_to_merge
from gitcab.store.repository import Repository, open_repository
from gitcab.store.revisions import Revisions
from gitcab.store.tree import CannotRead
from support.little_district import RECORDS, SIS, UPGRADE, little_district
from support.repositories import ScratchRepository, make_repository

RFC = f"changes/2026/{UPGRADE}.yaml"


@pytest.fixture
def district(tmp_path):
    made = little_district(tmp_path / "district")
    made.git("config", "uploadpack.allowFilter", "true")
    return made


def blobless(made: ScratchRepository, *options: str) -> ScratchRepository:
    return made.bare_clone("partial.git", "--filter=blob:none", *options)


def packs(clone: ScratchRepository) -> set[Path]:
    """Every fetch leaves one."""
    return set((clone.path / "objects/pack").glob("*.pack"))


def loaded(clone: ScratchRepository, revision: str = "main") -> Estate:
    opened = open_repository(clone.path)
    return load(CommitTree(opened, opened.resolve(revision)))


def test_a_whole_estate_is_fetched_at_once_and_equals_that_of_a_full_clone(district):
    clone = blobless(district, "--depth=1")
    before = packs(clone)
    found = loaded(clone)
    assert len(packs(clone) - before) == 1
    assert [entry.record for entry in found.entries] == [entry.record for entry in loaded(district).entries]
    assert (len(found.entries), found.unread) == (len(RECORDS) + 1, ())
    assert loaded(clone).entries == found.entries
    assert len(packs(clone) - before) == 1


def test_of_another_revision_only_what_differs_is_fetched(district):
    clone = blobless(district)
    loaded(clone)
    district.commit("Edit", {SIS: RECORDS[SIS].replace("16.4", "16.5"), RFC: RECORDS[RFC] + "# why\n"})
    clone.git("fetch", "--quiet", "origin", "main:main")
    before = packs(clone)
    revisions = Revisions(open_repository(clone.path))
    revisions.estate(clone.git("rev-parse", "main~1"))
    assert packs(clone) == before
    revisions.estate(clone.git("rev-parse", "main"))
    (new,) = packs(clone) - before
    fetched = clone.git("verify-pack", "--verbose", str(new)).splitlines()
    assert len([line for line in fetched if " blob " in line]) == 2


def test_whatever_was_filtered_is_brought(district):
    """A tree with a great many files is fetched by its commit, whose filter may leave out large ones."""
    many = {f"cmdb/server/s-{number}.yaml": f"kind: ConfigurationItem\nid: s-{number}\n" for number in range(5_000)}
    large = "# " + "x" * 1_500_000 + "\n"
    district.commit("Many", {**many, "cmdb/server/large.yaml": large, "docs/large": f"{large}#"})
    clone = blobless(district, "--depth=1")
    opened = open_repository(clone.path)
    tree = CommitTree(opened, opened.resolve("main"))
    before = packs(clone)
    tree.bring("cmdb")
    assert len(packs(clone) - before) == 2
    assert all(content for _, content in tree.read(tree.files("cmdb"), 2_000_000))
    assert len(packs(clone) - before) == 2
    assert clone.git("rev-list", "--objects", "--missing=print", "main").count("\n?") == 1


def test_a_merge_with_renames_is_that_of_a_full_clone(district):
    district.checkout("moved", new=True)
    edited = RECORDS[SIS].replace("16.4", "16.5").replace("id: sis-database", "id: sis-db")
    moved = district.commit("Move and edit", {"cmdb/database/sis-db.yaml": edited}, delete=[SIS])
    district.checkout("main")
    base = district.commit("Edit", {SIS: RECORDS[SIS].replace("criticality: high", "criticality: low")})
    clone = blobless(district)
    before = packs(clone)
    expected = open_repository(district.path).merge_tree(base, moved)
    assert open_repository(clone.path).merge_tree(base, moved) == expected
    assert expected is not None
    assert len(packs(clone) - before) == 1
    assert "criticality: low" in district.git("show", f"{expected}:cmdb/database/sis-db.yaml")


def test_a_merge_that_compares_no_contents_fetches_none(district):
    district.branch("side")
    base = district.commit("Edit", {SIS: "a: 1\n"})
    district.checkout("side")
    head = district.commit("Edit another", {RFC: "b: 1\n"})
    opened = open_repository(blobless(district).path)
    start = opened.merge_base(base, head)
    assert list(needed_to_merge(opened.changed_paths(start, base), opened.changed_paths(start, head))) == []


def test_a_linked_work_tree_shares_what_was_promised(district, tmp_path):
    clone = blobless(district)
    clone.git("worktree", "add", "--quiet", "--no-checkout", str(tmp_path / "linked"), "main")
    opened = open_repository(tmp_path / "linked")
    before = packs(clone)
    assert len(load(CommitTree(opened, opened.resolve("main"))).entries) == len(RECORDS) + 1
    assert len(packs(clone) - before) == 1


def test_ids_may_be_sha256(tmp_path):
    made = ScratchRepository(tmp_path / "upstream")
    made.path.mkdir()
    made.git("init", "--quiet", "--object-format=sha256", "--initial-branch=main")
    made.git("config", "uploadpack.allowFilter", "true")
    made.commit("first", {"cmdb/a.yaml": "a"})
    opened = open_repository(blobless(made).path)
    blobs = [file.blob for file in opened.list_tree(opened.resolve("main"))]
    assert [blob.content for blob in opened.blobs(blobs, 10)] == [b"a"]


def test_offline_says_what_is_missing(district, monkeypatch):
    clone = blobless(district)
    monkeypatch.setenv("GITCAB_OFFLINE", "1")
    with pytest.raises(CannotRead, match=r"lacks the content of \d+ files, and GITCAB_OFFLINE forbids") as raised:
        loaded(clone)
    assert "--filter" in raised.value.hint


def test_a_remote_that_has_gone_is_told(district):
    clone = blobless(district)
    shutil.move(district.path, district.path.with_name("elsewhere"))
    with pytest.raises(CannotRead, match="it cannot be fetched: git says: ") as raised:
        loaded(clone)
    assert "--filter" in raised.value.hint


TRAPS = {
    "remote.origin.uploadpack": "{trap}",
    "remote.promised.uploadpack": "{trap}",
    "remote.promised.url": "ext::{trap}",
    "remote.{url}.uploadpack": "{trap}",
    "remote.{url}.vcs": "ext",
    "core.alternateRefsCommand": "{trap}",
    "core.askPass": "{trap}",
    "core.fsmonitor": "{trap}",
    "core.gitProxy": "{trap}",
    "core.hooksPath": "{folder}",
    "core.sshCommand": "{trap}",
    "credential.helper": "{trap}",
    "fetch.bundleURI": "file://{folder}",
    "gc.auto": "1",
    "uploadpack.packObjectsHook": "{trap}",
    "url.ext::{trap} .insteadOf": "file://",
    "url.ssh://nowhere/.insteadOf": "file://",
    "protocol.ext.allow": "always",
}


@pytest.fixture
def trap(tmp_path):
    """A program, in a folder of hooks, that leaves a canary behind."""
    folder = tmp_path / "hooks"
    folder.mkdir()
    for name in ("trap", "reference-transaction", "post-checkout"):
        (folder / name).write_text(f"#!/bin/sh\ntouch '{tmp_path}/canary'\nexec git-upload-pack \"$@\"\n")
        (folder / name).chmod(0o755)
    return folder / "trap"


@pytest.mark.parametrize("setting", TRAPS)
def test_no_setting_of_the_clone_is_obeyed(district, trap, tmp_path, setting):
    clone = blobless(district)
    known = {"trap": str(trap), "folder": str(trap.parent), "url": clone.git("config", "remote.origin.url")}
    clone.git("config", "core.repositoryFormatVersion", "1")
    clone.git("config", setting.format(**known), TRAPS[setting].format(**known))
    other = make_repository(tmp_path / "other", {"a": "a"})
    (clone.path / "objects/info/alternates").write_text(f"{other.path}/.git/objects\n")
    assert len(loaded(clone).entries) == len(RECORDS) + 1
    assert not (tmp_path / "canary").exists()


def test_the_traps_are_armed(district, trap, tmp_path):
    clone = blobless(district)
    clone.git("config", "remote.origin.uploadpack", str(trap))
    clone.git("cat-file", "blob", f"main:{SIS}")
    assert (tmp_path / "canary").exists()


@pytest.mark.parametrize(
    "address",
    [
        "ext::{trap}",
        "-oProxyCommand={trap}",
        "fd::17",
        "file::{trap}",
        "transport::x",
        "../district",
        "",
        "a\nb",
        "--x",
    ],
)
def test_an_address_that_could_run_a_program_is_refused(district, trap, tmp_path, address):
    clone = blobless(district)
    clone.git("config", "protocol.allow", "always")
    clone.git("config", "remote.origin.url", address.format(trap=trap))
    with pytest.raises(CannotRead, match="no address that git could fetch from without running a program"):
        loaded(clone)
    assert not (tmp_path / "canary").exists()


def test_who_has_no_promise_fetches_nothing(tmp_path):
    made = make_repository(tmp_path / "estate", {"cmdb/a.yaml": "a"})
    opened: Repository = open_repository(made.path)
    opened.bring(["0" * 40])
    with pytest.raises(CannotRead, match="git does not have the content"):
        list(opened.blobs(["0" * 40], 10))
