"""`--at`: questions to the estate as it will be."""

import json

import pytest

from support.little_district import UPGRADE, little_district

AFTER, BEFORE = "2026-12-06T02:00-06:00", "2026-12-06T01:59-06:00"


@pytest.fixture(scope="module")
def district(tmp_path_factory):
    return little_district(tmp_path_factory.mktemp("district")).path


def test_an_item_is_shown_as_it_will_be_once_the_change_has_ended(gitcab, district):
    shown = {at: gitcab("ci", "show", "sis-database", "--at", at, cwd=district) for at in (BEFORE, AFTER)}
    assert "16.4" in shown[BEFORE].out
    assert "after no change" in shown[BEFORE].err
    assert "17.1" in shown[AFTER].out
    assert "vm-1" not in shown[AFTER].out
    assert shown[AFTER].err == f"gitcab: on the estate as it will be at 2026-12-06T08:00Z, after {UPGRADE}\n"


def test_impact_follows_the_relations_that_will_be(gitcab, district):
    def hit(*more):
        told = json.loads(gitcab("impact", "vm-1", "--format", "json", *more, cwd=district).out)
        return [one["id"] for one in told["impacted"]], told.get("projected")

    assert hit() == (["sis-database", "grades"], None)
    assert hit("--at", BEFORE)[0] == ["sis-database", "grades"]
    projected = {"at": "2026-12-06T08:00Z", "applied": [UPGRADE], "unfit": []}
    assert hit("--at", AFTER) == ([], projected)


def test_markdown_says_on_which_estate_it_stands(gitcab, district):
    ran = gitcab("impact", "dns-1", "--format", "markdown", "--at", AFTER, cwd=district)
    assert f"On the estate as it will be at 2026-12-06T08:00Z, after `{UPGRADE}`." in ran.out


def test_the_graph_is_drawn_and_judged_as_it_will_be(gitcab, district):
    drawn = [gitcab("graph", "export", *more, cwd=district).out for more in ((), ("--at", AFTER))]
    assert ["runs_on" in one for one in drawn] == [True, False]
    alone = [gitcab("graph", "spof", "grades", *more, cwd=district).out for more in ((), ("--at", AFTER))]
    assert ["vm-1" in one for one in alone] == [True, False]


def test_a_day_is_its_midnight_in_utc(gitcab, district):
    for day, version in (("2026-12-06", "16.4"), ("2026-12-07", "17.1")):
        assert version in gitcab("ci", "show", "sis-database", "--at", day, cwd=district).out


@pytest.mark.parametrize("time", ["tomorrow", "2026-12-06T02:00", "2026-13-01", "12:00"])
def test_a_time_that_means_no_instant_is_a_usage_error(gitcab, district, time):
    ran = gitcab("impact", "dns-1", "--at", time, cwd=district)
    assert (ran.code, ran.out) == (2, "")
    assert time in ran.err


def test_a_change_that_does_not_fit_is_named_and_makes_the_answer_uncertain(gitcab, tmp_path):
    odd = "RFC-2026-11-02-odd"
    path = f"changes/2026/{UPGRADE}.yaml"
    district = little_district(tmp_path)
    text = (district.path / path).read_text().replace(UPGRADE, odd)
    district.write({f"changes/2026/{odd}.yaml": text.replace("attributes: {version", "owner: 7, attributes: {version")})
    for command in (("impact", "dns-1"), ("ci", "show", "dns-1"), ("graph", "export"), ("graph", "spof", "grades")):
        ran = gitcab(*command, "--at", AFTER, cwd=tmp_path)
        assert ran.code == 3
        assert f"not reckoned in, as what they patch has changed: {odd};" in ran.err


def test_the_changes_that_are_reckoned_in_have_a_line_each_up_to_a_dozen(gitcab, district, tmp_path):
    many = little_district(tmp_path / "many")
    text = (many.path / f"changes/2026/{UPGRADE}.yaml").read_text(encoding="utf-8")
    copies = [UPGRADE.replace("upgrade", f"upgrade-{number:02}") for number in range(14)]
    assert UPGRADE in text
    many.write({f"changes/2026/{one}.yaml": _only_described(text, one) for one in copies})
    told = gitcab("ci", "show", "dns-1", "--at", AFTER, cwd=many.path).err.splitlines()
    assert told[0] == "gitcab: on the estate as it will be at 2026-12-06T08:00Z, after 15 changes:"
    assert (len(told), told[-1]) == (14, "        and 3 more")
    assert all(len(line) <= 80 for line in told)


def _only_described(text, id):
    head, rest = text.replace(UPGRADE, id).split("configuration_items:\n")
    return f"{head}configuration_items:\n  - {{id: dns-1, effect: none}}\nschedule:{rest.partition('schedule:')[2]}"
