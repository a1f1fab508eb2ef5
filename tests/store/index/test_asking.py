"""Whatever is asked, nothing is written and nothing outside is reached; what is wrong is said in plain words."""

import sqlite3

import pytest

from gitcab.store.index.asking import WrongStatement, ask, unread_in
from gitcab.store.index.functions import ALLOWED
from gitcab.store.index.memory import index_in_memory
from gitcab.store.memory_tree import MemoryTree
from gitcab.store.tree import CannotRead
from support.little_district import RECORDS

READ_ONLY = "a query only reads"
REACHES_OUT = "not authorized to use function"
REFUSED = {
    "DELETE FROM record": READ_ONLY,
    "WITH gone AS (SELECT 1) DELETE FROM record": READ_ONLY,
    "UPDATE record SET id = 'x'": READ_ONLY,
    "UPDATE ci SET id = 'x'": READ_ONLY,
    "INSERT INTO meta VALUES('a', 'b')": READ_ONLY,
    "REPLACE INTO meta VALUES('a', 'b') RETURNING key": READ_ONLY,
    "CREATE TABLE mine(a)": READ_ONLY,
    "CREATE TEMP TABLE mine(a)": READ_ONLY,
    "CREATE VIRTUAL TABLE temp.mine USING fts5(a)": READ_ONLY,
    "CREATE INDEX mine ON record(name)": READ_ONLY,
    "CREATE TEMP TRIGGER mine INSTEAD OF DELETE ON ci BEGIN SELECT 1; END": READ_ONLY,
    "DROP VIEW ci": READ_ONLY,
    "ALTER TABLE record RENAME TO mine": READ_ONLY,
    "ATTACH 'other.sqlite' AS other": READ_ONLY,
    "DETACH main": READ_ONLY,
    "VACUUM": "",
    "VACUUM INTO 'other.sqlite'": READ_ONLY,
    "PRAGMA query_only = OFF": READ_ONLY,
    "PRAGMA user_version": READ_ONLY,
    "SELECT * FROM pragma_database_list": READ_ONLY,
    "BEGIN": READ_ONLY,
    "SAVEPOINT mine": READ_ONLY,
    "REINDEX": READ_ONLY,
    "ANALYZE": READ_ONLY,
    "SELECT load_extension('other')": REACHES_OUT,
    "SELECT fts3_tokenizer('simple')": REACHES_OUT,
    "SELECT writefile('other.sqlite', 'x')": "no such function",
    "SELECT readfile('other.sqlite')": "no such function",
    "SELECT id FROM ci; DELETE FROM record": "there is more than one statement",
    "SELECT zeroblob(100000000)": "too big",
    "SELECT 'a' LIKE printf('%.2000c', '_')": "too complex",
}


@pytest.fixture(scope="module")
def district():
    return index_in_memory(MemoryTree(RECORDS))


