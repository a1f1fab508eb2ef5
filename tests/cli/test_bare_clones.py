"""Every command that only reads answers from a bare clone, whole or without blobs or cut off, as it does elsewhere."""

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from gitcab.cli import main
from support.little_district import RECORDS, SIS, UPGRADE, little_district
from support.repositories import ScratchRepository

DATE = ("--now", "2026-11-21T12:00Z")
MAIN = ("--rev", "main")
READS = {
    "audit outgrown": MAIN,
    "audit overdue": MAIN,
    "cab agenda": MAIN,
    "ci history": ("sis-database", "--rev", "change"),
    "ci list": MAIN,
    "ci show": ("sis-database", *MAIN),
    "codeowners": MAIN,
    "conflicts": (*MAIN, "--against", "change"),
    "diff": ("main", "change"),
    "gate": ("--base", "main", "--head", "change"),
    "graph export": MAIN,
    "graph spof": ("grades", *MAIN),
    "impact": ("--changed-since", "main", "--rev", "change"),
    "notice": (UPGRADE, "--for", "owners", *MAIN),
    "permit": ("sis-database", *MAIN),
    "query": ("SELECT id FROM ci ORDER BY id", *MAIN),
    "release show": ("fall", *MAIN),
    "rfc list": MAIN,
    "rfc show": (UPGRADE, *MAIN),
    "risk": (UPGRADE, *MAIN),
    "schedule": MAIN,
    "schedule suggest": (UPGRADE, *MAIN),
    "validate": ("--rev", "change", "--base", "main"),
}
ELSEWHERE = {
    *(
        "audit changes",
        "audit record",
        "audit verify",
        "cab facts",
        "cab publish",
        "cab replay",
        "cab simulate",
        "cab verdict",
    ),
    *("ci new", "cab policy test", "doctor", "init", "recover", "rename", "schemas", "rfc cancel", "rfc close"),
    *("rfc finish", "rfc hold", "rfc new", "rfc request", "rfc schedule", "rfc start", "index build", "index drop"),
    "index status",
}
"""Those that write, that look at a folder of files, or that need facts or evidence and are tried with these."""

RELEASE = f"kind: Release\nid: fall\ntitle: Fall\nowner: data-team\nstate: planning\nchanges: [{UPGRADE}]\n"


def commands(group: click.Group, prefix: str = "") -> Iterator[tuple[str, bool]]:
    """Every command that asks for a repository, and whether it asks for the time."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix}{name} ")
        if command and any(one.name == "repo" for one in command.params):
            yield f"{prefix}{name}", any(one.name == "now" for one in command.params)


@pytest.fixture(scope="module")
def district(tmp_path_factory):
    """The item was moved, renamed within and edited, on a branch that left main long ago."""
    made = little_district(tmp_path_factory.mktemp("bare") / "district", {"changes/releases/fall.yaml": RELEASE})
    made.git("config", "uploadpack.allowFilter", "true")
    made.checkout("change", new=True)
    moved = SIS.replace("database/", "database/old/")
    made.commit("Move", {moved: RECORDS[SIS].replace("16.4", "16.5")}, delete=[SIS])
    made.commit("Edit", {moved: RECORDS[SIS].replace("16.4", "16.6")})
    made.checkout("main")
    made.commit("More", {"cmdb/server/dns-2.yaml": RECORDS["cmdb/server/dns-2.yaml"].replace("high", "low")})
    return made


@pytest.fixture(scope="module", params=["whole", "blobless", "blobless and shallow"])
def clone(request, district):
    """A bare clone that nobody has read before; the shallow one ends where the branches part."""
    options = {"whole": [], "blobless": ["--filter=blob:none"]}.get(request.param, ["--filter=blob:none", "--depth=3"])
    return district.bare_clone(f"{request.param}.git", "--no-single-branch", *options)


def test_every_command_that_asks_for_a_repository_is_looked_at():
    known = {name for name, _ in commands(main)}
    assert known - READS.keys() - ELSEWHERE == set()
    assert READS.keys() <= known


@pytest.mark.parametrize("command", READS)
def test_a_bare_clone_answers_as_a_work_tree_does(gitcab, district, clone, command):
    asked = [*command.split(), *READS[command], *(DATE if dict(commands(main))[command] else ())]
    ran, expected = (gitcab(*asked, "--repo", one.path) for one in (clone, district))
    assert (ran.code, ran.out, ran.err) == (expected.code, expected.out, expected.err)
    assert ran.code in ((3,) if command == "gate" else (0, 1)), ran.err


def packs(clone: ScratchRepository) -> set[Path]:
    return set((clone.path / "objects/pack").glob("*.pack"))


@pytest.mark.parametrize(("asked", "fetches"), [(("validate", *MAIN), 1), (("validate", *READS["validate"]), 2)])
def test_a_clone_without_blobs_fetches_once_for_each_revision(gitcab, district, tmp_path, asked, fetches):
    clone = ScratchRepository(tmp_path / "blobless.git")
    district.git("clone", "--quiet", "--bare", "--filter=blob:none", district.path.as_uri(), str(clone.path))
    before = packs(clone)
    assert gitcab(*asked, "--repo", clone.path).code == 0
    assert 1 <= len(packs(clone) - before) <= fetches


def test_offline_is_told_in_plain_words(gitcab, district, tmp_path):
    clone = ScratchRepository(tmp_path / "blobless.git")
    district.git("clone", "--quiet", "--bare", "--filter=blob:none", district.path.as_uri(), str(clone.path))
    ran = gitcab("ci", "list", *MAIN, "--repo", clone.path, env={"GITCAB_OFFLINE": "1"})
    assert (ran.code, ran.out) == (3, "")
    assert "GITCAB_OFFLINE forbids to fetch it" in ran.err
