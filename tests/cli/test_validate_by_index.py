"""With an index `gitcab validate` says what it says without: of any two revisions, the first time and later."""

import json
import os
import subprocess
import sys
from random import Random

import pytest

from support.repositories import ScratchRepository
from support.screen_estates import district, mutated

STEPS = (
    ("state: scheduled", "state: closed"),
    ("state: scheduled", "state: implement"),
    ("state: closed", "state: new"),
    ("title: ", "title: Another "),
    ("urgency: ", "urgency: high # "),
)


@pytest.fixture
def told(gitcab):
    def told(repository: ScratchRepository, index: str, *arguments: str) -> dict:
        ran = gitcab("validate", "--format", "json", *arguments, cwd=repository.path, env={"GITCAB_INDEX": index})
        assert ran.code in (0, 1), ran.err
        return json.loads(ran.out)

    return told


def changed(files, random):
    """The files with other mistakes, and with a change that has taken a step, or has gone elsewhere."""
    after = mutated(files, random, 2)
    changes = sorted(path for path in after if path.startswith("changes/2026/"))
    for path in random.sample(changes, min(1, len(changes))):
        if random.random() < 0.2:
            after[path.replace("/2026/", "/2025/")] = after.pop(path)
        else:
            fitting = [one for one in STEPS if one[0] in after[path]]
            after[path] = after[path].replace(*random.choice(fitting or [("", "")]), 1)
    return after


def laid_out(repository: ScratchRepository, files, before) -> None:
    for path in before.keys() - files.keys():
        (repository.path / path).unlink()
    repository.write({path: text for path, text in files.items() if before.get(path) != text})


def commits(made: ScratchRepository, random: Random, count: int) -> list[str]:
    """So many commits, each a few mistakes away from the one before; a last state is left uncommitted."""
    found, files = [made.head()], dict(district())
    for number in range(count):
        after = changed(files, random)
        laid_out(made, after, files)
        if number < count - 1:
            made.git("add", "--all")
            made.git("commit", "--quiet", "--allow-empty", "--message", f"Step {number}")
            found.append(made.head())
        files = after
    return found


@pytest.mark.parametrize("seed", range(5))
def test_of_any_two_revisions(repository, told, seed):
    random = Random(seed)
    made = repository(district())
    known = commits(made, random, 4)
    for _ in range(4):
        rev, base = random.choice([*known, None]), random.choice([*known, None, None])
        asked = [*(("--rev", rev) if rev else ()), *(("--base", base) if base else ())]
        careful = told(made, "off", *asked)
        assert told(made, "on", *asked) == careful, asked
        assert told(made, "on", *asked) == careful, f"{asked} the second time"


@pytest.mark.parametrize("seed", range(4))
def test_the_first_time_with_work_that_is_not_saved(repository, told, seed):
    made = repository(mutated(district(), Random(seed)))
    laid_out(made, mutated(district(), Random(seed + 10), 5), {})
    assert told(made, "on") == told(made, "off")


def test_the_first_time_an_id_that_is_alike_is_named(repository, told):
    made = repository(district())
    server = (made.path / "cmdb/server/dns-1.yaml").read_text()
    made.commit("A slip", {"cmdb/server/dns-3.yaml": server.replace("id: dns-1", "id: dns-3\noperated_by: netwrk")})
    made.write({"cmdb/teams/network.yaml": "kind: Team\nid: network\nname: Network\nmembers: [akhan]\n"})
    assert "did you mean 'network'" in str(told(made, "on")["findings"])
    assert told(made, "on") == told(made, "off")


def test_the_second_time_nothing_is_judged(repository, told, monkeypatch):
    made = repository(mutated(district(), Random(4)))
    first = told(made, "on")
    assert first["findings"]
    monkeypatch.setattr("gitcab.rules.listed", dict)
    assert told(made, "on") == first


@pytest.mark.parametrize(
    "path", [".", "cmdb", "cmdb/server", "cmdb/server/alone.yaml", "changes", "changes/2026/odd.yaml"]
)
def test_the_first_time_of_some_paths(repository, told, gitcab, path):
    server = district()["cmdb/server/dns-1.yaml"]
    odd = {"cmdb/server/alone.yaml": server.replace("dns-1", "alone"), "changes/2026/odd.yaml": "kind: Nothing"}
    made = repository({**district(), **odd})
    first = told(made, "on", path)
    assert {one["path"] for one in first["findings"]} == {
        one for one in odd if path in (".", one) or one.startswith(f"{path}/")
    }
    assert told(made, "off", path) == first


def test_the_first_time_a_path_without_a_record_is_a_wrong_word(repository, gitcab):
    ran = [
        gitcab("validate", "cmdb/ser", cwd=repository(district()).path, env={"GITCAB_INDEX": one})
        for one in ("on", "off")
    ]
    assert [one.code for one in ran] == [2, 2]
    assert ran[0].err == ran[1].err


def test_what_a_branch_changes_is_examined_once(repository, told, monkeypatch):
    made = repository(district())
    told(made, "on", "--rev", "main", "--base", "main")
    made.checkout("change", new=True)
    path = "cmdb/server/dns-1.yaml"
    made.commit("Described otherwise", {path: f"{district()[path]}description: Other\n"})
    asked = ("--rev", "change", "--base", "main")
    first = told(made, "on", *asked)
    monkeypatch.setattr("gitcab.store.examining.Examiner.examine", lambda *given: pytest.fail("it is known"))
    assert told(made, "on", *asked) == first


def test_with_a_baseline(repository, told):
    made = repository(mutated(district(), Random(4)))
    asked = ["--baseline", "known.json", "--update-baseline"]
    assert told(made, "on", *asked)["findings"] == []
    made.git("add", "--all")
    made.git("commit", "--quiet", "--message", "What is known")
    laid_out(made, mutated(district(), Random(5)), {})
    for more in ([], ["--base", "HEAD"]):
        asked = ["--baseline", "known.json", *more]
        assert told(made, "on", *asked) == told(made, "off", *asked)


def test_with_a_baseline_a_process_keeps_what_it_found(repository, gitcab):
    made = repository(district())
    index = {"GITCAB_INDEX": "on"}
    gitcab("index", "build", cwd=made.path, env=index)
    assert "is not known yet" in gitcab("index", "status", cwd=made.path, env=index).out
    asked = ["validate", "--baseline", "known.json", "--update-baseline"]
    command = [sys.executable, "-m", "gitcab", *asked]
    subprocess.run(command, cwd=made.path, env=os.environ | index, capture_output=True, check=True)
    assert "is not known yet" not in gitcab("index", "status", cwd=made.path, env=index).out


def test_paths_are_those_that_have_a_record_or_a_flaw(repository, gitcab, told):
    made = repository({**district(), "cmdb/server/empty.yaml": ""})
    for path in ("cmdb", "cmdb/server", "cmdb/server/dns-1.yaml", "cmdb/server/empty.yaml", "."):
        assert told(made, "on", path) == told(made, "off", path)
    for path in ("cmdb/serv", "nowhere", "README.md"):
        codes = {gitcab("validate", path, cwd=made.path, env={"GITCAB_INDEX": index}).code for index in ("on", "off")}
        assert codes == {2}
