"""`gitcab validate`: findings, thresholds, comparison with a base, suppressions and baselines."""

import json

import pytest

from support.little_district import RECORDS

DNS_1 = "cmdb/server/dns-1.yaml"
LONELY = "cmdb/server/lonely.yaml"
BAD = {DNS_1: RECORDS[DNS_1].replace("owner: data-team", "owner: dta-team")}
ORPHAN = {LONELY: RECORDS[DNS_1].replace("dns-1", "lonely")}


@pytest.fixture
def estate(repository, gitcab):
    made = repository(RECORDS)
    gitcab("init", cwd=made.path)
    made.commit("The starter")
    return made


def findings(ran) -> list[dict]:
    return json.loads(ran.out)["findings"]


def test_clean_is_exit_0(estate, gitcab):
    ran = gitcab("validate", cwd=estate.path)
    assert (ran.code, ran.err) == (0, "")
    assert "nothing to mend" in ran.out


def test_an_error_is_exit_1_with_place_and_mend(estate, gitcab):
    estate.write(BAD)
    ran = gitcab("validate", cwd=estate.path)
    assert ran.code == 1
    assert DNS_1 in ran.out
    assert "6:8  error  unknown-reference" in ran.out
    assert "did you mean 'data-team'" in ran.out


def test_the_commit_is_judged_and_not_the_work_tree(estate, gitcab):
    estate.write(BAD)
    assert gitcab("validate", "--rev", "HEAD", cwd=estate.path).code == 0


def test_a_bare_clone_will_do(estate, gitcab, tmp_path):
    estate.write(BAD)
    estate.git("commit", "--quiet", "--all", "--message", "Bad")
    bare = estate.bare_clone()
    assert gitcab("validate", "--repo", bare.path, "--rev", "HEAD").code == 1
    assert gitcab("validate", "--repo", bare.path, "--rev", "HEAD~1").code == 0
    assert gitcab("validate", "--repo", bare.path).code == 3


@pytest.mark.parametrize(("threshold", "code"), [("note", 1), ("warning", 0), ("error", 0)])
def test_the_threshold(estate, gitcab, threshold, code):
    estate.write(ORPHAN)
    assert gitcab("validate", "--fail-on", threshold, cwd=estate.path).code == code


def test_a_base_takes_away_what_it_has_already(estate, gitcab):
    estate.write(BAD)
    estate.git("commit", "--quiet", "--all", "--message", "Bad")
    text = f"# one line more\n{BAD[DNS_1]}"
    estate.write({DNS_1: text, LONELY: ORPHAN[LONELY].replace("data-team", "dta-team")})
    ran = gitcab("validate", "--base", "HEAD", "--format", "json", cwd=estate.path)
    assert ran.code == 1
    assert {one["path"] for one in findings(ran)} == {LONELY}


def test_paths_choose_what_is_told(estate, gitcab):
    estate.write({**BAD, **ORPHAN})
    assert gitcab("validate", "cmdb/teams", cwd=estate.path).code == 0
    assert gitcab("validate", "server", cwd=estate.path / "cmdb").code == 1
    assert gitcab("validate", "../cmdb/./server/", cwd=estate.path / "changes").code == 1
    linked = estate.path.parent / "linked"
    linked.symlink_to(estate.path)
    assert gitcab("validate", linked / "cmdb/server", cwd=estate.path).code == 1
    ran = gitcab("validate", "cmdb/sever", cwd=estate.path)
    assert (ran.code, "no record at cmdb/sever" in ran.err) == (2, True)


def test_advisory_rules_can_be_ignored_and_errors_not(estate, gitcab):
    estate.write(ORPHAN)
    ran = gitcab("validate", "--ignore", "orphan", "--format", "json", cwd=estate.path)
    assert findings(ran) == []
    assert gitcab("validate", "--ignore", "unknown-reference", cwd=estate.path).code == 2
    assert "did you mean 'orphan'" in gitcab("validate", "--ignore", "orphn", cwd=estate.path).err


def test_a_suppression_needs_a_reason_and_silences_no_error(estate, gitcab):
    text = ORPHAN[LONELY].replace("id: lonely", "id: lonely  # gitcab: ignore[orphan] a spare")
    estate.write({LONELY: text})
    assert findings(gitcab("validate", "--format", "json", cwd=estate.path)) == []
    estate.write({LONELY: text.replace(" a spare", "")})
    ran = gitcab("validate", "--format", "json", cwd=estate.path)
    assert {one["rule"] for one in findings(ran)} == {"orphan", "suppression-misused"}
    assert ran.code == 1


