"""What editors say about records, by the language server that they run: it underlines mistakes and completes."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from support.language_server import LanguageServer

ROOT = Path(__file__).parents[2]
FRESH = count()
FOLDERS = ("cmdb", "changes", "operations", "schemas")

DATABASE = """\
# yaml-language-server: $schema=../../schemas/records/ConfigurationItem.json
kind: ConfigurationItem
class: database
id: sis-database
name: SIS database
owner: database-team
environment: production
criticality: high
life_cycle: {stage: operational, status: in_use}
relations:
  runs_on: [sis-vm-1]
  depends_on:
    - at_least: 1
      of: [dns-1, dns-2]
attributes:
  engine: postgresql
  port: 5432
"""


@pytest.fixture(scope="module")
def editor() -> Iterator[LanguageServer]:
    with LanguageServer(ROOT) as server:
        yield server


@pytest.fixture
def file() -> Path:
    """A path in the folder of databases at which no file lies, another for each test."""
    return ROOT / "cmdb/database" / f"{next(FRESH)}.yaml"


def test_the_estate_names_its_schemas_and_nothing_is_underlined(editor):
    files = {path: path.read_text() for folder in FOLDERS for path in (ROOT / folder).rglob("*.yaml")}
    assert [path for path, text in files.items() if not text.startswith("# yaml-language-server: $schema=")] == []
    assert {path: found for path, found in editor.diagnose(files).items() if found} == {}


def test_a_sound_record_is_not_underlined(editor, file):
    assert editor.diagnose({file: DATABASE}) == {file: []}


@pytest.mark.parametrize(
    ("right", "wrong", "line", "message"),
    [
        ("name: SIS", "nome: SIS", 5, "Property nome is not allowed."),
        ("owner: database-team\n", "", 2, 'Missing property "owner".'),
        ("environment: production\n", "", 2, 'Missing property "environment".'),
        ("port: 5432", "port: often", 17, 'Incorrect type. Expected "integer".'),
        ("  engine: postgresql\n", "", 15, 'Missing property "engine".'),
        ("engine: postgresql", "engine: abacus", 16, "Value is not accepted. Valid values: "),
        ("class: database", "class: data-base", 3, "Value is not accepted. Valid values: "),
        ("runs_on:", "runs_at:", 11, "Property runs_at is not allowed."),
    ],
)
def test_a_mistake_is_underlined_where_it_is(editor, file, right, wrong, line, message):
    assert right in DATABASE
    found = editor.diagnose({file: DATABASE.replace(right, wrong)})[file]
    assert [each for each in found if each[0] == line and each[1].startswith(message)], found


@pytest.mark.parametrize(
    ("before", "typed", "offered"),
    [
        ("attributes:", "attributes:\n  ", {"engine", "version", "port", "size_gb"}),
        ("  engine: postgresql", "  engine: ", {"postgresql", "mariadb", "oracle"}),
        ("relations:", "relations:\n  ", {"runs_on", "depends_on"}),
        ("environment:", "environment: ", {"production", "staging", "test", "development"}),
    ],
)
def test_what_a_class_allows_is_offered(editor, file, before, typed, offered):
    text = DATABASE[: DATABASE.index(before)] + typed
    assert offered <= editor.complete(file, text)


def test_another_class_offers_its_own_attributes(editor, file):
    text = (
        DATABASE[: DATABASE.index("attributes:")].replace("class: database", "class: certificate") + "attributes:\n  "
    )
    offered = editor.complete(file, text)
    assert offered
    assert "engine" not in offered
