"""However much there is to tell, a report keeps to what its readers take, and says what it left out."""

import json
import time

import pytest

from gitcab.model.diagram import Diagram, Edge, Node
from gitcab.model.finding import Finding, Judgement, Severity
from gitcab.model.impact import Impact, Impacted, State, Step
from gitcab.model.source import Place
from gitcab.reports import Look, render
from gitcab.reports._tree import branches


def findings(number, severity):
    return tuple(
        Finding(Place("a.yaml", line), "orphan", severity, f"number {line}", "") for line in range(1, number + 1)
    )


def hit(name, state, *path):
    return Impacted(name, name, "server", "compute", state, len(path), path, "it")


def chain(length):
    steps = tuple(Step(f"n{hop}", "depends_on", f"n{hop + 1}") for hop in range(length))
    items = tuple(hit(f"n{hop + 1}", State.DOWN, *steps[: hop + 1]) for hop in range(length))
    return Impact({"n0": State.DOWN}, items)


def star(leaves):
    items = tuple(hit(f"n{leaf}", State.DOWN, Step("root", "runs_on", f"n{leaf}")) for leaf in range(leaves))
    return Impact({"root": State.DOWN}, items)


def test_text_shows_200_services_that_are_hit_the_worst_first():
    hits = [(number, State.DOWN if number >= 100 else State.AT_RISK) for number in range(300)]
    services = tuple(
        Impacted(f"s{number:03}", "name", "service", "service", state, 1, (Step("root", "runs_on", "x"),), "it")
        for number, state in hits
    )
    short, full = (render(Impact({"root": State.DOWN}, services), "text", Look(full=whole)) for whole in (False, True))
    table, whole = (told.partition("Services\n")[2].partition("\n\n")[0].splitlines() for told in (short, full))
    assert [line.split()[0] for line in table[1:-1]] == [f"s{number}" for number in range(100, 300)]
    assert table[-1] == "… and 100 services more: --full shows all of them"
    assert len(whole) == 301


def test_ten_annotations_of_a_severity_and_the_others_as_lines():
    judgement = Judgement(findings(12, Severity.ERROR) + findings(11, Severity.NOTE), 40)
    lines = render(judgement, "github", Look()).splitlines()
    assert sum(line.startswith("::error ") for line in lines) == 10
    assert sum(line.startswith("::notice ") for line in lines) == 10
    assert lines[20] == "Beyond the ten annotations of a severity that a step may have, 3 more findings:"
    assert lines[21] == "a.yaml:11:1: error orphan: number 11"
    assert lines[-1] == "12 errors, 0 warnings, 11 notes in 40 records"


def test_sarif_keeps_the_gravest_25_000_results():
    judgement = Judgement(findings(25_000, Severity.WARNING) + findings(3, Severity.ERROR), 9)
    (run,) = json.loads(render(judgement, "sarif", Look()))["runs"]
    assert len(run["results"]) == 25_000
    assert [result["level"] for result in run["results"][:4]] == ["error", "error", "error", "warning"]
    (notice,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notice["message"]["text"].startswith("3 findings beyond the 25,000")


def test_fingerprints_survive_lines_added_above_and_are_told_apart():
    def prints(*lines):
        many = tuple(Finding(Place("a.yaml", line), "orphan", Severity.NOTE, "the same", "") for line in lines)
        (run,) = json.loads(render(Judgement(many, 1), "sarif", Look()))["runs"]
        return [result["partialFingerprints"]["gitcabFinding/v1"] for result in run["results"]]

    assert prints(1, 2) == prints(11, 12)
    assert len(set(prints(1, 2))) == 2


@pytest.mark.parametrize("length", [1, 60], ids=["short ids", "long ids"])
def test_mermaid_stays_below_its_limits(length):
    nodes = tuple(Node(f"{number}-{'x' * length}", "", "server", "compute") for number in range(1500))
    edges = tuple(Edge(one.id, other.id, "uses", "none", "soft") for one in nodes[:30] for other in nodes[30:60])
    text = render(Diagram(nodes, edges), "mermaid", Look())
    arrows = text.count("-.->")
    drawn = text.count('["') - 1
    assert len(text) <= 50_000
    assert arrows <= 500
    assert f'cut["left out - {1500 - drawn} items and {900 - arrows} relations"]' in text


def test_mermaid_says_nothing_of_a_cut_where_there_is_none():
    assert "cut" not in render(star(20), "mermaid", Look())


def test_markdown_fits_a_comment():
    text = render(star(3000), "markdown", Look())
    assert len(text) <= 60_100
    assert text.splitlines()[-1].endswith("more lines left out here.")
    assert len(render(star(3000), "markdown", Look(full=True))) > 60_100


def test_a_long_tree_is_cut_and_told_whole_when_asked():
    text = render(star(500), "text", Look())
    assert "… and 301 items more: --full shows all of them" in text
    assert text.count("runs_on") == 199
    assert render(star(500), "text", Look(full=True)).count("runs_on") == 500


def test_a_deep_tree_keeps_to_the_width():
    started = time.perf_counter()
    lines = render(chain(400), "text", Look(full=True)).splitlines()
    assert time.perf_counter() - started < 5
    assert max(map(len, lines)) <= 80
    assert any("⋯ 400" in line and "n400" in line for line in lines)


def test_what_the_tree_leaves_out_hangs_its_children_on_their_next_cause():
    whole = chain(4)
    near = Impact(whole.roots, (whole.impacted[0], whole.impacted[3]))
    assert [(branch.id, len(branch.lasts)) for branch in branches(near)] == [("n0", 0), ("n1", 1), ("n4", 2)]


def test_a_root_that_ends_worse_is_told_twice_and_the_tree_ends():
    there, back = Step("a", "uses", "b"), Step("b", "depends_on", "a")
    impact = Impact({"a": State.DEGRADED}, (hit("b", State.DOWN, there), hit("a", State.DOWN, there, back)))
    assert [(branch.id, branch.state) for branch in branches(impact)] == [
        ("a", State.DEGRADED),
        ("b", State.DOWN),
        ("a", State.DOWN),
    ]
