"""The shipped estate is clean, holds what it promises, and tells its stories of lost redundancy."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from gitcab.model.inventory import Estate
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.request_for_change import RequestForChange, RfcState, Type
from gitcab.model.records.team import Team
from gitcab.store.loading import load
from gitcab.store.work_tree import WorkTree
from support.command import run

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def district() -> Estate:
    """The estate of the work tree, read once."""
    return load(WorkTree(CHECKOUT, ""))


def impacted(*ids: str) -> dict[str, str]:
    """The state of every item that is hit when these are down."""
    answer = json.loads(run("impact", *ids, "--format", "json", cwd=CHECKOUT).out)
    return {item["id"]: item["state"] for item in answer["impacted"]}


def points_of_failure(service: str) -> set[str]:
    """The items whose loss alone takes the service down."""
    answer = json.loads(run("graph", "spof", service, "--format", "json", cwd=CHECKOUT).out)
    return {item for way in answer["singles"] for item in way["items"]}


def changes(estate: Estate) -> Iterator[RequestForChange]:
    """All requests for change."""
    return (entry.record for entry in estate.inventory.of_kind(RequestForChange))


def test_nothing_is_to_be_mended() -> None:
    ran = run("validate", "--fail-on", "note", cwd=CHECKOUT)
    assert ran.code == 0, ran.out


def test_it_is_as_large_as_promised(district: Estate) -> None:
    classes = Counter(entry.record.item_class for entry in district.inventory.of_kind(ConfigurationItem))
    assert classes.total() >= 250
    assert len(classes) >= 18
    assert set(classes) == set(district.classes)
    assert len(list(district.inventory.of_kind(Team))) >= 12


def test_changes_of_every_state_and_type(district: Estate) -> None:
    found = list(changes(district))
    assert len(found) >= 24
    assert {rfc.state for rfc in found} == set(get_args(RfcState))
    assert {rfc.type for rfc in found} == set(get_args(Type))
    assert any(rfc.on_hold for rfc in found)
    assert any(rfc.authorization and rfc.authorization.by is None for rfc in found)


@pytest.mark.parametrize(
    "lost", ["dns-1", "directory-2", "fw-edge-1", "core-admin-2", "hv-admin-1", "internet-uplink-1"]
)
def test_losing_one_of_several_only_costs_redundancy(lost: str) -> None:
    assert set(impacted(lost).values()) == {"at_risk"}


@pytest.mark.parametrize("pair", [("dns-1", "dns-2"), ("directory-1", "directory-2"), ("lb-1", "lb-2")])
def test_losing_both_takes_services_down(pair: tuple[str, str]) -> None:
    down = {item for item, state in impacted(*pair).items() if state == "down"}
    assert {"sis", "learning-platform"} <= down


def test_what_no_second_one_helps() -> None:
    assert {"san-admin", "ats-admin", "sis-database", "identity-directory"} <= points_of_failure("sis")
    assert {"west-campus-entrance", "rack-west-1"} <= points_of_failure("library-catalogue")
    assert "sip-trunk" in points_of_failure("telephony")
    assert not {"dns-1", "directory-1", "ups-admin-a"} & points_of_failure("sis")


def test_one_feed_of_power_stops_at_the_racks() -> None:
    hit = impacted("ups-admin-a")
    assert {item for item, state in hit.items() if state == "at_risk"} == {
        "rack-admin-1",
        "rack-admin-2",
        "rack-admin-3",
    }
    assert all(item.startswith(("pdu-admin-", "rack-admin-")) for item in hit)
