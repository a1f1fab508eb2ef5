"""What machines read is as described: every JSON by `schemas/output/`, SARIF and JUnit by their standards."""

import json
from copy import deepcopy
from pathlib import Path

import pytest
from jsonschema import Draft4Validator, Draft202012Validator
from lxml import etree

from gitcab.reports import Look, formats, render
from support.hostile import hostile
from support.scenes import SCENES

ROOT = Path(__file__).parents[2]
OUTPUT = sorted((ROOT / "schemas/output").glob("*.json"))
STANDARDS = ROOT / "tests/data/standards"
LOOK = Look()


def told_as(format_name):
    return sorted(name for name, scene in SCENES.items() if format_name in formats(type(scene())))


def closed(schema):
    """The same schema, but a key that it does not name is an error."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    copy = {key: closed(part) for key, part in schema.items()}
    if isinstance(copy.get("properties"), dict) and copy.get("type") == "object":
        copy.setdefault("additionalProperties", False)
    return copy


@pytest.mark.parametrize("make", [lambda scene: scene, hostile], ids=["plain", "hostile"])
@pytest.mark.parametrize("scene", told_as("json"))
def test_json_output_is_described(scene, make):
    told = render(make(SCENES[scene]()), "json", LOOK)
    value = json.loads(told)
    assert told.startswith('{\n  "schema": "gitcab.')
    name, _, version = value["schema"].removeprefix("gitcab.").partition("/")
    assert version == "1"
    schema = json.loads((ROOT / f"schemas/output/{name}.json").read_text())
    Draft202012Validator(closed(deepcopy(schema))).validate(value)


@pytest.mark.parametrize("path", OUTPUT, ids=lambda path: path.stem)
def test_described_outputs_are_told(path):
    schema = json.loads(path.read_text())
    Draft202012Validator.check_schema(schema)
    assert schema["title"] == schema["properties"]["schema"]["const"] == f"gitcab.{path.stem}/1"
    told = {json.loads(render(SCENES[scene](), "json", LOOK))["schema"] for scene in told_as("json")}
    assert schema["title"] in told


@pytest.mark.parametrize("make", [lambda scene: scene, hostile], ids=["plain", "hostile"])
@pytest.mark.parametrize("scene", told_as("sarif"))
def test_sarif_is_to_the_standard(scene, make):
    log = json.loads(render(make(SCENES[scene]()), "sarif", LOOK))
    Draft4Validator(json.loads((STANDARDS / "sarif-2.1.0.json").read_text())).validate(log)
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])


@pytest.mark.parametrize("make", [lambda scene: scene, hostile], ids=["plain", "hostile"])
@pytest.mark.parametrize("scene", told_as("junit"))
def test_junit_is_to_its_schema(scene, make):
    document = etree.fromstring(render(make(SCENES[scene]()), "junit", LOOK).encode())
    etree.XMLSchema(etree.parse(STANDARDS / "junit-10.xsd")).assertValid(document)
    suite = document[0]
    assert int(suite.get("tests")) == len(suite.findall("testcase"))
    assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
