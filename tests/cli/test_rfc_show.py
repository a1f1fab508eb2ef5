import json

import pytest

from support.little_district import UPGRADE, little_district


@pytest.fixture(scope="module")
def district(tmp_path_factory):
    return little_district(tmp_path_factory.mktemp("district")).path


def test_everything_the_board_needs(gitcab, district):
    ran = gitcab("rfc", "show", UPGRADE, cwd=district)
    assert (ran.code, ran.err) == (0, "")
    for told in (
        "Upgrade the SIS database",
        "state          scheduled",
        "requested by  mchen",
        "start      2026-12-05 22:00",
        "time zone  America/Chicago",
        "length     4 h",
        "effect: outage, 15 min",
        "attributes.version: 16.4 -> 17.1",
        "- runs_on: vm-1",
        "1. Stop the application",
        "point of no return  2026-12-06 00:30",
    ):
        assert told in ran.out


def test_a_former_id_of_an_item_is_resolved(gitcab, district):
    ran = gitcab("rfc", "show", "RFC-2026-10-01-replace-ns-2", cwd=district)
    assert "dns-2 (formerly ns-2)" in ran.out
    assert "Label the cables." in ran.out


def test_a_schedule_with_offsets_is_told_in_its_zone(gitcab, tmp_path):
    path = f"changes/2026/{UPGRADE}.yaml"
    district = little_district(tmp_path)
    text = (district.path / path).read_text().replace("2026-12-05T22:00", '"2026-12-06T04:00Z"')
    district.write({path: text})
    assert "start      2026-12-05 22:00" in gitcab("rfc", "show", UPGRADE, cwd=tmp_path).out


def test_json_has_the_record_as_it_was_written(gitcab, district):
    told = json.loads(gitcab("rfc", "show", UPGRADE, "--format", "json", cwd=district).out)
    assert told["record"]["schedule"]["start"] == "2026-12-05T22:00"


def test_an_unknown_change_suggests_the_nearest(gitcab, district):
    ran = gitcab("rfc", "show", "RFC-2026-11-01-upgrade-sis-databse", cwd=district)
    assert (ran.code, ran.out) == (2, "")
    assert UPGRADE in ran.err