@pytest.fixture
def index(district):
    """A copy of its own, for what is asked once may be asked no more."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    district.backup(copy)
    return copy


def content(index):
    return list(index.iterdump())


def told(index, statement, **values):
    return list(ask(index, statement, values).rows)


def complaint(index, statement, **values):
    with pytest.raises(WrongStatement) as refused:
        told(index, statement, **values)
    return refused.value.message


@pytest.mark.parametrize("statement", REFUSED)
def test_what_is_no_question_is_refused_and_does_nothing(index, district, tmp_path, monkeypatch, statement):
    monkeypatch.chdir(tmp_path)
    before = content(district)
    index.execute("CREATE TEMP TABLE laid_over AS SELECT 1 AS one")
    assert REFUSED[statement] in complaint(index, statement)
    assert told(index, "SELECT one FROM laid_over") == [(1,)]
    copy = sqlite3.connect(":memory:")
    index.backup(copy)
    assert content(copy) == before
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("statement", "rows"),
    [
        ("SELECT id FROM ci WHERE class = 'server' ORDER BY id", [("dns-1",), ("dns-2",)]),
        ("VALUES (1, 'a'), (2, NULL)", [(1, "a"), (2, None)]),
        ("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 3) SELECT i FROM n", [(1,), (2,), (3,)]),
        ("SELECT value FROM json_each('[1.5]'), (SELECT 1)", [(1.5,)]),
        ("SELECT atom FROM json_tree('[[7]]') WHERE atom IS NOT NULL", [(7,)]),
        ("SELECT row_number() OVER (ORDER BY id DESC) FROM ci LIMIT 1", [(1,)]),
        ("SELECT x'00ff', 9e999, -9e999, 1 / 0", [("x'00ff'", "9e999", "-9e999", None)]),
        ("SELECT date('2026-11-21', '+1 month'), upper('a') || lower('B')", [("2026-12-21", "Ab")]),
        ("SELECT id FROM ci WHERE owner = 'nobody'", []),
        ("SELECT id FROM ci -- the last line has no end", None),
    ],
)
def test_questions_are_answered(index, statement, rows):
    found = told(index, statement)
    assert found == rows if rows is not None else found


def test_values_are_bound_and_never_read_as_sql(index):
    assert told(index, "SELECT :a || :b", a="1' OR 1", b="--") == [("1' OR 1--",)]
    assert told(index, "SELECT id FROM ci WHERE id = :id", id="dns-1", unused="x") == [("dns-1",)]


def test_columns_of_one_name_are_told_apart(index):
    assert ask(index, "SELECT id, id, 1 AS id_2, id FROM ci", {}).columns == ("id", "id_2", "id_2_2", "id_3")


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("SELECT idd FROM ci", "there is no column 'idd'; did you mean 'id'?"),
        ("SELECT ci.ownr FROM ci", "there is no column 'ownr'; did you mean 'owner'?"),
        ("SELECT xyzzy FROM tag", "there is no column 'xyzzy'; there are ci, tag"),
        ("SELECT * FROM relations", "there is no table 'relations'; did you mean 'relation'?"),
        ("SELECT * FROM xyzzy", "there is no table 'xyzzy'; there are attribute, change_model"),
        ("SELECT FROM ci", 'near "FROM": syntax error'),
        ("SELECT (1", "incomplete input"),
        ("", "the statement asks for nothing"),
        (" -- nothing but a remark", "the statement asks for nothing"),
        ("SELECT :who", "You did not supply a value for binding parameter :who"),
        ("SELECT nonsense(1)", "no such function: nonsense"),
        ("SELECT id FROM ci WHERE id = '\0'", "null character"),
        ("SELECT json('{')", "malformed JSON"),
        ("SELECT CAST(x'ff' AS TEXT)", "Could not decode to UTF-8"),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(index, statement, words):
    assert words in complaint(index, statement)


def test_what_goes_wrong_on_the_way_is_told_too(index):
    rows = ask(index, 'SELECT json(value) FROM json_each(\'["1", "2", "{"]\')', {}).rows
    assert next(iter(rows)) == ("1",)
    with pytest.raises(WrongStatement, match="malformed JSON"):
        next(iter(rows))


def test_an_index_that_fails_is_nobodys_wrong_statement(district, tmp_path):
    path = tmp_path / "index.sqlite"
    with sqlite3.connect(path) as copy:
        district.backup(copy)
    copy.close()
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    with pytest.raises(CannotRead, match="the index fails"):
        told(sqlite3.connect(path), "SELECT * FROM ci")


def test_every_function_of_sqlite_is_offered_or_known_to_be_kept_away(index):
    """A later SQLite brings functions that nobody here has looked at: they are refused until somebody has."""
    kept_away = {"load_extension", "fts3_tokenizer", "match", "matchinfo", "offsets", "optimize", "snippet", "subtype"}
    kept_away |= {"bm25", "fts5", "fts5_source_id", "highlight", "rtreecheck", "rtreedepth", "rtreenode"}
    found = {name.lower() for (name,) in index.execute("SELECT name FROM pragma_function_list")}
    unknown = {name for name in found - ALLOWED - kept_away if not name.startswith(("sqlite_", "fts", "geopoly"))}
    assert {"load_extension", "fts3_tokenizer", "readfile", "writefile", "edit"} & ALLOWED == set()
    assert ALLOWED & found > {"count", "json_extract", "datetime", "->>"}
    for name in unknown:
        assert REACHES_OUT in complaint(index, f"SELECT {name}()")


def test_files_that_could_not_be_read_are_known():
    index = index_in_memory(MemoryTree({**RECORDS, "cmdb/server/dns-3.yaml": "kind: ["}))
    assert unread_in(index) == ["cmdb/server/dns-3.yaml"]
