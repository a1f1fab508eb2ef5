"""The client's patience: limits, faults and cut-off answers are waited out or told, and never believed."""

import pytest

from gitcab.forge.github.access import access_from
from gitcab.forge.github.client import Client
from gitcab.forge.github.facts import read_facts
from gitcab.forge.unavailable import ForgeUnavailable
from support.fake_github import Fault, cut_off, garbled, saying, slow
from support.fake_github_client import client_of

HOME = "district/it"
READING = "pulls/12$"
SECONDARY = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_fault_of_githubs_is_tried_again(github, client, waited, status):
    github.faults.append(Fault(READING, status, times=3))
    assert read_facts(client, HOME, 12).number == 12
    assert waited == [1, 2, 4]


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_fault_that_stays_is_told(github, client, waited, status):
    github.faults.append(Fault(READING, status, times=4))
    with pytest.raises(ForgeUnavailable, match=f"GitHub answers {status} to GET /repos/district/it/pulls/12"):
        read_facts(client, HOME, 12)
    assert waited == [1, 2, 4]


@pytest.mark.parametrize("status", [403, 429])
def test_a_secondary_limit_is_waited_out_as_long_as_github_says(github, client, waited, status):
    github.faults.append(Fault(READING, status, SECONDARY, {"Retry-After": "7"}))
    assert read_facts(client, HOME, 12).number == 12
    assert waited == [7]


def test_a_secondary_limit_that_says_nothing_is_given_a_minute(github, client, waited):
    github.faults.append(Fault(READING, 403, SECONDARY, times=2))
    assert read_facts(client, HOME, 12).number == 12
    assert waited == [60, 120]


def test_a_limit_without_a_word_is_given_a_minute(github, client, waited):
    github.faults.append(Fault(READING, 429, "", {"Retry-After": "soon"}))
    assert read_facts(client, HOME, 12).number == 12
    assert waited == [60]


def test_the_primary_limit_is_waited_out_by_githubs_clock(world, github, client, waited):
    reset = str(int(world.now.timestamp()) + 40)
    spent = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": reset}
    github.faults.append(Fault(READING, 403, "API rate limit exceeded", spent))
    assert read_facts(client, HOME, 12).number == 12
    assert waited == [41]


def test_a_limit_too_long_to_wait_out_is_told(world, github, client, waited):
    reset = str(int(world.now.timestamp()) + 1800)
    spent = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": reset}
    github.faults.append(Fault(READING, 403, "API rate limit exceeded", spent))
    with pytest.raises(ForgeUnavailable, match="rate limit") as error:
        read_facts(client, HOME, 12)
    assert error.value.hint == "run it again in 30 min"
    assert waited == []


def test_the_limit_of_graphql_which_comes_as_a_success(github, client, waited):
    limited = {"errors": [{"type": "RATE_LIMITED", "message": "API rate limit exceeded"}]}
    github.faults.append(Fault("/graphql", sends=saying(lambda content: limited)))
    assert read_facts(client, HOME, 12).number == 12
    assert waited == [60]


def test_a_want_of_rights_is_not_waited_out(github, client, waited):
    github.faults.append(Fault(READING, 403, "Resource not accessible by integration"))
    with pytest.raises(ForgeUnavailable, match=r"403.*not accessible by integration") as error:
        read_facts(client, HOME, 12)
    assert "permissions" in error.value.hint
    assert waited == []


@pytest.mark.parametrize("spoiled", [cut_off, garbled])
def test_a_spoiled_answer_is_asked_for_again(github, client, waited, spoiled):
    github.faults.append(Fault("/reviews", sends=spoiled))
    assert read_facts(client, HOME, 12).number == 12
    assert waited == [1]


@pytest.mark.parametrize(("spoiled", "told"), [(cut_off, "cut off"), (garbled, "no JSON")])
@pytest.mark.parametrize("where", ["/reviews", "/graphql", r"/pulls\?", READING])
def test_a_spoiled_answer_is_never_believed(github, client, spoiled, told, where):
    github.faults.append(Fault(where, times=4, sends=spoiled))
    with pytest.raises(ForgeUnavailable, match=told):
        read_facts(client, HOME, 12)


