"""However much the gate has to tell, a comment takes it, nothing is cut in two, and what was cut is said."""

from dataclasses import replace

import pytest

from gitcab.model.finding import Finding, Severity
from gitcab.model.source import Place
from gitcab.reports import Look, render
from support import gate_scenes


def findings(number, words):
    return tuple(
        Finding(Place(f"cmdb/server/{line}.yaml"), "orphan", Severity.NOTE, words, "Mend it") for line in range(number)
    )


def large(findings_, edits):
    scene = gate_scenes.waiting()
    return replace(scene, findings=findings_, edits=scene.edits * edits, remarks=("Seen",) * edits)


@pytest.mark.parametrize(
    ("count", "words", "edits"), [(2_000, "A few words", 1), (10, "Long " * 4_000, 400), (3_000, "x", 5_000)]
)
def test_a_comment_takes_it(count, words, edits):
    text = render(large(findings(count, words), edits), "markdown", Look())
    assert len(text) <= 60_000
    assert text.count("<details>") == text.count("</details>") == text.count("<summary>")
    assert text.count("```") % 2 == 0
    assert "left out here" in text
    assert text.splitlines()[5].startswith("Conflicts: ")


def test_a_part_that_has_no_room_at_all_is_named():
    text = render(large(findings(3_000, "x"), 5_000), "markdown", Look())
    assert "a comment has no room for it" in text or "more rows left out here" in text


def test_a_job_summary_takes_more():
    scene = large(findings(2_000, "A few words"), 1)
    full = render(scene, "markdown", Look(full=True))
    assert len(full) > 60_000
    assert "left out here" not in full


def test_a_terminal_shows_ten_and_says_how_many_more():
    scene = large(findings(25, "A few words"), 1)
    assert "and 15 more; see them with --full" in render(scene, "text", Look())
    assert "more; see them" not in render(scene, "text", Look(full=True))
    assert all(len(line) <= 80 for line in render(scene, "text", Look()).splitlines())
