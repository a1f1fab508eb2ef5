"""Facts read over HTTP from the fake: whole and of one moment, or not at all."""

import pytest

from gitcab.forge.github.facts import read_facts
from gitcab.forge.unavailable import ForgeUnavailable
from support.fake_github import Fault, saying, without

HOME = "district/it"


def test_all_that_decides_is_read(world, client):
    first = world.pulls[12].head
    world.push(author="mchen", committer="web-flow", co=["dortiz", None])
    world.review("dortiz", "APPROVED")
    world.review("lnguyen", "CHANGES_REQUESTED", commit_id=first)
    world.review("renovate[bot]", "COMMENTED")
    world.review("achoi", "DISMISSED", commit_id=None)
    world.label("urgent", "database")
    other = world.open_pull(9, "achoi", draft=True)
    world.open_pull(10, state="closed")
    facts = read_facts(client, HOME, 12)
    assert (facts.repository, facts.number, facts.author, facts.draft) == (HOME, 12, "mchen", False)
    assert facts.labels == ("database", "urgent")
    assert (facts.base.ref, facts.base.sha) == ("main", world.branches["main"])
    assert (facts.head.ref, facts.head.sha) == ("work", world.pulls[12].head)
    made = [(each.sha, each.author, each.committer, each.co_authors) for each in facts.commits]
    assert made == [(first, "mchen", "mchen", ()), (facts.head.sha, "mchen", "web-flow", ("dortiz", ""))]
    given = [(each.author, each.bot, each.state, each.commit) for each in facts.reviews]
    assert given == [
        ("dortiz", False, "approved", facts.head.sha),
        ("lnguyen", False, "changes_requested", first),
        ("renovate[bot]", True, "commented", facts.head.sha),
        ("achoi", False, "dismissed", None),
    ]
    assert [(each.number, each.head.sha, each.draft) for each in facts.open_pull_requests] == [(9, other.head, True)]


def test_times_are_githubs(world, client):
    opened = world.pulls[12].created_at
    given = world.review("dortiz")["submitted_at"]
    facts = read_facts(client, HOME, 12)
    assert facts.opened_at == opened
    assert facts.reviews[0].submitted_at == given
    assert facts.as_of == world.now.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_when_it_was_merged(world, client):
    assert read_facts(client, HOME, 12).merged_at is None
    world.pulls[12].merged_at = "2026-11-21T12:30:00Z"
    assert read_facts(client, HOME, 12).merged_at == "2026-11-21T12:30:00Z"


def test_the_base_is_its_tip_now(world, client):
    world.branches["main"] = "e" * 40
    assert read_facts(client, HOME, 12).base.sha == "e" * 40


def test_deleted_accounts_are_nobody(world, client):
    world.push(author=None, committer=None)
    world.review(None, "APPROVED")
    facts = read_facts(client, HOME, 12)
    assert (facts.commits[1].author, facts.commits[1].committer, facts.reviews[0].author) == ("", "", "")


@pytest.mark.parametrize("nobody", [None, {}])
def test_commits_of_unknown_people_are_nobodys(github, client, nobody):
    unknown = saying(lambda commits: [{**each, "author": nobody, "committer": nobody} for each in commits])
    github.faults.append(Fault("/commits", sends=unknown))
    (commit,) = read_facts(client, HOME, 12).commits
    assert (commit.author, commit.committer) == ("", "")


def test_a_review_that_is_not_submitted_is_none(world, client):
    world.review("mchen", "PENDING")
    assert read_facts(client, HOME, 12).reviews == ()


def test_five_hundred_reviews(world, client):
    for _ in range(250):
        world.review("dortiz", "COMMENTED")
        world.review("lnguyen")
    assert len(read_facts(client, HOME, 12).reviews) == 500


def test_many_open_pull_requests(world, client):
    for number in range(100, 205):
        world.open_pull(number, "achoi")
    assert [each.number for each in read_facts(client, HOME, 12).open_pull_requests] == list(range(100, 205))


def test_more_commits_than_a_page(world, client):
    for _ in range(150):
        world.push(co=["dortiz"])
    facts = read_facts(client, HOME, 12)
    assert [each.sha for each in facts.commits] == [each["sha"] for each in world.pulls[12].commits]
    assert all(each.co_authors == ("dortiz",) for each in facts.commits[1:])


