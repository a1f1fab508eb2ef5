import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gitcab.importers import CannotImport
from gitcab.importers._cells import rows
from gitcab.importers.csv import LIMIT, read_items
from gitcab.model.item_class import ItemClass

PRINTER = ItemClass(
    title="Printer",
    description="Prints.",
    family="endpoint",
    attributes={
        "type": "object",
        "properties": {
            "colour": {"type": "boolean"},
            "pages": {"type": "integer"},
            "price": {"type": "number"},
            "functions": {"type": "array", "items": {"type": "string"}},
            "ports": {"type": "array", "items": {"type": "integer"}},
            "version": {"type": "string"},
        },
    },
)


def read(text):
    return read_items(text.encode() if isinstance(text, str) else text, "printers.csv", {"printer": PRINTER})


def refusals(text):
    with pytest.raises(CannotImport) as refused:
        read(text)
    return [(one.place.line, one.place.column, one.message) for one in refused.value.refusals]


def test_every_field_of_an_item():
    (item,) = read(
        "class,id,name,owner,operated_by,environment,criticality,stage,status,description,tags,quorum,verified_on,"
        "relations.located_in,relations.depends_on\n"
        'printer,prn-1,"Room 12, left",it-team,desk,production,low,deploy,test,"It ""jams""",a; b,2,2026-11-21,room-12,'
        "dns-1;dns-2\n"
    )
    assert item.plain == {
        "kind": "ConfigurationItem",
        "class": "printer",
        "id": "prn-1",
        "name": "Room 12, left",
        "owner": "it-team",
        "operated_by": "desk",
        "environment": "production",
        "criticality": "low",
        "life_cycle": {"stage": "deploy", "status": "test"},
        "description": 'It "jams"',
        "tags": ["a", "b"],
        "quorum": 2,
        "verified_on": "2026-11-21",
        "relations": {"located_in": ["room-12"], "depends_on": ["dns-1", "dns-2"]},
    }


@pytest.mark.parametrize(
    ("name", "cell", "value"),
    [
        ("colour", "TRUE", True),
        ("colour", "yes", "yes"),
        ("pages", "012", 12),
        ("pages", "12.5", "12.5"),
        ("pages", "9" * 5000, "9" * 5000),
        ("price", "12.50", 12.5),
        ("price", "12", 12),
        ("functions", "print;scan", ["print", "scan"]),
        ("ports", "80; x", [80, "x"]),
        ("version", "16.10", "16.10"),
        ("version", "no", "no"),
        ("unheard_of", "1", "1"),
    ],
)
def test_attributes_have_the_type_of_their_class_or_stay_text(name, cell, value):
    (item,) = read(f"class,id,attributes.{name}\nprinter,prn-1,{cell}\n")
    assert item.plain["attributes"] == {name: value}
    assert type(item.plain["attributes"][name]) is type(value)


def test_empty_cells_and_rows_are_nothing():
    first, second = read("class,id,name,\nprinter,prn-1,,\n,,,\n\nprinter,prn-2,B,\n")
    assert "name" not in first.plain
    assert second.plain["name"] == "B"
    assert first.plain["life_cycle"] == {"stage": "operational", "status": "in_use"}


def test_every_value_knows_its_cell():
    first, second = read('\ufeffclass,id,name\r\nprinter,a,"two\nlines"\r\nprinter,b, B\r\n')
    assert (first.plain["name"], second.plain["name"]) == ("two\nlines", "B")
    places = [one.source.place(("name",)) for one in (first, second)]
    assert [(place.line, place.column) for place in places] == [(2, 11), (4, 11)]
    assert second.source.place(("owner",)).line == 4


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", (1, 1, "the table is empty")),
        (",,\n", (1, 1, "the table is empty")),
        (b"class,id\n\xff\n", (2, 1, "the table is not written in UTF-8")),
        (b" " * (LIMIT + 1), (1, 1, "the table has more than 5,000,000 bytes")),
        ("class,id,ownr\n", (1, 10, "an item has no field 'ownr'")),
        ("class,id,kind\n", (1, 10, "an item has no field 'kind'")),
        ("class,id,attributes.\n", (1, 10, "an item has no field 'attributes.'")),
        ("class,id,name,name\n", (1, 15, "the column 'name' is there twice")),
        ("class,name\n", (1, 1, "there is no column 'id'")),
        ("class,id\nprinter,a\nprinter\n", (3, 1, "the row has no id")),
        ("class,id\nprinter,a,b\n", (2, 11, "the row has 3 cells and the header 2")),
        ('class,id\nprinter,19" rack\n', (2, 9, "a quote that begins no quoted cell, or that nothing closes")),
        ('class,id\nprinter,"19\n', (2, 9, "a quote that begins no quoted cell, or that nothing closes")),
    ],
)
def test_what_is_no_table_of_items_is_refused_at_its_place(text, told):
    assert told in refusals(text)


def test_all_that_is_wrong_is_told_at_once():
    assert len(refusals("class,id\nprinter,\n,b\n")) == 2


CELL = st.text(st.sampled_from('ab ,;"\n'), max_size=5)


@given(st.lists(st.lists(CELL, min_size=1, max_size=4), max_size=4), st.sampled_from(["\n", "\r\n"]))
def test_cells_are_those_of_the_standard_library(table, ending):
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator=ending, quoting=csv.QUOTE_ALL).writerows(table)
    found = [[cell.text for cell in row] for row in rows(written.getvalue(), "t.csv")]
    stripped = [[cell.strip() for cell in row] for row in table]
    assert found == [_without_empty_end(row) for row in stripped if any(row)]


def _without_empty_end(row):
    while not row[-1]:
        row = row[:-1]
    return row


@given(st.text(st.sampled_from('a,"\r\n'), max_size=12))
def test_any_text_is_read_or_refused(text):
    try:
        found = list(rows(text, "t.csv"))
    except CannotImport as refused:
        found = [[one] for one in refused.refusals]
    assert all(found)
