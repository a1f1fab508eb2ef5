"""`gitcab risk`, on the shipped estate and on a small district."""

import json
from pathlib import Path

import pytest

from gitcab.store.starter import starter_files
from support.little_district import UPGRADE, little_district

ROOT = Path(__file__).parents[2]
SHIPPED = "RFC-2026-11-21-upgrade-sis-database"
GOLDEN = ROOT / "tests/data/risk-of-upgrade-sis-database.txt"
NOW = ("--now", "2026-11-21T12:00Z")
POLICY = "changes/policy.yaml"


@pytest.fixture(scope="module")
def district(tmp_path_factory):
    return little_district(tmp_path_factory.mktemp("district")).path


def test_the_shipped_upgrade_is_told_so(gitcab):
    ran = gitcab("risk", SHIPPED, *NOW, cwd=ROOT)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == GOLDEN.read_text(encoding="utf-8")


def test_every_point_adds_up_and_has_a_reason(gitcab):
    told = json.loads(gitcab("risk", SHIPPED, *NOW, "--format", "json", cwd=ROOT).out)
    assert told["total"] == sum(point["points"] for point in told["points"])
    assert all(point["reason"] for point in told["points"])
    assert told["one_level_down"]["any_of"] == [["worst_case_services"]]


def test_the_starters_policy_judges_a_small_district(gitcab, district):
    ran = gitcab("risk", UPGRADE, *NOW, cwd=district)
    assert ran.code == 0
    assert "Risk " in ran.out
    assert "it touches production" in ran.out
    assert gitcab("risk", UPGRADE, *NOW, "--rev", "HEAD", cwd=district).out == ran.out
    assert gitcab("risk", UPGRADE, *NOW, "--format", "markdown", cwd=district).out.startswith("### Risk of")


def test_the_points_are_the_policys(gitcab, tmp_path):
    section = "{levels: {moderate: 3, high: 5, very_high: 9}, points: {environments: {production: 5}}}"
    text = f"kind: Policy\nrisk: {section}\n"
    path = little_district(tmp_path, {POLICY: text}).path
    told = json.loads(gitcab("risk", UPGRADE, *NOW, "--format", "json", cwd=path).out)
    assert (told["level"], [point["factor"] for point in told["points"]]) == ("high", ["environments"])
    assert told["one_level_down"] == {"level": "moderate", "points": 1, "any_of": [], "more": 0}


@pytest.mark.parametrize(
    ("policy", "says"),
    [
        (None, "no policy"),
        ("kind: Policy\n", "no `risk` section"),
        ("kind: Policy\nrisk: {points: {}}\n", "could not be read"),
    ],
)
def test_without_points_nobody_can_tell(gitcab, tmp_path, policy, says):
    district = little_district(tmp_path)
    if policy is None:
        (district.path / POLICY).unlink()
    else:
        district.write({POLICY: policy})
    ran = gitcab("risk", UPGRADE, *NOW, cwd=tmp_path)
    assert (ran.code, ran.out) == (3, "")
    assert says in ran.err
    assert "changes/policy.yaml" in ran.err


def test_what_could_not_be_read_makes_the_answer_incomplete(gitcab, tmp_path):
    district = little_district(tmp_path, {"cmdb/server/odd.yaml": "kind: ["})
    ran = gitcab("risk", UPGRADE, *NOW, cwd=district.path)
    assert ran.code == 3
    assert "Incomplete: 1 file" in ran.out


def test_a_scheduled_change_that_does_not_fit_makes_it_uncertain(gitcab, tmp_path):
    path = f"changes/2026/{UPGRADE}.yaml"
    earlier = "RFC-2026-11-02-odd"
    district = little_district(tmp_path)
    text = (district.path / path).read_text().replace(UPGRADE, earlier)
    text = text.replace("12-05T22:00", "12-04T22:00").replace("12-06T", "12-05T")
    district.write(
        {f"changes/2026/{earlier}.yaml": text.replace("attributes: {version", "owner: 7, attributes: {version")}
    )
    ran = gitcab("risk", UPGRADE, *NOW, cwd=tmp_path)
    assert ran.code == 3
    assert earlier in ran.err


def test_a_change_that_is_not_there_is_a_usage_error(gitcab, district):
    ran = gitcab("risk", "RFC-2026-11-01-upgrade-sis-databse", cwd=district)
    assert ran.code == 2
    assert UPGRADE in ran.err


def test_shipped_and_starting_policy_name_every_factor_alike():
    shipped = (ROOT / POLICY).read_text(encoding="utf-8")
    starter = dict(starter_files())[POLICY].decode()
    fields = [line.split(":")[0] for line in starter.splitlines() if line.startswith("    ") and ":" in line]
    assert set(fields) <= {line.split(":")[0] for line in shipped.splitlines()}
