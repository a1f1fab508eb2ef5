"""Questions in SQL: values, formats, what is refused, what is incomplete, and how they end."""

import csv
import io
import json
import subprocess
import sys

import pytest

from gitcab.store.index.views import query_tables
from support.little_district import little_district

NOON = ("--now", "2026-11-21T12:00Z")
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"

INTERRUPTED = """
import signal, sys
from gitcab.cli import main
main(["query", "SELECT 1"], standalone_mode=False)  # so that all is loaded
signal.signal(signal.SIGVTALRM, signal.default_int_handler)
signal.setitimer(signal.ITIMER_VIRTUAL, 0.5)
main(["query", sys.argv[1]], prog_name="gitcab")
"""


@pytest.fixture(scope="module")
def district(tmp_path_factory):
    return little_district(tmp_path_factory.mktemp("district"))


@pytest.fixture
def ask(district, gitcab):
    return lambda *arguments, **more: gitcab("query", *arguments, cwd=district.path, **more)


SERVERS = "SELECT id, quorum, name FROM ci WHERE class = 'server' ORDER BY id"


def test_a_table_for_people(ask):
    ran = ask(SERVERS)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[0].split() == ["id", "quorum", "name"]
    assert ran.out.splitlines()[-1] == "2 rows"


def test_json_for_programs(ask):
    told = json.loads(ask(SERVERS, "--format", "json").out)
    assert told["schema"] == "gitcab.query/1"
    assert [(row["id"], row["quorum"]) for row in told["rows"]] == [("dns-1", None), ("dns-2", None)]


def test_csv_for_spreadsheets(ask):
    rows = list(
        csv.reader(io.StringIO(ask("SELECT id, '=1+1' AS sum, -1 AS less FROM ci ORDER BY id", "--format", "csv").out))
    )
    assert rows[:2] == [["id", "sum", "less"], ["dns-1", "'=1+1", "-1"]]
    assert len(rows) == 6


def test_markdown_for_comments(ask):
    assert "| `dns-1` |" in ask(SERVERS, "--format", "markdown").out


def test_the_statement_may_come_by_standard_input(ask):
    assert ask("-", stdin=SERVERS).out == ask(SERVERS).out


def test_values_are_bound(ask):
    ran = ask(
        "SELECT id FROM ci WHERE id = :one AND :now > '2026-11-21'", "--param", "one=dns-1", *NOON, "--format", "csv"
    )
    assert ran.out == "id\ndns-1\n"
    assert ask("SELECT :now AS now", *NOON, "--format", "csv").out == "now\n2026-11-21 12:00:00\n"


@pytest.mark.parametrize("value", ["one", "=x", "1=x", "a b=x"])
def test_a_value_without_a_name_is_a_usage_error(ask, value):
    ran = ask("SELECT 1", "--param", value)
    assert ran.code == 2
    assert "write NAME=VALUE" in ran.err


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("SELECT ownr FROM ci", "did you mean 'owner'?"),
        ("SELECT * FROM incidents", "did you mean 'incident'?"),
        ("SELECT", "incomplete input"),
        ("DELETE FROM record", "a query only reads"),
        ("DELETE FROM ci", "a query only reads"),
        ("SELECT 1; SELECT 2", "more than one statement"),
        ("ATTACH 'x' AS x", "a query only reads"),
        ("", "asks for nothing"),
        ("SELECT '\x1b[31m' FROM \x1b[31m", 'unrecognized token: "\\x1b"'),
    ],
)
def test_a_wrong_statement_is_a_usage_error(ask, district, statement, words):
    before = sorted(path for path in district.path.rglob("*") if ".git" not in path.parts)
    ran = ask("-", stdin=statement)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    assert "\x1b" not in ran.err
    assert sorted(path for path in district.path.rglob("*") if ".git" not in path.parts) == before


def test_findings_are_those_of_validate(ask, gitcab, district):
    path = district.path / "cmdb/server/dns-2.yaml"
    text = path.read_text()
    path.write_text(text.replace("owner: ", "owner: not-", 1))
    try:
        told = json.loads(gitcab("validate", "--format", "json", cwd=district.path).out)["findings"]
        rows = json.loads(ask("SELECT rule, path, line, message FROM finding", "--format", "json").out)["rows"]
    finally:
        path.write_text(text)
    assert rows == [{name: one.get(name) for name in ("rule", "path", "line", "message")} for one in told]
    assert any(row["rule"] == "unknown-reference" for row in rows)