@pytest.mark.parametrize("count", [250, 251])
def test_commits_beyond_githubs_limit_are_no_facts(world, client, count):
    for _ in range(count - 1):
        world.push()
    with pytest.raises(ForgeUnavailable, match="250 commits or more"):
        read_facts(client, HOME, 12)


def test_a_full_page_without_a_link_is_not_the_last(world, github, client):
    for _ in range(130):
        world.review("dortiz", "COMMENTED")
    github.faults.append(Fault("/reviews", times=9, sends=without("Link")))
    assert len(read_facts(client, HOME, 12).reviews) == 130


def test_a_short_page_with_a_link_is_not_the_last(world, github, client):
    for _ in range(130):
        world.review("dortiz", "COMMENTED")
    github.faults.append(Fault("/reviews.*page=1$", times=9, sends=saying(lambda reviews: reviews[:-3])))
    assert len(read_facts(client, HOME, 12).reviews) == 127


def test_a_push_while_reading_ends_it(world, github, client):
    github.faults.append(Fault("/reviews", after=lambda world: world.push()))
    with pytest.raises(ForgeUnavailable, match="commits were pushed"):
        read_facts(client, HOME, 12)


def test_a_push_before_the_authors_are_read_ends_it(world, github, client):
    github.faults.append(Fault("/graphql", before=lambda world: world.push()))
    with pytest.raises(ForgeUnavailable, match="commits were pushed"):
        read_facts(client, HOME, 12)


def test_a_push_there_and_back_ends_it(world, github, client):
    """The head is the same at both ends, but the commits were others in between."""
    github.faults.append(Fault("/commits", before=lambda w: w.push(), after=lambda w: w.pulls[12].commits.pop()))
    with pytest.raises(ForgeUnavailable, match="commits of pull request 12 changed"):
        read_facts(client, HOME, 12)


def test_a_push_there_and_back_that_leaves_no_trace_ends_it(world, github, client):
    at = world.pulls[12].updated_at

    def back(world):
        world.pulls[12].commits.pop()
        world.pulls[12].updated_at = at

    github.faults += [Fault("/graphql", before=lambda world: world.push()), Fault("/commits", after=back)]
    with pytest.raises(ForgeUnavailable, match="commits were pushed"):
        read_facts(client, HOME, 12)


def test_a_force_push_while_reading_ends_it(world, github, client):
    github.faults.append(Fault("/reviews", before=lambda world: world.force_push()))
    with pytest.raises(ForgeUnavailable, match="commits were pushed"):
        read_facts(client, HOME, 12)


def test_an_approval_dismissed_while_reading_is_read_as_dismissed(world, github, client):
    approval = world.review("dortiz")
    github.faults.append(Fault("/reviews", after=lambda world: world.dismiss(approval)))
    assert [each.state for each in read_facts(client, HOME, 12).reviews] == ["dismissed"]


def test_a_review_while_reading_is_read_too(world, github, client):
    github.faults.append(Fault("/reviews", after=lambda world: world.review("dortiz", "CHANGES_REQUESTED")))
    assert [each.state for each in read_facts(client, HOME, 12).reviews] == ["changes_requested"]


def test_a_pull_request_that_never_rests_gives_no_facts(world, github, client):
    github.faults.append(Fault("/reviews", times=99, after=lambda world: world.review("dortiz", "COMMENTED")))
    with pytest.raises(ForgeUnavailable, match="keeps changing"):
        read_facts(client, HOME, 12)


def test_pages_that_shift_while_they_are_read_lose_nothing(world, github, client):
    for number in range(100, 205):
        world.open_pull(number, "achoi")
    gone = Fault(r"/pulls\?.*page=1$", after=lambda world: setattr(world.pulls[100], "state", "closed"))
    github.faults.append(gone)
    assert [each.number for each in read_facts(client, HOME, 12).open_pull_requests] == list(range(101, 205))


def test_what_moves_in_a_list_but_is_not_read_does_not_matter(world, github, client):
    """With hundreds open there is always somebody who comments on one of them."""
    for number in range(100, 205):
        world.open_pull(number, "achoi")
    github.faults.append(Fault(r"/pulls\?", times=99, after=lambda world: world.comment("dortiz", "Hm.", 100)))
    assert len(read_facts(client, HOME, 12).open_pull_requests) == 105


