"""What each command loads is written down, so that a change which makes it load more can be seen.

The lists in `loaded/` hold the modules of gitcab, and the libraries of others, that are there when a
command is done; `impact` and `validate` are asked a second time, when an index is there.
"""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gitcab import cli, reports, shelf
from support.little_district import little_district

LISTS = Path(__file__).parent / "loaded"
REWRITE = os.environ.get("REWRITE_LOADED") == "1"
HOW = "if it is meant so: REWRITE_LOADED=1 pytest tests/house/test_startup.py, then read the difference in git"
ASKED = {
    "version": ["--version"],
    "help": ["--help"],
    "impact": ["impact", "sis-database"],
    "validate": ["validate"],
    "validate-base": ["validate", "--rev", "change", "--base", "main"],
}
HEAVY = {"git", "jsonschema", "networkx", "pydantic", "rapidfuzz", "rich", "yaml", "icalendar", "requests"}
LOADED = """
import sys
before = set(sys.modules)
from gitcab.cli import main
try:
    main(sys.argv[1:], prog_name="gitcab")
finally:
    print(*(set(sys.modules) - before), file=sys.stderr)
"""


def loaded(folder: Path, *arguments: str) -> list[str]:
    """The modules of gitcab, then the packages of others, that a command has loaded when it is done."""
    command = [sys.executable, "-c", LOADED, *arguments]
    surroundings = os.environ | {"GITCAB_INDEX": "on"}
    run = subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True, check=False)
    assert run.returncode in (0, 1), run.stderr
    modules = set(run.stderr.split())
    ours = {name for name in modules if name.partition(".")[0] == "gitcab"}
    theirs = {name.partition(".")[0] for name in modules - ours} - sys.stdlib_module_names
    return [*sorted(ours), *sorted(name for name in theirs if not name.startswith("_"))]


@pytest.fixture(scope="module")
def district(tmp_path_factory):
    made = little_district(tmp_path_factory.mktemp("district") / "district")
    made.checkout("change", new=True)
    made.commit("A change", {"cmdb/server/dns-1.yaml": (made.path / "cmdb/server/dns-1.yaml").read_text() + "# more\n"})
    made.checkout("main")
    return made.path


@pytest.mark.parametrize("name", ASKED)
def test_a_command_loads_what_is_written_down_and_nothing_else(district, name):
    loaded(district, *ASKED[name])
    told = loaded(district, *ASKED[name])
    kept = LISTS / f"{name}.txt"
    if REWRITE:
        kept.write_text("".join(f"{one}\n" for one in told))
    assert told == kept.read_text().split(), HOW


@pytest.mark.parametrize("name", ASKED)
def test_nothing_heavy_is_loaded(name):
    assert not HEAVY & set((LISTS / f"{name}.txt").read_text().split())


def test_no_list_is_left_over():
    assert {path.stem for path in LISTS.iterdir()} == set(ASKED)


def test_heavy_modules_would_be_seen(district):
    assert {"pydantic", "gitcab.store.loading"} <= set(loaded(district, "rfc", "list"))


def test_help_shows_how_each_docstring_begins():
    for name, line in shelf.first_lines(cli):
        file = Path(cli.__file__).parent / name
        source = (file / "__init__.py" if file.is_dir() else file.with_suffix(".py")).read_text()
        assert line == ast.get_docstring(ast.parse(source)).partition("\n")[0]


def test_members_are_those_that_can_be_imported():
    for package in (cli, reports):
        assert [name for name, _ in shelf.members(package)] == list(shelf.names(package))


def test_what_reports_say_they_can_tell_is_what_they_can():
    written = {(style, name, member) for style, told in reports.offers().items() for name, member in told.items()}
    found = set()
    for member, _ in shelf.sources(reports):
        module = __import__(f"gitcab.reports.{member}", fromlist=["RENDER"])
        found |= {(member.partition(".")[0], one.__name__, member) for one in getattr(module, "RENDER", {})}
    assert written == found
    assert {"text", "json", "ics", "sarif"} <= {style for style, _, _ in written}