def test_the_answers_are_the_same_with_and_without_an_index(gitcab, tmp_path):
    """Also where the work tree has gone on: a record edited, one removed, one added, one renamed, one unreadable."""
    district = little_district(tmp_path)

    def everything(wish):
        told = {}
        for table in query_tables():
            ran = gitcab(
                "query", f"SELECT * FROM {table.name}", "--format", "json", cwd=tmp_path, env={"GITCAB_INDEX": wish}
            )
            told[table.name] = ran.code, ran.err, sorted(map(repr, json.loads(ran.out)["rows"]))
        return told

    assert everything("on") == everything("off")
    cmdb = district.path / "cmdb"
    server = (cmdb / "server/dns-1.yaml").read_text()
    (cmdb / "server/dns-1.yaml").write_text(server.replace("id: dns-1", "id: dns-1\ntags: [new]\nquorum: 2", 1))
    (cmdb / "server/dns-2.yaml").unlink()
    (cmdb / "server/dns-3.yaml").write_text(server.replace("dns-1", "dns-3"))
    (cmdb / "server/dns-4.yaml").write_text("kind: [")
    database = (cmdb / "database/sis-database.yaml").read_text()
    (cmdb / "database/sis-database.yaml").unlink()
    renamed = database.replace("id: sis-database", "id: grades-database\nformerly: [sis-database]", 1)
    (cmdb / "database/grades-database.yaml").write_text(renamed)
    changed = everything("on")
    assert changed == everything("off")
    assert any("grades-database" in row for row in changed["rfc_ci"][2])
    assert all(code == 3 for code, *_ in changed.values())


def test_text_of_records_commands_nothing(ask):
    ran = ask("SELECT char(27) || '[31m' AS a, '::error::x' AS b")
    assert "\\x1b[31m" in ran.out
    assert "\x1b" not in ran.out


def test_a_table_that_nobody_could_read_is_cut_and_says_so(ask):
    many = f"{ENDLESS} LIMIT 1500"
    assert "The first 1,000 rows." in ask(many).out
    assert ask(many, "--full").out.splitlines()[-1] == "1,500 rows"
    assert len(ask(many, "--format", "csv").out.splitlines()) == 1501


def test_another_revision(ask, district, gitcab):
    path = district.path / "cmdb/server/dns-1.yaml"
    text = path.read_text()
    path.write_text(text.replace("id: dns-1", "id: dns-1\ntags: [new]", 1))
    try:
        tags = "SELECT tag FROM tag WHERE ci = 'dns-1'"
        assert "new" in ask(tags).out
        assert ask(tags, "--rev", "HEAD").out == "no row\n"
        assert ask(tags, "--rev", "no-such").code == 3
    finally:
        path.write_text(text)


def test_in_a_bare_clone(district, gitcab, tmp_path):
    bare = district.bare_clone().path
    ran = gitcab("query", SERVERS, "--rev", "HEAD", "--repo", bare)
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "2 rows")


def test_an_answer_that_lacks_unreadable_files_is_never_clean(gitcab, tmp_path):
    district = little_district(tmp_path, {"cmdb/server/dns-3.yaml": "kind: ["})
    ran = gitcab("query", SERVERS, cwd=district.path)
    assert ran.code == 3
    assert "dns-1" in ran.out
    assert "1 file could not be read" in ran.err


def test_where_there_is_no_estate(repository, gitcab):
    ran = gitcab("query", "SELECT 1", cwd=repository({"README.md": "Nothing."}).path)
    assert ran.code == 3
    assert "gitcab init" in ran.err


@pytest.mark.parametrize("arguments", [(), ("--tables",), ("--tables", "SELECT 1")])
def test_the_tables_are_listed(gitcab, tmp_path, arguments):
    ran = gitcab("query", *arguments, cwd=tmp_path)
    assert ran.code == 0
    assert "rfc_ci" in ran.out


def test_ctrl_c_ends_a_question_that_never_ends(district):
    """What Ctrl-C raises is raised after some work, when SQLite is looking for a row that never comes."""
    command = [sys.executable, "-c", INTERRUPTED, f"{ENDLESS} WHERE i < 0"]
    ran = subprocess.run(command, cwd=district.path, capture_output=True, text=True, timeout=120, check=False)
    assert (ran.returncode, ran.stderr) == (130, "gitcab: interrupted: nothing more was done\n")


def test_rows_come_while_they_are_found(district):
    """Whoever reads only the first lines of an endless answer ends it."""
    command = f"{sys.executable} -m gitcab query '{ENDLESS}' --format csv | head -2"
    ran = subprocess.run(
        command, shell=True, cwd=district.path, capture_output=True, text=True, timeout=60, check=False
    )
    assert (ran.stdout, ran.stderr) == ("i\n1\n", "")
