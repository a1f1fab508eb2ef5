"""Addresses and tokens come from the environment, and a token goes nowhere else."""

import logging

import pytest

from gitcab.forge.github.access import access_from
from gitcab.forge.github.client import Client
from gitcab.forge.github.facts import read_facts
from gitcab.forge.unavailable import ForgeUnavailable
from support.fake_github import Fault, cut_off
from support.fake_github_client import client_of

SECRET = "ghp_0123456789abcdefSECRET"


def test_the_public_github():
    access = access_from({"GITHUB_TOKEN": SECRET})
    assert (access.rest, access.graphql) == ("https://api.github.com", "https://api.github.com/graphql")
    assert (access.host, access.token) == ("github.com", SECRET)


def test_an_enterprise_server():
    access = access_from({"GITHUB_TOKEN": SECRET, "GITHUB_API_URL": "https://git.district.example/api/v3/"})
    assert access.rest == "https://git.district.example/api/v3"
    assert access.graphql == "https://git.district.example/api/graphql"
    assert access.host == "git.district.example"


def test_addresses_as_a_workflow_has_them():
    given = {"GITHUB_API_URL": "https://api.github.com", "GITHUB_GRAPHQL_URL": "https://api.github.com/graphql"}
    assert access_from({**given, "GITHUB_TOKEN": SECRET}) == access_from({"GITHUB_TOKEN": SECRET})


def test_the_token_of_the_command_line_tool_comes_first():
    assert access_from({"GH_TOKEN": SECRET, "GITHUB_TOKEN": "another"}).token == SECRET
    assert access_from({"GH_TOKEN": "", "GITHUB_TOKEN": f"{SECRET}\n"}).token == SECRET


@pytest.mark.parametrize("environment", [{}, {"GITHUB_TOKEN": ""}, {"GITHUB_TOKEN": " \n"}, {"TOKEN": SECRET}])
def test_without_a_token(environment):
    with pytest.raises(ForgeUnavailable, match="no token") as error:
        access_from(environment)
    assert "GITHUB_TOKEN" in error.value.hint


@pytest.mark.parametrize("token", [f"{SECRET}\nX-Evil: 1", f"{SECRET} x", f"{SECRET}\x00", f"{SECRET}é"])
def test_a_token_that_no_header_may_hold_is_not_shown(token):
    with pytest.raises(ForgeUnavailable) as error:
        access_from({"GITHUB_TOKEN": token})
    assert "SECRET" not in f"{error.value} {error.value.hint}"


@pytest.mark.parametrize(
    "address",
    [
        "http://api.github.com",
        "ftp://api.github.com",
        "api.github.com",
        "https://",
        "https://user:pass@git.district.example",
        "https://git.district.example/?x=1",
        "https://git.district.example/#x",
        "https://[half",
        "https://git.district.example:port",
    ],
)
@pytest.mark.parametrize("name", ["GITHUB_API_URL", "GITHUB_GRAPHQL_URL"])
def test_an_address_that_is_none_or_is_not_safe(name, address):
    with pytest.raises(ForgeUnavailable, match=name):
        access_from({"GITHUB_TOKEN": SECRET, name: address})


def test_the_token_is_nowhere_to_be_seen(world, github, waited, caplog):
    caplog.set_level(logging.DEBUG)
    client = client_of(github, waited.append)
    read_facts(client, "district/it", 12)
    told = [repr(client.access), repr(client), repr(client._transport), str(vars(client)), *github.log]
    for fault in (Fault("pulls/12", 500, times=4), Fault("/graphql", times=4, sends=cut_off), Fault("", 403)):
        github.faults[:] = [fault]
        with pytest.raises(ForgeUnavailable) as error:
            read_facts(client, "district/it", 12)
        told += [str(error.value), repr(error.value), error.value.hint]
    assert world.token not in "\n".join([*told, caplog.text])
    assert caplog.text


def test_a_wrong_token_is_told(github, waited):
    access = access_from({"GITHUB_API_URL": github.url, "GITHUB_TOKEN": SECRET})
    with pytest.raises(ForgeUnavailable, match="401") as error:
        read_facts(Client(access, waited.append), "district/it", 12)
    assert "SECRET" not in f"{error.value} {error.value.hint}"


def test_a_netrc_overrules_no_token(github, waited, monkeypatch, tmp_path):
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login somebody password else\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    assert read_facts(client_of(github, waited.append), "district/it", 12).number == 12