def test_a_list_that_never_rests_gives_no_facts(world, github, client):
    for number in range(100, 205):
        world.open_pull(number, "achoi")
    new = iter(range(300, 900))
    github.faults.append(Fault(r"/pulls\?", times=99, after=lambda world: world.open_pull(next(new), "achoi")))
    with pytest.raises(ForgeUnavailable, match="changes while it is read"):
        read_facts(client, HOME, 12)


def test_what_is_known_is_only_confirmed(world, github, client):
    read_facts(client, HOME, 12)
    seen = len(github.log)
    read_facts(client, HOME, 12)
    answers = [line.split()[-1] for line in github.log[seen:] if line.startswith("GET")]
    assert set(answers) == {"304"}


def test_what_is_confirmed_is_as_of_now(world, client):
    read_facts(client, HOME, 12)
    later = world.tick()
    assert read_facts(client, HOME, 12).as_of == later


def test_more_authors_than_github_tells_of_give_no_facts(world, client):
    world.push(co=["dortiz"] * 100)
    with pytest.raises(ForgeUnavailable, match="more authors"):
        read_facts(client, HOME, 12)


def test_no_such_pull_request(client):
    with pytest.raises(ForgeUnavailable, match="404") as error:
        read_facts(client, HOME, 99)
    assert "check the name and the number" in error.value.hint


def test_no_such_repository(client):
    with pytest.raises(ForgeUnavailable, match="404"):
        read_facts(client, "district/other", 12)


def test_a_base_branch_that_is_gone(world, client):
    world.branches.clear()
    with pytest.raises(ForgeUnavailable, match=r"baseRef\.target\.oid"):
        read_facts(client, HOME, 12)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("state", value) for value in ("ENDORSED", "", None, 1)),
        *(("commit_id", value) for value in ("main", "", "A" * 40, 12)),
        *(("submitted_at", value) for value in ("yesterday", "2026-11-21T12:00", "2026-02-30T12:00:00Z", None, 0)),
        *(("id", value) for value in ("1", 1.0, True, None)),
        *(("user", value) for value in ("dortiz", {"login": "dortiz"}, {"login": 1, "id": 1, "type": "User"})),
        ("user", {"login": "dortiz", "id": None, "type": "User"}),
        ("user", {"login": "dortiz", "id": 1, "type": None}),
    ],
)
def test_a_review_that_is_not_understood_gives_no_facts(world, github, client, field, value):
    world.review("dortiz")
    github.faults.append(Fault("/reviews", sends=saying(lambda reviews: reviews[0].update({field: value}))))
    with pytest.raises(ForgeUnavailable):
        read_facts(client, HOME, 12)


@pytest.mark.parametrize("field", ["state", "commit_id", "user", "submitted_at", "id"])
def test_a_review_that_lacks_what_decides_gives_no_facts(world, github, client, field):
    world.review("dortiz")
    github.faults.append(Fault("/reviews", sends=saying(lambda reviews: reviews[0].pop(field) and None)))
    with pytest.raises(ForgeUnavailable, match=field):
        read_facts(client, HOME, 12)


@pytest.mark.parametrize("field", ["head", "base", "user", "draft", "labels", "created_at", "updated_at"])
def test_a_pull_request_that_lacks_what_decides_gives_no_facts(github, client, field):
    github.faults.append(Fault("pulls/12$", sends=saying(lambda pull: {**pull, field: None})))
    with pytest.raises(ForgeUnavailable):
        read_facts(client, HOME, 12)


def test_what_decides_nothing_may_lack_or_be_new(world, github, client):
    given = world.review("dortiz")
    keep = ("id", "state", "commit_id", "user", "submitted_at")
    spare = saying(lambda reviews: [{"mood": "good", **{name: each[name] for name in keep}} for each in reviews])
    github.faults.append(Fault("/reviews", times=9, sends=spare))
    assert [each.id for each in read_facts(client, HOME, 12).reviews] == [given["id"]]


def test_an_answer_without_a_date_gives_no_facts(world, github, client):
    github.faults.append(Fault("pulls/12$", times=9, sends=without("Date")))
    with pytest.raises(ForgeUnavailable, match="no date"):
        read_facts(client, HOME, 12)
