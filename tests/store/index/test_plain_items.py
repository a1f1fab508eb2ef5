"""An item has the same rows, whether they are made of its value or of its outline."""

import sqlite3
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from gitcab.store.examining import Accepted, outline_of
from gitcab.store.index import tables
from gitcab.store.index.plain_items import all_link_rows, item_values, link_values, plain_item
from support.plain_values import IDS, ITEMS, TEAMS

PATH, BLOB = "cmdb/server/a.yaml", "1" * 40
RELATED = st.dictionaries(IDS, st.lists(IDS, max_size=3), max_size=3)
VALUES = ITEMS | st.builds(lambda item, relations: {**item, "relations": relations}, ITEMS, RELATED)
ACCEPTED = st.tuples(VALUES, st.just(PATH), st.just(BLOB), st.sampled_from([None, "RFC-1"]), st.booleans())


def told(connection: sqlite3.Connection) -> tuple[list[Any], list[Any]]:
    return connection.execute("SELECT * FROM record").fetchall(), connection.execute("SELECT * FROM link").fetchall()


def database() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.executescript(tables.TABLES)
    return connection


@given(ACCEPTED)
def test_an_item_has_the_rows_of_its_outline(accepted: Accepted) -> None:
    here, there = database(), database()
    outline, (value, _, _, proposed, _) = outline_of(accepted), accepted
    there.execute(tables.INSERT_RECORD, tables.record_row(7, outline))
    there.executemany(tables.INSERT_LINK, tables.link_rows(7, outline))
    records, rows = told(there)
    item = plain_item(7, accepted)
    assert (item is None) == ("quorum" in value or "formerly" in value or proposed is not None)
    if item is not None:
        links = link_values(item)
        tables.insert_flat(here, tables.INSERT_PLAIN_ITEM, item_values(item))
        tables.insert_flat(here, tables.INSERT_PLAIN_LINK, links or ())
        assert told(here) == (records, rows if links is not None else [])
        assert (links is None) == any(link.at_least is not None for link in outline.links)
        assert [tuple(row) for row in all_link_rows(item)] == rows


@given(TEAMS)
def test_a_team_is_no_plain_item(value: dict[str, Any]) -> None:
    assert plain_item(7, (value, PATH, BLOB, None, True)) is None
