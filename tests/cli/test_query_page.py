"""docs/query.md: its tables are generated, and each of its questions is asked of the shipped estate."""

import json
import os
import re
from pathlib import Path

import pytest

from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.team import Team
from gitcab.store.loading import load
from gitcab.store.work_tree import WorkTree

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/query.md"
QUESTIONS = dict(re.findall(r"^### ([^\n`]+\?)\n\n```sql\n(.*?)```", PAGE.read_text(), re.DOTALL | re.MULTILINE))
VALUES = ("--param", "ci=sis-database", "--param", "service=sis", "--now", "2026-11-21T12:00Z")
REWRITE = os.environ.get("REWRITE_QUERY_PAGE") == "1"


@pytest.fixture(scope="module")
def inventory():
    return load(WorkTree(ROOT, "")).inventory


@pytest.fixture
def answer(gitcab):
    def ask(words):
        (question,) = (sql for title, sql in QUESTIONS.items() if words in title)
        return json.loads(gitcab("query", question, *VALUES, "--format", "json", cwd=ROOT).out)["rows"]

    return ask


def test_the_tables_on_the_page_are_fresh(gitcab):
    told = gitcab("query", "--tables", "--format", "markdown", cwd=ROOT).out
    written = PAGE.read_text()
    fresh = written[: written.index("## Tables")] + told
    if REWRITE:
        PAGE.write_text(fresh)
    assert written == fresh, "rewrite it: REWRITE_QUERY_PAGE=1 .venv/bin/pytest tests/cli/test_query_page.py"


def test_there_are_ten():
    assert len(QUESTIONS) == 10


@pytest.mark.parametrize("title", QUESTIONS)
def test_every_question_has_an_answer(gitcab, title):
    ran = gitcab("query", QUESTIONS[title], *VALUES, "--format", "json", cwd=ROOT)
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out)["rows"]


def test_dependents_are_all_that_the_links_lead_to(answer, inventory):
    estate = load(WorkTree(ROOT, ""))
    felt = {name for name, one in estate.relations.items() if one.impact in ("target_to_source", "both")}
    reached, waiting = {"sis-database"}, ["sis-database"]
    while waiting:
        sources = {link.source for link in inventory.links_to(waiting.pop()) if link.relation in felt}
        waiting += sources - reached
        reached |= sources
    assert {row["id"] for row in answer("depends on an item")} == reached - {"sis-database"}


def test_services_without_anybody_at_night(answer, inventory):
    silent = {entry.id for entry in inventory.of_kind(Team) if entry.record.on_call is None}
    services = {"business_service", "application_service"}
    items = (entry.record for entry in inventory.of_kind(ConfigurationItem))
    expected = {one.id for one in items if one.item_class in services and one.is_operational and one.owner in silent}
    assert {row["id"] for row in answer("at night")} == expected


def test_the_longest_unverified_come_first(answer, inventory):
    items = [entry.record for entry in inventory.of_kind(ConfigurationItem) if entry.record.is_operational]
    oldest = sorted(items, key=lambda one: (one.verified_on or "", one.id))[:20]
    assert [row["id"] for row in answer("verified")] == [one.id for one in oldest]


def test_changes_of_the_next_weeks(answer):
    found = {(row["id"], row["ci"]) for row in answer("touch what a service needs")}
    assert ("RFC-2026-11-21-upgrade-sis-database", "sis-database") in found
