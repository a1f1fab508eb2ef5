"""Text from records is data in every format: it commands nothing, hides nothing, breaks nothing."""

import csv
import io
import json
import re
from itertools import chain
from xml.etree import ElementTree

import networkx
import pytest
from markdown_it import MarkdownIt

from gitcab.model.finding import Finding, Judgement, Severity
from gitcab.model.listing import Listing
from gitcab.model.source import Place
from gitcab.reports import Look, formats, render
from support.hostile import HOSTILE, START, hostile
from support.scenes import SCENES

CASES = [(name, format_name) for name, scene in SCENES.items() for format_name in formats(type(scene()))]
UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
COMMAND = re.compile(r"^\s*::")
MERMAID = re.compile(
    r'flowchart LR|  classDef [a-z_]+ [a-z0-9#:,]+|  cut\["[A-Za-z0-9 _.-]+"\]'
    r'|  n\d+\["[A-Za-z0-9 _.-]+"\](:::(down|degraded|at_risk))?|  n\d+ (-->|-\.->)\|"[A-Za-z0-9 _.-]+"\| n\d+'
)
QUOTED = r'"(?:[^"\\]|\\["\\])*"'
DOT = re.compile(
    rf"digraph gitcab \{{|  rankdir=LR;|\}}|  node \[.*\];"
    rf"|  {QUOTED}( -> {QUOTED})? \[label={QUOTED}(, (tooltip|fillcolor)={QUOTED}|, style=dashed)*\];"
)


def told(scene, format_name, look=None):
    return render(hostile(SCENES[scene]()), format_name, look or Look())


def of(format_name):
    return sorted(name for name, known in CASES if known == format_name)


@pytest.mark.parametrize(("scene", "format_name"), CASES)
def test_nothing_unseen_and_no_forged_command(scene, format_name):
    text = told(scene, format_name).replace("\r\n", "\n")
    assert text.encode().decode() == text
    assert not UNSEEN.search(text)
    assert "##[" not in text
    commands = [line for line in text.split("\n") if COMMAND.match(line)]
    expected = len(SCENES[scene]().findings) if format_name == "github" else 0
    assert len(commands) == expected


@pytest.mark.parametrize("scene", of("github"))
def test_annotations_have_our_properties_only(scene):
    commands = [line for line in told(scene, "github").split("\n") if line.startswith("::")]
    assert all(
        re.fullmatch(r"::(error|warning|notice) file=[^:,]+,line=\d+,col=\d+,title=[^:,]+::.+", line)
        for line in commands
    )


@pytest.mark.parametrize("scene", of("json"))
def test_json_keeps_the_very_text(scene):
    def texts(value):
        if isinstance(value, dict):
            for key, part in value.items():
                yield key
                yield from texts(part)
        elif isinstance(value, list):
            for part in value:
                yield from texts(part)
        elif isinstance(value, str):
            yield value

    if scene.startswith(("rule_", "clean", "facts", "envelope", "statement")):
        return
    assert any(text.startswith(START) and text.endswith(HOSTILE) for text in texts(json.loads(told(scene, "json"))))


@pytest.mark.parametrize("scene", of("markdown"))
def test_markdown_shows_it_as_code(scene):
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(told(scene, "markdown"))
    outside = re.sub(r"<(code|pre)[^>]*>.*?</\1>", "", html, flags=re.DOTALL)
    outside = outside.replace('<a href="docs/guide.md">', "")
    outside = re.sub(r"^</details>$", "", outside, flags=re.MULTILINE)  # our own folds, each on a line of its own
    for sign in ("<img", "<a ", "</details", "<!--", "@", "evil", "#1", "everyone", "init"):
        assert sign not in outside, sign


@pytest.mark.parametrize("scene", of("markdown"))
def test_markdown_tables_keep_their_columns(scene):
    def rows(text):
        html = MarkdownIt("commonmark").enable("table").render(text)
        return [len(re.findall("<t[dh]", row)) for row in re.findall("<tr>.*?</tr>", html, flags=re.DOTALL)]

    assert rows(told(scene, "markdown")) == rows(render(SCENES[scene](), "markdown", Look()))


@pytest.mark.parametrize("scene", of("mermaid"))
def test_mermaid_has_safe_labels(scene):
    assert all(MERMAID.fullmatch(line) for line in told(scene, "mermaid").splitlines())


@pytest.mark.parametrize("scene", of("dot"))
def test_dot_is_quoted(scene):
    assert all(DOT.fullmatch(line) for line in told(scene, "dot").splitlines())


@pytest.mark.parametrize("make", [lambda scene: scene, hostile], ids=["plain", "hostile"])
def test_networkx_reads_graphml(make):
    subject = make(SCENES["diagram"]())
    graph = networkx.read_graphml(io.BytesIO(render(subject, "graphml", Look()).encode()))
    assert len(graph) == len(subject.nodes)
    assert graph.number_of_edges() == len(subject.edges)
    assert sorted(degree for _, degree in graph.in_degree()) == [0, 1, 2]


@pytest.mark.parametrize("scene", of("junit"))
def test_junit_is_well_formed(scene):
    ElementTree.fromstring(told(scene, "junit"))


@pytest.mark.parametrize("scene", of("csv"))
def test_no_cell_is_a_formula(scene):
    subject = hostile(SCENES[scene]())
    rows = list(csv.reader(io.StringIO(told(scene, "csv"))))
    assert [len(row) for row in rows] == [len(subject.columns)] * (1 + len(subject.rows))
    texts = [isinstance(cell, str) for row in (subject.columns, *subject.rows) for cell in row]
    assert all(cell.startswith("'=cmd") for cell, is_text in zip(chain(*rows), texts, strict=True) if is_text)


@pytest.mark.parametrize("start", ["=1", "+1", "-1", "@SUM", "\t=1", "\r=1", " =1"])
def test_every_start_of_a_formula_is_quoted(start):
    text = render(Listing("ci list", ("id",), ((start,),), "items", 1), "csv", Look())
    assert text.splitlines()[1][0] in "'\""


def test_a_runner_reads_an_annotation_as_it_was_meant():
    finding = Finding(Place("a,b:c%2C.yaml", 3), "orphan", Severity.ERROR, "100%0A::error::x, 5%: y", "none")
    line = render(Judgement((finding,), 1), "github", Look()).splitlines()[0]
    found = re.fullmatch(r"::error file=(.+?),line=3,col=1,title=orphan::(.+)", line)
    unescaped = [
        part.replace("%3A", ":").replace("%2C", ",").replace("%0A", "\n").replace("%25", "%") for part in found.groups()
    ]
    assert unescaped == ["a,b:c%2C.yaml", "100%0A::error::x, 5%: y\nhow to mend: none"]