def test_a_slow_answer_is_asked_for_again(github, waited):
    github.faults.append(Fault(READING, sends=slow(0.5)))
    assert read_facts(client_of(github, waited.append, read_timeout=0.3), HOME, 12).number == 12
    assert waited == [1]


def test_nobody_there(waited):
    access = access_from({"GITHUB_API_URL": "http://127.0.0.1:9", "GITHUB_TOKEN": "x"})
    with pytest.raises(ForgeUnavailable, match="connection to it failed"):
        read_facts(Client(access, waited.append), HOME, 12)
    assert waited == [1, 2, 4]


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_redirection_is_followed(github, client, status):
    github.faults.append(Fault(READING, status, "Moved", {"Location": "http://127.0.0.1:9/elsewhere"}))
    with pytest.raises(ForgeUnavailable, match=str(status)) as error:
        read_facts(client, HOME, 12)
    assert "another name" in error.value.hint


@pytest.mark.parametrize("content", [{"data": None}, {"data": {"repository": None}}, {}, [], "x", None])
def test_graphql_that_says_nothing(github, client, content):
    github.faults.append(Fault("/graphql", times=9, sends=saying(lambda _: {"errors": []} | {"data": content})))
    with pytest.raises(ForgeUnavailable):
        read_facts(client, HOME, 12)


def test_an_answer_in_part_is_none(github, client):
    partly = saying(lambda content: {**content, "errors": [{"message": "timed out", "type": "SERVICE_UNAVAILABLE"}]})
    github.faults.append(Fault("/graphql", sends=partly))
    with pytest.raises(ForgeUnavailable, match="timed out"):
        read_facts(client, HOME, 12)


@pytest.mark.parametrize("content", [{"message": "ok"}, None, "reviews", 5])
def test_a_list_that_is_none(github, client, content):
    github.faults.append(Fault("/reviews", sends=saying(lambda _: content or {})))
    with pytest.raises(ForgeUnavailable, match="no list"):
        read_facts(client, HOME, 12)


def test_a_list_without_end(github, client):
    """A server that passes over the page's number would else be asked for ever."""
    endless = [{"number": number, "draft": False, "head": {"sha": "a" * 40}} for number in range(100)]
    github.faults.append(Fault(r"/pulls\?", times=999, sends=saying(lambda _: endless)))
    with pytest.raises(ForgeUnavailable, match="more than 200 pages"):
        read_facts(client, HOME, 12)


def test_a_wrong_request_is_refused_as_github_does(github, client):
    with pytest.raises(ForgeUnavailable, match="422"):
        client.send("POST", f"/repos/{HOME}/statuses/{'a' * 40}", {"state": "SUCCESS"})
    assert len(github.complaints) == 1
    github.complaints.clear()


def test_a_wrong_query_is_refused_as_github_does(github, client):
    with pytest.raises(ForgeUnavailable, match="Cannot query field 'headSha'"):
        client.graphql('{ repository(owner: "district", name: "it") { pullRequest(number: 12) { headSha } } }')
    assert len(github.complaints) == 1
    github.complaints.clear()


def test_a_fake_that_lies_is_found_out(world, github, client):
    world.review("dortiz")["state"] = 7
    with pytest.raises(ForgeUnavailable, match="500"):
        read_facts(client, HOME, 12)
    assert "not of type 'string'" in github.complaints[0]
    github.complaints.clear()


def test_github_enterprise_server(github, waited):
    access = access_from({"GITHUB_API_URL": f"{github.url}/api/v3/", "GH_TOKEN": github.world.token})
    assert read_facts(Client(access, waited.append), HOME, 12).number == 12
    assert {line.split()[1] for line in github.log} >= {"/api/graphql", f"/api/v3/repos/{HOME}/pulls/12"}
