"""`gitcab schemas`: what editors know is what the estate demands."""

import json

from support.little_district import RECORDS

ROBOT = "title: Robot\ndescription: It moves.\nfamily: endpoint\nattributes: {properties: {legs: {type: integer}}}\n"


def test_a_new_class_makes_the_schemas_stale_until_they_are_written(repository, gitcab):
    made = repository(RECORDS)
    gitcab("init", cwd=made.path)
    assert gitcab("schemas", "--check", cwd=made.path).code == 0
    made.write({"schemas/classes/robot.yaml": ROBOT})
    stale = gitcab("schemas", "--check", cwd=made.path)
    assert (stale.code, "schemas/records/ConfigurationItem.json is stale" in stale.out) == (1, True)
    assert gitcab("schemas", cwd=made.path).code == 0
    assert gitcab("schemas", "--check", cwd=made.path).code == 0
    schema = json.loads((made.path / "schemas/records/ConfigurationItem.json").read_text())
    assert "robot" in schema["properties"]["class"]["enum"]


def test_a_class_that_cannot_be_used_is_exit_3_and_writes_nothing(repository, gitcab):
    made = repository({"schemas/classes/robot.yaml": "title: Robot\n"})
    assert gitcab("schemas", cwd=made.path).code == 3
    assert not (made.path / "schemas/records").exists()