def test_a_baseline_accepts_and_may_only_shrink(estate, gitcab):
    estate.write(BAD)
    baseline = ("validate", "--baseline", "known.json")
    assert gitcab(*baseline, cwd=estate.path).code == 2
    assert gitcab(*baseline, "--update-baseline", cwd=estate.path).code == 0
    estate.git("add", "-A")
    estate.git("commit", "--quiet", "--message", "Known")
    assert gitcab(*baseline, cwd=estate.path).code == 0

    estate.write({LONELY: ORPHAN[LONELY].replace("data-team", "dta-team")})
    assert gitcab(*baseline, "--update-baseline", cwd=estate.path).code == 1, "nothing is added to it"

    estate.write({DNS_1: RECORDS[DNS_1]})
    (estate.path / LONELY).unlink()
    ran = gitcab(*baseline, "--format", "json", cwd=estate.path)
    assert (ran.code, {one["rule"] for one in findings(ran)}) == (1, {"baseline-outdated"})
    assert gitcab(*baseline, "--update-baseline", cwd=estate.path).code == 0


def test_a_baseline_grown_by_hand_is_told(estate, gitcab):
    gitcab("validate", "--baseline", "known.json", "--update-baseline", cwd=estate.path)
    estate.git("add", "-A")
    estate.git("commit", "--quiet", "--message", "Known: nothing")
    (estate.path / "known.json").unlink()
    estate.write(BAD)
    ran = gitcab("validate", "--baseline", "known.json", "--update-baseline", "--format", "json", cwd=estate.path)
    assert ran.code == 1
    assert "baseline-grown" in {one["rule"] for one in findings(ran)}


def test_a_baseline_that_a_branch_lets_grow_is_told_where_it_is_merged(estate, gitcab):
    baseline = ("validate", "--baseline", estate.path / "cmdb/../known.json", "--format", "json")
    gitcab(*baseline, "--update-baseline", cwd=estate.path)
    estate.commit("Known: nothing", {"notes.md": "x"})
    estate.checkout("work", new=True)
    estate.write(BAD)
    (estate.path / "known.json").unlink()
    gitcab(*baseline, "--update-baseline", cwd=estate.path)
    estate.commit("Accept it myself", BAD)
    for arguments in ((), ("--base", "HEAD~1"), ("--rev", "HEAD")):
        ran = gitcab(*baseline, *arguments, cwd=estate.path)
        assert (ran.code, {one["rule"] for one in findings(ran)}) == (1, {"baseline-grown", "unknown-reference"})


def test_a_baseline_is_kept_beside_a_base(estate, gitcab):
    baseline = ("validate", "--baseline", "known.json")
    estate.write(BAD)
    gitcab(*baseline, "--update-baseline", cwd=estate.path)
    estate.commit("Known", BAD)
    for arguments in ((), ("--update-baseline",)):
        ran = gitcab(*baseline, "--base", "HEAD", "--format", "json", *arguments, cwd=estate.path)
        assert (ran.code, findings(ran)) == (0, [])
    assert gitcab(*baseline, cwd=estate.path).code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--rev", "no-such-branch"), 3, "no-such-branch"),
        (("--rev", "--upload-pack=x"), 3, "cannot tell"),
        (("--base", "no-such-branch"), 3, "no-such-branch"),
        (("--repo", "no-such-folder"), 3, "no-such-folder"),
        (("--format", "xml"), 2, "xml"),
        (("--update-baseline",), 2, "--baseline FILE"),
    ],
)
def test_what_cannot_be_judged(estate, gitcab, arguments, code, told):
    ran = gitcab("validate", *arguments, cwd=estate.path)
    assert (ran.code, told in ran.err) == (code, True)
    assert ran.out == ""


def test_no_estate_is_no_clean_estate(repository, gitcab):
    ran = gitcab("validate", cwd=repository({"README.md": "x"}).path)
    assert ran.code == 3
    assert "gitcab init" in ran.err


def test_an_estate_in_a_sub_folder_is_told_from_gits_top(repository, gitcab):
    made = repository({f"it/{path}": text for path, text in {**RECORDS, **BAD}.items()})
    ran = gitcab("validate", "--repo", "it", "--format", "json", cwd=made.path)
    assert f"it/{DNS_1}" in {one["path"] for one in findings(ran)}
    assert gitcab("validate", "--format", "json", cwd=made.path / "it" / "cmdb").out == ran.out


@pytest.mark.parametrize("format_name", ["text", "json", "github", "sarif", "junit"])
def test_the_same_input_gives_the_same_bytes(estate, gitcab, format_name):
    estate.write({**BAD, **ORPHAN})
    runs = {gitcab("validate", "--format", format_name, cwd=estate.path).out for _ in range(2)}
    assert len(runs) == 1
