"""The index as people handle it: made, looked at, removed; and asked by any SQLite client."""

import json
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from gitcab.store.index.access import WORTHWHILE
from gitcab.store.index.views import query_tables
from support.little_district import little_district

QUESTION = "SELECT id, owner FROM ci WHERE class = 'server' ORDER BY id"


@pytest.fixture
def district(tmp_path, monkeypatch):
    monkeypatch.setenv("GITCAB_INDEX", "on")
    return little_district(tmp_path / "district")


@pytest.fixture
def index(district, gitcab):
    return lambda *arguments, **more: gitcab("index", *arguments, **{"cwd": district.path, **more})


@pytest.fixture
def status(index):
    return lambda **more: json.loads(index("status", "--format", "json", **more).out)


def path_of(district):
    return district.path / ".git/gitcab/index.sqlite"


def test_there_is_none_then_there_is_then_there_is_none(index, status, district):
    assert status() == {"schema": "gitcab.index_status/1", "path": str(path_of(district)), "usable": False}
    built = index("build")
    assert (built.code, built.err) == (0, "")
    assert built.out == index("status").out
    assert "Nothing in the work tree differs from it." in built.out
    dropped = index("drop")
    assert (dropped.code, dropped.out) == (0, f"removed {path_of(district)}\n")
    again = index("drop")
    assert (again.code, again.out) == (0, f"there is no index at {path_of(district)}\n")
    assert "There is no index" in " ".join(index("status").out.split())


def test_what_lies_packed_is_dropped_by_its_own_name(index, district):
    packed = path_of(district).with_name("packed.sqlite")
    packed.parent.mkdir()
    packed.touch()
    assert index("drop").out == f"removed {packed}\n"
    assert not packed.exists()


def test_dropping_removes_the_index_and_nothing_else(index, district):
    before = sorted(path for path in district.path.rglob("*") if path.is_file())
    index("build")
    beside = path_of(district).with_name("notes.txt")
    beside.write_text("Mine.")
    index("drop")
    assert sorted(path for path in district.path.rglob("*") if path.is_file()) == sorted([*before, beside])


def test_it_says_what_it_mirrors_and_what_differs(index, status, district, gitcab):
    index("build")
    mirror = status()["mirror"]
    assert (mirror["commit"], mirror["unread"], mirror["judged"]) == (district.head(), 0, False)
    assert (mirror["differing"], mirror["beside"]) == ([], "the work tree")
    assert mirror["bytes"] == path_of(district).stat().st_size
    with (district.path / "cmdb/server/dns-1.yaml").open("a") as file:
        file.write("description: More.\n")
    (district.path / "cmdb/server/dns-9.yaml").write_text("kind: [")
    assert status()["mirror"]["differing"] == ["cmdb/server/dns-1.yaml", "cmdb/server/dns-9.yaml"]
    count = json.loads(gitcab("validate", "--format", "json", "--rev", "HEAD", cwd=district.path).out)["records"]
    after = status()["mirror"]
    assert (after["records"], after["judged"]) == (count, True)


def test_looking_changes_nothing(index, district):
    index("build")
    before = path_of(district).read_bytes()
    (district.path / "cmdb/server/dns-1.yaml").unlink()
    index("status")
    assert path_of(district).read_bytes() == before


def test_in_a_bare_clone(index, status, district, gitcab):
    bare = district.bare_clone().path
    assert index("build", "--repo", bare, cwd=bare).code == 0
    mirror = status(cwd=bare)["mirror"]
    assert (mirror["commit"], mirror["beside"], mirror["differing"]) == (district.head(), "HEAD", [])


def test_a_damaged_one_is_told_and_made_anew(index, status, district):
    index("build")
    path_of(district).write_bytes(b"SQLite format 3\0 and nothing more")
    told = status()
    assert not told["usable"]
    assert told["why_not"]
    assert index("build").code == 0
    assert status()["usable"]


def test_a_folder_in_its_place_is_left_alone(index, district):
    path_of(district).mkdir(parents=True)
    (path_of(district) / "mine").write_text("Mine.")
    for command in ("build", "drop"):
        ran = index(command)
        assert (ran.code, ran.out) == (3, "")
        assert "Traceback" not in ran.err
    assert (path_of(district) / "mine").read_text() == "Mine."


def test_where_there_is_no_commit_or_no_estate(repository, gitcab, tmp_path):
    empty = tmp_path / "empty"
    subprocess.run(["git", "init", "-q", empty], check=True)
    assert gitcab("index", "build", cwd=empty).code == 3
    other = repository({"README.md": "Nothing."}).path
    ran = gitcab("index", "build", cwd=other)
    assert ran.code == 3
    assert "gitcab init" in ran.err


def test_any_client_reads_the_views(index, district, gitcab):
    """Those that know nothing of gitcab: another program, read-only, and its own library."""
    index("build")
    expected = gitcab("query", QUESTION, "--format", "csv", cwd=district.path).out.splitlines()[1:]
    with closing(sqlite3.connect(f"{path_of(district).as_uri()}?mode=ro", uri=True)) as client:
        assert [",".join(row) for row in client.execute(QUESTION)] == expected
        for table in query_tables():
            names = [column[0] for column in client.execute(f"SELECT * FROM {table.name}").description]
            assert names == [column.name for column in table.columns]


def test_a_copy_elsewhere_is_no_index_of_gitcabs(index, status, district):
    """So nothing is answered by a file that somebody put there."""
    index("build")
    copy = path_of(district).with_name("copy")
    shutil.copy2(path_of(district), copy)
    Path(copy).replace(path_of(district))
    assert not status()["usable"]


@pytest.mark.parametrize(("missing", "expected"), [(0, True), (1, False)])
def test_one_is_made_unasked_where_it_pays(repository, gitcab, missing, expected):
    item = "kind: ConfigurationItem\nclass: server\nid: {}\nname: A\nowner: team\n"
    item += "life_cycle: {{stage: operational, status: in_use}}\n"
    names = [f"server-{number}" for number in range(WORTHWHILE - missing)]
    made = repository({f"cmdb/server/{name}.yaml": item.format(name) for name in names})
    auto = {"GITCAB_INDEX": "auto"}
    gitcab("validate", cwd=made.path, env=auto)
    assert path_of(made).with_name("packed.sqlite").exists() is expected
    gitcab("impact", "server-1", cwd=made.path, env=auto)
    assert path_of(made).exists() is expected
